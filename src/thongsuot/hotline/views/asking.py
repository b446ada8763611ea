"""Who asks, which call is meant, and how one is told what came of an act."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.hotline import actions, queries
from thongsuot.hotline.forms import CallForm
from thongsuot.hotline.models import HotlineCall
from thongsuot.incidents import actions as incidents
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Person

REFUSALS = (NotAllowed, IllegalMove, actions.Unsuitable, incidents.NotYet)

ANSWERED = "Đã trả lời khi nhận điện."  # kept, hence Vietnamese


class SignedIn(HttpRequest):
    """What login_required lets through."""

    user: Person


@contextmanager
def told(request: HttpRequest, success: str, form: forms.Form | None = None) -> Iterator[None]:
    """Say what an act came to: its success, or why it was not done, beside the field that is to blame."""
    try:
        yield
    except REFUSALS as refusal:
        field = getattr(refusal, "field", None)
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(field if field in form.fields else None, str(refusal))
    else:
        messages.success(request, success)


def wanted_of(form: CallForm, *, answered: bool = False) -> actions.Told:
    """Return what was typed of a call; whoever pressed that it was answered need not say what."""
    typed = form.cleaned_data
    answer = typed.get("answer", "")
    return actions.Told(
        caller=typed["caller"],
        caller_organisation=typed.get("reporter"),
        phone=typed["phone"],
        site=typed["site"],
        place=typed["place"],
        what=typed["what"],
        urgency=typed["urgency"],
        called_at=typed["called_at"],
        receiver=typed["receiver"],
        answer=answer or (ANSWERED if answered else ""),
        answered_at=typed.get("answered_at"),
        token=typed.get("token"),
    )


def let_in(person: Person, at: datetime) -> None:
    """Let through who reads the book of the own hotline."""
    if not queries.reads(person, at):
        raise PermissionDenied(
            _("Chỉ trực ban, lãnh đạo, cán bộ đầu mối và người kiểm tra của đơn vị mở sổ đường dây nóng.")
        )


def call_of(request: SignedIn, pk: int, at: datetime) -> HotlineCall:
    """Return a call that the person may see."""
    return get_object_or_404(queries.visible_to(request.user, at), pk=pk)


def day_of(text: str) -> date:
    """Return the day of an address; anything else is not found."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def day_asked(request: HttpRequest, at: datetime) -> date:
    """Return the day that is looked at: today, unless another one was asked for."""
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return localtime(at).date()
