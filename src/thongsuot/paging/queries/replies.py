"""Which pages an SMS may speak of: those that went to the number it came from, before it came."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from thongsuot.engines.message import international
from thongsuot.outbox.models import Reply
from thongsuot.paging.models import Ladder, Page, PageAnswer
from thongsuot.paging.queries.ladders import ANSWERABLE, UNANSWERED
from thongsuot.paging.states import PageState


def number_of(reply: Reply) -> str:
    """Return the number of E.164 from which an SMS came: the one to which what it answers went."""
    return international(reply.message.address)


def ladder_of(reply: Reply) -> Ladder | None:
    """Return the ladder of which the message spoke that a reply answers."""
    name, _, number = reply.message.about.partition(":")
    if name != Ladder._meta.model_name or not number.isdecimal():
        return None
    return Ladder.objects.filter(pk=int(number), reality=reply.reality).first()


def _sent_to(number: str, reply: Reply) -> QuerySet[Page]:
    """Return the pages that the writer may have seen, newest first: nobody answers what was asked later."""
    rows = Page.objects.filter(rung__address__number=number, reality=reply.reality, sent_at__lte=reply.received_at)
    rows = rows if number else rows.none()
    return rows.select_related("ladder", "rung__home", "rung__person", "rung__address").order_by("-id")


def open_to(number: str, reply: Reply) -> list[Page]:
    """Return the pages that a number may still accept, the newest of each matter; declined ones for want of others."""
    rows = _sent_to(number, reply).filter(state__in=ANSWERABLE, ladder__state__in=UNANSWERED)
    newest: dict[int, Page] = {}
    for page in rows:
        newest.setdefault(page.ladder_id, page)
    willing = [page for page in newest.values() if page.state != PageState.DECLINED]
    return willing or list(newest.values())


def coded(number: str, code: str, reply: Reply) -> Page | None:
    """Return the page to a number that such a code names; a code of somebody else's page names none."""
    return _sent_to(number, reply).filter(code=code).first()


def newest_of(ladder: Ladder, number: str, reply: Reply) -> Page | None:
    """Return the newest page of a matter to a number."""
    return _sent_to(number, reply).filter(ladder=ladder).first()


def in_use(code: str, page: Page) -> bool:
    """Tell whether a code names the page of somebody else who may still answer by it."""
    rows = Page.objects.filter(reality=page.reality, code=code, ladder__state__in=UNANSWERED)
    return rows.filter(state__in=[PageState.DUE, *ANSWERABLE]).exclude(rung_id=page.rung_id).exists()


def wrong_codes(number: str, until: datetime, within: timedelta) -> QuerySet[PageAnswer]:
    """Return the wrong codes that came from a number lately, in the order in which they came."""
    rows = PageAnswer.objects.filter(number=number, outcome=PageAnswer.Outcome.WRONG_CODE)
    return rows.filter(received_at__gt=until - within, received_at__lte=until).order_by("id")
