"""A session's place: its wire, how quick it is, and so how much may be claimed for it ahead."""

from __future__ import annotations

from dataclasses import dataclass, field

from thongsuot.outbox.gateway.links import Told
from thongsuot.outbox.gateway.wire import Wire

BLOCK = 10_000  # recipients of a stretch at most
MOST = 200_000  # messages claimed at once, whatever the speed: they take memory
SLOW = 0.5  # seconds; claims grow only while commits come quicker
LOOK = 0.1  # seconds over which the speed is looked at


@dataclass(eq=False)
class Place:
    """What is claimed and not written is about a second's worth of messages, at least a window and never much more."""

    number: int
    told: Told
    wire: Wire
    leaving: bool = False
    throttled_until: float = float("-inf")
    answered: int = 0  # since `_since`
    last_second: int = 0
    allowance: float = field(init=False)
    _speed: float = 0.0
    _since: float | None = None
    _counted: int = 0
    _second: float | None = None

    def __post_init__(self) -> None:
        """Begin with one window."""
        self.allowance = self.told.window
        rate = self.told.rate / self.told.sessions if self.told.rate else float("inf")
        self._most = min(MOST, max(self.told.window, rate))

    def step(self, parts: int) -> int:
        """Return how many recipients one claim takes, so that one is under way while the next is made."""
        return max(1, min(BLOCK, int(self.allowance / parts / 2)))

    def count(self, answers: int) -> None:
        """Take answers to messages."""
        self.answered += answers
        self._counted += answers

    def look(self, now: float) -> None:
        """Learn from the last moments how quick the centre is."""
        if self._since is None or self._second is None:
            self._since = self._second = now
        if (span := now - self._since) >= LOOK:
            self._speed = max(self.answered / span, 0.8 * self._speed)
            self._since, self.answered = now, 0
        if (span := now - self._second) >= 1.0:
            self.last_second = round(self._counted / span)
            self._second, self._counted = now, 0

    def committed(self, seconds: float, now: float) -> None:
        """Let the claims grow after a quick commit, and shrink with the speed."""
        speed = self._speed
        if self._since is not None and self.answered:
            speed = max(speed, self.answered / max(now - self._since, 0.02))
        wanted = max(self.told.window, min(self._most, speed))
        self.allowance = min(wanted, 2 * self.allowance) if seconds < SLOW else min(wanted, self.allowance)

    def throttled(self, now: float) -> bool:
        """Whether the centre has said lately that all comes too fast."""
        return now < self.throttled_until + 1.0
