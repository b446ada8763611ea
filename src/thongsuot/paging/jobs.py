"""Time passed: answers are read, pages are sent, the next person is asked, reminders leave."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.outbox import queries as outbox
from thongsuot.outbox.models import Reply
from thongsuot.paging import actions, queries, states
from thongsuot.paging.models import Page

AUTONOMOUS = True  # each page and each person's reminders are committed alone: one bad row holds up nobody else
LANE = states.LANE  # of the timer: nobody waits until a mail server answers
FORETOLD = True  # all that `run` does: where nothing is due by `next_due`, it is not run
CALLER = System("Báo tin và nhắc việc")
TOGETHER = 10  # pages looked up at a time; the most urgent of what has become due meanwhile come next


def run(at: datetime) -> int:
    """Do what is due; a late tick loses nothing, for the rows themselves are the queue.

    What came by SMS is done first, in the order in which it came, before anybody else is asked; then pages, then those
    whom no message reached. Each step looks again at what it is about to do.
    """
    with access.acting_as_system():
        replies = list(outbox.to_be_read().select_related("message"))
        lost, people = queries.lost_pages(), queries.people_due(at)
    return _answers(replies, at) + _pages(at) + _lost(lost, at) + _reminders(people, at)


def _answers(replies: list[Reply], at: datetime) -> int:
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


def _lost(pages: list[Page], at: datetime) -> int:
    """Ask the next person where no message reached the one who is waited for."""
    return sum(access.alone(partial(actions.advance, page, by=CALLER, at=at), f"page {page.pk}") for page in pages)


def _reminders(people: list[tuple[int, str]], at: datetime) -> int:
    return sum(
        access.alone(partial(actions.send_reminders, *who, by=CALLER, at=at), f"reminders of person {who[0]}")
        for who in people
    )


def next_due() -> datetime | None:
    """Return when the next page or reminder is due."""
    with access.acting_as_system():
        return queries.next_due()
