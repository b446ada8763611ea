"""What came from other installs about campaigns is carried out in the order in which it came, or refused with a reason.

A package and what it brings about are one transaction. What is late or comes again changes nothing; what cannot be is
refused, and the other end is told why.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.utils import translation

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying, following, mirroring
from thongsuot.campaigns.actions.refusing import Mistyped, NoReason, NotYet, Unsuitable, Void
from thongsuot.campaigns.actions.telling import tell_department, tell_operator
from thongsuot.campaigns.models import Carriage
from thongsuot.files.actions import Refused
from thongsuot.ledger.actions import IllegalMove, notify
from thongsuot.ledger.queries import topic
from thongsuot.links import actions as links
from thongsuot.links import queries as installs
from thongsuot.links.models import Package
from thongsuot.organisations.access import NotAllowed

IMPOSSIBLE = (
    queries.Unreadable, IllegalMove, Mistyped, NoReason, NotAllowed, NotYet, Refused, Unsuitable, Void, IntegrityError,
    DataError,
)  # fmt: skip
# Classes of SQLSTATE: no connection, rolled back for others, no room, in use, ended by somebody, the machine's fault.
PASSING = frozenset({"08", "40", "53", "55", "57", "58"})
logger = logging.getLogger(__name__)
MOST = 20  # in one round: their campaigns are locked for its length
LONGEST_KEY = 36  # a UUID as it is written; what is longer names nothing of ours
LATE = "Gói tin đến sau một gói tin mới hơn của cùng phần việc; không có gì thay đổi."


def take_in(*, at: datetime) -> int:
    """Deal with the first of what came, the rest is due at once; returns how many packages there were."""
    waiting = list(queries.packages_waiting()[:MOST])
    with translation.override("vi"):  # what it says is kept
        for package in waiting:
            _take(package, at)
    return len(waiting)


def _take(package: Package, at: datetime) -> None:
    try:
        with transaction.atomic():
            note = _done(package, at)
            links.handled(package, by=links.LINE, at=at, note=note)
    except IMPOSSIBLE as error:
        _refuse(package, _said(error), at)
    except Exception as error:  # one package's error does not hold up those behind it, nor the watch over what runs
        if isinstance(error, DatabaseError) and _passes(error):
            raise  # the package is not to blame; it is taken in when the database is there again
        logger.exception("package %s could not be taken in", package.uuid)
        said = f"Chương trình không xử lý được gói tin này ({type(error).__name__})."
        _refuse(package, said, at)


def _passes(error: DatabaseError) -> bool:
    """Tell whether the database is away, full or held up; what else it says is said of the package each time anew."""
    return (getattr(error.__cause__, "sqlstate", None) or "08")[:2] in PASSING


def _done(package: Package, at: datetime) -> str:
    """Carry out what a package says and return what is to be noted of it."""
    told = queries.told(package)
    if package.kind == queries.REFUSAL:
        return _objected(package, told, at)
    carriage = queries.carried_as(told["share"])
    if carriage is None and package.kind == queries.ORDER:
        return mirroring.begin(package, told, at=at)
    carriage = _own(package, carriage)
    if _late(carriage, package, told):
        return LATE
    _noted(carriage, package, told, at)
    if package.kind == queries.ORDER:
        mirroring.obey(carriage, package, told, at=at)
    else:
        following.follow(carriage, package, told, at=at)
    return ""


def _own(package: Package, carriage: Carriage | None) -> Carriage:
    """Refuse what speaks of somebody else's share: an order not of its department, a step not of its operator."""
    ours = package.kind == queries.ORDER
    teller = (carriage.share.department_id if ours else carriage.share.organisation_id) if carriage else None
    if carriage is None or carriage.mirrored != ours or teller != package.organisation_id:
        raise NotAllowed("Gói tin nói về phần việc không thuộc hệ thống gửi; chưa có gì thay đổi.")
    return carriage


def _late(carriage: Carriage, package: Package, told: dict[str, Any]) -> bool:
    """Tell whether something newer came before: by number, unless the sender has counted anew since a loss."""
    before = carriage.told_at is not None and package.created_at <= carriage.told_at
    return told["number"] <= carriage.taken and before


def _noted(carriage: Carriage, package: Package, told: dict[str, Any], at: datetime) -> None:
    carriage.taken, carriage.known = told["number"], told["taken"]
    carriage.told_at, carriage.taken_at, carriage.trouble, carriage.objected = package.created_at, at, "", False
    carriage.save(update_fields=["taken", "known", "told_at", "taken_at", "trouble", "objected"])
    notify(topic(carriage.share), carriage.organisation_id)


def _refuse(package: Package, reason: str, at: datetime) -> None:
    """Keep the package as refused, and tell its sender and our own people why; in few words, whatever it holds."""
    reason = queries.brief(reason)
    with transaction.atomic():
        links.refuse(package, reason=reason, by=links.LINE, at=at)
        if package.kind == queries.REFUSAL:
            return
        value = installs.value(package)
        key = queries.brief(str(value.get("share", ""))[:LONGEST_KEY]) if isinstance(value, dict) else ""
        to = package.organisation
        carrying.object_to(str(package.uuid), key, reason, to=to, by=links.LINE, at=at)
        if (carriage := queries.carriage_named(key, to)) is not None:
            _trouble(carriage, f"Không nhận được gói tin vừa đến: {reason}", at)


def _objected(package: Package, told: dict[str, Any], at: datetime) -> str:
    """Write on our package why the other end did not take it, and tell our people."""
    for ours in installs.outgoing(told["package"], package.organisation.code):
        links.objected(ours, reason=told["reason"])
    if (carriage := queries.carriage_named(told["share"], package.organisation)) is not None:
        _trouble(carriage, f"Hệ thống bên kia không thực hiện được: {told['reason']}", at, objected=True)
    return str(told["reason"])


def _trouble(carriage: Carriage, words: str, at: datetime, *, objected: bool = False) -> None:
    carriage.trouble, carriage.objected = words, objected
    carriage.save(update_fields=["trouble", "objected"])
    share, by = carriage.share, links.LINE
    if carriage.mirrored:
        tell_operator(share, "gói tin không nhận được", words, by=by, at=at, priority=1)
    else:
        tell_department(share.campaign, "gói tin không nhận được", words, by=by, at=at, about=share)
    notify(topic(share), share.organisation_id)


def _said(error: BaseException) -> str:
    if isinstance(error, IntegrityError | DataError):
        return "Nội dung gói tin trái với điều kiện của cơ sở dữ liệu; chưa có gì thay đổi."
    return str(error)
