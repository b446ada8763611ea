"""How far the suggestion of a roster is, and what it said."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from thongsuot.duty.models import Roster
from thongsuot.files import queries as files
from thongsuot.files.models import Run
from thongsuot.ledger.queries import topic

SUGGEST = "thongsuot.duty.jobs.suggest_roster"


def suggestion_of(roster: Roster) -> Run | None:
    """Return how far the last suggestion for a roster is."""
    return files.about(topic(roster)).filter(kind=SUGGEST).first()


def distance(said: Mapping[str, Any]) -> str:
    """Return how far the last suggestion is from the fairest roster at most, in per cent; nothing where it is none."""
    if said.get("outcome") != "whole" or said["proven"]:
        return ""
    tenths = math.ceil(round(said["gap"] * 1000, 6))
    return f"{tenths // 10},{tenths % 10}"
