"""The facts of one fingerprint together, and how they are kept as JSON."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from thongsuot.engines.alerts._facts import Fact


@dataclass(frozen=True, slots=True)
class History:
    """All that is remembered of one fingerprint: facts by start, and moments at which it was over, both ascending."""

    facts: tuple[Fact, ...] = ()
    ends: tuple[datetime, ...] = ()

    def with_fact(self, fact: Fact) -> History:
        """Return the history that knows this fact too; the very same object where it says nothing new."""
        facts = self.facts
        place = bisect_left(facts, fact.starts_at, key=_start)
        if place < len(facts) and facts[place].starts_at == fact.starts_at:
            known = facts[place]
            fact = known.joined(fact)
            return self if fact == known else History((*facts[:place], fact, *facts[place + 1 :]), self.ends)
        return History((*facts[:place], fact, *facts[place:]), self.ends)

    def with_end(self, end: datetime) -> History:
        """Return the history that knows that the failure was over at that moment."""
        place = bisect_left(self.ends, end)
        if place < len(self.ends) and self.ends[place] == end:
            return self
        return History(self.facts, (*self.ends[:place], end, *self.ends[place:]))

    def as_plain(self) -> dict[str, Any]:
        """Return it as lists, texts and truth values, to be kept as JSON."""
        return {
            "facts": [
                [_text(f.starts_at), f.exact, f.fired, f.over, f.ends_at and _text(f.ends_at), _text(f.first_at),
                 _text(f.last_at)]
                for f in self.facts
            ],
            "ends": [_text(end) for end in self.ends],
        }  # fmt: skip

    @classmethod
    def from_plain(cls, told: Mapping[str, Any]) -> Self:
        """Return what `as_plain` gave; whatever else raises `ValueError`, `TypeError` or `KeyError`."""
        return cls(tuple(_fact(row) for row in told["facts"]), tuple(_moment(end) for end in told["ends"]))


def _start(fact: Fact) -> datetime:
    return fact.starts_at


def _text(moment: datetime) -> str:
    return moment.isoformat()


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _fact(row: Sequence[Any]) -> Fact:
    starts_at, exact, fired, over, ends_at, first_at, last_at = row
    end = _moment(ends_at) if ends_at else None
    return Fact(_moment(starts_at), exact, fired, over, end, _moment(first_at), _moment(last_at))
