"""The installs that we speak with, one more of them, and files that were carried here."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.engines.package import spoken
from thongsuot.links import actions, queries
from thongsuot.links.forms import InstallForm, ParcelForm
from thongsuot.links.models import Direction
from thongsuot.links.views.asking import SignedIn, keeper


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@keeper
def installs(request: SignedIn) -> HttpResponse:
    """List the installs that we speak with; a POST enters one more."""
    form = InstallForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _list(request, form, status=422 if form.is_bound else 200)
    try:
        row = actions.register(actions.Registration(**form.cleaned_data), by=request.user, at=now())
    except actions.Unusable as error:
        form.add_error(error.field, str(error))
        return _list(request, form, status=422)
    messages.success(request, _("Đã đăng ký hệ thống. Bên kia cũng phải đăng ký khóa của hệ thống này."))
    return redirect(row)


def _list(request: SignedIn, form: InstallForm, *, parcel: ParcelForm | None = None, status: int = 200) -> HttpResponse:
    own = queries.own_key().public
    shown = {
        "lines": queries.lines(),
        "ended": queries.ended(),
        "refusals": queries.refusals(now()),
        "own": {"key": own.text, "fingerprint": spoken(own.fingerprint)},
        "form": form,
        "parcel_form": parcel or ParcelForm(prefix="parcel"),
    }
    return render(request, "links/installs.html", shown, status=status)


@require_POST
@keeper
def take(request: SignedIn) -> HttpResponse:
    """Take in a file that was carried here."""
    form = ParcelForm(request.POST, request.FILES, prefix="parcel")
    if not form.is_valid():
        return _list(request, InstallForm(), parcel=form, status=422)
    answered = actions.take_by_hand(form.cleaned_data["file"], by=request.user, at=now())
    row = answered.package
    if row is None or (row.direction == Direction.IN and not answered.taken):
        form.add_error("file", queries.said(answered.reason))
        return _list(request, InstallForm(), parcel=form, status=422)
    if row.direction == Direction.IN:
        messages.success(request, _("Đã nhận gói tin. Hãy tải biên nhận và chuyển lại cho bên gửi."))
    elif answered.taken:
        messages.success(request, _("Đã ghi nhận biên nhận của bên kia."))
    else:
        words = _("Bên kia không nhận gói tin. %(said)s") % {"said": queries.said(answered.reason)}
        messages.warning(request, words)
    return redirect("links:install", pk=row.install_id)
