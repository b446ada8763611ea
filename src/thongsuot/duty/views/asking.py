"""Who asks, and how they are told what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib import messages
from django.http import Http404, HttpRequest

from thongsuot.duty import actions
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Person

REFUSALS = (
    NotAllowed,
    IllegalMove,
    actions.Begun,
    actions.Breaks,
    actions.NotNow,
    actions.NotPublishable,
    actions.NotYours,
    actions.Taken,
    actions.Unsuitable,
)


class SignedIn(HttpRequest):
    """What login_required lets through."""

    user: Person


@contextmanager
def told(request: HttpRequest, success: str) -> Iterator[None]:
    """Say what an act came to: its success, or why it was not done; nothing is half done."""
    try:
        yield
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, success)


def number_of(request: HttpRequest, name: str) -> int:
    """Return the number of the row that a button names; anything else is not found."""
    text = request.POST.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)
