"""People get an account and roles; staff get a line on a list."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thongsuot.engines.vietnamese import name_sort_key
from thongsuot.organisations.models import Actor, Organisation, Person, Role, Staff


def add_person(
    *, username: str, name: str, organisation: Organisation, password: str | None = None, **rest: Any
) -> Person:
    """Give somebody an account; without a password it cannot sign in yet."""
    person = Person(username=username, name=name, sort_key=name_sort_key(name), organisation=organisation, **rest)
    person.set_password(password)
    person.save()
    return person


def set_password(person: Person, password: str) -> Person:
    """Give the person a new password."""
    person.set_password(password)
    person.save(update_fields=["password"])
    return person


def grant(person: Person, role: str, *, organisation: Organisation, by: Actor, at: datetime) -> Role:
    """Let the person act in a role for the organisation, from now on."""
    return Role.objects.create(person=person, organisation=organisation, name=role, by_name=str(by), valid_from=at)


def end_role(role: Role, *, at: datetime) -> Role:
    """End a role; what was done in it stays."""
    role.valid_until = at
    role.save(update_fields=["valid_until"])
    return role


def add_staff(*, organisation: Organisation, code: str, name: str, unit: str = "", at: datetime) -> Staff:
    """Enter a worker on the list of those to be briefed."""
    return Staff.objects.create(
        organisation=organisation, code=code, name=name, sort_key=name_sort_key(name), unit=unit, valid_from=at
    )


def end_staff(staff: Staff, *, at: datetime) -> Staff:
    """Take a worker off the list from now on."""
    staff.valid_until = at
    staff.save(update_fields=["valid_until"])
    return staff
