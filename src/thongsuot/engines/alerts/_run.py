"""An episode in the making."""

from __future__ import annotations

from datetime import datetime

from thongsuot.engines.alerts._episode import Episode, Outcome
from thongsuot.engines.alerts._facts import Fact


class Run:
    """An episode while its facts are gathered."""

    __slots__ = ("ends_at", "exact", "facts", "outcome")

    def __init__(self, fact: Fact) -> None:
        self.facts = [fact]
        self.ends_at: datetime | None = None
        self.outcome = Outcome.OPEN
        self.exact = fact.exact
        self.hear(fact)

    def hear(self, fact: Fact) -> None:
        """Take over what a fact tells of the end."""
        self.exact = fact.exact
        if fact.ends_at is not None:
            self.ends_at = fact.ends_at if self.ends_at is None else max(self.ends_at, fact.ends_at)
            self.outcome = Outcome.TOLD
        elif fact.over and self.outcome is Outcome.OPEN:
            self.outcome = Outcome.UNTIMED

    def holds(self, fact: Fact) -> bool:
        """Tell whether a later start belongs to the same episode."""
        if self.outcome is Outcome.OPEN:
            return not (self.exact and fact.exact)
        return self.ends_at is not None and fact.starts_at < self.ends_at

    def close(self, outcome: Outcome, at: datetime) -> None:
        """End it where it is open."""
        if self.outcome is Outcome.OPEN:
            self.outcome, self.ends_at = outcome, at

    def episode(self) -> Episode:
        """Return it as it stands."""
        facts = self.facts
        if len(facts) == 1:
            (fact,) = facts
            starts, outcome = (fact.starts_at,), self.outcome
            return Episode(starts, self.ends_at, outcome, fact.fired, fact.first_at, fact.last_at)
        return Episode(
            tuple([fact.starts_at for fact in facts]),
            self.ends_at,
            self.outcome,
            any(fact.fired for fact in facts),
            min(fact.first_at for fact in facts),
            max(fact.last_at for fact in facts),
        )
