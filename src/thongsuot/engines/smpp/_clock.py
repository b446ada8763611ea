"""Time that never goes back, made of one that should not."""

from dataclasses import dataclass


@dataclass(slots=True)
class Clock:
    """The seconds gone by since the start; a step back of the caller's clock counts as none."""

    outside: float
    inside: float = 0.0

    def read(self, now: float) -> float:
        """Return the seconds since the start."""
        self.inside += max(0.0, now - self.outside)
        self.outside = now
        return self.inside

    def shown(self, at: float) -> float:
        """Return what the caller's clock will show at a moment of ours."""
        return self.outside + (at - self.inside)
