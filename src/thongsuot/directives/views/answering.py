"""Hỏi, đáp: what organisations ask or object, what the department replies, and what is published to all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import AnswerForm, PublishForm, ReplyForm
from thongsuot.directives.models import Answer, Directive
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Deed, Organisation

PER_PAGE = 25
REFUSED = (actions.CannotAnswer, actions.NamesAsker, actions.AlreadyPublished, NotAllowed, IllegalMove)


@require_safe
@never_cache
@login_required
def answers(request: SignedIn) -> HttpResponse:
    """Show what was asked: what waits for a reply first, the oldest before the others."""
    at = now()
    rows = queries.waiting_first(queries.answers_visible_to(request.user, at))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    inside = request.user.organisation.kind == Organisation.Kind.DEPARTMENT
    return render(request, "directives/answers.html", {"page": page, "inside": inside, "now": at})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def ask(request: SignedIn, pk: int) -> HttpResponse:
    """Let an organisation answer a letter other than by having it done."""
    at = now()
    letter = letter_of(request, pk)
    own = _office(request, letter, at)
    form = answer_form(letter.pk, own, request.POST if request.method == "POST" else None, request.GET.get("ve", ""))
    if form.is_valid():
        said = said_in(form)
        try:
            row = actions.answer(letter, own, said, by=request.user, at=at)
        except REFUSED as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã gửi đến Sở. Trả lời sẽ hiện tại đây và trong hộp tin."))
            return redirect(row)
    shown = {
        "letter": letter,
        "office": own,
        "form": form,
        "answers": queries.waiting_first(queries.answers_of(letter, own)),
        "clarifications": queries.clarifications_of(letter),
    }
    return render(request, "directives/ask.html", shown, status=422 if form.errors else 200)


def _office(request: SignedIn, letter: Directive, at: datetime) -> Organisation:
    """Return for which organisation the person asks: the one named in the address, or the own one first."""
    offices = queries.reached_offices(letter, request.user, at)
    asked = request.GET.get("don-vi", "")
    chosen = next((office for office in offices if asked in ("", str(office.pk))), None)
    if chosen is None:
        raise Http404(_("Văn bản này không gửi đến đơn vị của bạn."))
    return chosen


def answer_form(letter: int, organisation: Organisation, data: Any = None, place: str = "") -> AnswerForm:
    """Return the form with the paragraphs and the open duties that the organisation may ask about."""
    paragraphs, duties = queries.askable(letter, organisation)
    return AnswerForm(data, paragraphs=paragraphs, duties=duties, place=place)


def said_in(form: AnswerForm) -> actions.Said:
    """Return what a valid form says."""
    told = form.cleaned_data
    return actions.Said(told["kind"], told["words"], told["until"], **form.about())


def _answer(request: SignedIn, pk: int, at: datetime) -> Answer:
    return get_object_or_404(queries.answers_visible_to(request.user, at), pk=pk)


@require_safe
@never_cache
@login_required
def answer(request: SignedIn, pk: int) -> HttpResponse:
    """Show one question with its history, and what can be done about it."""
    at = now()
    return _page(request, _answer(request, pk, at), at)


def _page(
    request: SignedIn, row: Answer, at: datetime, replying: ReplyForm | None = None, wording: PublishForm | None = None
) -> HttpResponse:
    desk = Desk.of(request.user, at)
    replies = desk.holds(row.directive.organisation_id, *actions.REPLIERS, deed=Deed.ANSWER)
    waits, published = row.state in queries.WAITING, queries.clarification_of(row)
    may_reply = replies and waits
    may_publish = replies and row.state == Answer.State.ANSWERED and published is None
    shown = {
        "row": row,
        "moves": list(ledger.moves_of(row).order_by("-id")),
        "published": published,
        "may_take_back": waits and desk.holds(row.organisation_id, *actions.AT_THE_DESK, deed=Deed.ANSWER),
        "replying": replying or (_reply_form(row) if may_reply else None),
        "wording": wording or (PublishForm(initial=_drafted(row), auto_id="dang_%s") if may_publish else None),
    }
    return render(request, "directives/answer.html", shown, status=422 if replying or wording else 200)


def _reply_form(row: Answer, data: Any = None) -> ReplyForm:
    return ReplyForm(row, data, timed=queries.timed_duties(row).exists())


def _drafted(row: Answer) -> dict[str, str]:
    return {"question": row.words, "reply": row.reply}


@require_POST
@login_required
def answer_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a question."""
    if verb not in STEPS:
        raise Http404
    at = now()
    return STEPS[verb](request, _answer(request, pk, at), at)


def reply(request: SignedIn, row: Answer, at: datetime) -> HttpResponse:
    """Reply, and decide what becomes of the clock."""
    form = _reply_form(row, request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            actions.reply(
                row,
                actions.Reply(given["decision"], given["words"], given.get("until")),
                by=request.user,
                at=at,
            )
        except REFUSED as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã trả lời; đơn vị đã được báo."))
            return redirect(row)
    return _page(request, row, at, replying=form)


def publish(request: SignedIn, row: Answer, at: datetime) -> HttpResponse:
    """Put the question with its answer before everybody."""
    form = PublishForm(request.POST, auto_id="dang_%s")
    if form.is_valid():
        number = row.assignment.obligation.paragraph if row.assignment is not None else row.paragraph
        said = actions.Published(form.cleaned_data["question"], form.cleaned_data["reply"], number)
        try:
            actions.publish(row.directive, said, by=request.user, at=at, answer=row)
        except REFUSED as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã đăng cho mọi đơn vị nhận văn bản; tên nơi hỏi không hiện ra."))
            return redirect(row)
    return _page(request, row, at, wording=form)


def take_back(request: SignedIn, row: Answer, at: datetime) -> HttpResponse:
    """Let the question rest."""
    with told(request, _("Đã rút lại; nội dung vẫn còn trong lịch sử.")):
        actions.take_back_answer(row, by=request.user, at=at)
    return redirect(row)


STEPS: dict[str, Callable[[SignedIn, Answer, datetime], HttpResponse]] = {
    "tra-loi": reply,
    "dang": publish,
    "rut-lai": take_back,
}
