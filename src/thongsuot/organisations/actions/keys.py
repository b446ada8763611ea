"""Keys for machines and links for people: shown once, kept as hashes."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.organisations import access
from thongsuot.organisations.models import Credential, Organisation, SignedLink


class InvalidKey(Exception):
    """The key or link is unknown, used up, ended, or for something else."""

    def __init__(self) -> None:
        super().__init__(_("Đường dẫn hoặc mã này không còn hiệu lực. Hãy đề nghị đơn vị đã gửi cấp đường dẫn mới."))


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


def issue_credential(
    *, organisation: Organisation, name: str, scopes: list[str], until: datetime, at: datetime
) -> tuple[Credential, str]:
    """Give a machine its key; the secret is returned once and never kept."""
    secret = secrets.token_urlsafe(32)
    row = Credential.objects.create(
        organisation=organisation, name=name, scopes=scopes, secret_hash=_hash(secret), valid_from=at, valid_until=until
    )
    return row, secret


def use_credential(secret: str, *, scope: str, at: datetime) -> Credential:
    """Return the credential of a machine that knocks, and note when it did."""
    access.show_secret(_hash(secret))
    row = Credential.objects.filter(secret_hash=_hash(secret), scopes__contains=[scope]).first()
    if row is None or not row.valid_from <= at < (row.valid_until or at):
        raise InvalidKey
    row.last_used_at = at
    row.save(update_fields=["last_used_at"])
    return row


def make_link(
    *,
    organisation: Organisation,
    purpose: str,
    row: str,
    row_version: int,
    until: datetime,
    at: datetime,
    single_use: bool = False,
    secret: str = "",
) -> tuple[SignedLink, str]:
    """Make a link to one row in one version; the secret, one's own or a random one, is returned and never kept."""
    secret = secret or secrets.token_urlsafe(24)
    link = SignedLink.objects.create(
        organisation=organisation,
        purpose=purpose,
        row=row,
        row_version=row_version,
        secret_hash=_hash(secret),
        single_use=single_use,
        valid_from=at,
        valid_until=until,
    )
    return link, secret


@transaction.atomic
def open_link(secret: str, *, purpose: str, at: datetime, use: bool = False) -> SignedLink:
    """Return the link behind a secret; a single-use link is spent when `use` says that the act was done."""
    access.show_secret(_hash(secret))
    link = SignedLink.objects.select_for_update().filter(secret_hash=_hash(secret), purpose=purpose).first()
    if link is None or not link.valid_from <= at < (link.valid_until or at):
        raise InvalidKey
    if link.single_use and link.used_at is not None:
        raise InvalidKey
    if use:
        link.used_at = link.used_at or at
        link.save(update_fields=["used_at"])
    return link


def end_links(row: str, *, at: datetime) -> int:
    """End every link to a row; what was done by them stays."""
    return SignedLink.objects.filter(row=row, valid_until__gt=at).update(valid_until=at)
