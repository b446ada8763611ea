"""Who asks, what they may do, and how they are told what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.contrib import messages
from django.http import HttpRequest

from thongsuot.directives import queries as directives
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.organisations.models import Deed, Organisation, Person, Role
from thongsuot.organisations.queries import deeds_of
from thongsuot.reports import actions

REFUSALS = (NotAllowed, IllegalMove, EditedMeanwhile, actions.AlreadyFrozen, actions.NothingAsked)


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
    at: datetime

    @classmethod
    def of(cls, person: Person, at: datetime) -> Desk:
        """Look the roles up once for the whole page."""
        return cls(person, directives.roles_of(person, at), at)

    @property
    def at_department(self) -> bool:
        """Tell whether the person works for a department."""
        return self.person.organisation.kind == Organisation.Kind.DEPARTMENT

    def inside(self, organisation: int) -> bool:
        """Tell whether the person works for the organisation, and so sees what has not left it yet."""
        return organisation == self.person.organisation_id or any(organisation == own for own, _name in self.roles)

    def drafts_for(self, organisation: int) -> bool:
        """Tell whether the person writes the organisation's reports."""
        return self._holds(organisation, Role.Name.CONTACT, Role.Name.LEADER, deed=Deed.PREPARE)

    def leads(self, organisation: int) -> bool:
        """Tell whether the person may send the organisation's reports."""
        return self._holds(organisation, Role.Name.LEADER, deed=Deed.SUBMIT)

    def keys_for(self, department: int) -> bool:
        """Tell whether the person enters reports for the department on behalf of organisations."""
        return self._holds(department, Role.Name.FOLLOWER)

    def receives(self, department: int) -> bool:
        """Tell whether the person notes at the department what arrived on paper."""
        return self._holds(department, Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY)

    def follows(self, department: int) -> bool:
        """Tell whether the person accepts reports for the department."""
        return self._holds(department, Role.Name.FOLLOWER, Role.Name.LEADER)

    def registers(self, organisation: int) -> bool:
        """Tell whether the person keeps the organisation's register."""
        return self._holds(organisation, Role.Name.REGISTRY, Role.Name.LEADER)

    @cached_property
    def delegated(self) -> frozenset[tuple[int, str, str]]:
        """Look up, only where it matters, what others let the person do: organisation, deed, role behind it."""
        return deeds_of(self.person, self.at)

    def _holds(self, organisation: int, *names: str, deed: str = "") -> bool:
        if any((organisation, name) in self.roles for name in names):
            return True
        return bool(deed) and any((organisation, deed, name) in self.delegated for name in names)
