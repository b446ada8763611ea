"""What does not go by the book: one comes in by invitation, one asks, one wants more time, one report is on paper."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

import segno

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as letters
from thongsuot.directives.models import Answer, Assignment, Code, Directive, Invitation
from thongsuot.exercise import queries
from thongsuot.exercise.actions.scripting import Plan
from thongsuot.organisations import access
from thongsuot.organisations.models import Person
from thongsuot.outbox.models import Message
from thongsuot.reports import actions as reports

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
DIGITS = re.compile(r"\d{3} \d{3}")


@dataclass(frozen=True)
class Visitors:
    """Who comes in by invitation, who asks, who wants more time, whose report is on paper; by code, or nobody."""

    guest: str | None = None
    asker: str | None = None
    hurried: str | None = None
    on_paper: str | None = None

    @classmethod
    def of(cls, directive: Directive, deadline: datetime) -> Visitors:
        """Choose them by their place among those that must report by the deadline, or that the letter reached."""
        codes, reporting = queries.speakers(directive, deadline)
        named = dict(enumerate(codes, start=1))
        told = queries.cast()
        timed = {
            row.organisation.code
            for row in Assignment.objects.filter(directive=directive, obligation__kind="REPORT")
            .exclude(deadline_at=None)
            .select_related("organisation")
        }
        late = named.get(told["late"])
        paper = named.get(told["on_paper"])
        return cls(
            guest=named.get(told["guest"]),
            asker=named.get(told["asker"]),
            hurried=late if late in timed else None,
            on_paper=paper if reporting else None,
        )


def plan(put: Plan, directive: Directive, visitors: Visitors, *, at: datetime) -> None:
    """Plan what they do, each a little after the other, from a moment on."""
    if visitors.guest:
        put(at, partial(come_in, directive.pk, visitors.guest))
    if visitors.asker:
        put(at + HOUR / 2, partial(ask, directive.pk, visitors.asker))
        put(at + HOUR, partial(reply, directive.pk, visitors.asker))
    if visitors.hurried:
        put(at + HOUR, partial(ask_for_time, directive.pk, visitors.hurried))
        put(at + 2 * HOUR, partial(reply, directive.pk, visitors.hurried))


def _officer(username: str) -> Person:
    return Person.objects.select_related("organisation").get(username=username)


def come_in(directive: int, code: str, at: datetime) -> None:
    """Open the invitation on a telephone, prove the code that was sent, and acknowledge."""
    rows = Invitation.objects.select_related("organisation", "directive__organisation")
    invitation = rows.get(directive_id=directive, organisation__code=code)
    secret, contact = letters.keys.secret_of(invitation), _officer(f"{code}.daumoi")
    way = next(
        address
        for address in letters.addresses_of(invitation.organisation, at)
        if address.person == contact and address.way == Code.Way.EMAIL
    )
    with access.nobody():
        directives.ask_code(secret, way.key, at=at)
    sent = Message.objects.filter(recipient=contact, body__startswith="Mã của ông/bà").order_by("-id").first()
    digits = DIGITS.search(sent.body if sent else "")
    with access.nobody():
        directives.prove(secret, digits[0] if digits else "", person_id=contact.pk, acknowledge=True, at=at + MINUTE)


def ask(directive: int, code: str, at: datetime) -> None:
    """Ask what a part of the letter means."""
    row, contact = Directive.objects.get(pk=directive), _officer(f"{code}.daumoi")
    said = directives.Said(Answer.Kind.UNCLEAR, "Đề nghị làm rõ phạm vi thực hiện tại những nơi giao dịch thuê lại.")
    directives.answer(row, contact.organisation, said, by=contact, at=at)


def ask_for_time(directive: int, code: str, at: datetime) -> None:
    """Ask for a later deadline of the report."""
    row, contact = Directive.objects.get(pk=directive), _officer(f"{code}.daumoi")
    duties = Assignment.objects.filter(directive=row, organisation=contact.organisation, obligation__kind="REPORT")
    duty = duties.exclude(deadline_at=None).order_by("deadline_at").first()
    if duty is None or duty.deadline_at is None:
        return
    said = directives.Said(
        Answer.Kind.EXTENSION,
        "Một số điểm phục vụ chưa gửi số liệu, đề nghị gia hạn.",
        until=duty.deadline_at + 2 * HOUR,
        assignment=duty,
    )
    directives.answer(row, contact.organisation, said, by=contact, at=at)


def reply(directive: int, code: str, at: datetime) -> None:
    """Answer whoever asked: the deadline stays; what concerns everybody is put before everybody."""
    follower = _officer("so.chuyenvien")
    for row in Answer.objects.filter(directive_id=directive, organisation__code=code, state=Answer.State.ASKED):
        unclear = row.kind == Answer.Kind.UNCLEAR
        words = (
            "Thực hiện tại mọi nơi giao dịch mang tên đơn vị."
            if unclear
            else "Đề nghị gửi đúng hạn, phần còn thiếu gửi bổ sung."
        )
        directives.reply(row, directives.Reply(Answer.Decision.KEEP, words), by=follower, at=at)
        if unclear:
            published = directives.Published("Nơi giao dịch thuê lại có phải thực hiện không?", words)
            directives.publish(row.directive, published, by=follower, at=at, answer=row)


def hand_in_paper(owed: queries.Round, code: str, at: datetime) -> None:
    """Hand a signed paper in; the department keys it half an hour later, and it counts by when it came."""
    rows = Assignment.objects.select_related("organisation", "directive__organisation", "obligation")
    duty = rows.get(obligation_id=owed.duty, organisation__code=code, deadline_at=owed.deadline)
    picture = segno.make(f"{duty.organisation.code} {at:%d/%m/%Y %H:%M}").png_data_uri(scale=8)
    entry = reports.Entry(
        channel="paper",
        received_at=at - HOUR / 2,
        sender=_officer(f"{code}.lanhdao").name,
        proposals="Đề nghị cấp giấy đi đường cho lực lượng ứng cứu.",
    )
    reports.enter(
        duty, entry, [("bao-cao-giay.png", b64decode(picture.partition(",")[2]))], by=_officer("so.chuyenvien"), at=at
    )
