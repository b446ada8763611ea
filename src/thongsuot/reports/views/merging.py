"""Merging words: the sentences of all reports side by side, one paragraph a page, decided by a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.reports import actions, queries
from thongsuot.reports.forms import PLAIN, MissingForm, decisions, paragraph_label
from thongsuot.reports.models import Snapshot, Wording
from thongsuot.reports.views.asking import Desk, SignedIn

REFUSED = (NotAllowed, EditedMeanwhile, actions.BadWording, actions.StillDrawing)


def _visible(request: SignedIn, pk: int, at: datetime) -> Snapshot:
    return get_object_or_404(queries.snapshots_visible_to(request.user, at), pk=pk)


@require_safe
@never_cache
@login_required
def merge(request: SignedIn, pk: int) -> HttpResponse:
    """Show the sentences of one place with what was decided about each."""
    at = now()
    return _page(request, _visible(request, pk, at), request.GET.get("noi-dung", ""), at)


def _page(
    request: SignedIn, row: Snapshot, asked: str, at: datetime, typed: dict[str, tuple[str, str]] | None = None
) -> HttpResponse:
    """Show one place; what was typed and refused stands in it again."""
    places = queries.places_to_merge(row)
    names = [place.name for place in places]
    place = asked if asked in names else next((p.name for p in places if not p.decided), names[0] if names else "")
    decided = queries.wordings(row)
    own = decided.get((queries.MISSING, queries.MISSING))
    shown = {
        "snapshot": row,
        "place": next((p for p in places if p.name == place), None),
        "label": _label(place),
        "tabs": [_tab(row, one, current=one.name == place) for one in places],
        "pieces": [
            replace(piece, typed=(typed or {}).get(piece.group.key))
            for piece in (queries.pieces(row, place, decided) if place else [])
        ],
        "verdicts": Wording.Verdict.choices,
        "missing": [one for one in row.content["organisations"] if one["status"] == "missing"],
        "missing_form": MissingForm(initial=_missing(own, row)),
        "missing_by": own,
        "may": Desk.of(request.user, at).follows(row.organisation_id),
    }
    return render(request, "reports/merge.html", shown, status=200 if typed is None else 422)


def _missing(own: Wording | None, row: Snapshot) -> dict[str, Any]:
    words = own.words if own is not None else ""
    return {"words": words, "version": own.version if own is not None and own.snapshot_id == row.pk else 0}


def _label(place: str) -> str:
    return paragraph_label(int(place)) if place.isdecimal() else str(dict(PLAIN).get(place, ""))


def _tab(row: Snapshot, place: queries.Place, *, current: bool) -> dict[str, object]:
    address = reverse("reports:merge", args=[row.pk])
    label = _label(place.name) + (" ✓" if place.decided else "")
    return {"url": f"{address}?noi-dung={place.name}", "label": label, "current": current, "count": place.reports}


@require_POST
@login_required
def merge_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """Decide about sentences, word the missing, or let the papers be drawn anew."""
    at = now()
    row = _visible(request, pk, at)
    place = request.POST.get("place", "")
    acts = {"luu": _save, "lay-het": _take_rest, "chua-gui": _word_missing, "lap-lai": _redraw}
    if verb not in acts:
        raise Http404
    try:
        messages.success(request, acts[verb](request, row, place, at))
    except REFUSED as refusal:
        messages.error(request, str(refusal))
        if verb == "luu":
            typed = {told["key"]: (told["verdict"], told["words"]) for told in decisions(request.POST.dict())}
            return _page(request, row, place, at, typed)
    if verb == "lap-lai":
        return redirect(row)
    return redirect(f"{reverse('reports:merge', args=[row.pk])}?noi-dung={place}")


def _save(request: SignedIn, row: Snapshot, place: str, at: datetime) -> str:
    choices = [actions.Choice(**told) for told in decisions(request.POST.dict())]
    count = actions.word(row, place, choices, by=request.user, at=at)
    return _("Đã lưu %(count)s câu.") % {"count": count} if count else _("Không có câu nào thay đổi.")


def _take_rest(request: SignedIn, row: Snapshot, place: str, at: datetime) -> str:
    count = actions.take_rest(row, place, by=request.user, at=at)
    return _("Đã lấy %(count)s câu chưa xử lý.") % {"count": count}


def _word_missing(request: SignedIn, row: Snapshot, place: str, at: datetime) -> str:
    form = MissingForm(request.POST)
    if not form.is_valid():
        raise actions.BadWording(
            _("Phần lời về các đơn vị chưa gửi dài quá 2.000 ký tự nên chưa được lưu; hãy rút ngắn rồi lưu lại.")
        )
    told = form.cleaned_data
    actions.word_missing(row, told["words"], version=told["version"], by=request.user, at=at)
    return _("Đã lưu phần lời về các đơn vị chưa gửi.")


def _redraw(request: SignedIn, row: Snapshot, place: str, at: datetime) -> str:
    actions.redraw(row, by=request.user, at=at)
    return _("Đang lập lại hai báo cáo với phần lời đã chọn. Số liệu đã chốt giữ nguyên.")
