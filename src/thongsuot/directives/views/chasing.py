"""Đôn đốc: who has not opened, acknowledged or reported, one tap for what came of a call, words and letters."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.directives import actions, papers, queries
from thongsuot.directives.forms import BlankChaseForm, ChaseForm, LateEntry
from thongsuot.directives.models import Chase, Directive
from thongsuot.directives.queries import Callee, Lack
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.engines import officialdoc

ONE_TAP = (Chase.Outcome.NO_ANSWER, Chase.Outcome.WRONG_NUMBER, Chase.Outcome.MESSAGED, Chase.Outcome.SPOKEN)
GROUPS: dict[Lack, str | Promise] = {
    Lack.OPENED: gettext_lazy("Chưa mở văn bản"),
    Lack.ACKNOWLEDGED: gettext_lazy("Chưa tiếp nhận"),
    Lack.REPORTED: gettext_lazy("Chưa báo cáo"),
}


@dataclass(frozen=True)
class Card:
    """One organisation to be called, with the form for what cannot be told by one tap."""

    callee: Callee
    form: ChaseForm | None
    receipt_form: LateEntry | None


def _letter(request: SignedIn, pk: int) -> Directive:
    """Return a letter that went out, to the people of the department that sent it."""
    letter = letter_of(request, pk)
    desk = Desk.of(request.user, now())
    if letter.issued_at is None or not desk.belongs_to(letter.organisation_id):
        raise Http404
    return letter


@require_safe
@never_cache
@login_required
def chasing(request: SignedIn, pk: int) -> HttpResponse:
    """Show whom to call."""
    return _page(request, _letter(request, pk))


def _page(request: SignedIn, letter: Directive, refused: ChaseForm | None = None) -> HttpResponse:
    at = now()
    desk = Desk.of(request.user, at)
    may = letter.state == Directive.State.ISSUED and desk.holds(letter.organisation_id, *actions.CHASERS)
    groups, hours = queries.chased(letter, at), queries.hours_to_promise(at)
    counts = {lack: len(rows) for lack, rows in groups.items()}
    deadlines = [row.deadline_at for rows in groups.values() for row in rows if row.deadline_at is not None]
    shown = {
        "letter": letter,
        "groups": [(lack.value, GROUPS[lack], [_card(row, may, refused) for row in groups[lack]]) for lack in Lack],
        "counts": [(lack.value, GROUPS[lack], counts[lack]) for lack in Lack],
        "total": sum(counts.values()),
        "chat": papers.chat(letter, counts, deadline=min(deadlines, default=None), at=at),
        "hours": hours,
        "tomorrow": queries.hour_ahead(hours[0], at=at).date() > localdate(at),
        "may": may,
        "outcomes": [(o.value, o.label) for o in ONE_TAP],
        "now": at,
    }
    return render(request, "directives/chasing.html", shown, status=422 if refused else 200)


def _card(row: Callee, may: bool, refused: ChaseForm | None) -> Card:
    if not may:
        return Card(row, None, None)
    own = refused is not None and refused.number == row.organisation.pk
    form = refused if own else BlankChaseForm(row.organisation, row.people)
    late = LateEntry(auto_id=f"nhan{row.organisation.pk}_%s") if row.lack is not Lack.REPORTED else None
    return Card(row, form, late)


@require_POST
@login_required
def chase(request: SignedIn, pk: int) -> HttpResponse:
    """Write down what came of a call."""
    letter, at = _letter(request, pk), now()
    form = ChaseForm(letter, request.POST)
    if not form.is_valid():
        return _page(request, letter, form)
    said = form.cleaned_data
    promised = said["promised_at"] if said["hour"] is None else queries.hour_ahead(said["hour"], at=at)
    call = actions.Call(said["outcome"], promised, said["person"], said["note"], said["happened_at"])
    with told(request, _("Đã ghi kết quả đôn đốc: %(name)s.") % {"name": said["callee"].short_name}):
        actions.chase(letter, said["callee"], call, by=request.user, at=at)
    return redirect("directives:chasing", letter.pk)


@require_POST
@login_required
def acknowledge_for(request: SignedIn, pk: int, organisation: int) -> HttpResponse:
    """Write down for an organisation that it has the letter."""
    letter, form = _letter(request, pk), LateEntry(request.POST)
    rows = letter.receipts.select_related("organisation", "directive")
    receipt = get_object_or_404(rows, organisation_id=organisation)
    if not form.is_valid():
        messages.error(request, _("Giờ nhập chưa đúng; chưa ghi gì."))
        return redirect("directives:chasing", letter.pk)
    with told(request, _("Đã nhập thay xác nhận tiếp nhận của %(name)s.") % {"name": receipt.organisation.short_name}):
        actions.acknowledge_for(receipt, by=request.user, at=now(), happened_at=form.cleaned_data["happened_at"])
    return redirect("directives:chasing", letter.pk)


@require_safe
@never_cache
@login_required
def reminder_letters(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out the official reminders, one an organisation, to be numbered and signed."""
    letter, at = _letter(request, pk), now()
    rows = [row for group in queries.chased(letter, at).values() for row in group]
    if not rows:
        messages.info(request, _("Không còn đơn vị nào cần đôn đốc nên không lập công văn."))
        return redirect("directives:chasing", letter.pk)
    parcel = io.BytesIO()
    with zipfile.ZipFile(parcel, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in rows:
            paper = papers.reminder(letter, row, at=at)
            name = f"don-doc-{row.organisation.code}"
            archive.writestr(f"{name}.pdf", officialdoc.to_pdf(paper, fonts=settings.TYPEFACES, created=at))
            archive.writestr(f"{name}.docx", officialdoc.to_docx(paper, created=at))
    headers = {"Content-Disposition": f'attachment; filename="cong-van-don-doc-{letter.pk}.zip"'}
    return HttpResponse(parcel.getvalue(), content_type="application/zip", headers=headers)
