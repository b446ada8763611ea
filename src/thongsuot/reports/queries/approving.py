"""What lies before a leader, and where the leader may be sent a code for it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from thongsuot.directives import queries as directives
from thongsuot.directives.models import Code, Directive, Invitation
from thongsuot.directives.queries import Address, keys
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Organisation, Person
from thongsuot.reports.models import Report, Submission


def to_approve(letter: Directive, organisation: Organisation) -> Report | None:
    """Return the organisation's report that lies before its leader, the nearest deadline first."""
    rows = Report.objects.filter(directive=letter, organisation=organisation, state=Report.State.PREPARED)
    told = rows.select_related("organisation", "directive__organisation", "assignment__obligation", "prepared_by")
    return told.order_by("assignment__deadline_at", "id").first()


def own_addresses(person: Person, organisation: Organisation, at: datetime) -> list[Address]:
    """Return the person's own registered numbers and addresses that can be sent a code."""
    return [address for address in directives.addresses_of(organisation, at) if address.person == person]


def last_code(report: Report, person: Person, purpose: str, at: datetime) -> Code | None:
    """Return the newest code of the person for the report that has neither ended nor been used."""
    rows = Code.objects.filter(about=topic(report), purpose=purpose, person=person, until__gt=at, used_at=None)
    return rows.order_by("-made_at", "-id").first()


def last_sent(letter: Directive, organisation: Organisation) -> Submission | None:
    """Return what the organisation sent last on the letter."""
    rows = Submission.objects.filter(report__directive=letter, organisation=organisation)
    return rows.order_by("-at", "-id").first()


def door_to_approve(report: Report, leader: Person) -> str:
    """Return where a leader approves: on the report's page, or behind the invitation without ever having a password."""
    invitation = Invitation.objects.filter(directive=report.directive_id, organisation=report.organisation_id).first()
    if leader.has_usable_password() or invitation is None:
        return report.get_absolute_url()
    return reverse("reports:guest-approve", args=[keys.secret_of(invitation)])
