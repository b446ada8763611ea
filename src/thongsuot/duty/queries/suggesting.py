"""How far the suggestion of a roster is, and what it said."""

from __future__ import annotations

from thongsuot.duty.models import Roster
from thongsuot.files import queries as files
from thongsuot.files.models import Run
from thongsuot.ledger.queries import topic

SUGGEST = "thongsuot.duty.jobs.suggest_roster"


def suggestion_of(roster: Roster) -> Run | None:
    """Return how far the last suggestion for a roster is."""
    return files.about(topic(roster)).filter(kind=SUGGEST).first()
