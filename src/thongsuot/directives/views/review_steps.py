"""The steps of a review: each an ordinary form, answered with the page or, to a script, with what changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from thongsuot.directives import actions
from thongsuot.directives.forms import HeadForm, ProposalForm, SelectionForm
from thongsuot.directives.models import Directive, Obligation
from thongsuot.directives.queries import HEAD, stamp_of
from thongsuot.directives.views.asking import SignedIn, told
from thongsuot.directives.views.review import FRAGMENT, page, parts, reviewed
from thongsuot.engines.letter import SURE

Answer = int | str | HttpResponse | None  # the proposal to go back to, the head, a page of its own, or nowhere
Mark = tuple[str, int, int, int]
Marks = dict[int, Mark]


@require_POST
@login_required
def review_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Take one step of the review."""
    letter = reviewed(request, pk)
    if verb not in STEPS:
        raise Http404
    quick = bool(request.headers.get(FRAGMENT)) and letter.state == Directive.State.REVIEW
    seen, before = request.POST.get("stamp"), _marks(letter) if quick else {}
    others = quick and seen is not None and seen != stamp_of(letter)
    answer = STEPS[verb](request, letter)
    if isinstance(answer, HttpResponse):
        return answer
    if quick:
        return _changed(request, letter, before, whole=others or answer == HEAD)
    address = reverse("directives:review", args=[letter.pk])
    return redirect(f"{address}#{'' if answer == HEAD else 'p'}{answer}" if answer else address)


def _marks(letter: Directive) -> Marks:
    rows = letter.obligations.values_list("pk", "state", "start", "end", "version")
    return {pk: (state, start, end, version) for pk, state, start, end, version in rows}


def _changed(request: SignedIn, letter: Directive, before: Marks, *, whole: bool) -> HttpResponse:
    """Answer a script: new rows change every number, a row that enters or leaves changes the letter's text."""
    after = _marks(letter)
    touched = {pk for pk, mark in after.items() if before.get(pk) != mark}
    text = any(pk in before and _drawn(before[pk]) != _drawn(after[pk]) for pk in touched)
    whole = whole or before.keys() != after.keys()
    current = Directive.objects.select_related("organisation").get(pk=letter.pk) if whole else letter
    return parts(request, current, touched=touched, text_changed=text, whole=whole)


def _drawn(mark: Mark) -> tuple[bool, int, int]:
    """Return what the letter's text shows of a row: whether it is marked, and where."""
    state, start, end, _version = mark
    return state != Obligation.State.REJECTED, start, end


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


def confirm(request: SignedIn, letter: Directive) -> Answer:
    """Confirm one proposal, or several at once."""
    chosen = _chosen(request, letter)
    with told(request, _("Đã xác nhận %(count)s đề xuất.") % {"count": len(chosen)} if len(chosen) > 1 else ""):
        actions.confirm(letter, chosen, by=request.user, at=now())
    return chosen[0].pk if len(chosen) == 1 else None


def reject(request: SignedIn, letter: Directive) -> Answer:
    """Leave a proposal out."""
    with told(request):
        actions.reject(letter, [_one(request, letter)], by=request.user, at=now())
    return None


def restore(request: SignedIn, letter: Directive) -> Answer:
    """Look at a proposal again."""
    row = _one(request, letter)
    with told(request):
        actions.restore(letter, [row], by=request.user, at=now())
    return row.pk


def edit(request: SignedIn, letter: Directive) -> Answer:
    """Change a proposal."""
    row = _one(request, letter)
    form = ProposalForm(row, request.POST)
    if not form.is_valid():
        return page(request, letter, form)
    with told(request, _("Đã lưu phần sửa.")):
        actions.edit(row, version=form.cleaned_data["version"], by=request.user, at=now(), **form.changes())
    return row.pk


def head(request: SignedIn, letter: Directive) -> Answer:
    """Put the letter's head right, or say that it is right."""
    if request.POST.get("same"):
        with told(request):
            actions.correct_head(letter, version=letter.version, by=request.user, at=now())
        return HEAD
    form = HeadForm(letter, request.POST)
    if not form.is_valid():
        return page(request, letter, form)
    with told(request, _("Đã lưu phần đầu văn bản.")):
        version = form.cleaned_data["version"]
        actions.correct_head(letter, version=version, by=request.user, at=now(), **form.changes())
    return HEAD


def split(request: SignedIn, letter: Directive) -> Answer:
    """Cut a proposal in two, where the selection begins; where it begins with the quotation, where it ends."""
    row = _one(request, letter)
    span = SelectionForm(request.POST).span(letter.text, within=(row.start, row.end))
    start, end = span or (row.start, row.start)
    with told(request, _("Đã tách thành hai đề xuất.")):
        actions.split(row, start if start > row.start else end, by=request.user, at=now())
    return None


def merge(request: SignedIn, letter: Directive) -> Answer:
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
        return row.pk
    with told(request, _("Đã gộp thành một đề xuất.")):
        actions.merge(pair, by=request.user, at=now())
    return None


def add(request: SignedIn, letter: Directive) -> Answer:
    """Propose what the person selected."""
    start, end = SelectionForm(request.POST).span(letter.text) or (0, 0)
    made: list[Any] = []
    with told(request, _("Đã thêm đề xuất; hãy chọn loại nhiệm vụ và đơn vị thực hiện.")):
        made.append(actions.add(letter, start, end, by=request.user, at=now()))
    return made[0].pk if made else None


def undo(request: SignedIn, letter: Directive) -> Answer:
    """Take the last step back."""
    step = None
    with told(request):
        step = actions.undo(letter, by=request.user, at=now())
        messages.info(request, _("Đã hoàn tác bước gần nhất.") if step else _("Không còn bước nào để hoàn tác."))
    return HEAD if step is not None and step.verb == HEAD else None


STEPS: dict[str, Callable[[SignedIn, Directive], Answer]] = {
    "confirm": confirm,
    "reject": reject,
    "restore": restore,
    "edit": edit,
    HEAD: head,
    "split": split,
    "merge": merge,
    "add": add,
    "undo": undo,
}
