"""A ladder opens frozen; pages climb it until somebody accepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext as _

from thongsuot.engines.message import international
from thongsuot.ledger.actions import move, stir
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Person
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Contact, Words
from thongsuot.paging import queries
from thongsuot.paging.actions.asking import ask, reachable
from thongsuot.paging.models import Address, Ladder, Page, Rung
from thongsuot.paging.states import LadderState, PageState

ROUNDS = {1: 3, 2: 1, 3: 1}  # by priority: how often everybody is asked
WAIT = {1: 5, 2: 15, 3: 30}  # by priority: minutes until the next person is asked


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
    inside: bool = False,
) -> Ladder:
    """Freeze whom to ask, in order, and send the first page; `organisation` is the one whose matter it is.

    What is inside is not seen by the department until it is disclosed, nor by anybody else who is not asked.
    Where somebody had accepted the matter and it came open again, rounds are counted on.
    """
    steps = [_step(rung) for rung in rungs]
    if not any(reachable(step.contact, words.priority) for step in steps):
        raise EmptyLadder
    with access.acting_as_system():  # the persons asked may sit in organisations that the actor does not see
        standing = queries.ladders_about(about).filter(organisation=organisation, state__in=queries.UNANSWERED)
        if standing.exists():
            raise AlreadyOpen
        reality = reality_of(about)
        before = queries.last_round(about, organisation, reality)
        ladder = Ladder.objects.create(
            organisation=organisation,
            reality=reality,
            about=queries.name_of(about),
            title=words.subject,
            body=words.body,
            url=words.url,
            priority=words.priority,
            rounds=before + ROUNDS[words.priority],
            inside=inside,
            at=at,
            **Act.fields_of(by),
        )
        first = _freeze(ladder, steps)
        page = _page(ladder, first, before + 1, at=first_due_at or at)
        if page.due_at <= at:
            send(page, by=by, at=at)
        stir(topic(ladder), organisation.pk)
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


def _freeze(ladder: Ladder, steps: Sequence[Step]) -> Rung:
    """Keep who stands on a ladder and how each is reached; return the first."""
    rungs = Rung.objects.bulk_create(_rung(ladder, number, step) for number, step in enumerate(steps, start=1))
    Address.objects.bulk_create(_address(rung, step.contact) for rung, step in zip(rungs, steps, strict=True))
    return rungs[0]


def _rung(ladder: Ladder, number: int, step: Step) -> Rung:
    return Rung(
        organisation_id=ladder.organisation_id,
        reality=ladder.reality,
        ladder=ladder,
        position=number,
        person=step.contact.person,
        home=step.contact.organisation,
        name=step.contact.name,
        wait_minutes=WAIT[ladder.priority] if step.wait_minutes is None else step.wait_minutes,
        inside=ladder.inside,
    )


def _address(rung: Rung, contact: Contact) -> Address:
    return Address(
        organisation=contact.organisation,
        reality=rung.reality,
        rung=rung,
        email=contact.email,
        phone=contact.phone,
        number=international(contact.phone),
    )


def _page(ladder: Ladder, rung: Rung, number: int, *, at: datetime) -> Page:
    return Page.objects.create(
        organisation_id=ladder.organisation_id,
        reality=ladder.reality,
        ladder=ladder,
        rung=rung,
        home_id=rung.home_id,
        person_id=rung.person_id,
        inside=ladder.inside,
        round=number,
        due_at=at,
    )


@transaction.atomic
def advance(page: Page, *, by: Actor, at: datetime) -> Page:
    """Send a page that is due, or ask the next person when its own let the time pass or no message arrives.

    Late comers change nothing.
    """
    ladder = Ladder.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=page.ladder_id)
    page = Page.objects.select_related("rung").get(pk=page.pk)
    page.ladder = ladder
    if ladder.state == LadderState.OPEN:
        if page.state == PageState.DUE and page.due_at <= at:
            page.rung = Rung.objects.select_related("home", "person", "address").get(pk=page.rung_id)
            return send(page, by=by, at=at)
        if page.state == PageState.SENT and (page.due_at <= at or queries.has_failed(page)):
            return _escalate(page, by=by, at=at)
    return page


@transaction.atomic
def send(page: Page, *, by: Actor, at: datetime) -> Page:
    """Send a page; whoever cannot be reached is not waited for, and the next person is asked at once."""
    page = ask(page, by=by, at=at)
    if page.state == PageState.SKIPPED:
        climb(page, by=by, at=at)
    return page


def _escalate(page: Page, *, by: Actor, at: datetime) -> Page:
    """Nobody accepted in time, or no message arrived: ask the next person."""
    ladder, rung = page.ladder, page.rung
    page = move(page, PageState.SKIPPED if queries.has_failed(page) else PageState.EXPIRED, by=by, at=at)
    page.ladder, page.rung = ladder, rung  # known already
    climb(page, by=by, at=at)
    return page


def climb(page: Page, *, by: Actor, at: datetime) -> None:
    """Ask upwards until somebody is waited for; when all were asked, say so and keep the ladder acceptable."""
    while (further := queries.next_rung(page)) is not None:
        page = ask(_page(page.ladder, *further, at=at), by=by, at=at)
        if page.state == PageState.SENT:
            return
    move(page.ladder, LadderState.EXHAUSTED, by=by, at=at)
