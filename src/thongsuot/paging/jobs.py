"""Time passed: answers are read, pages are sent, the next person is asked, reminders leave."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.outbox import queries as outbox
from thongsuot.paging import actions, queries

AUTONOMOUS = True  # each page and each person's reminders are committed alone: one bad row holds up nobody else
LANE = "paging"  # of the timer: nobody waits until a mail server answers
CALLER = System("Báo tin và nhắc việc")
TOGETHER = 10  # pages looked up at a time; the most urgent of what has become due meanwhile come next


def run(at: datetime) -> int:
    """Do what is due; a late tick loses nothing, for the rows themselves are the queue."""
    return _answers(at) + _pages(at) + _lost(at) + _reminders(at)


def _answers(at: datetime) -> int:
    """Do what came by SMS, in the order in which it came, before anybody else is asked."""
    with access.acting_as_system():
        replies = list(outbox.to_be_read().select_related("message"))
    return sum(access.alone(partial(actions.heed, reply, by=CALLER, at=at), f"answer {reply.pk}") for reply in replies)


def _pages(at: datetime) -> int:
    """Send and escalate until nothing is due: a wait of zero minutes asks the next person at once."""
    done, failed = 0, set[int]()
    while True:
        with access.acting_as_system():
            pages = list(queries.due_pages(at).exclude(pk__in=failed)[:TOGETHER])
        if not pages:
            return done
        for page in pages:
            if access.alone(partial(actions.advance, page, by=CALLER, at=at), f"page {page.pk}"):
                done += 1
            else:
                failed.add(page.pk)


def _lost(at: datetime) -> int:
    """Ask the next person where no message reached the one who is waited for."""
    with access.acting_as_system():
        pages = queries.lost_pages()
    return sum(access.alone(partial(actions.advance, page, by=CALLER, at=at), f"page {page.pk}") for page in pages)


def _reminders(at: datetime) -> int:
    with access.acting_as_system():
        people = queries.people_due(at)
    return sum(
        access.alone(partial(actions.send_reminders, *who, by=CALLER, at=at), f"reminders of person {who[0]}")
        for who in people
    )


def next_due() -> datetime | None:
    """Return when the next page or reminder is due."""
    with access.acting_as_system():
        return queries.next_due()
