"""One more alert: what is remembered with it, and what it changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from thongsuot.engines.alerts._bounds import bounded
from thongsuot.engines.alerts._episode import Episode
from thongsuot.engines.alerts._episodes import episodes
from thongsuot.engines.alerts._facts import Fact
from thongsuot.engines.alerts._history import History
from thongsuot.engines.alerts._terms import Alert


class What(StrEnum):
    """What an alert changed; an incident follows these."""

    OPENED = "opened"  # a failure lasts that did not
    ENDED = "ended"  # what lasted is over
    RENEWED = "renewed"  # what lasted (`before`) is over and another lasts: an end got lost, or was told out of order
    MOVED = "moved"  # what lasts began earlier than we knew
    PASSED = "passed"  # something is known of an episode that is over: it was unseen, or its end is put right
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Change:
    """What one alert changed.

    `episode` is what lasts now (OPENED, RENEWED, MOVED); `before` is the one that was open, as then known (ENDED,
    RENEWED, MOVED), and `ended` the same as it is known now that it is over (ENDED, RENEWED; None where it was let go).
    `passed` are other episodes that are over and were not known so before, whatever else changed.
    """

    what: What
    episode: Episode | None = None
    before: Episode | None = None
    ended: Episode | None = None
    passed: tuple[Episode, ...] = ()


NOTHING = Change(What.NOTHING)


def fold(state: History, alert: Alert, received_at: datetime) -> tuple[History, Change]:
    """Take an alert into the history of its fingerprint, and tell what it changed; O(episodes remembered).

    In the end the history is the same in whatever order, how often and in whatever deliveries the alerts came, as long
    as no more than 32 starts are told: of more the oldest are let go, but never the start of what lasts. A resolve
    stays for its start: what fires after it changes nothing. A later start is another episode.
    """
    after = bounded(_told(state, alert, received_at))
    if after is state or _only_heard(state, after):
        return after, NOTHING
    return after, _change(episodes(state), episodes(after))


def seen(state: History, alert: Alert, asked_at: datetime) -> tuple[History, Change]:
    """Take in that the source itself lists the alert as active at that moment, by its clock where that is known.

    Where a resolve had come for the same start, the failure lasts again since that moment, inexactly.
    """
    after, change = fold(state, alert, asked_at)
    if any(episode.open for episode in episodes(after)[-1:]):
        return after, change
    return fold(after, replace(alert, starts_at=asked_at, exact=False), asked_at)


def _told(state: History, alert: Alert, received_at: datetime) -> History:
    starts_at = alert.starts_at
    if starts_at is None and not alert.firing:
        return state.with_end(alert.ends_at or received_at)
    exact = alert.exact and starts_at is not None
    ends_at = alert.ends_at
    if starts_at is None:
        starts_at = received_at
    if ends_at is not None:
        ends_at = None if alert.firing else max(starts_at, ends_at)
    fact = Fact(starts_at, exact, alert.firing, not alert.firing, ends_at, received_at, received_at)
    return state.with_fact(fact)


def _only_heard(state: History, after: History) -> bool:
    """Tell whether nothing differs but how often and when the same was told."""
    if len(state.facts) != len(after.facts) or state.ends != after.ends:
        return False
    return all(
        a is b or (a.starts_at, a.exact, a.over, a.ends_at) == (b.starts_at, b.exact, b.over, b.ends_at)
        for a, b in zip(state.facts, after.facts, strict=True)
    )


def _change(before: tuple[Episode, ...], after: tuple[Episode, ...]) -> Change:
    was = before[-1] if before and before[-1].open else None
    now = after[-1] if after and after[-1].open else None
    ended = None
    if was is not None and (now is None or now.starts_at > was.starts_at):
        ended = next((episode for episode in after if was.starts_at in episode.starts), None)
    told = {_shape(episode) for episode in before}
    passed = tuple([e for e in after if not e.open and e is not ended and _shape(e) not in told])
    if was is None:
        if now is None:
            return Change(What.PASSED, passed=passed) if passed else NOTHING
        return Change(What.OPENED, now, passed=passed)
    if now is None:
        return Change(What.ENDED, None, was, ended, passed)
    if now.starts_at == was.starts_at:
        return Change(What.PASSED, passed=passed) if passed else NOTHING
    return Change(What.MOVED if now.starts_at < was.starts_at else What.RENEWED, now, was, ended, passed)


def _shape(episode: Episode) -> tuple[object, ...]:
    return episode.starts_at, episode.ends_at, episode.outcome
