"""What the other end has signed is written down; what it has not signed goes again."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

from django.db import transaction

from thongsuot.engines import package as engine
from thongsuot.engines.package import Reason, Receipt, Unacceptable
from thongsuot.ledger.actions import move, notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.links import queries
from thongsuot.links.models import Install, Package
from thongsuot.links.states import PackageState
from thongsuot.organisations.models import Actor


class ClaimLost(Exception):  # named for what happened (STYLE 10)
    """Somebody else has taken the package since this sender claimed it."""

    def __init__(self, package: Package) -> None:
        super().__init__(
            f"Gói tin {package.uuid} đã được tiến trình khác xử lý; kết quả của lần gửi này không được ghi."
        )


@transaction.atomic
def settle(package: Package, receipt: bytes, *, by: Actor, at: datetime) -> Package:
    """Write down what the other install has signed; raises `Unacceptable` where that is no answer to this package.

    `package` is a claim (its epoch is the fence), or a row that is not claimed and whose receipt came by hand; one that
    was taken out of the queue in doubt is delivered after all when the other end says so.
    """
    row = _held(package, PackageState.SENDING, PackageState.QUEUED, PackageState.WITHDRAWN)
    told = believed(row, receipt)
    _answered(row.install_id, at, well=told.taken or told.reason in queries.FINAL)
    if told.taken:
        return move(row, PackageState.DELIVERED, by=by, at=at, received_at=at, receipt=receipt, outcome="")
    if row.state == PackageState.WITHDRAWN:
        return row
    said = queries.kept_words(queries.SAID.get(told.reason, told.reason))
    if told.reason in queries.FINAL:
        return move(row, PackageState.REFUSED, by=by, at=at, receipt=receipt, outcome=said, note=said)
    return _back(row, by=by, at=at, outcome=said, opened=True)


def _held(package: Package, *states: PackageState) -> Package:
    """Return the row, locked, if the claim is still the caller's own."""
    rows = Package.objects.select_for_update(of=("self",)).filter(pk=package.pk, epoch=package.epoch)
    row = rows.filter(state__in=states or (PackageState.SENDING,)).first()
    if row is None:
        raise ClaimLost(package)
    return row


def _answered(install: int, at: datetime, *, well: bool) -> None:
    """Note that an install answered; whether the way to it works is another question."""
    works: dict[str, Any] = {"failures": 0, "due_at": None, "trouble": ""} if well else {}
    Install.objects.filter(pk=install).update(seen_at=at, **works)


def believed(package: Package, data: bytes) -> Receipt:
    """Return a receipt that a pinned key of the package's install has signed for these very bytes."""
    came = engine.read_receipt(data)
    told = came.receipt
    pinned = queries.keys_in_force(package.install).filter(fingerprint=told.sender).first()
    if pinned is None:
        raise Unacceptable(Reason.UNKNOWN_KEY, "receipt")
    if not came.signed_by(pinned.key):
        raise Unacceptable(Reason.BAD_SIGNATURE, "receipt")
    if (told.uuid, told.digest) != (package.uuid, hashlib.sha256(bytes(package.envelope or b"")).hexdigest()):
        raise Unacceptable(Reason.OTHER_BYTES, "receipt")
    return told


@transaction.atomic
def give_back(package: Package, *, outcome: str, by: Actor, at: datetime) -> Package:
    """Put a claimed package back in its place: sent again it is known by its uuid, so nothing is doubled."""
    return _back(_held(package), by=by, at=at, outcome=outcome)


@transaction.atomic
def give_up(package: Package, *, outcome: str, by: Actor, at: datetime) -> Package:
    """Say that a claimed package cannot be put together any more, so that those behind it can go."""
    return move(_held(package), PackageState.REFUSED, by=by, at=at, outcome=outcome, note=outcome)


def _back(row: Package, *, by: Actor, at: datetime, outcome: str, opened: bool = False) -> Package:
    """Queue again; an envelope that the other end says it cannot take is made anew, under the keys of then."""
    fresh: dict[str, Any] = {"envelope": None, "signature": None, "sequence": None} if opened else {}
    if row.state == PackageState.QUEUED:  # its answer came by hand
        Package.objects.filter(pk=row.pk).update(outcome=outcome, **fresh)
        row.refresh_from_db(fields=["outcome", *fresh])
        notify(topic(row), row.organisation_id)
        wake_timer()
        return row
    return move(row, PackageState.QUEUED, by=by, at=at, outcome=outcome, **fresh)
