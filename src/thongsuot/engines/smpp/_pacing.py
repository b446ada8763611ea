"""How many messages may go now: the contracted rate, and what a centre that says "too fast" adds to it.

Functions of time alone: whoever drives them passes the seconds of any clock. A clock that goes back gains and loses
nothing; no rate divides by zero.
"""

from dataclasses import dataclass

TICK = 0.01  # seconds; waking for single messages at high rates would cost more than they
_NOTHING = 1e-6  # of a message: what adding up fractions loses must not keep one back


@dataclass(slots=True)
class Pacer:
    """Tokens at `rate` a second, at most `burst` at once; over any interval no more than burst + rate x seconds.

    A `rate` of None knows no limit, one of 0 lets nothing go. Without `burst` it is 20 ms' worth, at least one message.
    """

    rate: float | None = None
    burst: float = 0.0
    _tokens: float = 0.0
    _at: float | None = None

    def __post_init__(self) -> None:
        """Start full, so that the first message need not wait."""
        if self.rate is not None:
            self.burst = max(self.burst or self.rate / 50, 1.0)
            self._tokens = self.burst if self.rate > 0 else 0.0

    def allows(self, now: float, most: int) -> int:
        """Return how many of at most so many messages may go now."""
        if self.rate is None:
            return most
        self._refill(self.rate, now)
        return min(most, int(self._tokens + _NOTHING))

    def spend(self, count: int) -> None:
        """Count messages as gone, no more than `allows` said."""
        if self.rate is not None:
            self._tokens -= count

    def due(self, now: float) -> float | None:
        """Return when to ask again: when a message, or a tick's worth of them, may go; never at a rate of 0."""
        if self.rate is None:
            return now
        if self.rate <= 0:
            return None
        self._refill(self.rate, now)
        wanted = min(max(1.0, self.rate * TICK), self.burst)
        return now + max(0.0, wanted - self._tokens) / self.rate

    def _refill(self, rate: float, now: float) -> None:
        if self._at is not None:
            self._tokens = min(self.burst, self._tokens + rate * max(0.0, now - self._at))
        self._at = now


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waiting when a centre says that messages come too fast: `first` seconds, twice as long each time, at most `most`.

    After `calm` seconds without one, a wait is half as long again.
    """

    first: float = 0.25
    most: float = 30.0
    calm: float = 10.0

    def after(self, pause: "Pause", now: float) -> "Pause":
        """Return the pause that a refusal makes of the one before; refusals of what was on its way add nothing."""
        if pause.until > now:
            return pause
        level = pause.level - int(min(pause.level, (now - pause.until) / max(self.calm, 0.001)))
        seconds = self.first
        for _ in range(level):
            seconds = min(self.most, 2 * seconds)
        return Pause(now + min(self.most, seconds), level + 1 if seconds < self.most else level)


@dataclass(frozen=True, slots=True)
class Pause:
    """Nothing goes before `until`; `level` counts the pauses that came close behind one another."""

    until: float = float("-inf")
    level: int = 0

    def over(self, now: float) -> bool:
        """Whether messages may go again."""
        return now >= self.until
