"""The review: the letter beside its proposals; a script asks only for the parts that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate, now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.directives import queries
from thongsuot.directives.forms import HeadForm, ProposalForm, rhythm
from thongsuot.directives.models import Directive, Obligation
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of
from thongsuot.engines.letter import SURE, limit_from
from thongsuot.organisations.models import Role
from thongsuot.organisations.queries import working_calendar

REVIEWERS = (Role.Name.FOLLOWER, Role.Name.LEADER)
FRAGMENT = "X-Fragment"  # a script asks for parts of the page by this header
MANY = 24  # cards: more are drawn as they come into view
Opened = ProposalForm | HeadForm


@dataclass(frozen=True)
class Card:
    """A proposal as the page shows it, with its number in the letter and, where it is open, the form to change it."""

    obligation: Obligation
    number: int
    unsure: str  # what of it nobody can be sure of: "whole", "deadline", or nothing
    page: int | None  # of the scan
    form: ProposalForm | None
    rhythm: str
    limit: datetime | None  # of a deadline in days that the letter counts from its receipt, were it received today

    @property
    def pk(self) -> int:
        """Return the key under which text and card belong together."""
        return self.obligation.pk

    @property
    def start(self) -> int:
        """Return where the quotation begins."""
        return self.obligation.start

    @property
    def end(self) -> int:
        """Return where it ends."""
        return self.obligation.end

    @property
    def state(self) -> str:
        """Return the state of the proposal."""
        return self.obligation.state

    @property
    def comes_first(self) -> bool:
        """Tell whether it is looked at first: unsure, and not left out."""
        return bool(self.unsure) and self.state != Obligation.State.REJECTED


@dataclass(frozen=True)
class Line:
    """One field of the letter's head."""

    label: str
    value: Any
    unsure: bool


@dataclass(frozen=True)
class Head:
    """The letter's head as the page shows it."""

    rows: list[Line]
    unsure: bool
    form: HeadForm | None


def reviewed(request: SignedIn, pk: int) -> Directive:
    """Return a letter whose review the person may see."""
    letter = letter_of(request, pk)
    if not Desk.of(request.user, now()).belongs_to(letter.organisation_id):
        raise Http404
    return letter


@require_safe
@never_cache
@login_required
def review(request: SignedIn, pk: int) -> HttpResponse:
    """Show the letter beside its proposals, one of them perhaps open to be changed."""
    letter = reviewed(request, pk)
    if letter.state != Directive.State.REVIEW:
        return redirect(letter)
    asked = request.headers.get(FRAGMENT, "")
    if asked == "review-state":
        return render(request, "directives/_review_state.html", {"letter": letter, "stamp": queries.stamp_of(letter)})
    opened = _opened(letter, request.GET.get("sua", ""))
    if asked == "*" and opened is not None:
        return parts(request, letter, touched={_key(opened)}, opened=opened)
    return render(request, "directives/review.html", {**_whole(letter), **_shown(request, letter, opened=opened)})


def _opened(letter: Directive, key: str) -> Opened | None:
    if key == queries.HEAD and letter.origin == Directive.Origin.LETTER:
        return HeadForm(letter)
    row = letter.obligations.filter(pk=int(key)).first() if key.isdecimal() else None
    return None if row is None else ProposalForm(row)


def _key(opened: Opened | None) -> int | None:
    return opened.obligation.pk if isinstance(opened, ProposalForm) else None


def page(request: SignedIn, letter: Directive, refused: Opened) -> HttpResponse:
    """Show the page again, with what was not right in a form that was sent."""
    if request.headers.get(FRAGMENT):
        return parts(request, letter, touched={_key(refused)}, opened=refused)
    context = {**_whole(letter), **_shown(request, letter, opened=refused), "refused": refused}
    return render(request, "directives/review.html", context, status=422)


def parts(
    request: SignedIn,
    letter: Directive,
    *,
    touched: Collection[int | None],
    text_changed: bool = False,
    whole: bool = False,
    opened: Opened | None = None,
) -> HttpResponse:
    """Answer a script with the parts of the page that an act changed."""
    context = _shown(request, letter, opened=opened, text=whole or text_changed)
    cards = [*context["first"], *context["rest"]]
    context |= {
        "whole": whole,
        "text_changed": text_changed,
        "head_changed": isinstance(opened, HeadForm),
        "changed": [card for card in cards if card.pk in touched],
        **(_whole(letter) if whole else {}),
    }
    wrong = opened is not None and bool(opened.errors)
    return render(request, "directives/_review_parts.html", context, status=422 if wrong else 200)


def _whole(letter: Directive) -> dict[str, Any]:
    """Return what only the whole page shows."""
    return {
        "warnings": letter.reading.get("warnings", []),
        "earlier": queries.earlier_letters(letter),
        "citations": queries.to_confirm(letter),
    }


def _shown(request: SignedIn, letter: Directive, *, opened: Opened | None = None, text: bool = True) -> dict[str, Any]:
    """Return what the page shows; the letter's text and pictures only where they are drawn anew."""
    rows = list(letter.obligations.order_by("start", "end", "id"))
    for row in rows:
        row.directive = letter
    begins = queries.first_words(letter)
    cards = _cards(letter, rows, begins, opened)
    standing = [card for card in cards if card.state != Obligation.State.REJECTED]
    waiting = [card for card in standing if card.state == Obligation.State.PROPOSED]
    unsure = [card for card in waiting if card.unsure]
    head = _head(letter, opened if isinstance(opened, HeadForm) else None)
    unsure_head = head is not None and head.unsure
    first = [card for card in cards if card.comes_first]
    sights = queries.pages_of(letter, standing) if text and begins else []
    return {
        "letter": letter,
        "stamp": queries.stamp_of(letter),
        "head": head,
        "first": first,
        "rest": [card for card in cards if not card.comes_first],
        "any_first": bool(first) or unsure_head,
        "standing": standing,
        "many": len(standing) > MANY,
        "rejected": [card for card in cards if card.state == Obligation.State.REJECTED],
        "confirmed": len(standing) - len(waiting),
        "waiting": len(waiting),
        "unsure_left": len(unsure) + unsure_head,
        "unsure_next": "#head" if unsure_head else f"#p{unsure[0].pk}" if unsure else "",
        "sights": sights,
        "doubtful": [word for sight in sights for word in sight.doubtful],
        "paragraphs": _counted(waiting),
        "sure": sum(card.obligation.score >= SURE for card in waiting),
        "may": Desk.of(request.user, now()).holds(letter.organisation_id, *REVIEWERS),
    }


def _counted(waiting: list[Card]) -> list[tuple[int, int]]:
    return sorted(Counter(card.obligation.paragraph for card in waiting).items())


def _head(letter: Directive, form: HeadForm | None) -> Head | None:
    if letter.origin != Directive.Origin.LETTER:
        return None
    unsure = queries.unsure_head(letter)
    rows = [
        Line(str(field.label), getattr(letter, name), name in unsure)
        for name, field in HeadForm.base_fields.items()
        if name != "version"
    ]
    return Head(rows, bool(unsure), form)


def _cards(
    letter: Directive, rows: list[Obligation], begins: list[tuple[int, int]], opened: Opened | None
) -> list[Card]:
    unsure = queries.unsure_duties(letter, rows)
    today, calendar = localdate(), working_calendar(now())
    return [
        Card(
            obligation=row,
            number=number,
            unsure=unsure.get(row.pk, ""),
            page=queries.page_at(begins, row.start),
            form=opened if isinstance(opened, ProposalForm) and opened.obligation.pk == row.pk else None,
            rhythm=str(rhythm(row.recurrence)) if row.recurrence else "",
            limit=None if row.deadline_at else limit_from(row.deadline_text, today, calendar),
        )
        for number, row in enumerate(rows, start=1)
    ]
