"""What is remembered of one failure of one source: facts, in a form that does not depend on how they came.

A fact belongs to one start; facts of the same start are joined by *or*, earliest and latest, so that order, repetition
and grouping of deliveries make no difference. Resolves that name no start are kept as moments of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """What was told of one start (UTC): whether it fired, is over, and when it ended; `first_at`, `last_at` of receipt.

    With `exact` false the start is only a moment at which the failure was seen.
    """

    starts_at: datetime
    exact: bool
    fired: bool
    over: bool
    ends_at: datetime | None
    first_at: datetime
    last_at: datetime

    def joined(self, other: Fact) -> Fact:
        """Return what both say together, of the same start; of two ends the later one counts."""
        ends = [end for end in (self.ends_at, other.ends_at) if end is not None]
        return Fact(
            self.starts_at,
            self.exact or other.exact,
            self.fired or other.fired,
            self.over or other.over,
            max(ends) if ends else None,
            min(self.first_at, other.first_at),
            max(self.last_at, other.last_at),
        )
