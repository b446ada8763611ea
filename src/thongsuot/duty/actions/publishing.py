"""A roster comes in force: nobody is missing, everybody can be reached, and whoever it replaces is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import translation

from thongsuot.duty import queries
from thongsuot.duty.actions.following import follow
from thongsuot.duty.actions.handing import plan_handovers
from thongsuot.duty.actions.refusing import Doubtful, NotPublishable, drafted, placing
from thongsuot.duty.actions.telling import tell_published
from thongsuot.duty.models import Roster, Shift
from thongsuot.duty.states import RosterState
from thongsuot.ledger.actions import keep_edit, move
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Organisation

BOUND = ["in_force", "starts_at", "until"]


@transaction.atomic
def publish(roster: Roster, *, by: Actor, at: datetime, even_so: bool = False) -> Roster:
    """Put a draft in force from now on, in place of what was in force for the same time.

    A gap, somebody who cannot be reached, away or in two places is never let pass; too little rest is, if somebody says
    so (`even_so`), and stays on record. Who stands in a seat now stays there to the end of the shift.
    """
    access.require(by, *queries.PUBLISHERS, organisation=roster.organisation_id, at=at)
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=roster.organisation_id)  # one at a time
    roster = drafted(roster)
    note = _judged(roster, at, even_so=even_so)
    coming, gone = queries.coming_in_force(roster, at), list(queries.replaced_by(roster, at))
    for shift in gone:
        shift.in_force = False
    Shift.objects.bulk_update(gone, ["in_force"])
    _replace(roster, by=by, at=at)
    _bind(coming, by=by, at=at)
    told = {"published_at": at, "published_name": str(by)}
    roster = move(roster, RosterState.PUBLISHED, by=by, at=at, note=note, **told)
    follow(gone, coming, by=by, at=at)
    plan_handovers(roster, by=by, at=at)
    tell_published(roster, coming, gone, by=by, at=at)
    return roster


def _judged(roster: Roster, at: datetime, *, even_so: bool) -> str:
    """Refuse what cannot be published; return what was let pass, in Vietnamese, as it is kept."""
    found = queries.verdict(roster, at)
    if found.wrong:
        raise NotPublishable(found.wrong)
    if not found.doubtful:
        return ""
    if not even_so:
        raise Doubtful(found.doubtful)
    with translation.override("vi"):
        return "Vẫn ban hành dù: " + "; ".join(queries.verdict(roster, at).doubtful)


def _replace(roster: Roster, *, by: Actor, at: datetime) -> None:
    older = Roster.objects.filter(organisation=roster.organisation_id, state=RosterState.PUBLISHED)
    for row in older.filter(starts_at__lt=roster.until, until__gt=roster.starts_at).order_by("id"):
        move(row, RosterState.REPLACED, by=by, at=at, note=f"Thay bằng: {roster.title}")


def _bind(shifts: Sequence[Shift], *, by: Actor, at: datetime) -> None:
    """Put shifts in force; what had to be cut shorter is kept on record."""
    drawn = {row.pk: row for row in Shift.objects.filter(pk__in=[shift.pk for shift in shifts])}
    for shift in shifts:
        was, now = drawn[shift.pk], {"starts_at": shift.starts_at, "until": shift.until}
        if (was.starts_at, was.until) != (shift.starts_at, shift.until):
            before = {"starts_at": was.starts_at, "until": was.until}
            keep_edit(shift, before=before, after=now, by=by, at=at)
        shift.in_force = True
    try:
        with transaction.atomic():
            Shift.objects.bulk_update(shifts, BOUND)
    except IntegrityError:
        for shift in shifts:  # one by one, to name whoever stands elsewhere
            with placing(shift.person):
                shift.save(update_fields=BOUND)
        raise
