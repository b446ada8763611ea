"""How much is remembered of one fingerprint."""

from __future__ import annotations

from datetime import datetime

from thongsuot.engines.alerts._episodes import episodes
from thongsuot.engines.alerts._history import History
from thongsuot.engines.alerts._limits import MOST_EPISODES


def bounded(state: History) -> History:
    """Let the oldest go beyond the bound, but never the start of the last episode, which may be open."""
    if len(state.facts) > MOST_EPISODES:
        kept = state.facts[-MOST_EPISODES:]
        first = episodes(state)[-1].starts_at
        if first < kept[0].starts_at:
            kept = (*(fact for fact in state.facts if fact.starts_at == first), *kept[1:])
        state = History(kept, state.ends)
    if len(state.ends) > MOST_EPISODES:
        state = History(state.facts, _edges(state))
    return state


def _edges(state: History) -> tuple[datetime, ...]:
    """Between two starts the first two ends and the last decide: the first may be that of what lasted before."""
    starts = [fact.starts_at for fact in state.facts]
    gaps: dict[int, list[datetime]] = {}
    place = 0
    for end in state.ends:
        while place < len(starts) and starts[place] <= end:
            place += 1
        gaps.setdefault(place, []).append(end)
    return tuple(end for gap in gaps.values() for end in dict.fromkeys((*gap[:2], gap[-1])))
