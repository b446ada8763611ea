"""The department lays down how soon each class of sites must be mended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.incidents import actions, queries
from thongsuot.incidents.forms import TargetForm
from thongsuot.incidents.views.asking import REFUSALS, Desk, SignedIn
from thongsuot.organisations.models import SiteClass


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def targets(request: SignedIn) -> HttpResponse:
    """Show what holds for each class; a POST lays one down anew."""
    at = now()
    desk = Desk.of(request.user, at)
    if not desk.at_department:
        raise PermissionDenied(_("Thời hạn khắc phục do Sở đặt; mỗi sự cố cho biết thời hạn của nó."))
    if request.method != "POST":
        return _page(request, desk, at)
    form = TargetForm(request.POST)
    if not form.is_valid():
        return _page(request, desk, at, form=form, status=422)
    told = form.cleaned_data
    kind = told.pop("kind")
    try:
        actions.set_target(request.user.organisation, kind, by=request.user, at=at, **told)
    except REFUSALS as refusal:
        form.add_error(None, str(refusal))
        return _page(request, desk, at, form=form, status=422)
    messages.success(request, _("Đã đặt thời hạn; áp dụng cho sự cố mở từ bây giờ."))
    return redirect("incidents:targets")


def _page(
    request: SignedIn, desk: Desk, at: datetime, *, form: TargetForm | None = None, status: int = 200
) -> HttpResponse:
    department = request.user.organisation_id
    laid_down = queries.targets_of(department, at)
    rows: list[dict[str, Any]] = []
    for kind, label in SiteClass.Kind.choices:
        target = laid_down.get(kind)
        priority, minutes = (target.priority, target.minutes) if target else queries.USUAL[kind]
        rows.append({"label": label, "priority": priority, "minutes": minutes, "target": target})
    told = {"rows": rows, "form": form or TargetForm(), "may": desk.holds(department, actions.SETTERS)}
    return render(request, "incidents/targets.html", told, status=status)
