"""Each organisation that the letter reaches gets one invitation: a way in without an account."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from thongsuot.directives import queries
from thongsuot.directives.actions import mailing
from thongsuot.directives.actions.admitting import INVITATION, SHORT_CODE
from thongsuot.directives.models import Invitation, Receipt
from thongsuot.directives.queries import OFFICERS, keys
from thongsuot.ledger.actions import move, notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor

INVITATION_LASTS = timedelta(days=180)


@transaction.atomic
def invite(receipt: Receipt, *, by: Actor, at: datetime) -> Invitation:
    """Make an organisation's invitation when the letter reaches it, and tell its contacts; twice changes nothing."""
    invitation, new = Invitation.objects.get_or_create(
        directive=receipt.directive,
        organisation=receipt.organisation,
        defaults={"reality": receipt.reality, "state": Invitation.State.INVITED, "invited_at": at},
    )
    if new:
        _open_ways(invitation, at)
        mailing.tell_invited(invitation, about=topic(receipt), by=by, at=at)
        notify(topic(invitation), invitation.organisation_id)
    return invitation


@transaction.atomic
def renew_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> Invitation:
    """End the link and the short code that are about, and send new ones."""
    require(by, *OFFICERS, organisation=invitation.directive.organisation_id, at=at)
    organisations.end_links(topic(invitation), at=at)
    serial = invitation.serial + 1
    move(invitation, Invitation.State.INVITED, by=by, at=at, serial=serial, invited_at=at, opened_at=None)
    renewed = Invitation.objects.select_related("organisation", "directive__organisation").get(pk=invitation.pk)
    _open_ways(renewed, at)
    if (receipt := queries.receipt_of(renewed.directive, renewed.organisation)) is not None:
        mailing.tell_invited(renewed, about=topic(receipt), by=by, at=at)
    return renewed


def _open_ways(invitation: Invitation, at: datetime) -> None:
    short = keys.short_secret(keys.short_code_of(invitation))
    for purpose, secret in ((INVITATION, keys.secret_of(invitation)), (SHORT_CODE, short)):
        organisations.make_link(
            organisation=invitation.organisation,
            purpose=purpose,
            row=topic(invitation),
            row_version=invitation.serial,
            secret=secret,
            until=at + INVITATION_LASTS,
            at=at,
        )
