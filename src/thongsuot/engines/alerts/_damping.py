"""A line that goes and comes again is one failure that flickers, not twenty; held so until it keeps quiet."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from thongsuot.engines.alerts._episode import Episode


@dataclass(frozen=True, slots=True)
class Damping:
    """`changes` within `within` (a change is a start or an end) hold a failure as flickering until `quiet` without one.

    Raises `ValueError` where a number is not positive, or `changes` is below 2.
    """

    changes: int = 4
    within: timedelta = timedelta(minutes=15)
    quiet: timedelta = timedelta(minutes=10)

    def __post_init__(self) -> None:
        """Check the numbers."""
        if self.changes < 2 or self.within <= timedelta(0) or self.quiet <= timedelta(0):
            raise ValueError("at least 2 changes, and times above zero")


@dataclass(frozen=True, slots=True)
class Flicker:
    """Whether a failure is held as flickering, and why.

    `since` is the change that filled the measure, `until` when it is let go if it keeps quiet; both None where it is
    not held. `recent` are the changes within the measure's time before the last one (or before it was held), the
    oldest first: the figures to show. `down` is what was told last, held or not.
    """

    held: bool
    since: datetime | None
    until: datetime | None
    recent: tuple[datetime, ...]
    down: bool


def flicker(episodes: Iterable[Episode], at: datetime, damping: Damping) -> Flicker:
    """Judge the episodes of one failure (or of one series) at a moment, by the source's clock.

    Changes that lie behind the moment do not count yet. While held, the failure is to be shown as one that lasts.
    """
    known = list(episodes)
    moments = sorted(
        moment for episode in known for moment in (episode.starts_at, episode.ends_at) if moment is not None
    )
    recent: deque[datetime] = deque()
    since: datetime | None = None
    last: datetime | None = None
    for moment in moments:
        if moment > at:
            break
        if since is not None and last is not None and moment - last >= damping.quiet:
            since = None
            recent.clear()
        recent.append(moment)
        while moment - recent[0] > damping.within:
            recent.popleft()
        if since is None and len(recent) >= damping.changes:
            since = moment
        last = moment
    until = last + damping.quiet if since is not None and last is not None else None
    if until is not None and at >= until:
        since = until = None
    return Flicker(since is not None, since, until, tuple(recent), any(episode.open for episode in known))
