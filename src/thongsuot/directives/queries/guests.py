"""Who comes in by an invitation, and whom the organisation registered to be reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thongsuot.directives.models import Code, Invitation, Proof
from thongsuot.directives.queries import keys
from thongsuot.organisations.models import Organisation, Person, Role, SignedLink
from thongsuot.organisations.queries import delegations_in_force, holders, in_force

AT_THE_DESK = (Role.Name.CONTACT, Role.Name.LEADER, Role.Name.DUTY, Role.Name.REGISTRY)
SHORT_NAME = 3
OFFICERS = (Role.Name.LEADER, Role.Name.FOLLOWER, Role.Name.DUTY)  # who at the department speaks with those invited


class NotProven(PermissionError):  # named for what happened (STYLE 10)
    """Whoever holds the link has not shown who they are, or did so too long ago."""

    def __init__(self) -> None:
        super().__init__(
            _("Cần xác nhận bằng mã trước khi thực hiện bước này. Nội dung đã nhập được giữ; hãy nhận mã mới.")
        )


@dataclass(frozen=True)
class Guest:
    """Whoever holds an invitation's link; a person only where a proof says so."""

    invitation: Invitation
    person: Person | None = None

    @property
    def proven(self) -> bool:
        """Tell whether a code has shown who the guest is."""
        return self.person is not None

    def require_proven(self) -> Person:
        """Return the person who acts, or refuse."""
        if self.person is None:
            raise NotProven
        return self.person


def invitation_behind(link: SignedLink) -> Invitation:
    """Return the invitation that a link opens."""
    rows = Invitation.objects.select_related("organisation", "directive__organisation")
    return rows.get(pk=int(link.row.partition(":")[2]))


def proof_behind(invitation: Invitation, proof: str, at: datetime) -> Proof | None:
    """Return the proof that a device keeps, if it still holds for this invitation."""
    if not proof:
        return None
    return invitation.proofs.filter(secret_hash=keys.proof_hash(proof), until__gt=at).first()


def desk_of(organisation: Organisation, at: datetime) -> QuerySet[Person]:
    """Return the organisation's people who may act for it on a letter, and those who act for them meanwhile."""
    own = holders(*AT_THE_DESK, organisation=organisation, at=at)
    given = delegations_in_force(at).filter(organisation=organisation, giver__in=own)
    return Person.objects.filter(Q(pk__in=own) | Q(pk__in=given.values("delegate")), is_active=True)


@dataclass(frozen=True)
class Address:
    """One way to reach a person who is registered, and how a stranger may be shown it."""

    person: Person
    role: str
    way: str
    place: str

    @property
    def key(self) -> str:
        """Return how a form names the address without telling it."""
        return f"{self.person.pk}-{self.way}-{keys.keyed('address', self.place).hex()[:8]}"

    @property
    def masked(self) -> str:
        """Return enough for its owner to know it, and too little for anybody else."""
        return masked(self.place)


def masked(place: str) -> str:
    """Return a telephone number or e-mail address with its middle hidden: 0912 *** *34, h***g@dd-1.example."""
    name, at, domain = place.partition("@")
    if at:
        last = name[-1] if len(name) > SHORT_NAME else ""  # colleagues have addresses that begin alike
        return f"{name[:1]}***{last}@{domain}"
    digits = keys.digits_of(place)
    return f"{digits[:4]} *** *{digits[-2:]}"


def addresses_of(organisation: Organisation, at: datetime) -> list[Address]:
    """Return every number and address at which the organisation's people may be sent a code, contacts first."""
    return [address for address in known_addresses(organisation, at) if address.way != Code.Way.CALL]


def known_addresses(organisation: Organisation, at: datetime) -> list[Address]:
    """Return the same, and the numbers that can only be called because no messages leave for telephones."""
    held = Role.objects.filter(in_force(at), organisation=organisation, name__in=AT_THE_DESK, person__is_active=True)
    roles = sorted(held.select_related("person"), key=lambda role: (AT_THE_DESK.index(Role.Name(role.name)), role.pk))
    people: dict[Person, str] = {}
    for role in roles:
        people.setdefault(role.person, role.get_name_display())
    for person in desk_of(organisation, at):
        people.setdefault(person, _("Người được ủy quyền"))
    by_telephone = Code.Way.SMS if settings.SMS_URL else Code.Way.CALL
    found = []
    for person, label in people.items():
        found += [Address(person, label, by_telephone, phone) for phone in person.phones]
        if person.email:
            found.append(Address(person, label, Code.Way.EMAIL, person.email))
    return found
