"""Resolves get lost: what we hold open beside what the source says lasts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from thongsuot.engines.alerts._active import Active
from thongsuot.engines.alerts._terms import Alert

_WARM = timedelta(minutes=3)  # a source that was started anew has heard every alert again by then


@dataclass(frozen=True, slots=True)
class Opening:
    """What we hold open: fingerprint and start of its episode, and when we last heard that it lasts, by our clock."""

    fingerprint: str
    starts_at: datetime
    heard_at: datetime


@dataclass(frozen=True, slots=True)
class Reconciled:
    """`over`: the source says that they no longer last. `missing`: they last and we do not hold them open.

    `undecided`: the answer says nothing about them; ask again.
    """

    over: tuple[Opening, ...]
    missing: tuple[Alert, ...]
    undecided: tuple[Opening, ...]


def reconcile(
    openings: Iterable[Opening],
    active: Active,
    *,
    asked_at: datetime,
    settled_after: timedelta,
    up_for: timedelta | None = None,
    warm_after: timedelta = _WARM,
) -> Reconciled:
    """Compare what is open with an answer that was asked for at `asked_at` (our clock).

    An answer decides nothing about what we heard of less than `settled_after` before we asked. Absence decides only
    where the answer is complete and the source, up for `up_for` (None: unknown), is warm: one that was just started has
    forgotten what lasts. A start of the same fingerprint later than ours means that ours is over. Missing ones are
    to be taken in by `seen`.
    """
    listed: dict[str, list[Alert]] = {}
    for alert in active.alerts:
        listed.setdefault(alert.fingerprint, []).append(alert)
    absence_counts = active.complete and (up_for is None or up_for >= warm_after)
    over: list[Opening] = []
    undecided: list[Opening] = []
    lasting: set[str] = set()
    for opening in openings:
        told = listed.get(opening.fingerprint, [])
        if any(_same(alert, opening) for alert in told):
            lasting.add(opening.fingerprint)
        elif asked_at - opening.heard_at < settled_after or opening.fingerprint in active.pending:
            undecided.append(opening)
            lasting.add(opening.fingerprint)
        elif told or absence_counts:
            over.append(opening)
        else:
            undecided.append(opening)
    missing = tuple(alert for alert in active.alerts if alert.fingerprint not in lasting)
    return Reconciled(tuple(over), missing, tuple(undecided))


def _same(alert: Alert, opening: Opening) -> bool:
    """Tell whether a listed alert is the episode that we hold open: it began then, earlier, or nobody knows when."""
    return alert.starts_at is None or not alert.exact or alert.starts_at <= opening.starts_at
