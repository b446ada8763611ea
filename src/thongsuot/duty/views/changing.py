"""A shift of a roster in force goes to somebody else, or to another time."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from thongsuot.duty import actions, queries
from thongsuot.duty.forms import ChangeForm, MoveForm
from thongsuot.duty.models import Roster, Shift
from thongsuot.duty.views.asking import REFUSALS, SignedIn, number_of
from thongsuot.duty.views.opening import Refused, roster_page


def _shift(request: SignedIn, row: Roster) -> Shift:
    shift: Shift = get_object_or_404(row.shifts.select_related("position"), pk=number_of(request, "cho"))
    shift.roster = row
    return shift


def change(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    """Give a shift in force to another person."""
    shift = _shift(request, row)
    form = ChangeForm(queries.candidates(shift, list(queries.shifts_of(row)), at), request.POST)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            found = actions.change_shift(shift, typed["person"], why=typed["why"], by=request.user, at=at)
        except actions.Unsuitable as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã đổi người trực và báo cho những người liên quan."))
            return redirect(f"{row.get_absolute_url()}?cho={found.pk}#cho")
    return roster_page(request, row, at, Refused(seat=shift.pk, forms={"change_form": form}))


def move(request: SignedIn, row: Roster, at: datetime) -> HttpResponse:
    """Let a shift in force begin or end at another time."""
    shift, form = _shift(request, row), MoveForm(request.POST)
    if form.is_valid():
        try:
            actions.move_shift(shift, **form.cleaned_data, by=request.user, at=at)
        except actions.Unsuitable as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        except REFUSALS as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Đã dời giờ ca trực và báo cho người trực."))
            return redirect(f"{row.get_absolute_url()}?cho={shift.pk}#cho")
    return roster_page(request, row, at, Refused(seat=shift.pk, forms={"move_form": form}))
