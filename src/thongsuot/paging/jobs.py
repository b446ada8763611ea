"""Time passed: pages are sent, the next person is asked, reminders leave."""

from __future__ import annotations

from datetime import datetime

from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.paging import actions, queries
from thongsuot.paging.states import PageState

CALLER = System("Báo tin và nhắc việc")


def run(at: datetime) -> int:
    """Do what is due; a late tick loses nothing, for the rows themselves are the queue."""
    with access.acting_as_system():
        return _page(at) + actions.send_reminders(list(queries.due_reminders(at)), by=CALLER, at=at)


def _page(at: datetime) -> int:
    """Send and escalate until nothing is due: a wait of zero minutes asks the next person at once."""
    done = 0
    while page := queries.due_pages(at).select_for_update(of=("self",)).select_related("ladder", "rung__home").first():
        verb = actions.send if page.state == PageState.DUE else actions.escalate
        verb(page, by=CALLER, at=at)
        done += 1
    return done


def next_due() -> datetime | None:
    """Return when the next page or reminder is due."""
    with access.acting_as_system():
        return queries.next_due()
