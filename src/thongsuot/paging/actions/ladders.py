"""A ladder opens frozen; pages climb it until somebody accepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.ledger.actions import move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.actions import make_link
from thongsuot.organisations.models import Act, Actor, Organisation, Person
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.outbox.models import Channel
from thongsuot.paging import queries
from thongsuot.paging.models import Ladder, Page, Rung
from thongsuot.paging.states import LadderState, PageState

FIRST = 1
ROUNDS = {1: 3, 2: 1, 3: 1}  # by priority: how often everybody is asked
WAIT = {1: 5, 2: 15, 3: 30}  # by priority: minutes until the next person is asked
LINK_LASTS = timedelta(hours=24)
PURPOSE = "page"


class EmptyLadder(ValueError):  # named for what happened (STYLE 10)
    """Nobody on the ladder can be reached."""

    def __init__(self) -> None:
        super().__init__(
            _("Chưa báo được cho ai: không người nào trong danh sách liên lạc được. Hãy bổ sung điện thoại hoặc thư.")
        )


class AlreadyOpen(ValueError):  # named for what happened (STYLE 10)
    """The same matter is already being paged."""

    def __init__(self) -> None:
        super().__init__(_("Việc này đang được báo đến những người liên quan; không báo trùng lần nữa."))


@dataclass(frozen=True)
class Step:
    """One person of a ladder before it is frozen, and how long to wait for that person (None: as the priority says)."""

    contact: Contact
    wait_minutes: int | None = None


def reachable(contact: Contact, priority: int) -> bool:
    """Tell whether a person can be reached; a page of the first priority needs more than a screen nobody watches."""
    outside = bool(contact.email or contact.phone)
    return outside if priority == FIRST else outside or contact.person is not None


@transaction.atomic
def open_ladder(
    about: models.Model | str,
    rungs: Sequence[Person | Contact | Step],
    words: Words,
    *,
    organisation: Organisation,
    by: Actor,
    at: datetime,
    first_due_at: datetime | None = None,
) -> Ladder:
    """Freeze whom to ask, in order, and send the first page; `organisation` is the one whose matter it is."""
    steps = [_step(rung) for rung in rungs]
    if not any(reachable(step.contact, words.priority) for step in steps):
        raise EmptyLadder
    with access.acting_as_system():  # the persons asked may sit in organisations that the actor does not see
        standing = queries.ladders_about(about).filter(organisation=organisation, state__in=queries.UNANSWERED)
        if standing.exists():
            raise AlreadyOpen
        ladder = Ladder.objects.create(
            organisation=organisation,
            reality=reality_of(about),
            about=queries.name_of(about),
            title=words.subject,
            body=words.body,
            url=words.url,
            priority=words.priority,
            rounds=ROUNDS[words.priority],
            at=at,
            **Act.fields_of(by),
        )
        frozen = [_freeze(ladder, number, step) for number, step in enumerate(steps, start=1)]
        page = _ask(ladder, frozen[0], 1, at=first_due_at or at)
        if page.due_at <= at:
            send(page, by=by, at=at)
        notify(topic(ladder), organisation.pk)
        wake_timer()
    return ladder


def reality_of(about: models.Model | str) -> str:
    """Return whether a matter is real: a row says so itself, a mere name is as real as the install."""
    return str(getattr(about, "reality", settings.REALITY))


def _step(rung: Person | Contact | Step) -> Step:
    match rung:
        case Step():
            return rung
        case Contact():
            return Step(rung)
    return Step(outbox.contact_of(rung))


def _freeze(ladder: Ladder, number: int, step: Step) -> Rung:
    contact = step.contact
    return Rung.objects.create(
        organisation_id=ladder.organisation_id,
        reality=ladder.reality,
        ladder=ladder,
        position=number,
        person=contact.person,
        home=contact.organisation,
        name=contact.name,
        email=contact.email,
        phone=contact.phone,
        wait_minutes=WAIT[ladder.priority] if step.wait_minutes is None else step.wait_minutes,
    )


def _ask(ladder: Ladder, rung: Rung, number: int, *, at: datetime) -> Page:
    return Page.objects.create(
        organisation_id=ladder.organisation_id,
        reality=ladder.reality,
        ladder=ladder,
        rung=rung,
        round=number,
        due_at=at,
    )


@transaction.atomic
def advance(page: Page, *, by: Actor, at: datetime) -> Page:
    """Send a page that is due, or ask the next person when its own let the time pass; late comers change nothing."""
    ladder = Ladder.objects.select_for_update().get(pk=page.ladder_id)
    page = Page.objects.select_related("rung__home", "rung__person", "ladder").get(pk=page.pk)
    if ladder.state == LadderState.OPEN and page.due_at <= at:
        if page.state == PageState.DUE:
            return send(page, by=by, at=at)
        if page.state == PageState.SENT:
            return _escalate(page, by=by, at=at)
    return page


@transaction.atomic
def send(page: Page, *, by: Actor, at: datetime) -> Page:
    """Send a page; whoever cannot be reached is skipped at once."""
    rung, ladder = page.rung, page.ladder
    contact = Contact(rung.home, rung.name, rung.person, rung.email, rung.phone)
    if not reachable(contact, ladder.priority):
        page = move(page, PageState.SKIPPED, by=by, at=at)
        _climb(page, by=by, at=at)
        return page
    page = move(page, PageState.SENT, by=by, at=at, sent_at=at, due_at=at + timedelta(minutes=rung.wait_minutes))
    _tell(page, contact, by=by, at=at)
    return page


def _tell(page: Page, to: Contact, *, by: Actor, at: datetime) -> None:
    """Queue the page on every way there is; the e-mail carries a link that needs no sign-in."""

    def put(key: str, channel: Channel, url: str) -> None:
        words = Words(page.ladder.title, page.ladder.body, url, page.ladder.priority)
        outbox.queue(Draft(f"{key}:{channel}", channel, to, words, page.reality, topic(page.ladder)), by=by, at=at)

    if to.person is not None:
        put(f"page:{page.pk}", Channel.IN_APP, page.get_absolute_url())
    if to.email:
        put(f"page:{page.pk}", Channel.EMAIL, _link(page, at=at))
    if to.phone and page.ladder.priority == FIRST:  # one line a person, however many rounds
        put(f"rung:{page.rung_id}", Channel.CALL_SHEET, page.get_absolute_url())


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


def _escalate(page: Page, *, by: Actor, at: datetime) -> Page:
    """Nobody accepted in time: ask the next person; when all were asked, say so and keep the ladder acceptable."""
    page = move(page, PageState.EXPIRED, by=by, at=at)
    _climb(page, by=by, at=at)
    return page


def _climb(page: Page, *, by: Actor, at: datetime) -> None:
    further = queries.next_rung(page)
    if further is None:
        move(page.ladder, LadderState.EXHAUSTED, by=by, at=at)
        return
    send(_ask(page.ladder, *further, at=at), by=by, at=at)
