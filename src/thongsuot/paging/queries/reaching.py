"""What is due on the ladders, which pages reached nobody, and which matters nobody reachable was asked about."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, Min, OuterRef, QuerySet

from thongsuot.ledger.queries import topic
from thongsuot.outbox import queries as outbox
from thongsuot.outbox.models import Channel, Message
from thongsuot.outbox.states import MessageState
from thongsuot.paging.models import Ladder, Page, Reminder
from thongsuot.paging.states import LadderState, PageState, ReminderState

FIRST = 1
ASKED_WITHIN = timedelta(seconds=60)


def due_pages(at: datetime) -> QuerySet[Page]:
    """Return the pages to be sent now and those whose person has let the time pass."""
    rows = Page.objects.filter(state__in=[PageState.DUE, PageState.SENT], due_at__lte=at)
    return rows.filter(ladder__state=LadderState.OPEN).order_by("ladder__priority", "due_at", "id")


def lost_pages() -> list[Page]:
    """Return the pages on open ladders that are waited for although every message of theirs has failed."""
    named = outbox.failed().filter(about__startswith="ladder:").order_by().values_list("about", flat=True).distinct()
    ladders = [int(name.partition(":")[2]) for name in named]  # few: they are found by an index of their own
    hurt = Page.objects.filter(state=PageState.SENT, ladder__state=LadderState.OPEN, ladder__in=ladders)
    return [page for page in hurt.select_related("ladder").order_by("ladder__priority", "id") if has_failed(page)]


def has_failed(page: Page) -> bool:
    """Tell whether a page left on ways of which none brought it; one that is still under way has not failed."""
    keys = [f"page:{page.pk}:{channel}" for channel in (Channel.EMAIL, Channel.SMS)]
    rows = Message.objects.filter(about=topic(page.ladder), key__in=keys)
    return {MessageState.FAILED} == set(rows.values_list("state", flat=True))


def forsaken(at: datetime, within: timedelta = ASKED_WITHIN) -> list[Ladder]:
    """Return the open ladders of the first priority that have asked nobody who can be reached since so long.

    A ladder that is to begin later counts from then on; an exhausted one has its call sheet instead.
    """
    since = at - within
    mine = Page.objects.filter(ladder=OuterRef("pk"))
    reached = mine.filter(sent_at__isnull=False).exclude(state=PageState.SKIPPED)
    later = mine.filter(state=PageState.DUE, due_at__gt=since)
    rows = Ladder.objects.filter(priority=FIRST, state=LadderState.OPEN, at__lte=since).exclude(Exists(later))
    lost = [page.pk for page in lost_pages()]  # the job is about to ask the next, or does not run
    return list(rows.exclude(Exists(reached.exclude(pk__in=lost))).order_by("at", "id"))


def next_due() -> datetime | None:
    """Return when the next page or reminder is due, or an answer is to be read."""
    open_pages = Page.objects.filter(state__in=[PageState.DUE, PageState.SENT], ladder__state=LadderState.OPEN)
    pending = Reminder.objects.filter(state=ReminderState.PENDING, person__is_active=True)
    firsts = (rows.order_by("due_at")[:1] for rows in (open_pages, pending))  # by their indexes, however many wait
    moments = [rows.values_list("due_at", flat=True).first() for rows in firsts]
    moments.append(outbox.to_be_read().aggregate(first=Min("received_at"))["first"])
    moments += [page.sent_at for page in lost_pages()]
    return min((moment for moment in moments if moment is not None), default=None)
