"""Somebody takes an incident up, for a time; whoever gives no further word loses it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.incidents import queries
from thongsuot.incidents.actions.calling import hush
from thongsuot.incidents.actions.noting import system_note
from thongsuot.incidents.actions.opening import open_anew, rearm
from thongsuot.incidents.actions.permitting import require_mender
from thongsuot.incidents.models import Incident
from thongsuot.incidents.states import IncidentState
from thongsuot.ledger.actions import IllegalMove, move, notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, Person
from thongsuot.paging.models import Page
from thongsuot.paging.states import PageState


class AlreadyPast(ValueError):  # named for what happened (STYLE 10)
    """What is expected lies behind us."""

    def __init__(self) -> None:
        super().__init__(_("Thời điểm dự kiến khắc phục đã qua; chưa lưu gì. Hãy nhập thời điểm sắp tới."))


class NobodyComes(ValueError):  # named for what happened (STYLE 10)
    """Neither who comes nor when it is expected was told."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi ai đến xử lý hoặc thời điểm dự kiến khắc phục; chưa lưu gì."))


@transaction.atomic
def accept(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Take an incident up; nobody else is called any more."""
    require_mender(incident.organisation_id, by, at)
    return _accepted(incident, by if isinstance(by, Person) else None, str(by), by=by, at=at)


@transaction.atomic
def take_up(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Somebody accepted the call, by link or short message: the incident is theirs from that moment."""
    page = Page.objects.filter(ladder=incident.ladder_id, state=PageState.ACCEPTED).select_related("rung__person")
    answered = page.order_by("-pk").first()
    ladder = incident.ladder
    if ladder is None:
        raise IllegalMove(incident, IncidentState.ACCEPTED)
    person = answered.rung.person if answered is not None else None
    return _accepted(incident, person, ladder.accepted_by, by=person or by, at=ladder.accepted_at or at)


def _accepted(incident: Incident, person: Person | None, name: str, *, by: Actor, at: datetime) -> Incident:
    until = at + queries.HELD[incident.priority]
    told: dict[str, Any] = {
        "accepted_by": person,
        "accepted_name": name[:80],
        "accepted_at": at,
        "accept_expires_at": until,
    }
    incident = move(incident, IncidentState.ACCEPTED, by=by, at=at, unreached_at=None, **told)
    hush(incident, by=by, at=at)
    return rearm(incident, at)


@transaction.atomic
def release(incident: Incident, reason: str, *, by: Actor, at: datetime) -> Incident:
    """Give an incident back; who is on duty now is called."""
    require_mender(incident.organisation_id, by, at)
    return _open_again(incident, reason, by=by, at=at)


@transaction.atomic
def expire(incident: Incident, *, by: Actor, at: datetime) -> Incident:
    """Whoever accepted has said nothing further in time: others are called."""
    said = f"{incident.accepted_name} đã tiếp nhận nhưng quá thời gian chưa báo tiến độ."
    incident = _open_again(incident, said, by=by, at=at)
    system_note(incident, said, by=by, at=at)
    return incident


def _open_again(incident: Incident, reason: str, *, by: Actor, at: datetime) -> Incident:
    if Incident.objects.filter(pk=incident.pk).exclude(state=IncidentState.ACCEPTED).exists():
        raise IllegalMove(incident, IncidentState.OPEN)
    return open_anew(incident, by=by, at=at, note=reason)


@transaction.atomic
def tell_expected(
    incident: Incident, *, by: Actor, at: datetime, coming: str = "", expected_at: datetime | None = None
) -> Incident:
    """Say who comes and when it should be mended; the acceptance holds until somewhat after that moment."""
    require_mender(incident.organisation_id, by, at)
    if not coming.strip() and expected_at is None:
        raise NobodyComes
    if expected_at is not None and expected_at <= at:
        raise AlreadyPast
    incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if incident.state != IncidentState.ACCEPTED:
        raise IllegalMove(incident, IncidentState.ACCEPTED)
    incident.coming = coming.strip()[:120] or incident.coming
    incident.expected_at = expected_at or incident.expected_at
    held = at + queries.HELD[incident.priority]
    reached = expected_at + queries.GRACE if expected_at is not None else held
    incident.accept_expires_at = max(held, reached)
    incident.save(update_fields=["coming", "expected_at", "accept_expires_at"])
    notify(topic(incident), incident.organisation_id)
    return rearm(incident, at)
