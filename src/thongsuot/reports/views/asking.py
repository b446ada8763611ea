"""Who asks, what they may do, and how they are told what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest

from thongsuot.directives import queries as directives
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.reports import actions

REFUSALS = (NotAllowed, IllegalMove, actions.AlreadyFrozen, actions.NothingAsked)


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
        return cls(person, directives.roles_of(person, at))

    @property
    def at_department(self) -> bool:
        """Tell whether the person works for a department."""
        return self.person.organisation.kind == Organisation.Kind.DEPARTMENT

    def inside(self, organisation: int) -> bool:
        """Tell whether the person works for the organisation, and so sees what has not left it yet."""
        return organisation == self.person.organisation_id or any(organisation == own for own, _name in self.roles)

    def drafts_for(self, organisation: int) -> bool:
        """Tell whether the person writes the organisation's reports."""
        return self._holds(organisation, Role.Name.CONTACT, Role.Name.LEADER)

    def leads(self, organisation: int) -> bool:
        """Tell whether the person may send the organisation's reports."""
        return self._holds(organisation, Role.Name.LEADER)

    def follows(self, department: int) -> bool:
        """Tell whether the person accepts reports for the department."""
        return self._holds(department, Role.Name.FOLLOWER, Role.Name.LEADER)

    def _holds(self, organisation: int, *names: str) -> bool:
        return any((organisation, name) in self.roles for name in names)
