"""Bring the cast on stage: through the same actions by which real people enter."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from thongsuot.exercise import queries
from thongsuot.organisations import access
from thongsuot.organisations import actions as directory
from thongsuot.organisations.models import Area, Organisation, Person, System

STAGE = System("Người dựng diễn tập")

Password = Callable[[str], str | None]  # username -> a password, or none for an account that cannot sign in


@transaction.atomic
def load_cast(*, at: datetime, password: Password = lambda username: None) -> Organisation:
    """Enter the cast into an empty directory and return its department."""
    told = queries.cast()
    province = _province(told, at)
    for name in ("ministry", "committee"):
        _organisation(told[name], at)
    department = _organisation(told["department"], at, area=province)
    for enterprise in told["enterprises"]:
        _organisation(enterprise, at, supervisor=department, area=province)
    owners = {owner["code"]: _organisation(owner, at) for owner in told["owners"]}
    with access.acting_as_system():
        for entry in [told["department"], *told["enterprises"], *told["owners"]]:
            _people(entry, password, at)
    for site in told["sites"]:
        owner = owners.get(site.get("owner", ""), department)
        row = directory.add_site(code=site["code"], name=site["name"], organisation=owner, at=at)
        directory.classify(row, site["class"], at=at)
    return department


def _province(told: dict[str, Any], at: datetime) -> Area:
    source = told["province"]["source"]
    kinds = Area.Kind
    outlines = [[district["outline"]] for district in told["districts"]]
    province = directory.add_area(
        code=told["province"]["code"],
        kind=kinds.PROVINCE,
        name=told["province"]["name"],
        source=source,
        outline={"type": "MultiPolygon", "coordinates": outlines},
        at=at,
    )
    for district in told["districts"]:
        outline = {"type": "Polygon", "coordinates": [district["outline"]]}
        directory.add_area(
            code=district["code"],
            kind=kinds.DISTRICT,
            name=district["name"],
            parent=province,
            source=source,
            outline=outline,
            at=at,
        )
    return province


def _organisation(entry: dict[str, Any], at: datetime, **rest: Any) -> Organisation:
    fields = {name: value for name, value in entry.items() if name not in ("people", "staff")}
    return directory.add_organisation(**fields, **rest, at=at)


def _people(entry: dict[str, Any], password: Password, at: datetime) -> None:
    organisation = Organisation.objects.get(code=entry["code"])
    for told in entry.get("people", []):
        fields = {name: value for name, value in told.items() if name != "roles"}
        person: Person = directory.add_person(**fields, organisation=organisation, password=password(told["username"]))
        for role in told["roles"]:
            directory.grant(person, role, organisation=organisation, by=STAGE, at=at)
    for told in entry.get("staff", []):
        directory.add_staff(**told, organisation=organisation, at=at)
