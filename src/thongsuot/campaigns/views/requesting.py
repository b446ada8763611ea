"""A person of the department asks for a campaign; the page counts the text before anything is saved."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.forms import RequestForm
from thongsuot.campaigns.views.asking import Desk, SignedIn

FIELDS = {"waves": "first_at"}  # where the page shows what an action names otherwise


@require_http_methods(["GET", "POST"])
@login_required
def ask(request: SignedIn) -> HttpResponse:
    """Show the form, count what stands in it, or ask the operators."""
    at = now()
    desk = Desk.of(request.user, at)
    if not (desk.at_department and desk.orders(request.user.organisation_id)):
        raise PermissionDenied(_("Chỉ lãnh đạo hoặc chuyên viên theo dõi của Sở lập đề nghị nhắn tin."))
    if request.method != "POST":
        return _page(request, RequestForm(request.user.organisation, at))
    form = RequestForm(request.user.organisation, at, request.POST, request.FILES)
    if not form.is_valid() or "xem" in request.POST:
        return _page(request, form, status=200 if form.is_valid() else 422)
    return _asked(request, form, at)


def _asked(request: SignedIn, form: RequestForm, at: datetime) -> HttpResponse:
    told = form.cleaned_data
    names = ("issuer_name", "number", "dated_on", "legal_ground", "area", "rule", "audience", "brand", "text",
             "correction", "repeat", "report_due_at")  # fmt: skip
    wanted = actions.Wanted(waves=form.waves(), **{name: told[name] for name in names})
    scan = told["scan"]
    try:
        row = actions.request(
            wanted,
            [actions.Addressee(operator, told["branch"]) for operator in told["operators"]],
            organisation=request.user.organisation,
            reality=settings.REALITY,
            by=request.user,
            at=at,
            scan=(scan.name, scan.read()) if scan else None,
        )
    except actions.Unsuitable as refusal:
        field = FIELDS.get(refusal.field, refusal.field)
        form.add_error(field if field in form.fields else None, str(refusal))
        return _page(request, form, status=422)
    messages.success(request, _("Đã gửi đề nghị ước tính đến doanh nghiệp. Chưa có tin nhắn nào được gửi đi."))
    return redirect(row)


def _page(request: SignedIn, form: RequestForm, *, status: int = 200) -> HttpResponse:
    """Show the form with what its texts take, as far as they are there."""
    typed = getattr(form, "cleaned_data", {})
    looks = [
        (label, queries.look_at(typed[name]))
        for name, label in (("text", _("Nội dung tin nhắn")), ("correction", _("Nội dung đính chính")))
        if typed.get(name)
    ]
    waves = form.waves() if form.is_bound and form.is_valid() else []
    cost = looks[0][1].converted * len(waves) if looks else 0
    told = {"form": form, "looks": looks, "waves": waves, "cost": cost, "operators": typed.get("operators") or []}
    return render(request, "campaigns/request.html", told, status=status)
