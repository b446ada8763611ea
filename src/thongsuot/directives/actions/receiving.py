"""A letter enters: what the engine read becomes a directive with proposals, nothing more."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import get_default_timezone, make_aware
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.models import Directive, Obligation, Paragraph
from thongsuot.engines.calendar import Calendar
from thongsuot.engines.letter import limit_from, urgency_of
from thongsuot.files import actions as files
from thongsuot.files.models import File
from thongsuot.ledger import kinds
from thongsuot.ledger.actions import notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Actor, Organisation, Role
from thongsuot.organisations.queries import working_calendar

PROMISED = 0.75  # how sure the reading of a promise is: always looked at by a person


class AlreadyReceived(Exception):
    """The same letter came before."""

    def __init__(self, directive: Directive) -> None:
        super().__init__(
            _("Văn bản này đã được tiếp nhận trước đó (%(letter)s). Bản trước được giữ nguyên, không tạo thêm bản mới.")
            % {"letter": directive}
        )
        self.directive = directive


class NumberKnown(AlreadyReceived):
    """Another file came under the number, issuer and date of a letter that is here: the number is the identity."""

    def __init__(self, directive: Directive) -> None:
        super().__init__(directive)
        self.args = (
            _(
                "Đã có %(letter)s cùng cơ quan ban hành và ngày văn bản, nhưng tệp này có nội dung khác. "
                "Bản trước được giữ nguyên, tệp mới chưa được ghi nhận. Nếu đây là bản ký, hãy dùng “Gắn bản ký” "
                "tại văn bản đã có; nếu bản trước nhập nhầm, hãy hủy bản ấy rồi nhập lại."
            )
            % {"letter": directive},
        )


class HeadKnown(AlreadyReceived):
    """A head was put right so that it names a letter that is here already."""

    def __init__(self, directive: Directive) -> None:
        super().__init__(directive)
        self.args = (
            _(
                "Đã có %(letter)s cùng số, ngày và cơ quan ban hành; phần đầu văn bản này giữ như cũ. "
                "Hãy đối chiếu lại với bản gốc; nếu đây đúng là văn bản ấy, hãy hủy bản nhập sau."
            )
            % {"letter": directive},
        )


@transaction.atomic
def receive(
    reading: dict[str, Any], *, file: File | None, organisation: Organisation, reality: str, by: Actor, at: datetime
) -> Directive:
    """Enter the letter as it was read, with its duties as proposals."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY, organisation=organisation, at=at)
    earlier = Directive.objects.filter(
        organisation=organisation, reality=reality, text_sha256=reading["text_sha256"]
    ).exclude(state=Directive.State.WITHDRAWN)
    if (same := earlier.first()) is not None:
        raise AlreadyReceived(same)
    if file is not None:
        _refuse_known_number(reading, organisation, reality)
    directive = Directive.objects.create(
        organisation=organisation,
        reality=reality,
        file=file,
        text=reading["text"],
        text_sha256=reading["text_sha256"],
        reading={name: value for name, value in reading.items() if name != "text"},
        **head_of(reading),
        urgency=urgency_of(reading["text"]) or "",
        state=Directive.State.REVIEW,
        received_at=at,
    )
    _paragraphs(directive, reading)
    calendar = working_calendar(at)
    Obligation.objects.bulk_create([_proposal(directive, told, reading, calendar) for told in reading["obligations"]])
    Obligation.objects.bulk_create([_promise(directive, told, reading) for told in reading.get("commitments", [])])
    notify(topic(directive), organisation.pk)
    return directive


@transaction.atomic
def receive_upload(
    data: bytes,
    reading: dict[str, Any],
    *,
    name: str,
    organisation: Organisation,
    reality: str,
    by: Actor,
    at: datetime,
) -> Directive:
    """Keep the bytes of a letter and enter it as it was read: both, or neither."""
    file = files.store(data, name=name, organisation=organisation, reality=reality, by=by, at=at)
    return receive(reading, file=file, organisation=organisation, reality=reality, by=by, at=at)


def _refuse_known_number(reading: dict[str, Any], organisation: Organisation, reality: str) -> None:
    """Refuse a file whose letter is here in other words."""
    if (known := queries.known_under(head_of(reading), organisation, reality)) is not None:
        raise NumberKnown(known)


def head_of(reading: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in the letter's head, as its row keeps it; what was not read is empty."""
    issuer = reading.get("issuer") or {}
    return {
        "doc_type": reading.get("doc_type") or "",
        "number": reading.get("number") or "",
        "dated_on": date.fromisoformat(reading["date"]) if reading.get("date") else None,
        "subject": reading.get("subject") or "",
        "issuer_name": issuer.get("name") or "",
        "issuer_parent": issuer.get("parent") or "",
    }


def _paragraphs(directive: Directive, reading: dict[str, Any]) -> None:
    Paragraph.objects.bulk_create(
        Paragraph(directive=directive, number=p["number"], start=p["start"], end=p["end"])
        for p in reading["paragraphs"]
    )


def _limit(deadline: dict[str, Any], directive: Directive, calendar: Calendar) -> datetime | None:
    """Return the deadline as it was read; one in working days from the signing counts by this install's calendar."""
    read = moment(deadline.get("at"))
    if read is None or directive.dated_on is None or "ngày làm việc" not in (deadline.get("text") or "").lower():
        return read
    return limit_from(deadline["text"], directive.dated_on, calendar) or read


def _proposal(directive: Directive, told: dict[str, Any], reading: dict[str, Any], calendar: Calendar) -> Obligation:
    deadline = told["deadline"] or {}
    kind = told["kind"] if told["kind"] in kinds.KINDS else "OTHER"
    return Obligation(
        organisation=directive.organisation,
        reality=directive.reality,
        directive=directive,
        paragraph=told.get("paragraph") or 0,
        start=told["start"],
        end=told["end"],
        quote=told["quote"],
        mode=told["mode"] or Obligation.Mode.ONE_OFF,
        obliged=told["obliged"] or Obligation.Obliged.ALL,
        obliged_names=told["obliged_names"] or [],
        kind=kind,
        effective_from=moment(told["effective_from"]),
        deadline_at=_limit(deadline, directive, calendar),
        deadline_relation=deadline.get("relation") or "",
        deadline_text=(deadline.get("text") or "")[:200],
        recurrence=_recurrence(told, reading),
        score=told["score"],
        state=Obligation.State.PROPOSED,
    )


def _promise(directive: Directive, told: dict[str, Any], reading: dict[str, Any]) -> Obligation:
    """Propose what the issuer says that it will do itself."""
    deadline = told["deadline"] or {}
    before = [p["number"] for p in reading["paragraphs"] if p["start"] <= told["start"]]
    return Obligation(
        organisation=directive.organisation,
        reality=directive.reality,
        directive=directive,
        paragraph=before[-1] if before else 0,
        start=told["start"],
        end=told["end"],
        quote=told["quote"],
        mode=Obligation.Mode.ONE_OFF,
        obliged=Obligation.Obliged.ISSUER,
        kind="OTHER",
        deadline_at=moment(deadline.get("at")),
        deadline_relation=deadline.get("relation") or "",
        deadline_text=(deadline.get("text") or "")[:200],
        score=PROMISED,
        state=Obligation.State.PROPOSED,
    )


def _recurrence(told: dict[str, Any], reading: dict[str, Any]) -> str:
    if told["mode"] != Obligation.Mode.RECURRING:
        return ""
    own = (told["deadline"] or {}).get("text")
    rules = [d["recurrence"] for d in reading["deadlines"] if d["recurrence"] and (own is None or d["text"] == own)]
    return rules[0] if rules else ""


def moment(value: str | None) -> datetime | None:
    """Return a day or a moment of the reading as an aware moment of Vietnam's zone."""
    if not value:
        return None
    if len(value) == len("2020-02-01"):
        return make_aware(datetime.combine(date.fromisoformat(value), time.min), get_default_timezone())
    parsed = datetime.fromisoformat(value)
    return parsed if parsed.tzinfo else make_aware(parsed, get_default_timezone())
