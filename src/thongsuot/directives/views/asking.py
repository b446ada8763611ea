"""Who asks, what they may do, and how they are told what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

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
from thongsuot.organisations.queries import deeds_of

REFUSALS = (
    NotAllowed,
    IllegalMove,
    EditedMeanwhile,
    InvalidKey,
    Refused,
    UndeclaredFigure,
    actions.AlreadyReceived,
    actions.AlreadyReleased,
    actions.CannotAmend,
    actions.CannotAnswer,
    actions.NotYetDone,
    actions.NotYetReceived,
    actions.NothingToHand,
    actions.NothingSelected,
    actions.NothingToActivate,
    actions.NothingToBrief,
    actions.NothingToChase,
    actions.NothingToTie,
    actions.NotYetSaid,
    actions.PromiseInThePast,
    actions.ReviewClosed,
    actions.StillProposed,
    actions.TooLateToCorrect,
    actions.UnknownStaff,
    actions.WrongTime,
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
    at: datetime

    @classmethod
    def of(cls, person: Person, at: datetime) -> Desk:
        """Look the roles up once for the whole page."""
        return cls(person, queries.roles_of(person, at), at)

    def holds(self, organisation: int, *names: str, deed: str = "") -> bool:
        """Tell whether one of the roles is held for the organisation, or was delegated for this deed."""
        if any((organisation, name) in self.roles for name in names):
            return True
        return bool(deed) and any((organisation, deed, name) in self.delegated for name in names)

    @cached_property
    def delegated(self) -> frozenset[tuple[int, str, str]]:
        """Look up, only where it matters, what others let the person do: organisation, deed, role behind it."""
        return deeds_of(self.person, self.at)

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
