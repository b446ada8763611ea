"""How a simulated centre behaves, and what that makes of one message: a function of a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import StrEnum

from thongsuot.engines.smpp import MessageState
from thongsuot.exercise.gateway.ids import Ids

DRAWS = 8  # for every message the same number, so that one setting does not move what another brings


class Impossible(ValueError):
    """A behaviour contradicts itself; nothing was started."""


class Form(StrEnum):
    """How a receipt says what it says."""

    TEXT = "text"
    TLV = "tlv"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Spread:
    """Seconds, evenly spread from `low` to `high`."""

    low: float = 0.0
    high: float = 0.0

    def at(self, drawn: float) -> float:
        """Return the seconds for a number from 0 to 1."""
        return self.low + (self.high - self.low) * drawn


@dataclass(frozen=True)
class Behaviour:
    """What a centre does; shares from 0 to 1 of messages, times in seconds, None and 0 switch a fault off.

    `tps` (an account's, `burst` at once, a second's worth by default) answers 0x58 beyond it, `queue` messages not yet
    delivered 0x14, `window` unanswered ones of a session 0x45. `refusals` are shares and statuses, `outcomes` shares
    and final states, the rest is delivered. `dropped` messages get neither answer nor delivery, `unanswered` ones are
    delivered without an answer. Receipts are `lost`, come `twice`, `late` (behind those of later messages) or `early`
    (before the answer). A session is cut after `cut_after` messages, or with the chance `cut` at each; the centre reads
    `reading` octets a second of it. `retry` is how long a receipt waits that the other end did not take.
    """

    seed: int = 1
    latency: Spread = Spread()
    tps: float | None = None
    burst: float = 0.0
    window: int | None = None
    queue: int | None = None
    refusals: tuple[tuple[float, int], ...] = ()
    dropped: float = 0.0
    unanswered: float = 0.0
    outcomes: tuple[tuple[float, MessageState], ...] = ()
    delivery: Spread = Spread()
    form: Form = Form.BOTH
    ids: Ids = Ids.SAME
    lost: float = 0.0
    twice: float = 0.0
    late: float = 0.0
    early: float = 0.0
    cut_after: int | None = None
    cut: float = 0.0
    reading: float | None = None
    receipt_window: int = 100
    retry: float = 1.0
    accounts: dict[str, str] = field(default_factory=dict)  # system_id: password; without any, anybody may bind
    sessions: int | None = None  # of one account at once

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        shares = [self.dropped, self.unanswered, self.lost, self.twice, self.late, self.early, self.cut]
        shares += [share for share, _status in self.refusals] + [share for share, _state in self.outcomes]
        if not all(0 <= share <= 1 for share in shares):
            raise Impossible("Tỷ lệ phải từ 0 đến 1.")
        if self.dropped + self.unanswered + sum(share for share, _status in self.refusals) > 1:
            raise Impossible("Tổng tỷ lệ không nhận, bỏ qua và không trả lời không được quá 1.")
        if sum(share for share, _state in self.outcomes) > 1:
            raise Impossible("Tổng tỷ lệ các kết quả gửi không được quá 1.")
        if self.early + self.late > 1:
            raise Impossible("Tổng tỷ lệ biên nhận sớm và muộn không được quá 1.")
        if not all(0 <= spread.low <= spread.high for spread in (self.latency, self.delivery)):
            raise Impossible("Khoảng thời gian phải viết từ số nhỏ đến số lớn, tính bằng giây.")
        limits = (self.tps, self.window, self.queue, self.cut_after, self.reading, self.sessions)
        counts = self.receipt_window >= 1 and self.retry > 0 and self.burst >= 0
        if any(limit is not None and limit <= 0 for limit in limits) or not counts:
            raise Impossible("Giới hạn phải lớn hơn 0; không dùng giới hạn thì bỏ tham số đó.")


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one message that keeps to the limits; `receipts` is how many are sent."""

    status: int = 0
    dropped: bool = False
    answered: bool = True
    latency: float = 0.0
    delivery: float = 0.0
    state: MessageState = MessageState.DELIVERED
    receipts: int = 1
    early: bool = False
    cut: bool = False


def dice(behaviour: Behaviour, session: int) -> random.Random:
    """Return what a session's messages draw from: the same for the same seed, whatever other sessions do."""
    return random.Random(f"{behaviour.seed}:{session}")  # noqa: S311  # a behaviour that can be played again, no secret


def fate(behaviour: Behaviour, chance: random.Random) -> Fate:
    """Draw what becomes of the next message."""
    answer, latency, outcome, delivery, lost, twice, moved, cut = [chance.random() for _ in range(DRAWS)]
    refused, at = 0, behaviour.dropped + behaviour.unanswered
    for share, status in behaviour.refusals:
        refused = status if at <= answer < at + share else refused
        at += share
    state, at = MessageState.DELIVERED, 0.0
    for share, other in behaviour.outcomes:
        state = other if at <= outcome < at + share else state
        at += share
    early = moved < behaviour.early
    late = 2 * behaviour.delivery.high + 1 if not early and moved < behaviour.early + behaviour.late else 0.0
    return Fate(
        refused,
        answer < behaviour.dropped,
        not behaviour.dropped <= answer < behaviour.dropped + behaviour.unanswered,
        behaviour.latency.at(latency),
        behaviour.delivery.at(delivery) + late,
        state,
        0 if lost < behaviour.lost else 1 + (twice < behaviour.twice),
        early,
        cut < behaviour.cut,
    )
