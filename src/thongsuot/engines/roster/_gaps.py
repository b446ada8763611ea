"""When a position has fewer people than required, to the minute, whatever the shifts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from thongsuot.engines.roster._problem import Required, Seat, Shift


@dataclass(frozen=True, slots=True)
class Gap:
    """A half-open time with `have` people at a position where `needed` are required."""

    position: str
    starts_at: datetime
    ends_at: datetime
    have: int
    needed: int


def gaps(
    required: Iterable[Required], shifts: Iterable[Shift], seats: Iterable[Seat], *, since: datetime, until: datetime
) -> tuple[Gap, ...]:
    """Give the gaps from `since` up to `until`, by position and time; in O(n log n).

    At each moment a position requires the most that any running shift asks for it; where none runs, what is required
    without a kind. Two seats of one person count once.
    """
    sweep = _Sweep(required, shifts, seats)
    found: dict[str, list[Gap]] = defaultdict(list)
    for starts_at, ends_at in sweep.stretches(since, until):
        for position, have, needed in sweep.missing():
            own = found[position]
            last = own[-1] if own else None
            if last and (last.ends_at, last.have, last.needed) == (starts_at, have, needed):
                own[-1] = replace(last, ends_at=ends_at)
            else:
                own.append(Gap(position, starts_at, ends_at, have, needed))
    return tuple(gap for _, own in sorted(found.items()) for gap in own)


class _Sweep:
    """Walks through time and knows which kinds run and who sits where."""

    def __init__(self, required: Iterable[Required], shifts: Iterable[Shift], seats: Iterable[Seat]) -> None:
        self._required = {(one.position, one.kind): one.least for one in required}
        self._positions = sorted({position for position, _ in self._required})
        self._shifts = list(shifts)
        self._seats: dict[int, list[Seat]] = defaultdict(list)
        for seat in seats:
            self._seats[seat.shift].append(seat)
        self._kinds: Counter[str] = Counter()
        self._sitting: dict[str, Counter[int]] = defaultdict(Counter)

    def stretches(self, since: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Give the stretches between which nothing changes, each while the counts are those within it."""
        changes: dict[datetime, list[tuple[Shift, int]]] = defaultdict(list)
        for shift in self._shifts:
            if shift.starts_at < until and shift.ends_at > since:
                changes[max(shift.starts_at, since)].append((shift, 1))
                changes[min(shift.ends_at, until)].append((shift, -1))
        moments = sorted({since, until, *changes}) if since < until else []
        for starts_at, ends_at in zip(moments, moments[1:], strict=False):
            for shift, step in changes[starts_at]:
                self._change(shift, step)
            yield starts_at, ends_at

    def _change(self, shift: Shift, step: int) -> None:
        self._kinds[shift.kind] += step
        for seat in self._seats[shift.id]:
            self._sitting[seat.position][seat.person] += step
            if not self._sitting[seat.position][seat.person]:
                del self._sitting[seat.position][seat.person]

    def missing(self) -> Iterator[tuple[str, int, int]]:
        """Give the positions that lack somebody now."""
        running = [kind for kind, number in self._kinds.items() if number] or [""]
        for position in self._positions:
            always = self._required.get((position, ""), 0)
            needed = max(self._required.get((position, kind), always) for kind in running)
            have = len(self._sitting[position])
            if have < needed:
                yield position, have, needed
