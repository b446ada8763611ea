"""A new roster is drawn up and filled like the week before in one step: most offices do just that."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.duty.actions.drawing import copy_week, draft
from thongsuot.duty.models import Roster
from thongsuot.organisations.models import Actor, Organisation


@transaction.atomic
def draft_again(
    *, title: str, starts_at: datetime, until: datetime, organisation: Organisation, by: Actor, at: datetime
) -> tuple[Roster, int]:
    """Lay out the seats of a time and fill them like the week before; return also how many were filled."""
    roster = draft(title=title, starts_at=starts_at, until=until, organisation=organisation, by=by, at=at)
    return roster, copy_week(roster, by=by, at=at)
