"""One person is asked: on every way there is, by SMS with a code by which to answer."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.urls import reverse

from thongsuot.engines.message import count, unaccented
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.actions import make_link
from thongsuot.organisations.models import Actor
from thongsuot.outbox import actions as outbox
from thongsuot.outbox import queries as sent
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.outbox.models import Channel
from thongsuot.paging import queries
from thongsuot.paging.models import Page, Rung
from thongsuot.paging.states import PageState

FIRST = 1
BY_SMS = 2  # the last priority that costs an SMS
LINK_LASTS = timedelta(hours=24)
PURPOSE = "page"
CUT = ".."  # the full stop behind a subject makes them three
DRAWS = {4: 20, 6: 20}  # digits of a code: how many are drawn before a longer one is taken


def reachable(contact: Contact, priority: int) -> bool:
    """Tell whether a person can be reached; a page of the first priority needs more than a screen nobody watches."""
    outside = bool(contact.email or contact.phone)
    return outside if priority == FIRST else outside or contact.person is not None


def contact_of(rung: Rung) -> Contact:
    """Return how the person of a rung is reached, as it was when the ladder was opened."""
    return Contact(rung.home, rung.name, rung.person, rung.email, rung.phone)


def ask(page: Page, *, by: Actor, at: datetime) -> Page:
    """Tell one person on every way there is; skipped is who has none that works, although each is tried again."""
    rung, ladder = page.rung, page.ladder
    to = contact_of(rung)
    failing = sent.failing(to.email, to.phone, reality=page.reality)
    changes: dict[str, Any] = {"sent_at": at if to.person or to.email or to.phone else None}
    if reachable(to, ladder.priority) and not failing:
        state, changes["due_at"] = PageState.SENT, at + timedelta(minutes=rung.wait_minutes)
    else:
        state = PageState.SKIPPED
    page = _coded(page, state, by=by, at=at, **changes)
    page.ladder, page.rung = ladder, rung  # known already
    _tell(page, to, by=by, at=at)
    return page


def _coded(page: Page, state: PageState, *, by: Actor, at: datetime, **changes: Any) -> Page:
    """Move a page with a code that is its own; where all are taken, NHAN alone must do."""
    if page.rung.address.number and _by_sms(page):
        for code in _codes(page):
            try:
                return move(page, state, by=by, at=at, code=code, **changes)
            except IntegrityError:  # drawn by somebody else at the same moment; what it had begun is undone
                continue
    return move(page, state, by=by, at=at, **changes)


def _by_sms(page: Page) -> bool:
    return bool(settings.SMS_URL) and page.ladder.priority <= BY_SMS


def _codes(page: Page) -> Iterator[str]:
    """Yield codes that nobody uses, as long as there may be some: first the one that this person knows already."""
    if page.round > 1:
        known = Page.objects.filter(rung_id=page.rung_id).exclude(code="").order_by("-id").first()
        if known is not None:
            yield known.code
    for digits, draws in DRAWS.items():
        for _draw in range(draws):
            code = f"{secrets.randbelow(10**digits):0{digits}d}"
            if not queries.in_use(code, page):
                yield code


def _tell(page: Page, to: Contact, *, by: Actor, at: datetime) -> None:
    """Queue the page on every way there is; the e-mail carries a link that needs no sign-in."""
    ladder, drafts = page.ladder, list[Draft]()

    def put(key: str, channel: Channel, words: Words) -> None:
        inside = ladder.inside if channel == Channel.IN_APP else told_inside(page)
        drafts.append(Draft(f"{key}:{channel}", channel, to, words, page.reality, topic(ladder), inside=inside))

    def words(url: str) -> Words:
        return Words(ladder.title, ladder.body, url, ladder.priority)

    if to.person is not None:
        put(f"page:{page.pk}", Channel.IN_APP, words(page.get_absolute_url()))
    if to.email:
        put(f"page:{page.pk}", Channel.EMAIL, words(_link(page, at=at)))
    if to.phone and _by_sms(page):
        put(f"page:{page.pk}", Channel.SMS, Words(*short(ladder.title, how_to(page.code)), "", ladder.priority))
    if to.phone and ladder.priority == FIRST:  # one line a person, however many rounds
        put(f"rung:{page.rung_id}", Channel.CALL_SHEET, words(page.get_absolute_url()))
    outbox.queue_all(drafts, by=by, at=at)


def _link(page: Page, *, at: datetime) -> str:
    _row, secret = make_link(
        organisation=page.ladder.organisation,
        purpose=PURPOSE,
        row=topic(page),
        row_version=1,
        until=at + LINK_LASTS,
        at=at,
    )
    return reverse("paging:link", args=[secret])


def told_inside(page: Page) -> bool:
    """Tell whether what is written to somebody stays inside: it names the private number of the own people."""
    return page.ladder.inside or page.home_id == page.organisation_id


def how_to(code: str) -> str:
    """Say how to answer by SMS."""
    return f"Trả lời {f'NHAN {code}'.strip()} để nhận việc, {f'KHONG {code}'.strip()} nếu không thể"


def short(subject: str, body: str) -> tuple[str, str]:
    """Return subject and body that make one SMS: with marks where they fit, else without, else the subject cut."""
    plain, tail = unaccented(" ".join(subject.split())), unaccented(body)
    if _one(subject, body) or _one(plain, tail):
        return (subject, body) if _one(subject, body) else (plain, tail)
    words = plain.split()
    while len(words) > 1 and not _one(" ".join(words) + CUT, tail):
        words.pop()
    cut = " ".join(words) + CUT
    return (cut, tail) if _one(cut, tail) else (plain, tail)


def _one(subject: str, body: str) -> bool:
    return count(" ".join(filter(None, [f"{subject}.", body]))).parts == 1
