"""An incident goes on as part of another, was none at all, or is weighed otherwise by a person."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.incidents.actions.calling import call_duty, disclose, hush
from thongsuot.incidents.actions.opening import rearm
from thongsuot.incidents.actions.permitting import WATCHERS, require_mender
from thongsuot.incidents.models import Affected, Alarm, Incident
from thongsuot.incidents.states import STANDING, IncidentState
from thongsuot.ledger.actions import IllegalMove, keep_edit, move, wake_timer
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Person


class CannotFold(ValueError):  # named for what happened (STYLE 10)
    """Only what stands is folded, into something else of the same enterprise that stands."""

    def __init__(self) -> None:
        super().__init__(_("Chỉ gộp được vào sự cố khác đang xử lý của cùng doanh nghiệp; chưa có gì thay đổi."))


class NoReason(ValueError):  # named for what happened (STYLE 10)
    """What sets aside what the register says needs a reason."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do; chưa có gì thay đổi."))


@transaction.atomic
def fold(incident: Incident, into: Incident, *, by: Actor, at: datetime) -> Incident:
    """Let an incident go on as part of another: its site is affected by that one, its urgency goes over."""
    require_mender(incident.organisation_id, by, at)
    into = Incident.objects.select_for_update(of=("self",)).get(pk=into.pk)
    if into.pk == incident.pk or into.organisation_id != incident.organisation_id or into.state not in STANDING:
        raise CannotFold
    incident = move(incident, IncidentState.FOLDED, by=by, at=at, folded_into=into, due_at=None)
    hush(incident, by=by, at=at)
    Alarm.objects.filter(incident=incident).update(incident=into)
    if incident.site_id is not None and incident.site_id != into.site_id:
        Affected.objects.get_or_create(
            incident=into,
            site_id=incident.site_id,
            defaults={
                "organisation_id": into.organisation_id,
                "reality": into.reality,
                "site_organisation_id": incident.site_organisation_id,
                "since": incident.starts_at,
            },
        )
    _heavier(into, incident, by=by, at=at)
    return incident


def _heavier(into: Incident, incident: Incident, *, by: Actor, at: datetime) -> None:
    """Let the urgency and the clock of what was folded in count for the whole."""
    first = into.priority
    targets = [moment for moment in (into.target_at, incident.target_at) if moment is not None]
    into.priority, into.target_at = min(into.priority, incident.priority), min(targets, default=None)
    known = [reason["code"] for reason in into.reasons]
    into.reasons = [*into.reasons, *(reason for reason in incident.reasons if reason["code"] not in known)]
    if into.told_at is None and incident.told_at is not None:
        into.told_at, into.told_why = at, incident.told_why
        disclose(into)
    into.save(update_fields=["priority", "target_at", "reasons", "told_at", "told_why"])
    into = rearm(into, at)
    if into.priority < first and into.state == IncidentState.OPEN:
        call_duty(into, by=by, at=at)


@transaction.atomic
def void(incident: Incident, reason: str, *, by: Actor, at: datetime) -> Incident:
    """There was nothing; the reason stays, and nothing of it counts."""
    require_mender(incident.organisation_id, by, at)
    if not reason.strip():
        raise NoReason
    incident = move(incident, IncidentState.VOID, by=by, at=at, note=reason.strip(), due_at=None)
    hush(incident, by=by, at=at)
    return incident


@transaction.atomic
def override_priority(
    incident: Incident, priority: int, reason: str, *, by: Actor, at: datetime, minutes: int | None = None
) -> Incident:
    """Weigh an incident otherwise than the register does, with a reason; more urgent, and duty is called at once."""
    if isinstance(by, Person) and by.organisation_id == incident.organisation.supervisor_id:
        access.require(by, *WATCHERS, organisation=by.organisation_id, at=at)
    else:
        require_mender(incident.organisation_id, by, at)
    if not reason.strip():
        raise NoReason
    row = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if row.state not in STANDING:
        raise IllegalMove(row, row.state)
    weighed = ("priority", "overridden_by", "override_reason", "target_at")
    before = {name: getattr(row, name) for name in weighed}
    row.priority, row.overridden_by, row.override_reason = priority, str(by)[:80], reason.strip()[:200]
    if minutes is not None:
        row.target_at = row.starts_at + timedelta(minutes=minutes)
    row.save(update_fields=weighed)
    keep_edit(row, before=before, after={name: getattr(row, name) for name in weighed}, by=by, at=at)
    wake_timer()
    row = rearm(row, at)
    more_urgent = priority < before["priority"]
    return call_duty(row, by=by, at=at) if more_urgent and row.state == IncidentState.OPEN else row
