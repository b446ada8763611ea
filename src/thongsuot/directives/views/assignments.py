"""One duty of one organisation: quotation, clock, evidence, history, and what can be done next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.directives import actions, openings, queries
from thongsuot.directives.forms import HolderForm, NoteForm, RequestForm, StatementForm, rhythm
from thongsuot.directives.models import Assignment, Obligation
from thongsuot.directives.views.answering import answer_form
from thongsuot.directives.views.asking import Desk, SignedIn, told
from thongsuot.files import queries as files
from thongsuot.ledger import queries as ledger
from thongsuot.organisations.models import Deed, Role

AROUND = 160  # characters of the letter shown before and after the quotation
MODES = {
    Obligation.Mode.RECURRING: "recurring",
    Obligation.Mode.STANDING: "standing",
    Obligation.Mode.PROHIBITION: "paused",
}
HEALTH = {
    queries.Health.FRESH: ("good", gettext_lazy("Có số liệu mới.")),
    queries.Health.STALE: ("warn", gettext_lazy("Số liệu cũ hơn 7 ngày.")),
    queries.Health.SILENT: ("warn", gettext_lazy("Chưa có số liệu.")),
}


def _assignment(request: SignedIn, pk: int) -> Assignment:
    return get_object_or_404(queries.assignments_visible_to(request.user, now()), pk=pk)


@require_safe
@never_cache
@login_required
def assignment(request: SignedIn, pk: int) -> HttpResponse:
    """Show one duty of one organisation."""
    return _page(request, _assignment(request, pk))


def _page(request: SignedIn, row: Assignment, refused: StatementForm | None = None) -> HttpResponse:
    at = now()
    desk, obligation = Desk.of(request.user, at), row.obligation
    may = _may(row, desk)
    counted = queries.counted_for(row, at)
    newest = row.declarations.first()
    shown = {
        "row": row,
        "duty": obligation,
        "letter": row.directive,
        "now": at,
        "word": str(queries.outcome_of(row, at)),
        "mode": MODES.get(Obligation.Mode(obligation.mode), ""),
        "rhythm": rhythm(obligation.recurrence) if obligation.recurrence else "",
        "context": _around(row.directive.text, obligation.start, obligation.end),
        "moves": list(ledger.moves_of(row).order_by("-id")),
        "opening": openings.opening(obligation.kind),
        "counted": counted,
        "newest": newest,
        "bearer": queries.bearer_of(row),
        "amended": queries.amended_words(obligation),
        "reason": queries.why_not_done(row, at) if may["complete"] else "",
        "may": may,
        "answers": queries.waiting_first(queries.answers_to(row)),
        "answer_form": answer_form(row.directive_id, row.organisation, place=f"v{row.pk}") if may["ask"] else None,
        "asked": request.GET.get("hoi", ""),
        "note_form": NoteForm(auto_id="mo_lai_%s"),
        "request_form": RequestForm(duty=obligation if may["activate"] else None, at=at, auto_id="kich_hoat_%s"),
        "holder_form": HolderForm(row, queries.people_at(row.organisation_id, at)) if may["hand"] else None,
        "statement": refused or (_statement(row) if may["declare"] else None),
        **_of_mode(row, counted, at),
    }
    return render(request, "directives/assignment.html", shown, status=422 if refused else 200)


def _may(row: Assignment, desk: Desk) -> dict[str, bool]:
    """Tell which buttons are shown; the actions ask again."""
    own, department = row.organisation_id, row.obligation.organisation_id
    is_open = queries.is_open(row)
    states, arrived = row.State, row.state == row.State.ARRIVED
    head = desk.holds(own, *actions.AT_THE_HEAD)
    works = desk.holds(own, *actions.AT_WORK, deed=Deed.DECLARE)
    hands = desk.holds(own, *actions.AT_THE_HEAD, deed=Deed.ASSIGN)
    waits = row.obligation.mode == Obligation.Mode.CONDITIONAL and row.activated_at is None and is_open
    decides = desk.holds(department, Role.Name.FOLLOWER, Role.Name.LEADER)
    on_behalf = not works and desk.holds(department, Role.Name.FOLLOWER)
    reporting = openings.opening(row.obligation.kind).way == "report"
    return {
        "acknowledge": arrived and is_open and desk.holds(own, *actions.AT_THE_DESK, deed=Deed.ACKNOWLEDGE),
        "hand": is_open and row.state in (states.RECEIVED, states.IN_PROGRESS) and hands,
        "start": works and is_open and row.state in (states.RECEIVED, states.ASSIGNED),
        "declare": is_open and not reporting and (works or on_behalf),
        "on_behalf": on_behalf,
        "report": reporting and works,
        "complete": is_open and not arrived and desk.holds(own, *actions.AT_THE_HEAD, deed=Deed.DECLARE),
        "reopen": row.state == states.DONE and (head or desk.holds(department, Role.Name.FOLLOWER)),
        "activate": waits and decides and row.obligation.activated_at is None,
        "activate_own": waits and desk.holds(own, *actions.AT_WORK),
        "ask": is_open and desk.holds(own, *actions.AT_THE_DESK, deed=Deed.ANSWER),
    }


def _around(text: str, start: int, end: int) -> dict[str, str]:
    """Return the quotation with some words of the letter before and after it."""
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    if start > AROUND:
        before = "… " + before.partition(" ")[2]
    if end + AROUND < len(text):
        after = after.rpartition(" ")[0] + " …"
    return {"before": before, "quote": text[start:end], "after": after}


def _of_mode(row: Assignment, counted: queries.Counted, at: datetime) -> dict[str, Any]:
    """Return what only some modes have: occurrences, a health, cases."""
    modes = Obligation.Mode
    match row.obligation.mode:
        case modes.RECURRING:
            around = queries.occurrences_of(row)[:60]
            return {"occurrences": [(one, str(queries.outcome_of(one, at))) for one in around if one.pk != row.pk]}
        case modes.STANDING:
            return {"health": HEALTH[queries.health(counted.newest, at)], "newest_at": counted.newest}
        case modes.PROHIBITION:
            cases = sorted((*counted.measured, *counted.declared), key=lambda entry: entry.happened_at)
            return {"cases": cases, "is_prohibition": True}
    return {}


def _statement(row: Assignment, request: SignedIn | None = None) -> StatementForm:
    newest, bearer = queries.newest_declaration(row), queries.bearer_of(row)
    borne = newest if bearer.pk == row.pk else queries.newest_declaration(bearer)
    kept = list(queries.files_of(row, newest.files)) if newest else []
    told = (request.POST, request.FILES) if request else ()
    return StatementForm(
        row.obligation.kind,
        *told,
        figures=borne.figures if borne else {},
        words=newest.words if newest else "",
        kept=kept,
    )


@require_POST
@login_required
def assignment_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Do one thing with a duty."""
    row = _assignment(request, pk)
    if verb not in STEPS:
        raise Http404
    return STEPS[verb](request, row)


def declare(request: SignedIn, row: Assignment) -> HttpResponse:
    """Enter what the organisation says."""
    form = _statement(row, request)
    if not form.is_valid():
        return _page(request, row, form)
    uploads = [(file.name, file.read()) for file in form.cleaned_data["uploads"]]
    said = form.cleaned_data
    statement = actions.Statement(form.figures(), said["words"], form.kept_files(), said["happened_at"])
    with told(request, _("Đã ghi số liệu.")):
        _said, apart = actions.declare_upload(row, statement, uploads, by=request.user, at=now())
        for file in apart:
            words = _("Tệp “%(name)s” chưa được dùng: %(reason)s")
            messages.warning(request, words % {"name": file.name, "reason": files.why_apart(file)})
    return redirect(row)


def start(request: SignedIn, row: Assignment) -> HttpResponse:
    """Begin the work."""
    with told(request, _("Đã chuyển sang đang xử lý.")):
        actions.start(row, by=request.user, at=now())
    return redirect(row)


def complete(request: SignedIn, row: Assignment) -> HttpResponse:
    """Call the duty done."""
    with told(request, _("Đã ghi hoàn thành.")):
        actions.complete(row, by=request.user, at=now())
    return redirect(row)


def hand_to(request: SignedIn, row: Assignment) -> HttpResponse:
    """Give the duty to somebody."""
    form = HolderForm(row, queries.people_at(row.organisation_id, now()), request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy chọn một người của đơn vị; chưa có gì thay đổi."))
        return redirect(row)
    with told(request, _("Đã phân công.")):
        actions.hand_to(row, form.cleaned_data["holder"], by=request.user, at=now())
    return redirect(row)


def reopen(request: SignedIn, row: Assignment) -> HttpResponse:
    """Go on with a duty that was called done."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Hãy ghi lý do mở lại; chưa có gì thay đổi."))
        return redirect(row)
    with told(request, _("Đã mở lại nhiệm vụ.")):
        actions.reopen(row, by=request.user, at=now(), note=form.cleaned_data["note"])
    return redirect(row)


def activate(request: SignedIn, row: Assignment) -> HttpResponse:
    """Let a conditional duty begin for everybody."""
    form = RequestForm(request.POST, duty=row.obligation, at=now())
    if not form.is_valid():
        messages.error(request, _("Thời hạn nhập chưa đúng; chưa có gì thay đổi. Hãy nhập lại ngày, giờ."))
        return redirect(row)
    with told(request, _("Đã ghi nhận đề nghị; các đơn vị đã được báo.")):
        actions.activate(row.obligation, by=request.user, at=now(), **form.cleaned_data)
        if form.doubt:
            messages.warning(request, form.doubt)
    return redirect(row)


def activate_own(request: SignedIn, row: Assignment) -> HttpResponse:
    """Let a conditional duty begin for one's own organisation."""
    form = RequestForm(request.POST)
    note = form.cleaned_data["note"] if form.is_valid() else ""
    with told(request, _("Đã ghi nhận; nhiệm vụ bắt đầu được thực hiện.")):
        actions.activate_own(row, by=request.user, at=now(), note=note)
    return redirect(row)


STEPS: dict[str, Callable[[SignedIn, Assignment], HttpResponse]] = {
    "declare": declare,
    "start": start,
    "complete": complete,
    "hand-to": hand_to,
    "reopen": reopen,
    "activate": activate,
    "activate-own": activate_own,
}
