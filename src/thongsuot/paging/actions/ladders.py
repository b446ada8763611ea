"""A ladder opens frozen; pages climb it until somebody accepts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.ledger.actions import IllegalMove, move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.actions import make_link, open_link
from thongsuot.organisations.models import Act, Actor, Organisation, Person, Role, SignedLink, System
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Contact, Draft, Words
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
def send(page: Page, *, by: Actor, at: datetime) -> Page:
    """Send a page that is due; whoever cannot be reached is skipped at once."""
    rung, ladder = page.rung, page.ladder
    contact = Contact(rung.home, rung.name, rung.person, rung.email, rung.phone)
    if not reachable(contact, ladder.priority):
        page = move(page, PageState.SKIPPED, by=by, at=at)
        _climb(page, by=by, at=at)
        return page
    page = move(page, PageState.SENT, by=by, at=at, sent_at=at, due_at=at + timedelta(minutes=rung.wait_minutes))
    _tell(page, contact, by=by, at=at)
    return page


def _tell(page: Page, contact: Contact, *, by: Actor, at: datetime) -> None:
    """Queue the page on every way there is; outside the house it carries a link that needs no sign-in."""
    ladder, key, about = page.ladder, f"page:{page.pk}", topic(page.ladder)

    def words(url: str) -> Words:
        return Words(ladder.title, ladder.body, url, ladder.priority)

    inside = Contact(contact.organisation, contact.name, contact.person, phone=contact.phone)
    outbox.tell(Draft(key, "", inside, words(page.get_absolute_url()), page.reality, about), by=by, at=at)
    if contact.email:
        _link, secret = make_link(
            organisation=ladder.organisation,
            purpose=PURPOSE,
            row=topic(page),
            row_version=1,
            until=at + LINK_LASTS,
            at=at,
        )
        outside = Contact(contact.organisation, contact.name, contact.person, email=contact.email)
        url = reverse("paging:link", args=[secret])
        outbox.queue(Draft(f"{key}:email", "email", outside, words(url), page.reality, about), by=by, at=at)


@transaction.atomic
def escalate(page: Page, *, by: Actor, at: datetime) -> Page:
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


@transaction.atomic
def accept(ladder: Ladder, *, by: Actor, at: datetime, page: Page | None = None) -> Ladder:
    """Take the matter on; whoever was still to be asked is left in peace, and the calls that wait are taken back."""
    page = page or _page_of(ladder, by)
    if page is None:
        access.require(by, Role.Name.DUTY, Role.Name.LEADER, organisation=ladder.organisation_id, at=at)
    name = page.rung.name if page else str(by)
    ladder = move(ladder, LadderState.ACCEPTED, by=by, at=at, accepted_by=name, accepted_at=at)
    if page is not None:
        move(page, PageState.ACCEPTED, by=by, at=at)
    _hush(ladder, by=by, at=at)
    return ladder


def _page_of(ladder: Ladder, by: Actor) -> Page | None:
    """Return the newest page that asked this person."""
    if not isinstance(by, Person):
        return None
    asked = [PageState.SENT, PageState.EXPIRED]
    pages = Page.objects.filter(ladder=ladder, rung__person=by, state__in=asked)
    return pages.select_related("rung").order_by("-id").first()


def _hush(ladder: Ladder, *, by: Actor, at: datetime) -> None:
    pages = Page.objects.filter(ladder=ladder, state__in=[PageState.DUE, PageState.SENT])
    for page in pages.order_by("id"):
        move(page, PageState.STOPPED, by=by, at=at)
    outbox.withdraw(topic(ladder), by=by, at=at)


def knock(secret: str, *, at: datetime) -> Page:
    """Return the page behind a link, with all that its reader is shown."""
    link = open_link(secret, purpose=PURPOSE, at=at)
    return _behind(link)


def _behind(link: SignedLink) -> Page:
    pages = Page.objects.select_related("ladder__organisation", "rung__person", "rung__home")
    with access.acting_as_system():  # the person of a rung may work in another organisation than the ladder's
        return pages.get(pk=int(link.row.partition(":")[2]))


@transaction.atomic
def accept_by_link(secret: str, *, at: datetime) -> Ladder:
    """Take a matter on by the link in one's own page, without signing in."""
    page = knock(secret, at=at)
    with access.acting_for(page.organisation_id, page.rung.home_id):
        if page.ladder.state not in queries.UNANSWERED:
            raise IllegalMove(page.ladder, LadderState.ACCEPTED)
        by: Actor = page.rung.person or System(page.rung.name[:40])
        return accept(page.ladder, by=by, at=at, page=page)


def stop_ladder(ladder: Ladder, *, by: Actor, at: datetime) -> int:
    """Ask nobody any more."""
    if ladder.state not in queries.UNANSWERED:
        return 0
    _hush(move(ladder, LadderState.STOPPED, by=by, at=at), by=by, at=at)
    return 1


def stop_ladders(about: models.Model | str, *, by: Actor, at: datetime) -> int:
    """Stop every ladder of a matter."""
    ladders = queries.ladders_about(about).filter(state__in=queries.UNANSWERED)
    return sum(stop_ladder(ladder, by=by, at=at) for ladder in list(ladders))
