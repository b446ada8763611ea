"""Who asks, what they may do, and how they are told what came of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from thongsuot.duty import queries as duty
from thongsuot.files.actions import Refused
from thongsuot.incidents import actions, queries
from thongsuot.incidents.models import Incident
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import in_force

REFUSALS = (
    NotAllowed,
    IllegalMove,
    Refused,
    actions.AlreadyPast,
    actions.BeforeItFailed,
    actions.CannotFold,
    actions.Ended,
    actions.NameTaken,
    actions.NoReason,
    actions.NobodyComes,
    actions.NotAgreed,
    actions.NotYet,
    actions.StandsAlready,
    actions.StillOpen,
    actions.WrongSource,
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
    """A person with roles and shift at the moment: which buttons are shown; actions ask again."""

    person: Person
    roles: frozenset[tuple[int, str]]
    shift_at: int | None

    @classmethod
    def of(cls, person: Person, at: datetime) -> Desk:
        """Look roles and shift up once for the whole page."""
        held = frozenset(person.roles.filter(in_force(at)).values_list("organisation_id", "name"))
        shift = duty.shift_of(person, at)
        return cls(person, held, shift.organisation_id if shift is not None else None)

    @property
    def at_department(self) -> bool:
        """Tell whether the person works for a department."""
        return self.person.organisation.kind == Organisation.Kind.DEPARTMENT

    @property
    def at_enterprise(self) -> bool:
        """Tell whether the person works for an enterprise."""
        return self.person.organisation.kind == Organisation.Kind.ENTERPRISE

    def holds(self, organisation: int | None, roles: tuple[str, ...]) -> bool:
        """Tell whether one of the roles is held there."""
        return any((organisation, name) in self.roles for name in roles)

    def works_at(self, organisation: int) -> bool:
        """Tell whether the person works there, and so sees what stays inside."""
        return organisation == self.person.organisation_id or any(where == organisation for where, _name in self.roles)

    def mends(self, organisation: int) -> bool:
        """Tell whether the person works on incidents of an enterprise."""
        return self.shift_at == organisation or self.holds(organisation, actions.MENDERS)

    def speaks_for(self, site_organisation: int | None) -> bool:
        """Tell whether the person speaks for a site."""
        return self.holds(site_organisation, (*actions.MENDERS, *actions.WATCHERS))

    def watches(self, department: int | None) -> bool:
        """Tell whether the person watches over enterprises at their department."""
        return self.holds(department, actions.WATCHERS)


def incident_of(request: SignedIn, pk: int, at: datetime) -> Incident:
    """Return an incident that the person may see."""
    rows = queries.visible_to(request.user, at).select_related("organisation__supervisor", "ladder", "folded_into")
    return get_object_or_404(rows, pk=pk)
