"""A file was carried here: a package, or the receipt of one of ours."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.engines import package as engine
from thongsuot.engines.package import Reason, Unacceptable
from thongsuot.links.actions.comparing import kept_by
from thongsuot.links.actions.counting import count_refusal
from thongsuot.links.actions.receiving import Answered, receive
from thongsuot.links.actions.settling import believed, settle
from thongsuot.links.models import Direction, Key, Package
from thongsuot.links.states import PackageState
from thongsuot.organisations.models import Actor


@transaction.atomic
def take_by_hand(data: bytes, *, by: Actor, at: datetime) -> Answered:
    """Take a file that was carried here: a package, or the receipt of one of ours."""
    kept_by(by, at)
    if not engine.is_receipt(data):
        return receive(data, by=by, at=at)
    try:
        return _take_receipt(data, by, at)
    except Unacceptable as error:
        count_refusal(error.reason, at=at)
        return Answered(error.reason)


def _take_receipt(data: bytes, by: Actor, at: datetime) -> Answered:
    """Write down what a receipt says, and tell it; the key that it names says whose package is meant."""
    told = engine.read_receipt(data).receipt
    key = Key.objects.filter(fingerprint=told.sender).first()
    rows = Package.objects.select_for_update(of=("self",)).select_related("install")
    row = rows.filter(install=key.install_id, direction=Direction.OUT, uuid=told.uuid).first() if key else None
    if row is None:
        raise Unacceptable(Reason.NOT_OURS, "receipt")
    if bytes(row.receipt or b"") == data:
        return Answered(told.reason, data, row)  # believed before
    if row.state in (PackageState.QUEUED, PackageState.SENDING, PackageState.WITHDRAWN):
        row = settle(row, data, by=by, at=at)
    else:
        believed(row, data)
    return Answered(told.reason, data, row)
