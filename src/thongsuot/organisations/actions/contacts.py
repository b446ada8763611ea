"""People whom one reaches without an account: entered one by one or from a list, always by the same plan."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import chain, count
from typing import Any

from django.db import transaction

from thongsuot.engines import contacts
from thongsuot.engines.vietnamese import fold
from thongsuot.organisations import access, queries
from thongsuot.organisations.actions import directory, editing, people
from thongsuot.organisations.models import Actor, Organisation, Person, Role

KEEPERS = (Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY, Role.Name.ADMINISTRATOR)
Entry = dict[str, Any]  # line, row ("topic:id"), name, before, after


@transaction.atomic
def add_contact(
    organisation: Organisation, told: contacts.Person, *, department: Organisation, by: Actor, at: datetime
) -> Person:
    """Enter somebody whom one reaches at the organisation; whoever is known already is given the role alone."""
    access.require(by, *KEEPERS, organisation=department, at=at)
    planner = queries.Planner(department, at)
    planner.take(contacts.Line(0, organisation.name, people=(told,)))
    carry_out(planner.changes, department=department, by=by, at=at)
    held = Role.objects.filter(organisation=organisation, name=told.role, valid_until=None).select_related("person")
    key = contacts.person_key(told.name or queries.NAMELESS)
    return next(role.person for role in held.order_by("-id") if contacts.person_key(role.person.name) == key)


def carry_out(changes: Iterable[queries.Change], *, department: Organisation, by: Actor, at: datetime) -> list[Entry]:
    """Make and change the rows of a plan in its order, and return what stood before and after."""
    return _Hand(department, by, at).carry_out(changes)


class _Hand:
    """Carries a plan out; a row that is made gets its key, which later changes of the plan need."""

    def __init__(self, department: Organisation, by: Actor, at: datetime) -> None:
        self._department, self._by, self._at = department, by, at
        self._organisations: dict[str, Organisation] = {}
        self._people: dict[str, Person] = {}
        self._codes = set(Organisation.objects.values_list("code", flat=True))
        self._usernames = set(Person.objects.values_list("username", flat=True))

    def carry_out(self, changes: Iterable[queries.Change]) -> list[Entry]:
        """Make the organisations first: their people can be written only within their walls."""
        plan = sorted(changes, key=lambda change: change.topic != "organisation" or change.before is not None)
        new = [change for change in plan if change.topic == "organisation" and change.before is None]
        entries = [self._entry(change, self._make_organisation(change)) for change in new]
        with access.reaching(*self._organisations.values()):
            return entries + [self._entry(change, self._do(change)) for change in plan[len(new) :]]

    def _do(self, change: queries.Change) -> Organisation | Person | Role:
        if change.topic == "role":
            return self._give_role(change.after)
        if change.before is None:
            return self._make_person(change)
        row = self._organisation(change.ref) if change.topic == "organisation" else self._person(change.ref)
        return editing.change(row, version=row.version, **change.after)

    def _entry(self, change: queries.Change, row: Organisation | Person | Role) -> Entry:
        after = dict(change.after)
        if isinstance(row, Role):
            after = {"person": row.person_id, "organisation": row.organisation_id, "name": row.name}
        elif isinstance(row, Person) and change.before is None:
            after["organisation"] = row.organisation_id
        named = {"row": f"{change.topic}:{row.pk}", "name": str(row)}
        return {"line": change.line, **named, "before": change.before, "after": after}

    def _organisation(self, ref: str) -> Organisation:
        if ref not in self._organisations:
            self._organisations[ref] = Organisation.objects.get(pk=int(ref.partition(":")[2]))
        return self._organisations[ref]

    def _person(self, ref: str) -> Person:
        if ref not in self._people:
            self._people[ref] = Person.objects.get(pk=int(ref.partition(":")[2]))
        return self._people[ref]

    def _make_organisation(self, change: queries.Change) -> Organisation:
        code = _free(_slug(change.after["short_name"], 36), self._codes)
        self._codes.add(code)
        row = directory.add_organisation(
            **change.after,
            code=code,
            kind=Organisation.Kind.ENTERPRISE,
            supervisor=self._department,
            area=self._department.area,
            at=self._at,
        )
        self._organisations[change.ref] = row
        return row

    def _make_person(self, change: queries.Change) -> Person:
        organisation = self._organisation(change.after["organisation"])
        start = f"{organisation.code}.{_slug(change.after['name'], 60 - len(organisation.code) - 5)}"
        username = _free(start, self._usernames)
        self._usernames.add(username)
        facts = {**change.after, "organisation": organisation, "username": username}
        self._people[change.ref] = people.add_person(**facts)
        return self._people[change.ref]

    def _give_role(self, facts: dict[str, Any]) -> Role:
        person, organisation = self._person(facts["person"]), self._organisation(facts["organisation"])
        return people.grant(person, facts["name"], organisation=organisation, by=self._by, at=self._at)


def _slug(name: str, longest: int) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))[:longest].strip("-") or "don-vi"


def _free(start: str, taken: set[str]) -> str:
    """Return the first name that nobody has: as it is, or with a number."""
    return next(name for name in chain([start], (f"{start}-{n}" for n in count(1))) if name not in taken)
