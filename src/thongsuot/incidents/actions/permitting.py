"""Who may touch an incident: who works on it at the enterprise, and who speaks for the site."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.duty import queries as duty
from thongsuot.incidents.models import Incident
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Actor, Organisation, Person, Role

MENDERS = (Role.Name.DUTY, Role.Name.CONTACT, Role.Name.LEADER)
KEEPERS = (Role.Name.CONTACT, Role.Name.LEADER, Role.Name.ADMINISTRATOR)  # of sources
AGREERS = (Role.Name.LEADER, Role.Name.CONTACT)  # to what leaves the enterprise
WATCHERS = (Role.Name.DUTY, Role.Name.FOLLOWER, Role.Name.LEADER)  # of a department


def require_mender(organisation: Organisation | int, by: Actor, at: datetime) -> None:
    """Let through who holds a role at the enterprise that mends, and who stands in one of its shifts."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    if isinstance(by, Person) and (shift := duty.shift_of(by, at)) is not None and shift.organisation_id == number:
        return
    access.require(by, *MENDERS, organisation=number, at=at)


def require_site(incident: Incident, by: Actor, at: datetime) -> None:
    """Let through who speaks for the site: the carrier's own word about it is not taken."""
    if incident.site_organisation_id is None:
        raise NotAllowed(_("Sự cố này không gắn với đơn vị được ưu tiên nào; chưa có gì thay đổi."))
    access.require(by, *MENDERS, *WATCHERS, organisation=incident.site_organisation_id, at=at)


def require_reporter(organisation: Organisation, site_organisation: int | None, by: Actor, at: datetime) -> bool:
    """Let through who may report an incident; tell whether the department does, which then knows of it."""
    if not isinstance(by, Person):
        return False
    if access.holds(by, *MENDERS, organisation=organisation, at=at):
        return False
    shift = duty.shift_of(by, at)
    if shift is not None and shift.organisation_id == organisation.pk:
        return False
    if site_organisation is not None and by.organisation_id == site_organisation != organisation.supervisor_id:
        return False
    access.require(by, *WATCHERS, organisation=organisation.supervisor_id or organisation.pk, at=at)
    return True
