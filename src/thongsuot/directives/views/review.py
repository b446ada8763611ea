"""The review: the letter beside its proposals, every step a form of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import ProposalForm, SelectionForm, rhythm
from thongsuot.directives.models import Directive, Obligation
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.engines.letter import SURE, limit_from
from thongsuot.organisations.models import Role
from thongsuot.organisations.queries import working_calendar

REVIEWERS = (Role.Name.FOLLOWER, Role.Name.LEADER)


@dataclass(frozen=True)
class Card:
    """A proposal as the page shows it, with its number in the letter and the form to change it."""

    obligation: Obligation
    number: int
    form: ProposalForm
    rhythm: str
    last_of_paragraph: bool
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


def _letter(request: SignedIn, pk: int) -> Directive:
    """Return a letter whose review the person may see."""
    letter = letter_of(request, pk)
    if not Desk.of(request.user, now()).belongs_to(letter.organisation_id):
        raise Http404
    return letter


@require_safe
@never_cache
@login_required
def review(request: SignedIn, pk: int) -> HttpResponse:
    """Show the letter beside its proposals."""
    letter = _letter(request, pk)
    return _page(request, letter) if letter.state == Directive.State.REVIEW else redirect(letter)


def _page(request: SignedIn, letter: Directive, refused: ProposalForm | None = None) -> HttpResponse:
    rows = list(letter.obligations.order_by("start", "end", "id"))
    for row in rows:
        row.directive = letter
    cards = _cards([row for row in rows if row.state != Obligation.State.REJECTED], refused)
    waiting = [card for card in cards if card.state == Obligation.State.PROPOSED]
    waiting_in: dict[int, int] = {}
    for card in waiting:
        waiting_in[card.obligation.paragraph] = waiting_in.get(card.obligation.paragraph, 0) + 1
    sights = queries.pages_of(letter)
    return render(
        request,
        "directives/review.html",
        {
            "letter": letter,
            "warnings": letter.reading.get("warnings", []),
            "cards": cards,
            "rejected": [row for row in rows if row.state == Obligation.State.REJECTED],
            "confirmed": len(cards) - len(waiting),
            "waiting": len(waiting),
            "sights": sights,
            "doubtful": [word for sight in sights for word in sight.doubtful],
            "paragraphs": sorted(waiting_in.items()),
            "sure": sum(card.obligation.score >= SURE for card in waiting),
            "threshold": SURE,
            "earlier": queries.earlier_letters(letter) if waiting else [],
            "citations": queries.to_confirm(letter),
            "may": Desk.of(request.user, now()).holds(letter.organisation_id, *REVIEWERS),
            "refused": refused,
        },
        status=422 if refused else 200,
    )


def _cards(rows: list[Obligation], refused: ProposalForm | None) -> list[Card]:
    following = [*rows[1:], None][: len(rows)]
    today, calendar = localdate(), working_calendar(now())
    return [
        Card(
            obligation=row,
            number=number,
            form=refused if refused is not None and refused.obligation.pk == row.pk else ProposalForm(row),
            rhythm=str(rhythm(row.recurrence)) if row.recurrence else "",
            last_of_paragraph=after is None or after.paragraph != row.paragraph,
            limit=None if row.deadline_at else limit_from(row.deadline_text, today, calendar),
        )
        for number, (row, after) in enumerate(zip(rows, following, strict=True), start=1)
    ]


@require_POST
@login_required
def review_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Take one step of the review."""
    letter = _letter(request, pk)
    if verb not in STEPS:
        raise Http404
    return STEPS[verb](request, letter)


def _back(letter: Directive, pk: int | None = None) -> HttpResponse:
    address = reverse("directives:review", args=[letter.pk])
    return redirect(f"{address}#p{pk}" if pk else address)


def _chosen(request: SignedIn, letter: Directive) -> list[Obligation]:
    """Return the proposals of a form: one by its number, or those waiting of a paragraph or above a score."""
    rows = letter.obligations.order_by("start", "id")
    if (number := request.POST.get("pk", "")).isdecimal():
        return [get_object_or_404(rows, pk=int(number))]
    waiting = rows.filter(state=Obligation.State.PROPOSED)
    if (place := request.POST.get("paragraph", "")).isdecimal():
        return list(waiting.filter(paragraph=int(place)))
    return list(waiting.filter(score__gte=SURE)) if request.POST.get("sure") else []


def _one(request: SignedIn, letter: Directive) -> Obligation:
    number = request.POST.get("pk", "")
    row = get_object_or_404(letter.obligations, pk=int(number) if number.isdecimal() else 0)
    row.directive = letter
    return row


def confirm(request: SignedIn, letter: Directive) -> HttpResponse:
    """Confirm one proposal, or several at once."""
    chosen = _chosen(request, letter)
    with told(request, _("Đã xác nhận %(count)s đề xuất.") % {"count": len(chosen)} if len(chosen) > 1 else ""):
        actions.confirm(letter, chosen, by=request.user, at=now())
    return _back(letter, chosen[0].pk if len(chosen) == 1 else None)


def reject(request: SignedIn, letter: Directive) -> HttpResponse:
    """Leave a proposal out."""
    with told(request):
        actions.reject(letter, [_one(request, letter)], by=request.user, at=now())
    return _back(letter)


def restore(request: SignedIn, letter: Directive) -> HttpResponse:
    """Look at a proposal again."""
    row = _one(request, letter)
    with told(request):
        actions.restore(letter, [row], by=request.user, at=now())
    return _back(letter, row.pk)


def edit(request: SignedIn, letter: Directive) -> HttpResponse:
    """Change a proposal."""
    row = _one(request, letter)
    form = ProposalForm(row, request.POST)
    if not form.is_valid():
        return _page(request, letter, form)
    with told(request, _("Đã lưu phần sửa.")):
        actions.edit(row, version=form.cleaned_data["version"], by=request.user, at=now(), **form.changes())
    return _back(letter, row.pk)


def split(request: SignedIn, letter: Directive) -> HttpResponse:
    """Cut a proposal in two, where the selection begins; where it begins with the quotation, where it ends."""
    row = _one(request, letter)
    span = SelectionForm(request.POST).span(letter.text, within=(row.start, row.end))
    start, end = span or (row.start, row.start)
    with told(request, _("Đã tách thành hai đề xuất.")):
        actions.split(row, start if start > row.start else end, by=request.user, at=now())
    return _back(letter)


def merge(request: SignedIn, letter: Directive) -> HttpResponse:
    """Join a proposal with the one after it."""
    row = _one(request, letter)
    rows = letter.obligations.exclude(state=Obligation.State.REJECTED).order_by("start", "end", "id")
    standing = list(rows)
    place = next((place for place, other in enumerate(standing) if other.pk == row.pk), len(standing))
    pair = standing[place : place + 2]
    for one in pair:
        one.directive = letter
    if len(pair) < 2:
        messages.error(request, _("Không còn đề xuất nào ở sau để gộp; chưa có gì thay đổi."))
        return _back(letter, row.pk)
    with told(request, _("Đã gộp thành một đề xuất.")):
        actions.merge(pair, by=request.user, at=now())
    return _back(letter)


def add(request: SignedIn, letter: Directive) -> HttpResponse:
    """Propose what the person selected."""
    start, end = SelectionForm(request.POST).span(letter.text) or (0, 0)
    made: list[Any] = []
    with told(request, _("Đã thêm đề xuất; hãy chọn loại nhiệm vụ và đơn vị thực hiện.")):
        made.append(actions.add(letter, start, end, by=request.user, at=now()))
    return _back(letter, made[0].pk if made else None)


def undo(request: SignedIn, letter: Directive) -> HttpResponse:
    """Take the last step back."""
    with told(request):
        step = actions.undo(letter, by=request.user, at=now())
        messages.info(request, _("Đã hoàn tác bước gần nhất.") if step else _("Không còn bước nào để hoàn tác."))
    return _back(letter)


STEPS: dict[str, Callable[[SignedIn, Directive], HttpResponse]] = {
    "confirm": confirm,
    "reject": reject,
    "restore": restore,
    "edit": edit,
    "split": split,
    "merge": merge,
    "add": add,
    "undo": undo,
}
