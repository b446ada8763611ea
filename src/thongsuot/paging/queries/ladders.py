"""Ladders and the pages on them: who was asked, and who comes next."""

from __future__ import annotations

from django.db import models
from django.db.models import Max, Q, QuerySet

from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Organisation, Person
from thongsuot.outbox import queries as outbox
from thongsuot.outbox.models import Message
from thongsuot.paging.models import Ladder, Page, Rung
from thongsuot.paging.states import LadderState, PageState

UNANSWERED = (LadderState.OPEN, LadderState.EXHAUSTED)
ANSWERABLE = (PageState.SENT, PageState.EXPIRED, PageState.SKIPPED, PageState.DECLINED)  # once it was sent
UNHEARD = (PageState.SENT, PageState.EXPIRED, PageState.SKIPPED)
MOST = 40  # pages to a person that are looked at
NOT_WAITED_FOR = (PageState.SKIPPED, PageState.DECLINED)


def name_of(about: models.Model | str) -> str:
    """Return the name under which a matter is known: "topic:id"."""
    return about if isinstance(about, str) else topic(about)


def visible_to(person: Person) -> QuerySet[Page]:
    """Return the pages sent to the person or about a matter of the own organisation, newest first."""
    near = Q(person=person) | Q(organisation=person.organisation_id)
    rows = Page.objects.filter(near).exclude(state=PageState.DUE)
    return rows.select_related("ladder", "rung").order_by("-sent_at", "-id")


def waiting_for(person: Person) -> QuerySet[Page]:
    """Return the pages that the person has not answered and still may."""
    asked = visible_to(person).filter(person=person, sent_at__isnull=False)
    return asked.filter(state__in=UNHEARD, ladder__state__in=UNANSWERED)


def calling(person: Person) -> list[Page]:
    """Return what calls a person, on whatever page the person is: the newest page of each matter, urgent first.

    The last pages are read by their index and sorted out here, for that costs the same after years.
    """
    rows = Page.objects.filter(person=person, sent_at__isnull=False).select_related("ladder")
    newest: dict[int, Page] = {}
    for page in rows.order_by("-sent_at", "-id")[:MOST]:
        newest.setdefault(page.ladder_id, page)
    open_now = [page for page in newest.values() if page.state in UNHEARD and page.ladder.state in UNANSWERED]
    return sorted(open_now, key=lambda page: page.ladder.priority)


def unanswered() -> QuerySet[Ladder]:
    """Return the ladders that nobody has accepted."""
    return Ladder.objects.filter(state__in=UNANSWERED).order_by("priority", "at", "id")


def ladders_about(about: models.Model | str) -> QuerySet[Ladder]:
    """Return the ladders of one matter, newest first."""
    return Ladder.objects.filter(about=name_of(about))


def last_round(about: models.Model | str, organisation: Organisation, reality: str) -> int:
    """Return how often people were asked before a matter that somebody had accepted came open again; else 0."""
    last = ladders_about(about).filter(organisation=organisation, reality=reality).first()
    if last is None or last.state != LadderState.ACCEPTED:
        return 0
    return int(last.pages.aggregate(last=Max("round"))["last"] or 0)


def next_rung(page: Page) -> tuple[Rung, int] | None:
    """Return whom to ask after a page, and in which round; None when the ladder is exhausted.

    Who has said that they cannot is not asked again, and a round in which nobody was waited for is the last.
    """
    pages = Page.objects.filter(ladder_id=page.ladder_id)
    unwilling = pages.filter(state=PageState.DECLINED).values("rung")
    rungs = Rung.objects.filter(ladder_id=page.ladder_id).exclude(pk__in=unwilling).order_by("position")
    rungs = rungs.select_related("home", "person", "address")
    if above := rungs.filter(position__gt=page.rung.position).first():
        return above, page.round
    first = rungs.first()
    waited = pages.filter(round=page.round).exclude(state__in=NOT_WAITED_FOR)
    if first is None or page.round >= page.ladder.rounds or not waited.exists():
        return None
    return first, page.round + 1


def rungs_of(ladder: Ladder) -> list[tuple[Rung, str]]:
    """Return who stands on a ladder, in order, and the state of the newest page to each; "" for who was not asked."""
    newest = {page.rung_id: page.state for page in ladder.pages.order_by("id")}
    rungs = ladder.rungs.select_related("home", "address").order_by("position")
    return [(rung, newest.get(rung.pk, "")) for rung in rungs]


def messages_of(ladder: Ladder) -> QuerySet[Message]:
    """Return every message of a ladder: who was told, how, and what became of it."""
    return outbox.sent_about(topic(ladder))
