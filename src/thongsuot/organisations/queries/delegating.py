"""Who may act for somebody who is away, and for whom."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from thongsuot.organisations.models import Delegation, Organisation, Person, Role
from thongsuot.organisations.models.delegations import CONFIRM_WITHIN
from thongsuot.organisations.queries.seeing import holders, in_force


def delegations_in_force(at: datetime) -> QuerySet[Delegation]:
    """Return the delegations that hold at the moment; a spoken one that nobody confirmed lapses after a day."""
    firm = Q(confirmed_at__isnull=False) | Q(instructed_at__gt=at - CONFIRM_WITHIN)
    return Delegation.objects.filter(in_force(at), firm)


def giver_behind(
    person: Person, *roles: str, organisation: Organisation | int, at: datetime, deed: str
) -> Person | None:
    """Return for whom the person may do the deed: somebody who holds one of the roles and lets this person act."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    held = Role.objects.filter(in_force(at), organisation_id=number, name__in=roles)
    rows = delegations_in_force(at).filter(
        organisation_id=number,
        delegate=person,
        deeds__contains=[deed],
        giver__is_active=True,
        giver__in=held.values("person"),  # one's own right alone: what was delegated is not passed on
    )
    row = rows.select_related("giver").order_by("valid_from", "id").first()
    return row.giver if row is not None else None


def acting(*roles: str, organisation: Organisation, at: datetime, deed: str) -> list[Person]:
    """Return whom a deed waits for: who holds one of the roles, and who may do it for them."""
    own = holders(*roles, organisation=organisation, at=at)
    given = delegations_in_force(at).filter(organisation=organisation, deeds__contains=[deed], giver__in=own)
    others = Person.objects.filter(pk__in=given.values("delegate"), is_active=True)
    return list(dict.fromkeys([*own, *others]))


def deeds_of(person: Person, at: datetime) -> frozenset[tuple[int, str, str]]:
    """Return what the person may do for others: organisation, deed, and the role that lies behind."""
    rows = delegations_in_force(at).filter(delegate=person, giver__is_active=True)
    told = list(rows.values_list("organisation_id", "giver_id", "deeds"))
    givers = {giver for _, giver, _ in told}
    roles = Role.objects.filter(in_force(at), person__in=givers) if givers else Role.objects.none()
    held = set(roles.values_list("person_id", "organisation_id", "name"))
    return frozenset(
        (organisation, deed, name)
        for organisation, giver, deeds in told
        for deed in deeds
        for who, where, name in held
        if (who, where) == (giver, organisation)
    )


def delegations_of(organisation: Organisation) -> QuerySet[Delegation]:
    """Return every delegation of an organisation, the newest first."""
    return organisation.delegations.select_related("giver", "delegate")


def people_at(organisation: Organisation, at: datetime) -> QuerySet[Person]:
    """Return the people who hold a role for the organisation at the moment."""
    held = Role.objects.filter(in_force(at), organisation=organisation)
    return Person.objects.filter(pk__in=held.values("person"), is_active=True)


def keeps_delegations(person: Person, organisation: Organisation, at: datetime) -> bool:
    """Tell whether the person may enter a delegation that somebody else of the organisation gave."""
    names = (Role.Name.LEADER, Role.Name.CONTACT, Role.Name.REGISTRY, Role.Name.ADMINISTRATOR)
    return person.roles.filter(in_force(at), organisation=organisation, name__in=names).exists()
