"""How many requests may wait for their answer at once."""

from dataclasses import dataclass, field

from thongsuot.engines.smpp._share import Share

_PATIENCE = 8  # windows without a refusal before it grows again, by an eighth


@dataclass(slots=True)
class Window:
    """At most `size` unanswered; fewer while the centre answers ESME_RSUBMITFAIL to what goes beyond its own window.

    Some centres say 0x45 of a message that cannot be sent, others of a window that is too large: many of them decide
    that it is the window. It is halved then, and grows again slowly. `outstanding` counts what waits.
    """

    size: int
    outstanding: int = 0
    now: int = field(init=False)
    _failing: Share = field(default_factory=Share)
    _clean: int = 0

    def __post_init__(self) -> None:
        """Begin with the whole window."""
        if self.size < 1:
            raise ValueError("a window holds at least one message; no session was begun")
        self.now = self.size

    @property
    def free(self) -> int:
        """How many more may be sent."""
        return max(0, self.now - self.outstanding)

    def opened(self, count: int) -> None:
        """Count requests that went out."""
        self.outstanding += count

    def closed(self, count: int) -> None:
        """Count requests that wait no longer."""
        self.outstanding -= count

    def learn(self, answers: int, failed: int) -> bool:
        """Take so many answers, so many of them 0x45; return whether the window is smaller now."""
        self._clean = 0 if failed else self._clean + answers
        if self._failing.is_much(failed, answers):
            smaller = max(1, self.now // 2)
            self.now, reduced = smaller, smaller < self.now
            return reduced
        if self._clean >= _PATIENCE * self.now:
            self.now, self._clean = min(self.size, self.now + max(1, self.now // 8)), 0
        return False
