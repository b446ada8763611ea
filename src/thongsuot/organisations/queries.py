"""Who there is, as far as one may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from textwrap import wrap
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from thongsuot.engines.vietnamese import fold
from thongsuot.organisations.models import Area, Credential, Organisation, Person, Role, Site, SiteClass, Staff
from thongsuot.organisations.models.dated import Dated

DESK = (Role.Name.CONTACT, Role.Name.FOLLOWER)  # whom one asks first, at an enterprise and at the department
WIDTH = 1000  # of the drawing of a province, in units of its own
NAME = 12  # characters of a name in one line of the drawing


def in_force(at: datetime) -> Q:
    """Return the condition that a dated row holds at the moment."""
    return Q(valid_from__lte=at) & (Q(valid_until__isnull=True) | Q(valid_until__gt=at))


def seen_by(person: Person, at: datetime) -> list[int]:
    """Return the organisations whose rows the person may see: the own ones and those they supervise."""
    own = set(person.roles.filter(in_force(at)).values_list("organisation_id", flat=True))
    own.add(person.organisation_id)
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


def audits(person: Person, organisation: Organisation, at: datetime) -> bool:
    """Tell whether the person may check the organisation's records: auditor or administrator, there or above it."""
    where = Q(organisation=organisation.pk) | Q(organisation=organisation.supervisor_id)
    names = (Role.Name.AUDITOR, Role.Name.ADMINISTRATOR)
    return person.roles.filter(in_force(at) & where, name__in=names).exists()


def directory(
    person: Person, at: datetime, *, words: str = "", kind: str = "", service: str = ""
) -> QuerySet[Organisation]:
    """Return the organisations that the person may open, narrowed by words without marks, kind and service."""
    rows = visible_to(person, at).filter(in_force(at)).select_related("supervisor", "area")
    if kind:
        rows = rows.filter(kind=kind)
    if service:
        rows = rows.filter(services__contains=[service])
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


def desks(organisations: Iterable[Organisation], at: datetime) -> dict[int, list[Person]]:
    """Return by organisation whom one asks first."""
    held = Role.objects.filter(in_force(at), name__in=DESK, organisation__in=[o.pk for o in organisations])
    told: dict[int, list[Person]] = {}
    for role in held.filter(person__is_active=True).select_related("person").order_by("person__sort_key", "name"):
        told.setdefault(role.organisation_id, []).append(role.person)
    return told


def people_of(organisation: Organisation, at: datetime) -> QuerySet[Person]:
    """Return the organisation's people with an account, each with the roles in force."""
    held = Prefetch("roles", Role.objects.filter(in_force(at)).select_related("organisation").order_by("name"))
    return organisation.people.filter(is_active=True).prefetch_related(held)


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


def history_of(organisation: Organisation) -> list[Dated]:
    """Return everything of the organisation that holds or held for a time, the newest beginning first."""
    told: list[Dated] = [
        organisation,
        *organisation.roles.select_related("person"),
        *organisation.staff.all(),
        *organisation.sites.all(),
        *SiteClass.objects.filter(site__organisation=organisation).select_related("site"),
    ]
    return sorted(told, key=lambda row: (row.valid_from, row.pk), reverse=True)


@dataclass(frozen=True)
class Shape:
    """One area of the drawing: its path, its name in short lines and where they stand, and how many sites lie in it."""

    area: Area
    path: str
    lines: tuple[str, ...]
    x: int
    y: int
    sites: int


@dataclass(frozen=True)
class Drawing:
    """A province as an SVG: the size of its box and the shapes inside."""

    width: int
    height: int
    shapes: tuple[Shape, ...]


def districts(at: datetime) -> list[Area]:
    """Return the districts in force, each with the number of its priority sites."""
    held = Count("site", filter=Q(site__valid_from__lte=at) & (Q(site__valid_until=None) | Q(site__valid_until__gt=at)))
    rows = Area.objects.filter(in_force(at), kind=Area.Kind.DISTRICT).select_related("parent")
    return list(rows.annotate(held=held))


def draw(areas: Iterable[Area]) -> Drawing | None:
    """Draw the outlines of areas, north up; none where no area has one."""
    rings = [(area, _rings(area.outline)) for area in areas if area.outline]
    points = [point for _area, told in rings for ring in told for point in ring]
    if not points:
        return None
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    scale = WIDTH / ((east - west) or 1)

    def place(point: tuple[float, float]) -> tuple[int, int]:
        return round((point[0] - west) * scale), round((north - point[1]) * scale)

    shapes = [_shape(area, [[place(point) for point in ring] for ring in told]) for area, told in rings]
    return Drawing(WIDTH, max(round((north - south) * scale), 1), tuple(shapes))


def _rings(outline: dict[str, Any]) -> list[list[tuple[float, float]]]:
    """Return the rings of a GeoJSON Polygon or MultiPolygon (RFC 7946, 3.1): longitude first."""
    coordinates = outline["coordinates"]
    polygons = coordinates if outline["type"] == "MultiPolygon" else [coordinates]
    return [[(float(x), float(y)) for x, y, *_ in ring] for polygon in polygons for ring in polygon]


def _shape(area: Area, rings: list[list[tuple[int, int]]]) -> Shape:
    path = " ".join("M" + " L".join(f"{x},{y}" for x, y in ring) + " Z" for ring in rings)
    outer = rings[0]
    x = round(sum(x for x, _ in outer[:-1]) / max(len(outer) - 1, 1))
    y = round(sum(y for _, y in outer[:-1]) / max(len(outer) - 1, 1))
    return Shape(area, path, tuple(wrap(area.name, NAME)), x, y, getattr(area, "held", 0))
