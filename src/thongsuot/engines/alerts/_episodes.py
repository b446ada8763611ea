"""From facts to episodes: when the failure lasted, each time, and how we know that it is over.

At most one episode is open, the last. An episode is over when its own resolve came; when the resolve of another start
spans it (two peers of a source may begin to count at different moments); when a resolve that names no start came at or
after it; or, where the end got lost, when the next start was told: then it ended at the latest there.
"""

from __future__ import annotations

from thongsuot.engines.alerts._episode import Episode, Outcome
from thongsuot.engines.alerts._history import History
from thongsuot.engines.alerts._run import Run


def episodes(history: History) -> tuple[Episode, ...]:
    """Return the episodes in the order of their starts; only the last can be open."""
    found: list[Episode] = []
    run: Run | None = None
    ends, place = history.ends, 0
    for fact in history.facts:
        while place < len(ends) and ends[place] < fact.starts_at:
            if run is not None:
                run.close(Outcome.TOLD, ends[place])
            place += 1
        if run is None:
            run = Run(fact)
            continue
        if place < len(ends) and ends[place] == fact.starts_at and run.outcome is Outcome.OPEN:
            run.close(Outcome.TOLD, ends[place])  # what was open ended in the moment in which this began
            place += 1
        if run.holds(fact):
            run.facts.append(fact)
            run.hear(fact)
            continue
        run.close(Outcome.SUPERSEDED, fact.starts_at)
        found.append(run.episode())
        run = Run(fact)
    if run is not None:
        if place < len(ends):
            run.close(Outcome.TOLD, ends[place])
        found.append(run.episode())
    return tuple(found)
