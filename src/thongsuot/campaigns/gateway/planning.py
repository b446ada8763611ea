"""When what is written: outcomes as they come, the next claims with them, one commit at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable

from thongsuot.campaigns.actions.claiming import Held
from thongsuot.campaigns.actions.keeping import Outcome
from thongsuot.campaigns.gateway.book import Book, Done
from thongsuot.campaigns.gateway.holdings import Holding
from thongsuot.campaigns.gateway.lanes import Show, Take
from thongsuot.campaigns.gateway.orders import Ask, Kept, Order
from thongsuot.campaigns.gateway.places import Place
from thongsuot.campaigns.gateway.sending import Sender
from thongsuot.campaigns.gateway.stretches import Ripe
from thongsuot.campaigns.queries.claims import Doubtful, Released
from thongsuot.engines.message import UnsendableText

DRY = 0.3  # seconds until a share of which nothing was left is asked for again
TELL = 0.5  # seconds between two words to the pages
SHOW = 1.0  # seconds between two looks at how the lanes do
ASKS = 3  # claims of a session in one commit
logger = logging.getLogger(__name__)
Counted = Callable[[Holding, list[tuple[Ripe, int]]], None]


class Planner:
    """What the book is asked to write; `counted` is told what stands in the tables from now on, and as which Result."""

    def __init__(self, sender: Sender, book: Book, gateway: str, counted: Counted) -> None:
        """Begin with no lane."""
        self.sender, self.book, self.gateway, self._counted = sender, book, gateway, counted
        self._results: dict[tuple[int, int], int] = {}  # written, and not counted yet
        self.troubles: dict[int, str] = {}  # of shares that cannot be sent at all
        self._lanes: dict[tuple[int, int], Held] = {}
        self._taking: list[Take] = []
        self._order: Order | None = None
        self._ordered: list[tuple[Holding, Outcome]] = []
        self._dry: dict[int, float] = {}
        self._untold: set[int] = set()
        self._said: dict[Held, str] = {}  # what lanes showed last of what is wrong
        self._told_at = self._shown_at = float("-inf")
        self._refused_until = float("-inf")  # a claim was not allowed: what the pages did we see soon
        self._turn = 0

    @property
    def idle(self) -> bool:
        """Whether nothing is under way and nothing is being written."""
        return not self.sender.holdings and self._order is None

    def plan(self, now: float) -> None:
        """Have written what came of it, and more claimed."""
        if self._order is not None:
            return
        self.troubles = {share: said for share, said in self.troubles.items() if share in self.sender.released}
        order = Order(organisation=self.book.organisation)
        claims = self._wishes(order, now)
        self._ordered = []
        for holding in self.sender.holdings:
            outcome = holding.outcome(now, claims.get(holding, 0))
            if outcome is not None:
                order.outcomes.append((outcome, holding.claimed))
                self._ordered.append((holding, outcome))
                self._untold.add(holding.share)
        order.ends = self._ends()
        self._let_go_of_the_rest()
        if self._untold and now - self._told_at >= TELL:
            order.announced, self._untold, self._told_at = frozenset(self._untold), set(), now
        if order:
            self._order = order
            self.book.do(order)

    def next_due(self, now: float) -> float | None:
        """Return when there is something to write, whatever comes."""
        if self._order is not None:
            return None
        dues = [until for until in self._dry.values() if until > now]
        dues += [self._told_at + TELL] if self._untold else []
        dues += [now + 0.2] if self.sender.holdings else []
        return min(dues, default=None)

    def _ends(self) -> tuple[int, ...]:
        """Return the batches with whose outcome nothing is left here of a share: perhaps its wave is through."""
        ends = {holding: outcome.batch for holding, outcome in self._ordered if outcome.sent == holding.mine.count}
        going = {each.share for each in self.sender.holdings if each.open and each not in ends}
        return tuple(sorted(batch for holding, batch in ends.items() if holding.share not in going))

    def _let_go_of_the_rest(self) -> None:
        """Forget batches that were stopped when all they had claimed was written: nothing of them will be written."""
        ordered = {holding for holding, _outcome in self._ordered}
        left = [each for each in self.sender.holdings if each in ordered or not each.over]
        if len(left) < len(self.sender.holdings):
            self.sender.holdings = left
            self._know()

    def _wishes(self, order: Order, now: float) -> dict[Holding, int]:
        """Ask for more where a session will soon have nothing to send; first of what is begun."""
        claims: dict[Holding, int] = {}
        turns: list[int] = []  # of the asks: each session's first comes before anybody's second
        for place in self.sender.places.values() if now >= self._refused_until else ():
            if place.leaving:
                continue
            if not place.wire.bound:
                self._say_why(place)
                continue
            ours = [holding for holding in self.sender.holdings if holding.slot == place.number]
            waiting, opened = sum(each.waiting for each in ours), sum(each.open for each in ours)
            parts = max((each.wording.parts for each in ours), default=1)
            step, most = place.step(parts), int(place.allowance / parts)
            served = {each.share for each in ours}  # a share that has nothing here yet comes before more of another
            for turn in range(ASKS):
                if waiting >= 2 * step * parts or (opened and most - opened < step):
                    break
                got = (
                    self._another(order, place, now, served)
                    or self._begun(claims, ours, step)
                    or self._another(order, place, now, set())
                )
                if not got:
                    break
                turns += [turn] * (len(order.asks) - len(turns))
                waiting, opened = waiting + got * parts, opened + got
        order.asks = [order.asks[each] for each in sorted(range(len(turns)), key=turns.__getitem__)]
        return claims

    def _begun(self, claims: dict[Holding, int], ours: list[Holding], step: int) -> int:
        """Claim more of a batch that is begun, of the one with the least on its way; return how many."""
        for holding in sorted(ours, key=lambda each: each.open + claims.get(each, 0)):
            left = holding.mine.count - holding.claimed - claims.get(holding, 0)
            if holding.growable and left > 0 and holding.share in self.sender.released:
                claims[holding] = claims.get(holding, 0) + min(step, left)
                return min(step, left)
        return 0

    def _another(self, order: Order, place: Place, now: float, served: set[int]) -> int:
        """Claim of another batch, of a share not `served`; return how many perhaps. Our lanes must be known first."""
        waits = [] if self._taking else [share for share in self._in_turn(now) if share.share not in served]
        for share in waits:
            held = self._lanes.get((share.share, place.number))
            if held is not None:
                step = place.step(self.sender.wording(share, 1).parts)
                order.asks.append(Ask(held, share.kinds, step))
                served.add(share.share)
                return step
            self._take(share, place)
            break
        return 0

    def _in_turn(self, now: float) -> list[Released]:
        """Return the shares of which something may be left, another one first each time."""
        released = self.sender.released.values()
        able = [each for each in released if now >= self._dry.get(each.share, 0.0) and each.share not in self.troubles]
        self._turn += 1
        first = self._turn % max(1, len(able))
        return able[first:] + able[:first]

    def _say_why(self, place: Place) -> None:
        """Take the lanes of a session that cannot be bound: they show why nothing leaves."""
        if place.wire.trouble and not self._taking:
            for share in self.sender.released.values():
                if (share.share, place.number) not in self._lanes:
                    self._take(share, place)

    def _take(self, share: Released, place: Place) -> None:
        """Take the lane of a session in a share; of one that this link cannot carry it shows why nothing leaves."""
        try:
            self.sender.wording(share, 1)
        except UnsendableText as error:
            self.troubles[share.share] = str(error)
            logger.error("share %s cannot be sent over link %s: %s", share.share, self.sender.told.name, error)
        wanted = Doubtful(share.share, place.number, share.campaign, share.brand, share.text)
        self._order_lanes([(wanted, place.number)], settle=False)

    def settle(self) -> None:
        """Settle what gateways that are gone left in the places that are ours now."""
        self._order_lanes([], settle=True)

    def _order_lanes(self, lanes: list[tuple[Doubtful, int]], *, settle: bool) -> None:
        told, book = self.sender.told, self.book
        self._taking.append(Take(told, book.organisation, self.gateway, book.holds, lanes, settle, self._live))
        self.book.do(self._taking[-1])

    def _live(self) -> set[tuple[int, int]]:
        """Return the lanes that this gateway sends in itself: what they have claimed is in no doubt."""
        return {(held.share, held.number) for held in self.book.known}

    def lost(self, held: Held) -> None:
        """Let go of a lane that another gateway has taken; nothing of it is ours to write."""
        self._lanes.pop((held.share, held.number), None)
        self.sender.lose(held)
        self._know()

    def left(self, number: int) -> None:
        """Forget the lanes of a place that is ours no longer."""
        for held in [held for held in self._lanes.values() if held.number == number]:
            self.lost(held)

    def done(self, news: Done, now: float) -> bool:
        """Take what came of a job; False where it is not ours."""
        if isinstance(news.job, Take):
            self._taking = [job for job in self._taking if job is not news.job]
            if isinstance(news.result, list):
                held = {(each.share, each.number): each for each in news.result}
                self._lanes |= {key: each for key, each in held.items() if each.number in self.sender.places}
        elif isinstance(news.job, Order) and isinstance(news.result, Kept):
            self._order = None
            self._kept(news.result, now)
            for place in self.sender.places.values():
                place.committed(news.seconds, now)
        else:
            return isinstance(news.job, Show)
        self._know()
        return True

    def _kept(self, kept: Kept, now: float) -> None:
        self._results |= kept.results
        for held in kept.fenced:
            self.lost(held)
        self._refused_until = float("-inf") if kept.allowed else now + DRY
        for holding, outcome in self._ordered:
            if holding not in self.sender.holdings:
                continue  # its lane was lost meanwhile
            if outcome in kept.gone:
                self.sender.holdings.remove(holding)
            else:
                claims = outcome.claimed if kept.allowed else min(outcome.claimed, holding.claimed)
                folded = holding.kept(outcome, claims)
                batch = holding.mine.batch
                self._counted(holding, [(each, self._results.pop((batch, each.told.start), 0)) for each in folded])
                if holding.over:
                    self.sender.holdings.remove(holding)
        for mine in kept.claimed:
            self.sender.take(mine)
        self._dry |= dict.fromkeys(kept.dry, now + DRY)

    def _know(self) -> None:
        """Tell the book which batches of each lane we know of."""
        batches: dict[Held, list[int]] = {held: [] for held in self._lanes.values()}
        for holding in self.sender.holdings:
            batches.setdefault(holding.mine.held, []).append(holding.mine.batch)
        self.book.known = {held: tuple(numbers) for held, numbers in batches.items()}

    def show(self, now: float) -> None:
        """Have shown how the lanes do that send something, or should."""
        if now - self._shown_at < SHOW:
            return
        self._shown_at = now
        lanes = [
            (held, place.last_second if any(each.mine.held == held for each in self.sender.holdings) else 0, said)
            for held in self._lanes.values()
            if held.share in self.sender.released and (place := self.sender.places.get(held.number)) is not None
            for said in [self.troubles.get(held.share, "") or place.wire.trouble]
        ]
        said = {held: trouble for held, _rate, trouble in lanes if trouble}
        self._untold |= {held.share for held, _trouble in said.items() ^ self._said.items()}  # pages that are open
        self._said = said
        if lanes:
            self.book.do(Show(lanes))
