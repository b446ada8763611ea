"""The directory as its pages list it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Case, Prefetch, Q, QuerySet, When

from thongsuot.engines.vietnamese import fold
from thongsuot.organisations.models import Area, Credential, Organisation, Person, Role, Site, SiteClass, Staff
from thongsuot.organisations.models.dated import Dated
from thongsuot.organisations.queries.seeing import in_force, people_visible_to, visible_to

DESK = (Role.Name.CONTACT, Role.Name.FOLLOWER)  # whom one asks first, at an enterprise and at the department


def directory(
    person: Person, at: datetime, *, words: str = "", kind: str = "", service: str = "", desk: str = ""
) -> QuerySet[Organisation]:
    """Return the organisations that the person may open, narrowed by words without marks, kind, service and desk."""
    rows = visible_to(person, at).filter(in_force(at)).select_related("supervisor", "area")
    if kind:
        rows = rows.filter(kind=kind)
    if service:
        rows = rows.filter(services__contains=[service])
    if desk == "none":
        rows = without_contact(rows, at)
    return rows.filter(pk__in=_matching(rows, words, ("name", "short_name", "code"))) if words.strip() else rows


def people_directory(person: Person, at: datetime, *, words: str = "", role: str = "") -> QuerySet[Person]:
    """Return the people with an account that the person may see, with the roles that each holds at the moment."""
    rows = people_visible_to(person, at).filter(is_active=True)
    if role:
        rows = rows.filter(roles__in=Role.objects.filter(in_force(at), name=role)).distinct()
    if words.strip():
        rows = rows.filter(pk__in=_matching(rows, words, ("name", "title", "username", "organisation__short_name")))
    return rows.prefetch_related(Prefetch("roles", Role.objects.filter(in_force(at)).order_by("name")))


def _matching(rows: QuerySet[Organisation] | QuerySet[Person], words: str, names: tuple[str, ...]) -> list[int]:
    """Return the rows in whose names every word stands, written with or without marks."""
    wanted = fold(words).split()
    told = rows.order_by().values_list("pk", *names)
    folded = ((pk, fold(" ".join(map(str, values)))) for pk, *values in told)
    return [pk for pk, text in folded if all(word in text for word in wanted)]


def without_contact(rows: QuerySet[Organisation], at: datetime) -> QuerySet[Organisation]:
    """Return the enterprises among the rows where nobody is the contact."""
    asked = Role.objects.filter(in_force(at), name=Role.Name.CONTACT, person__is_active=True)
    return rows.filter(kind=Organisation.Kind.ENTERPRISE).exclude(pk__in=asked.values("organisation"))


def desks(organisations: Iterable[Organisation], at: datetime) -> dict[int, list[Person]]:
    """Return by organisation whom one asks first."""
    held = Role.objects.filter(in_force(at), name__in=DESK, organisation__in=[o.pk for o in organisations])
    told: dict[int, list[Person]] = {}
    for role in held.filter(person__is_active=True).select_related("person").order_by("person__sort_key", "name"):
        told.setdefault(role.organisation_id, []).append(role.person)
    return told


def people_of(organisation: Organisation, at: datetime) -> QuerySet[Person]:
    """Return the organisation's people, those who work for others too among them, each with the roles in force."""
    held = Prefetch("roles", Role.objects.filter(in_force(at)).select_related("organisation").order_by("name"))
    here = Role.objects.filter(in_force(at), organisation=organisation).values("person")
    rows = Person.objects.filter(Q(organisation=organisation) | Q(pk__in=here), is_active=True)
    return rows.prefetch_related(held)


def staff_of(organisation: Organisation, at: datetime) -> QuerySet[Staff]:
    """Return the workers on the organisation's list at the moment."""
    return organisation.staff.filter(in_force(at))


def credentials_of(organisation: Organisation) -> QuerySet[Credential]:
    """Return the keys of the organisation's machines, the longest valid first."""
    return organisation.credentials.order_by("-valid_until", "name", "id")


def sites(at: datetime, *, kind: str = "", organisation: Organisation | None = None) -> QuerySet[Site]:
    """Return the places whose lines come first at the moment, each with its reasons; part of the public directory."""
    rows = Site.objects.filter(in_force(at)).select_related("organisation", "area")
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if kind:
        rows = rows.filter(classes__in=SiteClass.objects.filter(in_force(at), kind=kind))
    return rows.prefetch_related(Prefetch("classes", SiteClass.objects.filter(in_force(at))))


def areas(at: datetime, *, kind: str = "") -> QuerySet[Area]:
    """Return the areas as they stood at the moment, the higher levels first."""
    rows = Area.objects.filter(in_force(at)).select_related("parent")
    level = Case(*(When(kind=name, then=place) for place, name in enumerate(Area.Kind)))
    return (rows.filter(kind=kind) if kind else rows).order_by(level, "sort_key", "id")


def history_of(organisation: Organisation) -> list[Dated]:
    """Return everything of the organisation that holds or held for a time, the newest beginning first."""
    told: list[Dated] = [
        organisation,
        *organisation.roles.select_related("person"),
        *organisation.followings.select_related("person"),
        *organisation.staff.all(),
        *organisation.sites.all(),
        *SiteClass.objects.filter(site__organisation=organisation).select_related("site"),
    ]
    return sorted(told, key=lambda row: (row.valid_from, row.pk), reverse=True)
