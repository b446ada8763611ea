"""A source speaks, or has been silent for too long: then nobody would know what fails."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from thongsuot.incidents import queries
from thongsuot.incidents.actions.mending import close_measured
from thongsuot.incidents.actions.opening import Failed, enter, lock_openings
from thongsuot.incidents.models import Incident, Source
from thongsuot.incidents.states import STANDING
from thongsuot.ledger.actions import wake_timer
from thongsuot.organisations.models import Actor


def heard(source: Source, moment: datetime, *, by: Actor, at: datetime, ask: bool = False) -> None:
    """Note that a source has spoken; its silence is over. With `ask` its API is asked at once for what it left out."""
    changed = []
    if source.heard_at is None or moment > source.heard_at:
        source.heard_at = moment
        changed.append("heard_at")
    if source.silent_since is not None:
        source.silent_since = None
        changed.append("silent_since")
        for incident in Incident.objects.filter(source=source, state__in=STANDING).order_by("pk"):
            close_measured(incident, moment, by=by, at=at)
    if ask and source.api_url:
        source.next_check_at = at
        changed.append("next_check_at")
        wake_timer()
    if changed:
        source.save(update_fields=changed)


@transaction.atomic
def mark_silent(source: Source, *, by: Actor, at: datetime) -> Incident:
    """A source that must speak has not: that is an incident of the enterprise's own, seen by nobody else."""
    source = (
        Source.objects.select_for_update(of=("self",), no_key=True).select_related("organisation").get(pk=source.pk)
    )
    lock_openings(source.organisation_id)
    since = source.heard_at or source.valid_from
    source.silent_since = since
    source.save(update_fields=["silent_since"])
    begin = min(since + timedelta(minutes=source.silent_after), at)
    failed = Failed(Incident.Failure.SILENT, Incident.Origin.SOURCE, begin, place=source.name, source=source)
    return enter(failed, queries.Scales(source.organisation, source.reality, at), by=by)
