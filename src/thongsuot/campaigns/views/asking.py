"""Who asks, what they may do, and how they are told what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.forms import ReasonForm
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.files.actions import Refused
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import in_force

REFUSALS = (
    NotAllowed,
    IllegalMove,
    Refused,
    actions.Mistyped,
    actions.NoReason,
    actions.NotYet,
    actions.Unsuitable,
    actions.Void,
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


@dataclass(frozen=True)
class Desk:
    """A person with the roles held at the moment: which buttons are shown; actions ask again."""

    person: Person
    roles: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, person: Person, at: datetime) -> Desk:
        """Look the roles up once for the whole page."""
        return cls(person, frozenset(person.roles.filter(in_force(at)).values_list("organisation_id", "name")))

    @property
    def at_department(self) -> bool:
        """Tell whether the person works for a department."""
        return self.person.organisation.kind == Organisation.Kind.DEPARTMENT

    def orders(self, department: int) -> bool:
        """Tell whether the person speaks for the department."""
        return any((department, name) in self.roles for name in actions.DEPARTMENT)

    def carries_out(self, operator: int) -> bool:
        """Tell whether the person speaks for the operator."""
        return any((operator, name) in self.roles for name in actions.OPERATOR)


def campaign_of(request: SignedIn, pk: int, at: datetime) -> Campaign:
    """Return a campaign that the person may see."""
    return get_object_or_404(queries.visible_to(request.user, at), pk=pk)


def share_of(request: SignedIn, pk: int, at: datetime, **within: Campaign) -> Share:
    """Return a share that the person may see, of a campaign where one is named."""
    return get_object_or_404(queries.shares_visible_to(request.user, at), pk=pk, **within)


def reason_of(request: SignedIn) -> str:
    """Return the reason that was typed."""
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def number_of(request: SignedIn, name: str) -> int:
    """Return the number of the row that a button names; anything else is not found."""
    text = request.POST.get(name, "")
    if not text.isascii() or not text.isdecimal() or len(text) > 18:
        raise Http404
    return int(text)
