"""Somebody takes the matter on, or it needs nobody any more."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from thongsuot.ledger.actions import IllegalMove, move
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.actions import open_link
from thongsuot.organisations.models import Actor, Person, Role, SignedLink, System
from thongsuot.outbox import actions as outbox
from thongsuot.paging import queries
from thongsuot.paging.actions.asking import PURPOSE
from thongsuot.paging.actions.ladders import climb
from thongsuot.paging.models import Ladder, Page
from thongsuot.paging.states import LadderState, PageState


@transaction.atomic
def accept(ladder: Ladder, *, by: Actor, at: datetime, page: Page | None = None) -> Ladder:
    """Take the matter on; whoever was still to be asked is left in peace, and the calls that wait are taken back."""
    page = page or _page_of(ladder, by)
    if page is None:
        access.require(by, Role.Name.DUTY, Role.Name.LEADER, organisation=ladder.organisation_id, at=at)
    name = page.rung.name if page else str(by)
    with access.acting_as_system():  # who else was asked may be nobody's business where the person works
        ladder = move(ladder, LadderState.ACCEPTED, by=by, at=at, accepted_by=name, accepted_at=at)
        if page is not None:
            move(page, PageState.ACCEPTED, by=by, at=at)
        _hush(ladder, by=by, at=at)
    return ladder


def _page_of(ladder: Ladder, by: Actor) -> Page | None:
    """Return the newest page that asked this person."""
    if not isinstance(by, Person):
        return None
    pages = Page.objects.filter(ladder=ladder, person=by, sent_at__isnull=False, state__in=queries.ANSWERABLE)
    return pages.select_related("rung").order_by("-id").first()


@transaction.atomic
def decline(page: Page, *, by: Actor, at: datetime) -> Page:
    """The person cannot: whoever comes next is asked at once, and this person is asked about it no more."""
    with access.acting_as_system():  # as above
        ladder = Ladder.objects.select_for_update(of=("self",)).get(pk=page.ladder_id)
        waited = Page.objects.get(pk=page.pk).state == PageState.SENT
        page = move(page, PageState.DECLINED, by=by, at=at)
        if waited and ladder.state == LadderState.OPEN:
            climb(page, by=by, at=at)
    return page


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
    with access.acting_as_system():  # nobody is signed in, and the matter may be nobody else's business
        if page.ladder.state not in queries.UNANSWERED:
            raise IllegalMove(page.ladder, LadderState.ACCEPTED)
        by: Actor = page.rung.person or System(page.rung.name[:40])
        return accept(page.ladder, by=by, at=at, page=page)


@transaction.atomic
def decline_by_link(secret: str, *, at: datetime) -> Page:
    """Say by the link in one's own page, without signing in, that one cannot."""
    page = knock(secret, at=at)
    if page.ladder.state not in queries.UNANSWERED:
        raise IllegalMove(page, PageState.DECLINED)
    return decline(page, by=page.rung.person or System(page.rung.name[:40]), at=at)


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
