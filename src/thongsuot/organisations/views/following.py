"""The department's people keep whom an enterprise is reached by, and whom it asks at the department."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.organisations import actions, queries
from thongsuot.organisations.forms import ContactForm, FollowerForm
from thongsuot.organisations.models import Organisation
from thongsuot.organisations.views.asking import SignedIn, form_page, visible


def _enterprise(request: SignedIn, pk: int, at: datetime, *roles: str) -> tuple[Organisation, Organisation]:
    """Return an enterprise and its department, for somebody who holds one of the roles there."""
    row = visible(request, pk, at)
    department = row.supervisor
    if department is None or not set(roles) & queries.standing_at(request.user, row, at):
        raise Http404(_("Trang này dành cho người của Sở quản lý đơn vị."))
    return row, department


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def add_contact(request: SignedIn, pk: int) -> HttpResponse:
    """Enter somebody by whom the enterprise is reached; no account is needed."""
    at, what = now(), _("Thêm đầu mối")
    row, department = _enterprise(request, pk, at, *actions.KEEPERS)
    form = ContactForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, row, form, what)
    actions.add_contact(row, form.told, department=department, by=request.user, at=at)
    messages.success(request, _("Đã thêm đầu mối. Người này nhận phiếu mời, không cần tài khoản."))
    return redirect("organisations:organisation", pk=row.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def follow(request: SignedIn, pk: int) -> HttpResponse:
    """Name the one person whom the enterprise asks."""
    at, what = now(), _("Chuyên viên theo dõi")
    row, department = _enterprise(request, pk, at, *actions.SETTERS)
    bound = request.POST if request.method == "POST" else None
    form = FollowerForm(department, at, bound, initial={"person": queries.follower_of(row, at)})
    if not form.is_valid():
        return form_page(request, row, form, what)
    actions.follow(row, form.cleaned_data["person"], by=request.user, at=at)
    messages.success(request, _("Đã giao người theo dõi đơn vị."))
    return redirect("organisations:organisation", pk=row.pk)
