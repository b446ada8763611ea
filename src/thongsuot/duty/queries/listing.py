"""The rosters that a person may read, as a list."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, QuerySet

from thongsuot.duty.models import Roster
from thongsuot.duty.queries.rosters import visible_to
from thongsuot.duty.states import RosterState
from thongsuot.organisations.models import Person


def listed(person: Person, at: datetime) -> QuerySet[Roster]:
    """Return the rosters, the latest first, with how many seats each has and how many are filled."""
    rows = visible_to(person, at).exclude(state=RosterState.DISCARDED)
    return rows.annotate(seats=Count("shifts"), filled=Count("shifts__person")).order_by("-starts_at", "-id")
