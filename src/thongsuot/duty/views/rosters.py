"""A person looks through the rosters, and begins one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.duty import actions, queries
from thongsuot.duty.forms import DraftForm, RostersFilter, next_week
from thongsuot.duty.models import Roster
from thongsuot.duty.views.asking import SignedIn
from thongsuot.duty.views.standing import May, kept
from thongsuot.organisations.queries import visible_to

PER_PAGE = 30
DAY = timedelta(days=1)
FIELDS = {"until": "last", "starts_at": "first"}  # where the page asks for what an action names otherwise


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def rosters(request: SignedIn) -> HttpResponse:
    """List the rosters; a POST draws an empty one up, filled like the week before where that was asked for."""
    at = now()
    if request.method != "POST":
        return _list(request, at, _form(request, at))
    kept(request, request.user.organisation_id, at)
    form = DraftForm(request.POST)
    roster = _drafted(request, form, at) if form.is_valid() else None
    return _list(request, at, form, status=422) if roster is None else redirect(roster)


def _form(request: SignedIn, at: datetime) -> DraftForm:
    """Propose the week behind the last roster, from tomorrow on."""
    last = queries.visible_to(request.user, at).filter(organisation=request.user.organisation_id)
    ends = [row.until for row in last.exclude(state=Roster.State.DISCARDED).order_by("-until")[:1]]
    first, end = next_week(localtime(max([at + DAY, *ends])).date())
    return DraftForm(initial={"first": first, "last": end})


def _drafted(request: SignedIn, form: DraftForm, at: datetime) -> Roster | None:
    office = request.user.organisation
    starts_at, until = form.span(queries.hours_of(office, at))
    told = {"title": form.cleaned_data["title"], "organisation": office, "by": request.user, "at": at}
    try:
        if "chep" not in request.POST:
            roster = actions.draft(starts_at=starts_at, until=until, **told)
            messages.success(request, _("Đã lập dự thảo; hãy xếp người vào từng ca."))
            return roster
        roster, filled = actions.draft_again(starts_at=starts_at, until=until, **told)
    except actions.Unsuitable as refusal:
        form.add_error(FIELDS.get(refusal.field, refusal.field), str(refusal))
        return None
    messages.success(request, _("Đã lập dự thảo và xếp %(filled)s chỗ như tuần trước.") % {"filled": filled})
    return roster


def _list(request: SignedIn, at: datetime, form: DraftForm, *, status: int = 200) -> HttpResponse:
    narrow = RostersFilter(visible_to(request.user, at).order_by("sort_key"), request.GET)
    rows = queries.listed(request.user, at)
    if (organisation := narrow.wanted()) is not None:
        rows = rows.filter(organisation=organisation)
    told = {
        "form": form,
        "filter": narrow,
        "many": len(narrow.fields["organisation"].queryset) > 1,  # type: ignore[attr-defined]  # a field of models
        "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
        "may": May.of(request.user, request.user.organisation_id, at),
        "ready": queries.hours_of(request.user.organisation, at).exists(),
    }
    return render(request, "duty/rosters.html", told, status=status)
