"""An officer calls an organisation back: a code is read out, and whoever was not registered is entered."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import proving
from thongsuot.directives.actions.visiting import matter_of
from thongsuot.directives.models import Invitation
from thongsuot.directives.queries import OFFICERS
from thongsuot.organisations import access
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.models import Person, Role


def _require_officer(by: Person, invitation: Invitation, at: datetime) -> None:
    access.require(by, *OFFICERS, organisation=invitation.directive.organisation_id, at=at)


@transaction.atomic
def call_back(invitation: Invitation, person: Person, *, by: Person, at: datetime) -> str:
    """Return the code that the officer reads out to a registered person."""
    _require_officer(by, invitation, at)
    if not queries.desk_of(invitation.organisation, at).filter(pk=person.pk).exists():
        raise access.NotAllowed(
            _(
                "%(who)s không phải người được đăng ký của đơn vị; chưa có gì thay đổi. "
                "Hãy ghi người ấy làm đầu mối trước."
            )
            % {"who": person}
        )
    return proving.read_out_code(matter_of(invitation), person, by=by, at=at)


@transaction.atomic
def admit_by_call(invitation: Invitation, *, name: str, phone: str, by: Person, at: datetime) -> tuple[Person, str]:
    """Enter somebody as the organisation's contact after a call, and return the code to be read out."""
    _require_officer(by, invitation, at)
    organisation = invitation.organisation
    person = organisations.add_person(
        username=f"{organisation.code}.{secrets.token_hex(4)}", name=name, organisation=organisation, phone=phone
    )
    organisations.grant(person, Role.Name.CONTACT, organisation=organisation, by=by, at=at)
    return person, call_back(invitation, person, by=by, at=at)
