"""Whom one may see, whom a rule binds, and who holds which role."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from thongsuot.organisations.models import Organisation, Person, Role, SiteClass


def in_force(at: datetime) -> Q:
    """Return the condition that a dated row holds at the moment."""
    return Q(valid_from__lte=at) & (Q(valid_until__isnull=True) | Q(valid_until__gt=at))


def worked_in(person: Person, at: datetime) -> set[int]:
    """Return the organisations in which the person works: the own one, and those for which a role is held."""
    return {person.organisation_id, *person.roles.filter(in_force(at)).values_list("organisation_id", flat=True)}


def seen_by(person: Person, at: datetime) -> list[int]:
    """Return the organisations whose rows the person may see: the own ones and those they supervise."""
    return seen_from(worked_in(person, at))


def seen_from(own: set[int]) -> list[int]:
    """Return the organisations whose rows are seen from these: themselves, and those they supervise."""
    departments = Organisation.objects.filter(pk__in=own, kind=Organisation.Kind.DEPARTMENT)
    supervised = Organisation.objects.filter(supervisor__in=departments)
    return sorted(own | set(supervised.values_list("pk", flat=True)))


def visible_to(person: Person, at: datetime) -> QuerySet[Organisation]:
    """Return the organisations of the directory that the person may open."""
    return Organisation.objects.filter(pk__in=seen_by(person, at))


def people_visible_to(person: Person, at: datetime) -> QuerySet[Person]:
    """Return the people of those organisations."""
    return Person.objects.filter(organisation__in=seen_by(person, at)).select_related("organisation")


def bound_by(
    obliged: str, *, department: Organisation, at: datetime, names: list[str] | None = None
) -> QuerySet[Organisation]:
    """Return the enterprises that a rule binds: all, telecom, a service, or those named."""
    enterprises = Organisation.objects.filter(in_force(at), kind=Organisation.Kind.ENTERPRISE, supervisor=department)
    telecom = [Organisation.Service.MOBILE, Organisation.Service.FIXED, Organisation.Service.INTERNET]
    match obliged:
        case "all":
            return enterprises
        case "telecom":
            return enterprises.filter(services__overlap=telecom)
        case "named":
            return enterprises.filter(Q(name__in=names or []) | Q(short_name__in=names or []) | Q(code__in=names or []))
        case service:
            return enterprises.filter(services__contains=[service])


def holders(*roles: str, organisation: Organisation, at: datetime) -> QuerySet[Person]:
    """Return the active people who hold one of the roles at the moment."""
    held = Q(roles__name__in=roles, roles__organisation=organisation, roles__valid_from__lte=at)
    still = Q(roles__valid_until__isnull=True) | Q(roles__valid_until__gt=at)
    return Person.objects.filter(held & still, is_active=True).distinct()


def classes_of(site_id: int, at: datetime) -> QuerySet[SiteClass]:
    """Return why the site comes first at the moment."""
    return SiteClass.objects.filter(in_force(at), site_id=site_id)


def administers(person: Person, organisation: Organisation, at: datetime) -> bool:
    """Tell whether the person keeps the organisation's entry: its own administrator, or its department's."""
    where = Q(organisation=organisation.pk) | Q(organisation=organisation.supervisor_id)
    return person.roles.filter(in_force(at) & where, name=Role.Name.ADMINISTRATOR).exists()


def keeps_install(person: Person, at: datetime) -> bool:
    """Tell whether the person administers a department, and so what the whole install is told."""
    held = person.roles.filter(in_force(at), name=Role.Name.ADMINISTRATOR)
    return held.filter(organisation__kind=Organisation.Kind.DEPARTMENT).exists()


def audits(person: Person, organisation: Organisation, at: datetime) -> bool:
    """Tell whether the person may check the organisation's records: auditor or administrator, there or above it."""
    where = Q(organisation=organisation.pk) | Q(organisation=organisation.supervisor_id)
    return person.roles.filter(in_force(at) & where, name__in=(Role.Name.AUDITOR, Role.Name.ADMINISTRATOR)).exists()
