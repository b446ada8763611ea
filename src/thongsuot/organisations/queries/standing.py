"""Which authority may ask for a kind of duty, and which organisation carries on another."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from thongsuot.organisations.models import Competence, Organisation, Person, Succession
from thongsuot.organisations.queries.seeing import in_force


def competences_of(department: Organisation | int, at: datetime) -> QuerySet[Competence]:
    """Return the settings in force, the longest competent of each kind first."""
    number = department if isinstance(department, int) else department.pk
    rows = Competence.objects.filter(in_force(at), department=number)
    return rows.select_related("authority").order_by("kind", "valid_from", "id")


def competent_for(kind: str, *, department: Organisation | int, at: datetime) -> list[Organisation]:
    """Return the authorities that may ask for the kind in the department's province, the longest competent first."""
    return [row.authority for row in competences_of(department, at).filter(kind=kind)]


def standing_at(person: Person, organisation: Organisation, at: datetime) -> set[str]:
    """Return the roles that the person holds at the department of an organisation, or at the department itself."""
    department = organisation.supervisor_id or organisation.pk
    return set(person.roles.filter(in_force(at), organisation=department).values_list("name", flat=True))


def authorities(at: datetime) -> QuerySet[Organisation]:
    """Return the bodies that may be competent for something."""
    kinds = (Organisation.Kind.AUTHORITY, Organisation.Kind.DEPARTMENT)
    return Organisation.objects.filter(in_force(at), kind__in=kinds)


def successions_of(organisation: Organisation) -> list[Succession]:
    """Return what the organisation carries on and who carries it on, the oldest first."""
    rows = Succession.objects.filter(Q(predecessor=organisation) | Q(successor=organisation))
    return list(rows.select_related("predecessor", "successor"))
