"""An order by telephone or at a meeting is written down at once; the signed letter is tied to it when it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions.receiving import head_of, receive
from thongsuot.directives.models import Directive
from thongsuot.engines import letter as engine
from thongsuot.files import actions as files
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Organisation, Role

AT_THE_REGISTER = (Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY)


class NothingToTie(Exception):
    """The letter was withdrawn, or its signed copy is there already."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Văn bản này đã hủy hoặc đã có bản ký; chưa có gì thay đổi, bản ký đang lưu được giữ nguyên. "
                "Hãy mở văn bản để đối chiếu."
            )
        )


@dataclass(frozen=True)
class Instruction:
    """Who gave an order, in which way and when."""

    speaker: str
    way: str
    said_at: datetime


@dataclass(frozen=True)
class Signed:
    """The signed letter: its bytes, what was read in it, and what a person typed from its head."""

    name: str
    data: bytes
    reading: dict[str, Any] | None = None  # none where it is a scan without text
    number: str = ""
    dated_on: date | None = None


@transaction.atomic
def note_order(
    told: Instruction, reading: dict[str, Any], *, organisation: Organisation, reality: str, by: Actor, at: datetime
) -> Directive:
    """Enter an order as it was noted: its duties wait for the review like those of any letter."""
    if told.said_at > at:
        raise NotYetSaid
    heard = [_with_limit(duty, told.said_at) for duty in reading["obligations"]]
    unsigned = {"doc_type": str(Directive.Origin(told.way).label), "number": None, "date": None}
    directive = receive(
        {**reading, **unsigned, "obligations": heard},
        file=None,
        organisation=organisation,
        reality=reality,
        by=by,
        at=at,
    )
    return ledger.amend(
        directive,
        version=directive.version,
        by=by,
        at=at,
        origin=told.way,
        instructed_by=told.speaker,
        instructed_at=told.said_at,
        noted_by_id=getattr(queries.person_or_none(by), "pk", None),
    )


class NotYetSaid(ValueError):
    """Nobody notes an order before it was given."""

    def __init__(self) -> None:
        super().__init__(
            _("Thời điểm nhận chỉ đạo không thể sau thời điểm ghi; chưa có gì được ghi nhận. Hãy sửa lại giờ nhận.")
        )


def _with_limit(duty: dict[str, Any], said_at: datetime) -> dict[str, Any]:
    """Let "before five" mean the day of the order where the words name no other."""
    known = duty["deadline"] or {}
    if known.get("at") or duty["mode"] == "recurring":
        return duty
    limit = engine.heard(duty["quote"], said_at)
    if limit is None or limit.at is None:
        return duty
    return {**duty, "deadline": {"at": limit.at.isoformat(), "relation": str(limit.relation), "text": limit.text}}


@transaction.atomic
def tie(directive: Directive, signed: Signed, *, by: Actor, at: datetime) -> tuple[Directive, File]:
    """Tie the signed letter: number, date and copy come from it, the duties stay as they were reviewed."""
    require(by, *AT_THE_REGISTER, organisation=directive.organisation_id, at=at)
    current = Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk)
    if current.state == Directive.State.WITHDRAWN or current.signed_id is not None:
        raise NothingToTie
    kept = files.store(
        signed.data, name=signed.name, organisation=directive.organisation, reality=directive.reality, by=by, at=at
    )
    if kept.quarantined_at is not None:
        return current, kept
    changes = {"signed_id": kept.pk, "tied_at": at, **_head(current, signed)}
    return ledger.amend(current, version=current.version, by=by, at=at, **changes), kept


def _head(directive: Directive, signed: Signed) -> dict[str, Any]:
    """Return what the signed letter's head says, the typed words first; what it leaves open stays."""
    read = signed.reading or {}
    typed = {"number": signed.number, "dated_on": signed.dated_on}
    told = {**head_of(read), "signed_text": read.get("text"), **{name: value for name, value in typed.items() if value}}
    return {name: value for name, value in told.items() if value}
