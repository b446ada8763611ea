"""A leader took a call on a private telephone: two taps, and nothing typed."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.hotline import actions, queries
from thongsuot.hotline.forms import LeaderForm
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.views.asking import SignedIn, told
from thongsuot.organisations import access
from thongsuot.organisations.models import Role

Urgency = HotlineCall.Urgency
SELF, AT_ONCE, TODAY = "da-tra-loi", "truc-ban-ngay", "truc-ban-trong-ngay"
ANSWERED = "Lãnh đạo đã trả lời khi nhận điện."  # kept, hence Vietnamese
WORDS: dict[str, str | Promise] = {
    SELF: gettext_lazy("Đã ghi: bạn đã nhận điện và trả lời."),
    AT_ONCE: gettext_lazy("Đã ghi; trực ban đang được báo ngay."),
    TODAY: gettext_lazy("Đã ghi; trực ban xử lý trong ngày."),
}


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def leader(request: SignedIn) -> HttpResponse:
    """Show what a leader may press; a POST writes the call down."""
    at, person = now(), request.user
    if not access.holds(person, Role.Name.LEADER, organisation=person.organisation_id, at=at):
        raise PermissionDenied(_("Trang này dành cho lãnh đạo đơn vị; người trực ghi tin báo ở trang Đường dây nóng."))
    form = LeaderForm(request.POST or None)
    verb = request.POST.get("viec", "")
    if request.method != "POST" or verb not in WORDS or not form.is_valid():
        return _page(request, form, status=200 if request.method != "POST" else 422)
    row: HotlineCall | None = None
    with told(request, str(WORDS[verb]), form):
        wanted = _wanted(form, verb, at)
        row = actions.log_leader_call(wanted, organisation=person.organisation, by=person, at=at, to_duty=verb != SELF)
    return _page(request, form, status=422) if row is None else redirect("hotline:leader")


def _wanted(form: LeaderForm, verb: str, at: datetime) -> actions.Told:
    said = form.cleaned_data
    return actions.Told(
        caller=said["caller"] or queries.UNKNOWN,
        phone=said["phone"],
        what=said["what"].strip() or queries.UNSAID,
        urgency=Urgency.NOW if verb == AT_ONCE else Urgency.TODAY,
        called_at=form.called_at(at),
        answer=ANSWERED if verb == SELF else "",
        token=said["token"],
    )


def _page(request: SignedIn, form: LeaderForm, *, status: int) -> HttpResponse:
    mine = queries.received_by(request.user)
    return render(request, "hotline/leader.html", {"form": form, "mine": mine}, status=status)
