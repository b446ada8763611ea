"""A person opens the duty log of a day, writes into it, and prints it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from thongsuot.duty import actions, papers, queries
from thongsuot.duty.forms import EntryForm
from thongsuot.duty.views.asking import REFUSALS, SignedIn
from thongsuot.engines.officialdoc import to_pdf
from thongsuot.organisations import access
from thongsuot.organisations.models import Person

DAY = timedelta(days=1)
YEARS = range(2000, 2100)  # beyond them there is no duty


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def log(request: SignedIn, organisation: int, day: str) -> HttpResponse:
    """Show the log of one day; a POST writes a line into it."""
    at = now()
    told = _log_of(request.user, organisation, day)
    if request.method != "POST":
        return _page(request, told, EntryForm(), at)
    form = EntryForm(request.POST)
    if not form.is_valid():
        return _page(request, told, form, at, status=422)
    text, happened_at = form.cleaned_data["text"], form.cleaned_data["happened_at"]
    try:
        entry = actions.enter(text, organisation=told.organisation, by=request.user, at=at, happened_at=happened_at)
    except actions.Unsuitable as refusal:
        form.add_error(refusal.field, str(refusal))
        return _page(request, told, form, at, status=422)
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
        return _page(request, told, form, at, status=422)
    messages.success(request, _("Đã ghi sổ, đề “ghi sau”.") if entry.late else _("Đã ghi sổ."))
    return redirect("duty:log", organisation, localtime(entry.happened_at).date().isoformat())


@require_safe
@never_cache
@login_required
def log_paper(request: SignedIn, organisation: int, day: str) -> HttpResponse:
    """Hand out the log of one day for signature."""
    told = _log_of(request.user, organisation, day)
    data = to_pdf(papers.log_paper(told), fonts=settings.TYPEFACES, created=now())
    headers = {"Content-Disposition": f'inline; filename="so-truc-{told.day.isoformat()}.pdf"'}
    return HttpResponse(data, content_type="application/pdf", headers=headers)


def _log_of(person: Person, organisation: int, day: str) -> queries.DayLog:
    """Return a day's log of the person's own organisation: it stays inside."""
    if person.organisation_id != organisation:
        raise Http404
    try:
        known = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    if known.year not in YEARS:
        raise Http404
    return queries.day_log(person.organisation, known)


def _page(request: SignedIn, told: queries.DayLog, form: EntryForm, at: datetime, *, status: int = 200) -> HttpResponse:
    person, office = request.user, told.organisation
    shift = queries.shift_of(person, at)
    here = shift is not None and shift.organisation_id == office.pk
    shown = {
        "log": told,
        "form": form,
        "before": told.day - DAY,
        "after": told.day + DAY if told.day < localtime(at).date() else None,
        "every": len(told.lines),
        "taken": sum(line.shift.taken_at is not None for line in told.lines),
        "may_write": here or access.holds(person, *queries.KEEPERS, organisation=office, at=at),
    }
    return render(request, "duty/log.html", shown, status=status)
