"""What the keeper of an organisation's entry may do: every verb asks first whether `by` is one."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from thongsuot.organisations import access, queries
from thongsuot.organisations.actions import editing, keys, people
from thongsuot.organisations.models import Actor, Credential, Organisation, Person, Role, Staff

CONTACT_FACTS = {"address", "phone", "email"}


class Taken(ValueError):
    """The name or code is in use already."""

    def __init__(self, what: str) -> None:
        super().__init__(
            _("%(what)s đã được dùng nên chưa có gì được lưu; hãy chọn một giá trị khác.") % {"what": what}
        )


class AlreadyHeld(ValueError):
    """The person holds the role already."""

    def __init__(self, person: Person, role: str) -> None:
        super().__init__(
            _("%(who)s đang giữ vai trò %(role)s; chưa có gì thay đổi.")
            % {"who": person, "role": Role.Name(role).label}
        )


def _require(by: Actor, organisation: Organisation, at: datetime) -> None:
    """Refuse everybody but the administrators of the organisation and of the department above it."""
    if isinstance(by, Person) and not queries.administers(by, organisation, at):
        raise access.NotAllowed(
            _("%(who)s không giữ vai trò quản trị của %(organisation)s; chưa có gì thay đổi.")
            % {"who": by, "organisation": organisation}
        )


def _require_another(by: Actor, person: Person) -> None:
    """Keep administrators from shutting themselves out."""
    if by == person:
        raise access.NotAllowed(_("Người quản trị không tự kết thúc quyền của mình; hãy nhờ một người quản trị khác."))


def edit(organisation: Organisation, *, version: int, by: Actor, at: datetime, **facts: Any) -> Organisation:
    """Change how an organisation is reached; the second of two editors is told."""
    _require(by, organisation, at)
    if unknown := set(facts) - CONTACT_FACTS:
        raise TypeError(f"cannot edit {', '.join(sorted(unknown))}")
    return editing.change(organisation, version=version, **facts)


@transaction.atomic
def enrol(organisation: Organisation, *, username: str, name: str, by: Actor, at: datetime, **rest: Any) -> str:
    """Give somebody an account and return its first password, which is kept as a hash alone."""
    _require(by, organisation, at)
    password = secrets.token_urlsafe(12)
    try:
        with transaction.atomic():
            people.add_person(username=username, name=name, organisation=organisation, password=password, **rest)
    except IntegrityError as error:
        raise Taken(_("Tên đăng nhập %(name)s") % {"name": username}) from error
    return password


def renew_password(person: Person, *, by: Actor, at: datetime) -> str:
    """Give somebody a new first password; the old one opens nothing any more."""
    _require(by, person.organisation, at)
    password = secrets.token_urlsafe(12)
    people.set_password(person, password)
    return password


@transaction.atomic
def end_person(person: Person, *, by: Actor, at: datetime) -> Person:
    """Close an account and end its roles; what the person did stays under the name."""
    _require(by, person.organisation, at)
    _require_another(by, person)
    for role in person.roles.filter(valid_until=None):
        people.end_role(role, at=max(at, role.valid_from))
    person.is_active = False
    person.save(update_fields=["is_active"])
    return person


def give_role(person: Person, role: str, *, organisation: Organisation, by: Actor, at: datetime) -> Role:
    """Let one of the organisation's people act in a role for it."""
    _require(by, organisation, at)
    if person.organisation_id != organisation.pk:
        raise access.NotAllowed(
            _("%(who)s không thuộc %(organisation)s; chưa có gì thay đổi.")
            % {"who": person, "organisation": organisation}
        )
    if access.holds(person, role, organisation=organisation, at=at):
        raise AlreadyHeld(person, role)
    return people.grant(person, role, organisation=organisation, by=by, at=at)


def take_role(role: Role, *, by: Actor, at: datetime) -> Role:
    """End a role; ending it again changes nothing."""
    _require(by, role.organisation, at)
    if role.name == Role.Name.ADMINISTRATOR:
        _require_another(by, role.person)
    return role if role.valid_until is not None else people.end_role(role, at=max(at, role.valid_from))


def enter_staff(organisation: Organisation, *, code: str, name: str, unit: str, by: Actor, at: datetime) -> Staff:
    """Enter a worker on the organisation's list."""
    _require(by, organisation, at)
    try:
        with transaction.atomic():
            return people.add_staff(organisation=organisation, code=code, name=name, unit=unit, at=at)
    except IntegrityError as error:
        raise Taken(_("Mã số %(code)s") % {"code": code}) from error


def strike_staff(staff: Staff, *, by: Actor, at: datetime) -> Staff:
    """Take a worker off the list; striking twice changes nothing."""
    _require(by, staff.organisation, at)
    return staff if staff.valid_until is not None else people.end_staff(staff, at=max(at, staff.valid_from))


def give_key(
    organisation: Organisation, *, name: str, scopes: list[str], until: datetime, by: Actor, at: datetime
) -> str:
    """Give one of the organisation's machines a key and return its secret, which is kept as a hash alone."""
    _require(by, organisation, at)
    _, secret = keys.issue_credential(organisation=organisation, name=name, scopes=scopes, until=until, at=at)
    return secret


def end_key(credential: Credential, *, by: Actor, at: datetime) -> Credential:
    """Let a key open nothing from now on."""
    _require(by, credential.organisation, at)
    if credential.valid_until is None or credential.valid_until > at:
        credential.valid_until = max(at, credential.valid_from)
        credential.save(update_fields=["valid_until"])
    return credential
