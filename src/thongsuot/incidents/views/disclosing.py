"""`Sở thấy gì`: a person reads exactly what leaves the enterprise, and agrees; the department reads what was agreed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.incidents import actions, queries
from thongsuot.incidents.forms import TermsForm
from thongsuot.incidents.models import Incident
from thongsuot.incidents.views.asking import REFUSALS, Desk, SignedIn
from thongsuot.organisations.models import Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def disclosure(request: SignedIn) -> HttpResponse:
    """Show what the department sees, by the enterprise's own last incidents; a POST agrees to it."""
    at = now()
    desk = Desk.of(request.user, at)
    office = request.user.organisation
    if desk.at_department:
        return _agreed(request, office, at)
    if not desk.at_enterprise:
        raise PermissionDenied(_("Trang này dành cho doanh nghiệp và Sở."))
    if request.method != "POST":
        return _page(request, desk, at)
    form = TermsForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, at, form=form, status=422)
    told = form.cleaned_data
    try:
        actions.agree(
            office, minutes=told["minutes"], notice=told["notice"], causes=tuple(told["causes"]), by=request.user, at=at
        )
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return _page(request, desk, at, form=form, status=422)
    messages.success(request, _("Đã ghi sự đồng ý; áp dụng từ bây giờ, không áp dụng ngược lại cho sự cố đã qua."))
    return redirect("incidents:disclosure")


def _agreed(request: SignedIn, department: Organisation, at: datetime) -> HttpResponse:
    """Show the department what its enterprises have agreed to."""
    rows = [(row, _named(row.causes)) for row in queries.agreements(department, settings.REALITY, at)]
    agreed = {row.organisation_id for row, _causes in rows}
    others = [office for office in queries.menders_seen_by(request.user, at) if office.pk not in agreed]
    return render(request, "incidents/agreements.html", {"rows": rows, "others": others, "usual": queries.Terms()})


def _page(
    request: SignedIn, desk: Desk, at: datetime, *, form: TermsForm | None = None, status: int = 200
) -> HttpResponse:
    office = request.user.organisation
    holds = queries.disclosure_of(office.pk, settings.REALITY, at)
    terms = queries.terms_of(office.pk, settings.REALITY, at)
    given = {"minutes": terms.minutes, "notice": terms.notice, "causes": list(terms.causes)}
    examples = [(row, _lines(queries.disclosed(row))) for row in queries.own_lately(office, settings.REALITY)]
    told = {
        "holds": holds,
        "causes": _named(terms.causes),
        "terms": terms,
        "examples": examples,
        "example": [] if examples else _lines(queries.example(office, at)),
        "may": desk.holds(office.pk, actions.AGREERS),
        "form": form or TermsForm(initial=given),
    }
    return render(request, "incidents/disclosure.html", told, status=status)


def _lines(told: dict[str, Any]) -> list[tuple[str, str]]:
    return queries.plain_rows(told, queries.LABELS)


def _named(causes: object) -> str:
    labels = dict(Incident.Failure.choices)
    return ", ".join(str(labels[cause]) for cause in causes if cause in labels)  # type: ignore[attr-defined]  # a list
