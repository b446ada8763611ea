"""A line is back: the carrier says so, the site confirms it, or it was measured."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.incidents import evidence, queries
from thongsuot.incidents.actions.calling import hush
from thongsuot.incidents.actions.noting import NotYet
from thongsuot.incidents.actions.opening import lock_openings, open_anew
from thongsuot.incidents.actions.permitting import require_mender, require_site
from thongsuot.incidents.models import Alarm, Incident
from thongsuot.incidents.states import IncidentState
from thongsuot.ledger.actions import IllegalMove, move, record, record_many
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor

Closing = Incident.Closing


class BeforeItFailed(ValueError):  # named for what happened (STYLE 10)
    """It cannot have been mended before it failed."""

    def __init__(self) -> None:
        super().__init__(_("Thời điểm khắc phục sớm hơn lúc xảy ra sự cố; chưa lưu gì. Hãy kiểm tra lại ngày, giờ."))


class StandsAlready(ValueError):  # named for what happened (STYLE 10)
    """Another incident stands for the same failure at the same site."""

    def __init__(self, other: Incident) -> None:
        super().__init__(_("Đã có sự cố khác đang xử lý cho cùng đơn vị, cùng loại; hãy ghi tiếp vào sự cố đó."))
        self.other = other


@transaction.atomic
def mend(
    incident: Incident, *, by: Actor, at: datetime, cause: str = "", mended_at: datetime | None = None
) -> Incident:
    """Say that it is mended; at a site that is believed when it is measured or the site says so too."""
    require_mender(incident.organisation_id, by, at)
    moment = _checked(incident, mended_at, at)
    told: dict[str, Any] = {"mended_at": moment, "cause": cause.strip()[:200] or incident.cause}
    doubted = Alarm.objects.filter(incident=incident, ends_at=None).exists()
    due_at = at + queries.DOUBT if doubted else None
    incident = move(incident, IncidentState.MENDED, by=by, at=at, due_at=due_at, **told)
    hush(incident, by=by, at=at)
    if incident.site_id is None:
        return _declared(incident, Closing.CARRIER, moment, by=by, at=at)
    return incident


@transaction.atomic
def confirm(incident: Incident, *, by: Actor, at: datetime, mended_at: datetime | None = None) -> Incident:
    """The site says that its line is back: that closes the incident, whatever the carrier has said."""
    require_site(incident, by, at)
    moment = _checked(incident, mended_at or incident.mended_at, at)
    with access.reaching(incident.organisation_id):  # its evidence and its calls are the carrier's
        return _declared(incident, Closing.SITE, moment, by=by, at=at)


@transaction.atomic
def deny(incident: Incident, words: str, *, by: Actor, at: datetime) -> Incident:
    """The site says that its line is not back: whoever is on duty is called again."""
    require_site(incident, by, at)
    if incident.state != IncidentState.MENDED:
        raise IllegalMove(incident, IncidentState.OPEN)
    with access.acting_as_system():
        return open_anew(incident, by=by, at=at, note=words)


@transaction.atomic
def reopen(incident: Incident, reason: str, *, by: Actor, at: datetime) -> Incident:
    """Open again what was mended, closed or folded, unless another incident stands for it by now."""
    require_mender(incident.organisation_id, by, at)
    lock_openings(incident.organisation_id)
    standing = queries.standing_at(incident.organisation_id, incident.reality, incident.site_id, incident.failure)
    if standing is not None and standing.pk not in (incident.pk, incident.folded_into_id):
        raise StandsAlready(standing)
    return open_anew(incident, by=by, at=at, note=reason)


def close_measured(incident: Incident, mended_at: datetime, *, by: Actor, at: datetime) -> Incident:
    """It was measured that the line is back; the figures are entered as measured where its begin was, too."""
    return count_measured(measured(incident, mended_at, by=by, at=at), by=by)


def measured(incident: Incident, mended_at: datetime, *, by: Actor, at: datetime) -> Incident:
    """Close what was measured to be over; whoever calls counts it."""
    moment = min(max(mended_at, incident.starts_at), at)
    return _closed(incident, Closing.MEASURED, moment, by=by, at=at)


def put_right(incident: Incident, mended_at: datetime, *, by: Actor, at: datetime) -> Incident:
    """The end that was measured is told otherwise: a resolve came after all; whoever calls counts it anew."""
    incident.mended_at = min(max(mended_at, incident.starts_at), at)
    incident.save(update_fields=["mended_at"])
    return incident


def close_drafted(incident: Incident, mended_at: datetime, *, by: Actor, at: datetime) -> Incident:
    """Complete the draft of an incident of which we first hear when it is over."""
    incident.closing, incident.closed_name = Closing.MEASURED, str(by)[:80]
    incident.mended_at, incident.closed_at = min(max(mended_at, incident.starts_at), at), at
    return incident


def count_measured(incident: Incident, *, by: Actor) -> Incident:
    """Enter the figures of an incident that was measured to be over; where no time is laid down, nothing counts."""
    count_many([incident], by=by)
    return incident


def count_many(incidents: Iterable[Incident], *, by: Actor) -> None:
    """Enter the figures of incidents of one enterprise that were measured to be over."""
    counting = [incident for incident in incidents if incident.target_at is not None]
    seen = [incident for incident in counting if incident.origin in queries.MEASURING]
    record_many(evidence.of_many_measured(seen))
    for incident in counting:
        if incident.origin not in queries.MEASURING:
            record(**evidence.of_declared(incident, by=by))


def _declared(incident: Incident, closing: str, mended_at: datetime, *, by: Actor, at: datetime) -> Incident:
    incident = _closed(incident, closing, mended_at, by=by, at=at)
    if incident.target_at is not None:
        record(**evidence.of_declared(incident, by=by))
    return incident


def _closed(incident: Incident, closing: str, mended_at: datetime, *, by: Actor, at: datetime) -> Incident:
    told: dict[str, Any] = {"mended_at": mended_at, "closed_at": at, "closing": closing, "due_at": None}
    incident = move(incident, IncidentState.CLOSED, by=by, at=at, closed_name=str(by)[:80], **told)
    hush(incident, by=by, at=at)
    return incident


def _checked(incident: Incident, mended_at: datetime | None, at: datetime) -> datetime:
    moment = mended_at or at
    if moment > at:
        raise NotYet
    if moment < incident.starts_at:
        raise BeforeItFailed
    return moment
