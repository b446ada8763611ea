"""What an invited organisation is shown before it proves anything, and who of all invited has come in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from thongsuot.directives.models import Amendment, Assignment, Code, Directive, Invitation, Proof, Receipt
from thongsuot.directives.queries import guests
from thongsuot.directives.queries.amending import amendments_of
from thongsuot.directives.queries.guests import Address
from thongsuot.directives.queries.work import receipt_of
from thongsuot.directives.states import AssignmentState
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.organisations.queries import in_force


@dataclass(frozen=True)
class Invited:
    """The letter as its invitation tells of it: whose, how much, until when; and how to be recognised."""

    letter: Directive
    organisation: Organisation
    receipt: Receipt | None
    duties: int
    deadline_at: datetime | None
    addresses: list[Address]

    @property
    def reachable(self) -> list[Address]:
        """Return where a code can be sent."""
        return [address for address in self.addresses if address.way != Code.Way.CALL]

    @property
    def in_force(self) -> bool:
        """Tell whether the letter still asks for something."""
        return self.letter.state == Directive.State.ISSUED

    @property
    def amended_by(self) -> list[Amendment]:
        """Return by which later letters this one was changed, the oldest first."""
        return amendments_of(self.letter).amended_by

    @property
    def waits(self) -> bool:
        """Tell whether the letter still waits to be acknowledged."""
        return self.in_force and self.receipt is not None and self.receipt.state == Receipt.State.SENT


def invited(invitation: Invitation, at: datetime) -> Invited:
    """Return what the holder of an invitation may know, proven or not."""
    own = Assignment.objects.filter(directive=invitation.directive_id, organisation=invitation.organisation_id)
    live = own.exclude(state=AssignmentState.WITHDRAWN)
    told = live.aggregate(duties=Count("obligation", distinct=True), first=Min("deadline_at", filter=_ahead(at)))
    return Invited(
        letter=invitation.directive,
        organisation=invitation.organisation,
        receipt=receipt_of(invitation.directive, invitation.organisation),
        duties=told["duties"],
        deadline_at=told["first"] or live.aggregate(last=Min("deadline_at"))["last"],
        addresses=guests.known_addresses(invitation.organisation, at),
    )


def _ahead(at: datetime) -> Q:
    return Q(deadline_at__gte=at) & ~Q(state=AssignmentState.DONE)


def last_code(invitation: Invitation, person: int | None) -> Code | None:
    """Return the newest code that was sent to a person to come in by."""
    if person is None:
        return None
    return Code.objects.filter(about=topic(invitation), person=person).exclude(way=Code.Way.CALL).first()


def calls_of(invitation: Invitation) -> QuerySet[Code]:
    """Return who read out codes for an invitation, the newest first."""
    rows = Code.objects.filter(about=topic(invitation), way=Code.Way.CALL)
    return rows.select_related("person", "read_by")


def first_deadlines(directive: Directive) -> dict[int, datetime]:
    """Return by organisation the first deadline that the letter sets it."""
    rows = directive.assignments.exclude(state=AssignmentState.WITHDRAWN).filter(deadline_at__isnull=False)
    return dict(rows.order_by().values_list("organisation").annotate(Min("deadline_at")))


@dataclass(frozen=True)
class Entry:
    """How far one organisation has come with its invitation."""

    receipt: Receipt
    invitation: Invitation | None
    proof: Proof | None
    people: list[Person]

    @property
    def step(self) -> str:
        """Return the furthest step: invited, opened, proven or acknowledged."""
        if self.receipt.state == Receipt.State.ACKNOWLEDGED:
            return "acknowledged"
        if self.proof is not None:
            return "proven"
        return str(self.invitation.state) if self.invitation else "uninvited"

    @property
    def first_phone(self) -> str:
        """Return the number to call first."""
        return next((phone for person in self.people for phone in person.phones), "")


def entries(directive: Directive, at: datetime) -> list[Entry]:
    """Return who has come in, for every organisation that the letter reached and that one may see."""
    receipts = list(directive.receipts.select_related("organisation", "acknowledged_by"))
    invitations = {row.organisation_id: row for row in directive.invitations.all()}
    proofs: dict[int, Proof] = {}
    for proof in Proof.objects.filter(invitation__directive=directive).select_related("person").order_by("made_at"):
        proofs[proof.organisation_id] = proof
    people = _people([receipt.organisation_id for receipt in receipts], at)
    return [
        Entry(row, invitations.get(row.organisation_id), proofs.get(row.organisation_id), people[row.organisation_id])
        for row in receipts
    ]


def _people(organisations: list[int], at: datetime) -> dict[int, list[Person]]:
    """Return by organisation who is registered, contacts first; everybody once."""
    held = Role.objects.filter(in_force(at), organisation__in=organisations, name__in=guests.AT_THE_DESK)
    rows = held.filter(person__is_active=True).select_related("person")
    found: dict[int, list[Person]] = {organisation: [] for organisation in organisations}
    for role in sorted(rows, key=lambda role: (guests.AT_THE_DESK.index(Role.Name(role.name)), role.pk)):
        if role.person not in found[role.organisation_id]:
            found[role.organisation_id].append(role.person)
    return found
