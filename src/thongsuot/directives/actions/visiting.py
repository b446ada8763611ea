"""What somebody with an invitation does: look in, ask for a code, prove it, acknowledge the letter."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import pacing, proving, receipts
from thongsuot.directives.actions.admitting import SHORT_CODE, enter
from thongsuot.directives.actions.proving import Matter
from thongsuot.directives.models import Code, Invitation, Proof, Receipt
from thongsuot.directives.queries import Guest, keys
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.actions import InvalidKey
from thongsuot.organisations.models import System

ENTER = "enter"
PROOF_LASTS = timedelta(days=7)
TYPING = pacing.Rule("short-code", free=5, first=timedelta(seconds=15), longest=timedelta(minutes=10))
GUEST = System("khách mời")


class UnknownShortCode(Exception):
    """No invitation that holds has these digits."""

    def __init__(self) -> None:
        super().__init__(_("Không có phiếu mời mang mã này. Hãy xem lại các chữ số in trên phiếu rồi nhập lại."))


class UnknownAddress(Exception):
    """The number or address chosen is not, or no longer, registered for the organisation."""

    def __init__(self) -> None:
        super().__init__(_("Số điện thoại hoặc địa chỉ này không còn được đăng ký; chưa gửi mã. Hãy chọn lại."))


def matter_of(invitation: Invitation) -> Matter:
    """Return what a code to come in by this invitation is for."""
    return Matter(invitation.organisation, invitation.reality, ENTER, topic(invitation))


@transaction.atomic
def look_in(secret: str, proof: str, *, at: datetime) -> Guest:
    """Enter, and note that the invitation was opened."""
    guest = enter(secret, proof, at=at)
    if guest.invitation.state == Invitation.State.INVITED:
        move(guest.invitation, Invitation.State.OPENED, by=guest.person or GUEST, at=at, opened_at=at)
    return guest


def find_by_short_code(typed: str, *, client: str, at: datetime) -> str:
    """Return the secret of the invitation whose digits were typed; wrong ones from one place are slowed down.

    A right one forgives nothing: whoever has one slip in hand must not guess at the others for it.
    """
    with transaction.atomic():
        found = _found(typed, client, at)
    if found is None:
        raise UnknownShortCode
    return keys.secret_of(found)


def _found(typed: str, client: str, at: datetime) -> Invitation | None:
    pace = pacing.held(TYPING, client, at)
    try:
        link = organisations.open_link(keys.short_secret(typed), purpose=SHORT_CODE, at=at)
    except InvalidKey:
        pacing.count(TYPING, pace, at)
        return None
    access.open_to(link.organisation_id)
    return queries.invitation_behind(link)


def ask_code(secret: str, key: str, *, at: datetime) -> Code:
    """Send a code to one of the registered addresses, named by its key."""
    invitation = enter(secret, "", at=at).invitation
    known = {address.key: address for address in queries.addresses_of(invitation.organisation, at)}
    if key not in known:
        raise UnknownAddress
    return proving.send_code(matter_of(invitation), known[key].person, known[key], at=at)


def prove(
    secret: str, typed: str, *, person_id: int | None, acknowledge: bool = False, at: datetime
) -> tuple[Guest, str]:
    """Let the holder of a code in as its person; return the proof that the device keeps.

    Without a person the code is one that was read out on the telephone. Acknowledges the letter where that is asked.
    """
    invitation = enter(secret, "", at=at).invitation
    desk = queries.desk_of(invitation.organisation, at)
    person = None if person_id is None else desk.filter(pk=person_id).first()
    if person_id is not None and person is None:
        raise UnknownAddress
    code = proving.check_code(matter_of(invitation), typed, person=person, at=at)
    with transaction.atomic():
        proof = secrets.token_urlsafe(24)
        Proof.objects.create(
            organisation=invitation.organisation,
            reality=invitation.reality,
            invitation=invitation,
            person=code.person,
            secret_hash=keys.proof_hash(proof),
            way=code.way,
            made_at=at,
            until=at + PROOF_LASTS,
        )
        guest = enter(secret, proof, at=at)
        if acknowledge:
            _acknowledge(guest, at)
    return guest, proof


@transaction.atomic
def acknowledge_as_guest(secret: str, proof: str, *, at: datetime) -> Receipt:
    """Confirm as a proven guest that the letter reached the organisation; a second time changes nothing."""
    return _acknowledge(enter(secret, proof, at=at), at)


def _acknowledge(guest: Guest, at: datetime) -> Receipt:
    receipt = queries.receipt_of(guest.invitation.directive, guest.invitation.organisation)
    if receipt is None:
        raise InvalidKey
    if receipt.state != Receipt.State.SENT:
        return receipt
    return receipts.acknowledge(receipt, by=guest.require_proven(), at=at)
