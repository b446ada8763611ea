"""What the issuer promised in its own letter becomes its own work, with its own deadline."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from thongsuot.directives.actions import reminding, working
from thongsuot.directives.models import Assignment, Directive, Obligation
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Role


def commit(directive: Directive, duties: Iterable[Obligation], at: datetime) -> None:
    """Assign the promises among some duties to the department itself; no tool and no enterprise is bound by them."""
    for duty in duties:
        if duty.obliged != Obligation.Obliged.ISSUER:
            continue
        row, new = Assignment.objects.get_or_create(
            obligation=duty,
            organisation_id=directive.organisation_id,
            occurrence_at=None,
            defaults={
                "reality": duty.reality,
                "directive": directive,
                "starts_at": duty.effective_from or at,
                "deadline_at": duty.deadline_at,
                "relation": duty.deadline_relation if duty.deadline_at else "",
                "state": Assignment.State.RECEIVED,
                "remind_due_at": reminding.first_stage(duty.deadline_at, at, directive.urgency),
            },
        )
        if new:
            ledger.notify(topic(row), directive.organisation_id)


@transaction.atomic
def fulfil(assignment: Assignment, *, by: Actor, at: datetime, note: str = "") -> Assignment:
    """Note that the department kept its promise; the moment counts against the promise's own deadline."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=assignment.organisation_id, at=at)
    return working.finish(assignment, by=by, at=at, note=note)
