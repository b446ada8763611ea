"""An organisation merges or splits: its people, lists and places pass on; what it did stays under its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.organisations import access
from thongsuot.organisations.actions import directory, editing, people
from thongsuot.organisations.actions.standing import SETTERS, department_of
from thongsuot.organisations.models import Act, Actor, Following, Organisation, Person, Role, Staff, Succession


@dataclass(frozen=True)
class Portion:
    """What one successor carries on: services and people; the first portion takes what nobody names."""

    successor: Organisation
    services: tuple[str, ...] = ()
    people: tuple[Person, ...] = ()


@dataclass(frozen=True)
class Document:
    """What a succession rests on: its kind and the decision, as papers cite it."""

    kind: str
    words: str


class CannotSucceed(ValueError):
    """The succession as it is described cannot be; `why` says what to put right."""

    def __init__(self, why: str) -> None:
        super().__init__(_("%(why)s Chưa có gì thay đổi.") % {"why": why})


@transaction.atomic
def succeed(
    predecessor: Organisation, portions: Sequence[Portion], *, document: Document, by: Actor, at: datetime
) -> list[Succession]:
    """Pass an organisation on; it ends as soon as none of its services is left to it."""
    department = department_of(predecessor)
    access.require(by, *SETTERS, organisation=department, at=at)
    portions = _whole(predecessor, portions, document.kind, at)
    passed = [service for portion in portions for service in portion.services]
    rest = [service for service in predecessor.services if service not in passed]
    ends = not rest
    for place, portion in enumerate(portions):
        _pass_services(portion)
        for person in _people(predecessor, portion, everybody=ends and place == 0):
            _pass_person(person, predecessor, portion.successor, by, at)
        _pass_following(predecessor, portion.successor, by, at)
    if ends:
        _pass_rosters(predecessor, portions[0].successor, at)
        _end(predecessor, at)
    else:
        editing.change(predecessor, version=predecessor.version, services=rest)
    return [
        Succession.objects.create(
            predecessor=predecessor,
            successor=portion.successor,
            kind=document.kind,
            document=document.words,
            at=at,
            **Act.fields_of(by),
        )
        for portion in portions
    ]


def _whole(predecessor: Organisation, portions: Sequence[Portion], kind: str, at: datetime) -> list[Portion]:
    """Check the portions; in a merger the one successor takes everything."""
    if not portions:
        raise CannotSucceed(_("Hãy chọn đơn vị kế tục."))
    if predecessor.valid_until is not None:
        raise CannotSucceed(_("%(name)s đã kết thúc.") % {"name": predecessor})
    successors = [portion.successor for portion in portions]
    if predecessor in successors or len({row.pk for row in successors}) < len(successors):
        raise CannotSucceed(_("Đơn vị kế tục phải khác đơn vị cũ, và mỗi đơn vị chỉ nêu một lần."))
    for row in successors:
        if row.valid_until is not None or row.supervisor_id != predecessor.supervisor_id:
            raise CannotSucceed(_("%(name)s không còn hoạt động hoặc không cùng Sở quản lý.") % {"name": row})
    passed = [service for portion in portions for service in portion.services]
    if len(set(passed)) < len(passed) or not set(passed) <= set(predecessor.services):
        raise CannotSucceed(_("Mỗi dịch vụ của đơn vị cũ chỉ chuyển cho một đơn vị kế tục."))
    if kind == Succession.Kind.SPLIT:
        return list(portions)
    if len(portions) > 1:
        raise CannotSucceed(_("Khi sáp nhập chỉ có một đơn vị kế tục."))
    return [Portion(portions[0].successor, tuple(predecessor.services))]


def _pass_services(portion: Portion) -> None:
    heir = portion.successor
    services = [*heir.services, *(service for service in portion.services if service not in heir.services)]
    editing.change(heir, version=heir.version, services=services)


def _people(predecessor: Organisation, portion: Portion, *, everybody: bool) -> list[Person]:
    """Return those who go with the portion; whoever went with an earlier one holds no role here any more."""
    rows = Person.objects.filter(is_active=True, roles__organisation=predecessor, roles__valid_until=None)
    rows = rows | Person.objects.filter(is_active=True, organisation=predecessor)
    named = {person.pk for person in portion.people}
    return [person for person in rows.distinct() if everybody or person.pk in named]


def _pass_person(person: Person, old: Organisation, new: Organisation, by: Actor, at: datetime) -> None:
    """Let somebody hold at the successor what was held at the predecessor."""
    for role in Role.objects.filter(person=person, organisation=old, valid_until=None):
        people.end_role(role, at=max(at, role.valid_from))
        if not Role.objects.filter(person=person, organisation=new, name=role.name, valid_until=None).exists():
            people.grant(person, role.name, organisation=new, by=by, at=at)
    if person.organisation_id == old.pk:
        editing.change(person, version=person.version, organisation=new)


def _pass_following(old: Organisation, new: Organisation, by: Actor, at: datetime) -> None:
    """Let who followed the predecessor follow the successor, unless somebody does already."""
    named = Following.objects.filter(organisation=old, valid_until=None).first()
    if named is not None and not Following.objects.filter(organisation=new, valid_until=None).exists():
        Following.objects.create(organisation=new, person=named.person, by_name=str(by), valid_from=at)


def _pass_rosters(old: Organisation, new: Organisation, at: datetime) -> None:
    """Carry on the list of workers and the places; a worker's number that is taken gets the old house's before it."""
    taken = set(Staff.objects.filter(organisation=new, valid_until=None).values_list("code", flat=True))
    for worker in Staff.objects.filter(organisation=old, valid_until=None):
        people.end_staff(worker, at=max(at, worker.valid_from))
        code = worker.code if worker.code not in taken else f"{old.code[:12]}-{worker.code}"[:30]
        people.add_staff(organisation=new, code=code, name=worker.name, unit=worker.unit or old.short_name, at=at)
        taken.add(code)
    for site in old.sites.filter(valid_until=None):
        editing.change(site, version=site.version, organisation=new)


def _end(organisation: Organisation, at: datetime) -> None:
    """End the organisation with what opens doors in its name."""
    for following in organisation.followings.filter(valid_until=None):
        following.valid_until = max(at, following.valid_from)
        following.save(update_fields=["valid_until"])
    for credential in organisation.credentials.filter(valid_until__gt=at):
        credential.valid_until = max(at, credential.valid_from)
        credential.save(update_fields=["valid_until"])
    directory.end_organisation(organisation, at=max(at, organisation.valid_from))
