"""A telephone reads duty by a secret address, which whoever it belongs to renews or ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from thongsuot.duty import queries
from thongsuot.organisations import access
from thongsuot.organisations.actions import InvalidKey, end_links, make_link, open_link
from thongsuot.organisations.models import Organisation, Person

LASTS = timedelta(days=366)


def _asked(owner: queries.Owner, by: Person, at: datetime) -> Organisation:
    """Ask whether the person may decide about a feed; return the organisation that it belongs to."""
    if isinstance(owner, Organisation):
        access.require(by, *queries.KEEPERS, organisation=owner, at=at)
        return owner
    if owner != by:
        access.require(by, organisation=owner.organisation_id, at=at)  # nobody's role opens somebody else's calendar
    return owner.organisation


@transaction.atomic
def renew_feed(owner: queries.Owner, *, by: Person, at: datetime) -> str:
    """Give a feed a new secret address, and end the one before; the secret is returned once and kept nowhere."""
    organisation, row = _asked(owner, by, at), queries.feed_row(owner)
    end_links(row, at=at)
    _link, secret = make_link(
        organisation=organisation, purpose=queries.PURPOSE, row=row, row_version=1, until=at + LASTS, at=at
    )
    return secret


@transaction.atomic
def end_feed(owner: queries.Owner, *, by: Person, at: datetime) -> int:
    """Let the address of a feed open nothing any more."""
    _asked(owner, by, at)
    return end_links(queries.feed_row(owner), at=at)


def open_feed(secret: str, *, at: datetime) -> queries.Owner:
    """Return whose shifts the address shows, and open the walls as far as that."""
    link = open_link(secret, purpose=queries.PURPOSE, at=at)
    access.open_to(link.organisation_id)
    owner = queries.owner_of(link)
    if owner is None:
        raise InvalidKey
    return owner
