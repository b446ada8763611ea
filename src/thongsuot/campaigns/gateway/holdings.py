"""A batch of the tables that this gateway has claimed a part of: what of it is sent, written, and claimed next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from thongsuot.campaigns.actions.claiming import Claimed
from thongsuot.campaigns.actions.keeping import Outcome
from thongsuot.campaigns.gateway.stretches import Ripe, Stretch
from thongsuot.campaigns.gateway.wording import Wording
from thongsuot.campaigns.queries.claims import Counts, by_area, outcomes
from thongsuot.outbox.gateway.wire import Wire

PIECES_AFTER = 1.0  # seconds until what is done of a stretch is written without the rest of it


@dataclass(eq=False)
class Holding:
    """`sent` and `claimed` are as the tables have them, `cut` is where the next stretch begins.

    All stretches go by one wire, one behind the other, so that what was never sent lies behind what was.
    """

    mine: Claimed
    wording: Wording
    wire: Wire | None = None
    stopping: bool = False
    held: bool = False  # nothing of it leaves until it is seen what is released
    homeless_since: float | None = None
    stretches: list[Stretch] = field(default_factory=list)
    beyond: dict[int, Ripe] = field(default_factory=dict)  # written or being written, and not counted yet
    folding: list[Ripe] = field(default_factory=list)  # counted by the outcome that is being kept

    def __post_init__(self) -> None:
        """Begin where the tables stand."""
        self.sent = self.cut = self.mine.sent
        self.claimed, self.causes = self.mine.claimed, dict(self.mine.causes)
        self.by_area = self.mine.by_area

    @property
    def share(self) -> int:
        """The share's number."""
        return self.mine.held.share

    @property
    def slot(self) -> int:
        """The number of the lane that holds it."""
        return self.mine.held.number

    @property
    def recipients(self) -> NDArray[np.int64]:
        """Return the claimed recipients that no stretch has yet."""
        return self.mine.recipients[self.cut : self.claimed]

    @property
    def open(self) -> int:
        """How many recipients are claimed and not written down."""
        return self.claimed - self.cut + sum(stretch.left for stretch in self.stretches)

    @property
    def waiting(self) -> int:
        """How many messages are still to leave."""
        uncut = 0 if self.stopping else (self.claimed - self.cut) * self.wording.parts
        return uncut + sum(stretch.batch.waiting for stretch in self.stretches)

    @property
    def growable(self) -> bool:
        """Whether more of the batch may be claimed."""
        return not self.stopping and self.claimed < self.mine.count

    @property
    def over(self) -> bool:
        """Whether nothing of it concerns us any more."""
        return not (self.stretches or self.beyond or self.folding) and self.sent == self.claimed and not self.growable

    def stop(self) -> None:
        """Let nothing more of it go out; what has no outcome then is given back."""
        if not self.stopping:
            self.stopping = True
            for stretch in self.stretches:
                stretch.stop()

    def outcome(self, now: float, claim: int) -> Outcome | None:
        """Return what is to be kept now, and the claim raised by so many; None where nothing has changed."""
        ripe = [each for stretch in self.stretches for each in stretch.ripe(pieces=now - stretch.begun > PIECES_AFTER)]
        self.beyond |= {each.told.start: each for each in ripe}
        self.stretches = [stretch for stretch in self.stretches if not stretch.over]
        was, counts = self.sent, Counts()
        folding = list(self._foldable())
        causes = dict(self.causes)
        for each in folding:
            counts += each.counts
            for status, count in each.causes.items():
                causes[str(status)] = causes.get(str(status), 0) + count
        sent = folding[-1].end if folding else was
        claimed = min(self.mine.count, self.claimed + claim)
        if self.stopping and not self.stretches and not self.beyond:
            claimed = sent
        if not ripe and not folding and claimed == self.claimed:
            return None
        self.folding = folding
        return Outcome(
            self.mine.held,
            self.mine.batch,
            self.wording.parts,
            was,
            sent,
            claimed,
            counts,
            counts.converted(self.wording.parts, self.wording.weight),
            causes,
            tuple(each.told for each in ripe),
            self._by_area(folding),
        )

    def _by_area(self, folding: list[Ripe]) -> NDArray[np.int64] | None:
        """Count by locality what is counted from now on as well."""
        so_far, areas = self.by_area, self.mine.areas
        if so_far is None or areas is None or not folding:
            return None
        states = b"".join(each.told.states for each in folding)
        told = outcomes(np.frombuffer(states, np.uint8), self.wording.parts)
        return so_far + by_area(told, areas[folding[0].told.start : folding[-1].end], len(so_far))

    def _foldable(self) -> Iterator[Ripe]:
        """Take what follows the counted recipients without a hole."""
        at = self.sent
        while (each := self.beyond.pop(at, None)) is not None:
            yield each
            at = each.end

    def kept(self, outcome: Outcome, claimed: int) -> list[Ripe]:
        """Take note that an outcome stands in the tables; return what is counted from now on."""
        self.sent, self.claimed, self.causes = outcome.sent, claimed, outcome.causes
        self.by_area = self.by_area if outcome.by_area is None else outcome.by_area
        folded, self.folding = self.folding, []
        if self.stopping and claimed == outcome.sent:
            self.cut = claimed
        return folded
