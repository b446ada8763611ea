"""Something came from another install: it is believed and kept, or it is not and only counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from thongsuot.engines import package as engine
from thongsuot.engines.package import Parcel, Reason, Receipt, Unacceptable
from thongsuot.files import actions as files
from thongsuot.ledger.actions import notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.links import queries
from thongsuot.links.actions.counting import count_refusal
from thongsuot.links.models import Attachment, Direction, Install, Key, Package
from thongsuot.links.states import PackageState
from thongsuot.organisations.models import Act, Actor, System

LATEST = 9000  # the year from which on nobody's calendar goes on: such a moment cannot be shown
LINE = System("Liên thông")  # who acts when something goes or comes by itself


@dataclass(frozen=True)
class Answered:
    """What the sender is told: no reason where the package is kept, and a receipt where the sender is known."""

    reason: str
    receipt: bytes = b""
    package: Package | None = None

    @property
    def taken(self) -> bool:
        """Tell whether the package is kept here."""
        return not self.reason


@transaction.atomic
def receive(data: bytes, *, by: Actor, at: datetime) -> Answered:
    """Keep a package that came, or count why not; the same bytes again are answered by the same receipt."""
    try:
        return _receive(data, by, at)
    except Unacceptable as error:
        count_refusal(error.reason, at=at)
        return Answered(error.reason)


def _receive(data: bytes, by: Actor, at: datetime) -> Answered:
    parcel = engine.unpack(data)
    key = Key.objects.filter(fingerprint=parcel.envelope.sender).first()
    if key is None:
        raise Unacceptable(Reason.UNKNOWN_KEY)
    parcel.check(key.key)
    if parcel.envelope.created_at.year >= LATEST:
        raise Unacceptable(Reason.MALFORMED, "a moment")
    rows = Install.objects.select_for_update(of=("self",), no_key=True).select_related("organisation")
    install = rows.get(pk=key.install_id)
    known = Package.objects.filter(install=install, direction=Direction.IN, uuid=parcel.envelope.uuid).first()
    if known is not None:
        return _again(known, parcel, at)
    if reason := _refusal(parcel, key, install):
        count_refusal(reason, at=at)
        return Answered(reason, _receipt(parcel, at, reason))
    row = _kept(parcel, install, by, at)
    _seen(install, at)
    return Answered("", bytes(row.receipt or b""), row)


def _refusal(parcel: Parcel, key: Key, install: Install) -> str:
    """Return why a package that is truly signed by a key we know is not taken, or nothing."""
    if key.valid_until is not None or install.valid_until is not None:
        return Reason.REVOKED_KEY
    if parcel.envelope.recipient not in queries.ours():
        return Reason.NOT_OURS
    if not parcel.envelope.reality == install.reality == settings.REALITY:
        return Reason.WRONG_REALITY
    return ""


def _again(known: Package, parcel: Parcel, at: datetime) -> Answered:
    """Answer a second copy as the first one, by the key that signs now; other bytes under its uuid are noted once."""
    if bytes(known.envelope or b"") == parcel.head:
        return Answered("", queries.receipt(known), known)
    if known.disputed_at is None:
        known.disputed_at = at
        known.save(update_fields=["disputed_at"])
        notify(topic(known), known.organisation_id)
    count_refusal(Reason.OTHER_BYTES, at=at)
    return Answered(Reason.OTHER_BYTES, _receipt(parcel, at, Reason.OTHER_BYTES), known)


def _receipt(parcel: Parcel, at: datetime, reason: str = "") -> bytes:
    """Sign the answer with the key that signs now: the one that it was addressed to may be ended at the sender's."""
    key = queries.own_key()
    told = Receipt(
        uuid=parcel.envelope.uuid,
        digest=parcel.digest,
        sender=key.public.fingerprint,
        recipient=parcel.envelope.sender,
        at=at,
        reason=reason,
    )
    return engine.answer(told, key)


def _kept(parcel: Parcel, install: Install, by: Actor, at: datetime) -> Package:
    told = parcel.envelope
    root: dict[str, Any] = {"organisation": install.organisation, "reality": install.reality}
    row = Package.objects.create(
        **root,
        uuid=told.uuid,
        kind=told.kind,
        direction=Direction.IN,
        install=install,
        state=PackageState.RECEIVED,
        body=parcel.body,
        sequence=told.sequence,
        envelope=parcel.head,
        signature=parcel.signature,
        receipt=_receipt(parcel, at),
        created_at=told.created_at,
        received_at=at,
        at=at,
        **Act.fields_of(by),
    )
    for place, (named, came) in enumerate(zip(told.attachments, parcel.attachments, strict=True)):
        file = files.store(came, name=named.name, by=by, at=at, **root)
        Attachment.objects.create(package=row, file=file, name=named.name, position=place, **root)
    notify(topic(row), row.organisation_id)
    return row


def _seen(install: Install, at: datetime) -> None:
    """Note a sign of life: what waits for an install that speaks again is sent at once."""
    Install.objects.filter(pk=install.pk).update(seen_at=at, due_at=None)
    wake_timer()
