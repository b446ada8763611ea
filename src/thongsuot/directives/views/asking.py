"""Who asks, what they may do, and how they are told what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import now

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Directive
from thongsuot.files.actions import Refused
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.kinds import UndeclaredFigure
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import EditedMeanwhile, InvalidKey
from thongsuot.organisations.models import Organisation, Person

REFUSALS = (
    NotAllowed,
    IllegalMove,
    EditedMeanwhile,
    InvalidKey,
    Refused,
    UndeclaredFigure,
    actions.AlreadyReceived,
    actions.NotYetDone,
    actions.NothingSelected,
    actions.NothingToActivate,
    actions.ReviewClosed,
    actions.StillProposed,
    actions.UnknownStaff,
)


class SignedIn(HttpRequest):
    """What login_required lets through."""

    user: Person


@contextmanager
def told(request: HttpRequest, success: str = "") -> Iterator[None]:
    """Say what an act came to: its success, or why it was not done; nothing is half done."""
    try:
        yield
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        if success:
            messages.success(request, success)


@dataclass(frozen=True)
class Desk:
    """A person with the roles held at the moment: what buttons are shown; actions ask again."""

    person: Person
    roles: frozenset[tuple[int, str]]

    @classmethod
    def of(cls, person: Person, at: datetime) -> Desk:
        """Look the roles up once for the whole page."""
        return cls(person, queries.roles_of(person, at))

    def holds(self, organisation: int, *names: str) -> bool:
        """Tell whether one of the roles is held for the organisation."""
        return any((organisation, name) in self.roles for name in names)

    def belongs_to(self, organisation: int) -> bool:
        """Tell whether the person works for the organisation."""
        return organisation == self.person.organisation_id or any(organisation == own for own, _ in self.roles)

    @property
    def department(self) -> Organisation | None:
        """Return the department where the person works, or none."""
        organisation = self.person.organisation
        return organisation if organisation.kind == Organisation.Kind.DEPARTMENT else None


def letter_of(request: SignedIn, pk: int) -> Directive:
    """Return a letter that the person may see, or say that there is none."""
    return get_object_or_404(queries.visible_to(request.user, now()), pk=pk)
