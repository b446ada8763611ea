"""One failure from start to end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How an episode stands."""

    OPEN = "open"
    TOLD = "told"  # the source told its end
    UNTIMED = "untimed"  # the source told that it is over, not since when
    SUPERSEDED = "superseded"  # nobody told its end, the next episode began: it ended at the latest then


@dataclass(frozen=True, slots=True)
class Episode:
    """One failure from start to end (UTC), as told; `first_at` and `last_at` are times of receipt.

    `fired` is false where nobody ever told that it lasts: the resolve came alone. `starts` are all the starts that were
    told of it, `starts_at` is the earliest.
    """

    starts: tuple[datetime, ...]
    ends_at: datetime | None
    outcome: Outcome
    fired: bool
    first_at: datetime
    last_at: datetime

    @property
    def starts_at(self) -> datetime:
        """When it began."""
        return self.starts[0]

    @property
    def open(self) -> bool:
        """Whether it lasts, as far as was told."""
        return self.outcome is Outcome.OPEN
