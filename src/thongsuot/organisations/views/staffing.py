"""An administrator gives accounts and roles, ends them, and keeps the list of workers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.organisations import actions
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.forms import PersonForm, RoleForm, StaffForm
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.views.asking import SignedIn, administered, form_page


def _secret(request: SignedIn, row: Organisation, name: str, secret: str) -> HttpResponse:
    """Show a password once, on a page that nobody keeps."""
    return render(request, "organisations/password.html", {"organisation": row, "name": name, "secret": secret})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_person(request: SignedIn, pk: int) -> HttpResponse:
    """Give somebody an account; its first password is shown once."""
    at, what = now(), _("Thêm người")
    row = administered(request, pk, at)
    form = PersonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, row, form, what)
    try:
        password = actions.enrol(row, by=request.user, at=at, **form.cleaned_data)
    except actions.Taken as error:
        form.add_error("username", str(error))
        return form_page(request, row, form, what)
    return _secret(request, row, form.cleaned_data["username"], password)


@never_cache
@require_POST
@login_required
def person_step(request: SignedIn, pk: int, person: int, verb: str) -> HttpResponse:
    """Give somebody a new password, or close the account."""
    at = now()
    row = administered(request, pk, at)
    somebody: Person = get_object_or_404(row.people.select_related("organisation"), pk=person, is_active=True)
    if verb == "cap-lai-mat-khau":
        return _secret(request, row, somebody.username, actions.renew_password(somebody, by=request.user, at=at))
    if verb != "ket-thuc":
        raise Http404
    try:
        actions.end_person(somebody, by=request.user, at=at)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Đã đóng tài khoản. Những gì người này đã làm vẫn được giữ nguyên."))
    return redirect("organisations:organisation", pk=row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def grant(request: SignedIn, pk: int) -> HttpResponse:
    """Let one of the organisation's people act in a role."""
    at, what = now(), _("Giao vai trò")
    row = administered(request, pk, at)
    form = RoleForm(row, request.POST or None, initial={"person": request.GET.get("nguoi")})
    if request.method != "POST" or not form.is_valid():
        return form_page(request, row, form, what)
    told = form.cleaned_data
    try:
        actions.give_role(told["person"], told["role"], organisation=row, by=request.user, at=at)
    except (actions.AlreadyHeld, NotAllowed) as error:
        form.add_error("role", str(error))
        return form_page(request, row, form, what)
    messages.success(request, _("Đã giao vai trò."))
    return redirect("organisations:organisation", pk=row.pk)


@require_POST
@login_required
def end_role(request: SignedIn, pk: int, role: int) -> HttpResponse:
    """End a role."""
    at = now()
    row = administered(request, pk, at)
    held = get_object_or_404(row.roles.select_related("person", "organisation"), pk=role)
    try:
        actions.take_role(held, by=request.user, at=at)
    except NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Đã kết thúc vai trò."))
    return redirect("organisations:organisation", pk=row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_staff(request: SignedIn, pk: int) -> HttpResponse:
    """Enter a worker on the list of those to be briefed."""
    at, what = now(), _("Thêm người lao động")
    row = administered(request, pk, at)
    form = StaffForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, row, form, what)
    try:
        actions.enter_staff(row, by=request.user, at=at, **form.cleaned_data)
    except actions.Taken as error:
        form.add_error("code", str(error))
        return form_page(request, row, form, what)
    messages.success(request, _("Đã thêm vào danh sách người lao động."))
    return redirect("organisations:organisation", pk=row.pk)


@require_POST
@login_required
def end_staff(request: SignedIn, pk: int, staff: int) -> HttpResponse:
    """Take a worker off the list."""
    at = now()
    row = administered(request, pk, at)
    worker = get_object_or_404(row.staff.select_related("organisation"), pk=staff)
    actions.strike_staff(worker, by=request.user, at=at)
    messages.success(request, _("Đã đưa khỏi danh sách người lao động. Xác nhận đã có vẫn được giữ nguyên."))
    return redirect("organisations:organisation", pk=row.pk)
