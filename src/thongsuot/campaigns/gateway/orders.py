"""What is written in one commit while a share is sent: outcomes, the next claims, and word of it to the pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import psycopg

from thongsuot.campaigns.actions import claiming, keeping
from thongsuot.campaigns.actions.claiming import Claimed, Held
from thongsuot.campaigns.actions.keeping import Elsewhere, Fenced, Outcome
from thongsuot.campaigns.queries.claims import Private


@dataclass(frozen=True, slots=True)
class Ask:
    """A lane wants another batch, or the begin of one."""

    held: Held
    kinds: tuple[str, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What came of an order: what others have, whether claims were allowed, what was claimed, and the new Results."""

    fenced: frozenset[Held]
    gone: frozenset[Outcome]  # of batches that other lanes have, perhaps others of our own
    allowed: bool
    claimed: list[Claimed]
    dry: frozenset[int]  # shares of which nothing was left to claim
    results: dict[tuple[int, int], int]  # by batch and start


@dataclass(eq=False)
class Order:
    """Outcomes with the claims that stood before, for where the share is not released any more."""

    outcomes: list[tuple[Outcome, int]] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    announced: frozenset[int] = frozenset()
    organisation: int = 0
    ends: tuple[int, ...] = ()  # batches with which this gateway has done all it had of a share

    def __bool__(self) -> bool:
        """Whether there is anything to write."""
        return bool(self.outcomes or self.asks or self.announced)

    def __call__(self, connection: Private) -> Kept:
        """Keep all of it at once, but for what is not ours any more, and for claims that are not allowed."""
        fenced: set[Held] = set()
        gone: set[Outcome] = set()
        allowed = True
        while True:
            try:
                with connection.transaction():
                    return self._keep(connection, fenced, gone, allowed)
            except Fenced as error:
                fenced.add(error.held)
            except Elsewhere:
                continue  # it is among the gone now
            except psycopg.errors.CheckViolation:
                if not allowed:
                    raise
                allowed = False

    def _keep(self, connection: Private, fenced: set[Held], gone: set[Outcome], allowed: bool) -> Kept:
        results: dict[tuple[int, int], int] = {}
        for outcome, before in sorted(self.outcomes, key=lambda each: each[0].batch):  # as receipts lock them
            if outcome.held not in fenced and outcome not in gone:
                told = outcome if allowed or outcome.claimed < before else replace(outcome, claimed=before)
                try:
                    new = keeping.keep(connection, told)
                except Elsewhere:
                    gone.add(outcome)
                    raise
                results |= {(outcome.batch, start): number for start, number in new.items()}
        if self.ends:
            keeping.tell_ends(connection, self.ends, self.organisation)
        claimed: list[Claimed] = []
        dry: set[int] = set()
        for ask in self.asks if allowed else ():
            if ask.held in fenced or ask.held.share in dry:
                continue
            found = claiming.claim(connection, ask.held, ask.kinds, ask.most)
            if found is None:
                dry.add(ask.held.share)
            else:
                claimed.append(found)
        keeping.announce(connection, self.announced, self.organisation)
        return Kept(frozenset(fenced), frozenset(gone), allowed, claimed, frozenset(dry), results)
