"""One install: where it listens, its keys, its packages, its end."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.links import actions, queries
from thongsuot.links.forms import AddressForm, KeyForm
from thongsuot.links.models import Install, Key
from thongsuot.links.views.asking import SignedIn, installed, keeper, seen
from thongsuot.organisations.actions import EditedMeanwhile

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@keeper
def install(request: SignedIn, pk: int) -> HttpResponse:
    """Show an install, its keys and packages; a POST changes its address."""
    row = installed(pk) if request.method == "POST" else seen(pk)
    form = AddressForm(request.POST or None, initial={"address": row.address, "version": row.version})
    if request.method != "POST" or not form.is_valid():
        return _show(request, row, form, status=422 if form.is_bound else 200)
    try:
        actions.redirect(row, **form.cleaned_data, by=request.user, at=now())
    except (actions.Unusable, EditedMeanwhile) as error:
        form.add_error("address", str(error))
        return _show(request, row, form, status=422)
    waits = queries.queued(row).exists() and form.cleaned_data["address"]
    on = _("Đã đổi địa chỉ. Gói tin đang chờ sẽ được gửi đến địa chỉ mới.") if waits else _("Đã đổi địa chỉ.")
    messages.success(request, on)
    return redirect(row)


def _show(
    request: SignedIn, row: Install, form: AddressForm, *, key: KeyForm | None = None, status: int = 200
) -> HttpResponse:
    page = Paginator(queries.packages_of(row), PER_PAGE).get_page(request.GET.get("page"))
    shown = {
        "install": row,
        "keys": row.keys.all(),
        "missing": queries.missing(row),
        "page": page,
        "form": form,
        "key_form": key or KeyForm(prefix="new"),
    }
    return render(request, "links/install.html", shown, status=status)


@require_POST
@keeper
def add_key(request: SignedIn, pk: int) -> HttpResponse:
    """Pin one more key."""
    row, form = installed(pk), KeyForm(request.POST, prefix="new")
    address = AddressForm(initial={"address": row.address, "version": row.version})
    if not form.is_valid():
        return _show(request, row, address, key=form, status=422)
    try:
        actions.add_key(row, **form.cleaned_data, by=request.user, at=now())
    except actions.Unusable as error:
        form.add_error(error.field, str(error))
        return _show(request, row, address, key=form, status=422)
    messages.success(request, _("Đã đăng ký thêm khóa."))
    return redirect(row)


@require_POST
@keeper
def end_key(request: SignedIn, pk: int, pinned: int) -> HttpResponse:
    """Let a key open nothing from now on."""
    row = installed(pk)
    actions.end_key(get_object_or_404(Key, install=row, pk=pinned), by=request.user, at=now())
    messages.success(request, _("Khóa này không còn được chấp nhận từ bây giờ."))
    return redirect(row)


@require_POST
@keeper
def end_install(request: SignedIn, pk: int) -> HttpResponse:
    """Stop speaking with an install."""
    row = installed(pk)
    try:
        actions.end_install(row, by=request.user, at=now())
    except actions.StillWaiting as error:
        messages.warning(request, str(error))
        return redirect(row)
    messages.success(request, _("Đã ngừng liên thông. Gói tin đã gửi và đã nhận được giữ nguyên."))
    return redirect("links:installs")
