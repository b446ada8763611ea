"""One report: its figures with the rows behind them, its words, and the way it goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.ledger import queries as ledger
from thongsuot.ledger.kinds import KINDS
from thongsuot.organisations.models import Role
from thongsuot.reports import queries
from thongsuot.reports.forms import (
    PLAIN,
    ArrivalForm,
    LookAgainForm,
    RemarksForm,
    ReportForm,
    SealedForm,
    figures_field,
    narrative_field,
    paragraph_label,
)
from thongsuot.reports.models import Report, Submission
from thongsuot.reports.views.asking import Desk, SignedIn

WRITABLE = (Report.State.DRAFT, Report.State.RETURNED)
OUTWARD = (Report.State.SUBMITTED, Report.State.RETURNED, Report.State.ACCEPTED)


def visible(request: SignedIn, pk: int, at: datetime) -> Report:
    """Return a report that the person may open; to anybody else it is not there."""
    return get_object_or_404(queries.visible_to(request.user, at), pk=pk)


def edition(request: SignedIn, report: Report, desk: Desk) -> Submission | None:
    """Return the submission to be shown: the one asked for, the last, or none while the report is being written."""
    asked = request.GET.get("lan", "")
    if asked:
        return get_object_or_404(report.submissions, sequence=asked) if asked.isdecimal() else _nothing()
    return None if desk.inside(report.organisation_id) and report.state not in queries.ENDED else queries.frozen(report)


def _nothing() -> Submission:
    raise Http404(_("Báo cáo không có lần gửi này."))


@require_safe
@never_cache
@login_required
def report(request: SignedIn, pk: int) -> HttpResponse:
    """Show a report as the person may see it."""
    at = now()
    return page(request, visible(request, pk, at), at)


def page(
    request: SignedIn, row: Report, at: datetime, *, form: ReportForm | None = None, status: int = 200, **more: Any
) -> HttpResponse:
    """Show the report's page, with what was typed where it could not be saved."""
    desk = Desk.of(request.user, at)
    frozen = edition(request, row, desk)
    paragraphs = queries.paragraphs_of(row)
    figures = queries.lines(frozen.figures if frozen else queries.figures_of(row, at), queries.kinds_of(row))
    writes = frozen is None and row.state in WRITABLE and desk.drafts_for(row.organisation_id)
    remarks = _remarks_form(row, figures, paragraphs, desk)
    form = form if form is not None else form_of(row, [number for number, _text in paragraphs])
    shown = {
        "report": row,
        "frozen": frozen,
        "figures": [
            (told, row.remarks.get(figures_field(told.kind)), _at(remarks, figures_field(told.kind)))
            for told in figures
        ],
        "fields": _fields(row, frozen, paragraphs, form if writes else None, remarks),
        "form": form if writes else None,
        "untold": queries.answers_untold(row, at) if writes else None,
        "remarks": remarks,
        "submissions": row.submissions.all(),
        "moves": _moves(row, desk),
        "may": _may(row, desk, frozen),
        "outside": not desk.inside(row.organisation_id),
        "beside": queries.beside(row, frozen),
        **_after(row, desk),
        "now": at,
        **more,
    }
    return render(request, "reports/report.html", shown, status=status)


def form_of(row: Report, numbers: list[int]) -> ReportForm:
    """Return the form with the report's words."""
    narrative = {narrative_field(n): row.narrative.get(str(n), "") for n in numbers}
    plain = {name: getattr(row, name) for name, _label in PLAIN}
    return ReportForm(numbers, initial={**narrative, **plain, "version": row.version})


def _remarks_form(
    row: Report, figures: list[queries.Told], paragraphs: list[tuple[int, str]], desk: Desk
) -> RemarksForm | None:
    if row.state not in queries.ENDED or not desk.follows(row.directive.organisation_id):
        return None
    return RemarksForm([told.kind for told in figures], [number for number, _text in paragraphs])


def _at(form: ReportForm | RemarksForm | None, name: str) -> Any:
    return form[name] if form is not None and name in form.fields else None


def _fields(
    row: Report,
    frozen: Submission | None,
    paragraphs: list[tuple[int, str]],
    form: ReportForm | None,
    remarks: RemarksForm | None,
) -> list[dict[str, Any]]:
    """Return the report's words field by field, each with the letter's own beside it and what is asked of it."""
    source = frozen or row
    told = [(narrative_field(n), paragraph_label(n), text, source.narrative.get(str(n), "")) for n, text in paragraphs]
    told += [(name, str(label), "", getattr(source, name)) for name, label in PLAIN]
    return [
        {
            "name": name,
            "label": label,
            "quote": quote,
            "words": words,
            "asked": row.remarks.get(name, ""),
            "bound": _at(form, name),
            "remark": _at(remarks, name),
        }
        for name, label, quote, words in told
    ]


def _moves(row: Report, desk: Desk) -> list[dict[str, Any]]:
    """Return how the report went, the newest first; the department sees what left the organisation."""
    rows = ledger.moves_of(row).order_by("-id")
    if not desk.inside(row.organisation_id):
        rows = rows.filter(target__in=OUTWARD)
    return [
        {
            "at": move.at,
            "by_name": move.by_name,
            "target": "" if move.target == Report.State.PREPARED else move.target,
            "note": move.note or (_("Trình lãnh đạo duyệt") if move.target == Report.State.PREPARED else ""),
        }
        for move in rows
    ]


def _may(row: Report, desk: Desk, frozen: Submission | None) -> dict[str, bool]:
    """Tell which acts the page offers."""
    waiting = row.state == Report.State.PREPARED and frozen is None
    leads = desk.leads(row.organisation_id)
    follows = desk.follows(row.directive.organisation_id)
    prepared = row.prepared_by_id == desk.person.pk
    return {
        "take_back": waiting and desk.drafts_for(row.organisation_id),
        "submit": waiting and leads and not prepared,
        "own_hand": waiting and leads and prepared,
        "wait": waiting and not leads,
        "enter": desk.keys_for(row.directive.organisation_id) and row.state == Report.State.RETURNED,
        "accept": follows and row.state == Report.State.SUBMITTED,
        "send_back": follows and row.state in queries.ENDED,
    }


def _after(row: Report, desk: Desk) -> dict[str, Any]:
    """Return the forms for what may follow a report that was sent."""
    if row.submitted_at is None:
        return {}
    own, department = row.organisation_id, row.directive.organisation_id
    registrar = (own, Role.Name.REGISTRY) in desk.roles
    return {
        "sealed_form": SealedForm(auto_id="ban_ky_%s") if registrar or desk.drafts_for(own) else None,
        "arrival_form": ArrivalForm(auto_id="ban_giay_%s") if desk.receives(department) else None,
        "object_form": LookAgainForm(auto_id="xem_lai_%s") if row.channel and desk.drafts_for(own) else None,
        "replies": desk.follows(department),
    }


@require_safe
@never_cache
@login_required
def figures(request: SignedIn, pk: int, kind: str) -> HttpResponse:
    """Show the rows behind the report's figures of one kind."""
    at = now()
    row = visible(request, pk, at)
    if kind not in KINDS:
        raise Http404(_("Không có loại nhiệm vụ này."))
    frozen = edition(request, row, Desk.of(request.user, at))
    rows = queries.entries(row, kind, frozen.at if frozen else at)
    told = frozen.figures if frozen else queries.figures_of(row, at)
    shown = {
        "report": row,
        "frozen": frozen,
        "title": _(KINDS[kind].title),
        "told": next(iter(queries.lines({kind: told[kind]})), None) if kind in told else None,
        "measured": [entry for entry in rows if entry.measured],
        "declared": [entry for entry in rows if not entry.measured],
    }
    return render(request, "reports/figures.html", shown)
