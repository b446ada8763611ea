"""Who follows which enterprise, and which authority is competent for what: settings of a department, dated."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.organisations import access, queries
from thongsuot.organisations.models import Actor, Competence, Following, Organisation, Person, Role

SETTERS = (Role.Name.LEADER, Role.Name.ADMINISTRATOR)


class NoFollower(ValueError):
    """The person does not follow enterprises for the department."""

    def __init__(self, person: Person) -> None:
        super().__init__(
            _("%(who)s không phải chuyên viên theo dõi của Sở nên chưa có gì thay đổi; hãy giao vai trò trước.")
            % {"who": person}
        )


class NoDepartment(ValueError):
    """The organisation belongs to no department."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(
            _(
                "%(organisation)s không thuộc Sở nào quản lý; chưa có gì thay đổi. "
                "Hãy nhờ người quản trị ghi Sở quản lý trước."
            )
            % {"organisation": organisation}
        )


def department_of(organisation: Organisation) -> Organisation:
    """Return the department above an organisation, or say that there is none."""
    if organisation.supervisor is None:
        raise NoDepartment(organisation)
    return organisation.supervisor


@transaction.atomic
def follow(organisation: Organisation, person: Person | None, *, by: Actor, at: datetime) -> Following | None:
    """Name the one person of the department whom the enterprise asks; nobody means all its followers again."""
    department = department_of(organisation)
    access.require(by, *SETTERS, organisation=department, at=at)
    if person is not None and not access.holds(person, Role.Name.FOLLOWER, organisation=department, at=at):
        raise NoFollower(person)
    held = Following.objects.select_for_update(of=("self",)).filter(organisation=organisation, valid_until=None)
    for row in held.select_related("person"):
        if row.person == person:
            return row
        row.valid_until = max(at, row.valid_from)
        row.save(update_fields=["valid_until"])
    if person is None:
        return None
    return Following.objects.create(organisation=organisation, person=person, by_name=str(by), valid_from=at)


@transaction.atomic
def set_competent(
    kind: str, authorities: list[Organisation], *, department: Organisation, by: Actor, at: datetime
) -> list[Competence]:
    """Say which authorities may ask for a kind of duty; those not named any more end."""
    access.require(by, *SETTERS, organisation=department, at=at)
    held = {row.authority_id: row for row in queries.competences_of(department, at).filter(kind=kind)}
    for number, row in held.items():
        if number not in {authority.pk for authority in authorities}:
            row.valid_until = max(at, row.valid_from)
            row.save(update_fields=["valid_until"])
    return [
        held.get(authority.pk)
        or Competence.objects.create(
            department=department, authority=authority, kind=kind, by_name=str(by), valid_from=at
        )
        for authority in authorities
    ]
