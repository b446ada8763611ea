"""As last time: the review of an earlier letter is taken over where the words are the same."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.directives import queries
from thongsuot.directives.actions import reviewing
from thongsuot.directives.models import Directive, Obligation
from thongsuot.ledger import actions as ledger
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Role

TAKEN_OVER = ("kind", "mode", "obliged", "obliged_names")


@transaction.atomic
def as_last_time(directive: Directive, earlier: Directive, *, by: Actor, at: datetime) -> int:
    """Settle each proposal as its twin of the earlier letter was settled; dates are the new letter's own.

    Returns how many proposals had a twin; the others wait for a person, and each step can be undone.
    """
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=directive.organisation_id, at=at)
    twins = queries.twins(directive, earlier)
    settled: dict[str, list[Obligation]] = {}
    for proposal, twin in twins:
        changes = {name: getattr(twin, name) for name in TAKEN_OVER if getattr(proposal, name) != getattr(twin, name)}
        row = proposal
        if changes:
            row = reviewing.edit(proposal, version=proposal.version, by=by, at=at, **changes)
        settled.setdefault(twin.state, []).append(row)
    reviewing.confirm(directive, settled.get(Obligation.State.CONFIRMED, []), by=by, at=at)
    reviewing.reject(directive, settled.get(Obligation.State.REJECTED, []), by=by, at=at)
    current = Directive.objects.get(pk=directive.pk)
    ledger.amend(current, version=current.version, by=by, at=at, like_id=earlier.pk)
    return len(twins)
