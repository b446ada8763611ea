"""Ủy quyền: who acts for whom in an organisation, from when until when, and on what it rests."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.organisations import actions, queries
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.forms import DelegationForm, PaperForm
from thongsuot.organisations.models import Delegation, Organisation
from thongsuot.organisations.views.asking import SignedIn, visible

REFUSED = (actions.CannotDelegate, NotAllowed)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def delegations(request: SignedIn, pk: int) -> HttpResponse:
    """Show who acts for whom, and let those who may enter a delegation."""
    at = now()
    row = visible(request, pk, at)
    form = _form(request, row, at)
    if request.method == "POST" and form is None:
        raise Http404(_("Trang này dành cho người của đơn vị."))
    if form is not None and form.is_valid():
        told = form.cleaned_data
        giver, to, deeds = told.pop("giver"), told.pop("delegate"), tuple(told.pop("deeds"))
        try:
            actions.delegate(giver, to, actions.Terms(deeds, **told), organisation=row, by=request.user, at=at)
        except REFUSED as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã ghi ủy quyền."))
            return redirect("organisations:delegations", pk=row.pk)
    held = set(queries.delegations_in_force(at).filter(organisation=row).values_list("pk", flat=True))
    rows = [(one, one.pk in held, _waits(one, at)) for one in queries.delegations_of(row)]
    shown = {"organisation": row, "rows": rows, "form": form, "paper": PaperForm(auto_id=False)}
    status = 422 if form is not None and form.errors else 200
    return render(request, "organisations/delegations.html", shown, status=status)


def _form(request: SignedIn, row: Organisation, at: datetime) -> DelegationForm | None:
    """Return the form for the people of the organisation: their own right, or that of others for its keepers."""
    here = queries.people_at(row, at)
    if not here.filter(pk=request.user.pk).exists():
        return None
    givers = here if queries.keeps_delegations(request.user, row, at) else here.filter(pk=request.user.pk)
    delegates = (here | row.people.filter(is_active=True)).exclude(pk=request.user.pk)
    data = request.POST if request.method == "POST" else None
    return DelegationForm(givers, delegates, data, initial={"since": at})


def _waits(row: Delegation, at: datetime) -> bool:
    """Tell whether a spoken delegation still waits to be confirmed."""
    return row.lapses_at is not None and at < row.lapses_at and (row.valid_until is None or at < row.valid_until)


@require_POST
@login_required
def delegation_step(request: SignedIn, pk: int, delegation: int, verb: str) -> HttpResponse:
    """Confirm a spoken delegation, or end one."""
    at = now()
    organisation = visible(request, pk, at)
    row = get_object_or_404(queries.delegations_of(organisation), pk=delegation)
    try:
        if verb == "xac-nhan":
            _confirm(request, row, at)
        elif verb == "ket-thuc":
            actions.end_delegation(row, by=request.user, at=at)
            messages.success(request, _("Đã kết thúc ủy quyền. Việc đã làm theo ủy quyền vẫn được giữ."))
        else:
            raise Http404
    except REFUSED as refusal:
        messages.error(request, str(refusal))
    return redirect("organisations:delegations", pk=organisation.pk)


def _confirm(request: SignedIn, row: Delegation, at: datetime) -> None:
    form = PaperForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Ngày văn bản nhập chưa đúng; chưa có gì thay đổi. Hãy nhập lại ngày."))
        return
    actions.confirm_delegation(row, by=request.user, at=at, **form.cleaned_data)
    messages.success(request, _("Đã xác nhận ủy quyền."))
