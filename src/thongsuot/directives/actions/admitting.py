"""Somebody comes in by an invitation: the one door for every page below /moi/<secret>/, of any app."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.directives import queries
from thongsuot.directives.queries import Guest
from thongsuot.organisations import access
from thongsuot.organisations import actions as organisations

INVITATION, SHORT_CODE = "invitation", "invitation-code"


@transaction.atomic
def enter(secret: str, proof: str, *, at: datetime) -> Guest:
    """Let the holder of a link in, and show the invited organisation's rows alone for the rest of the transaction.

    `proof` is what a proven code left on the device. A page that shows takes it from the cookie `ts_moi` or from
    `?proof=`; a page that changes something takes it from the form's hidden field `proof` alone, so that no other
    site can act with the cookie (such views are csrf_exempt). Raises InvalidKey where the link opens nothing.
    """
    link = organisations.open_link(secret, purpose=INVITATION, at=at)
    access.open_to(link.organisation_id)
    invitation = queries.invitation_behind(link)
    kept = queries.proof_behind(invitation, proof, at)
    if kept is None:
        return Guest(invitation)
    access.open_to(link.organisation_id, person_id=kept.person_id)  # whose main organisation may be another one
    return Guest(invitation, queries.desk_of(invitation.organisation, at).filter(pk=kept.person_id).first())
