"""The department replies to an answer other than done, and decides what becomes of the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import shifting
from thongsuot.directives.actions.answering import CannotAnswer
from thongsuot.directives.models import Answer, Assignment, Decision
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Deed, Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words

REPLIERS = (Role.Name.FOLLOWER, Role.Name.LEADER)
DECIDED = {  # kept in the history and sent out, hence Vietnamese
    Decision.KEEP: "Giữ nguyên thời hạn",
    Decision.STOP: "Dừng tính thời hạn từ lúc đơn vị đề nghị",
    Decision.MOVE: "Không tính thời gian chờ trả lời vào thời hạn",
    Decision.GO_ON: "Tính tiếp thời hạn",
    Decision.EXTEND: "Gia hạn",
    Decision.RELEASE: "Đồng ý: không thuộc phạm vi của đơn vị",
}


@dataclass(frozen=True)
class Reply:
    """What the department says, and what it decides of the clock."""

    decision: str
    words: str
    until: datetime | None = None


@transaction.atomic
def reply(row: Answer, said: Reply, *, by: Person, at: datetime) -> Answer:
    """Answer an organisation; while the clock stands still the question stays open for a further reply."""
    behind = require(by, *REPLIERS, organisation=row.directive.organisation_id, at=at, deed=Deed.ANSWER)
    _check(row, said, at)
    decision = _read(row, said)
    held = decision is Decision.STOP
    words = said.words.strip()
    note = ". ".join(filter(None, [_decided(decision, said), words.rstrip("."), behind]))
    row = move(
        row,
        Answer.State.HELD if held else Answer.State.ANSWERED,
        by=by,
        at=at,
        note=note,
        decision=decision,
        reply=words,
        granted_until=said.until,
        replied_by=by,
        replied_name=str(by),
        replied_at=at,
    )
    _apply(row, decision, said.until, by, at)
    _tell_asker(row, note, by, at)
    return row


def _read(row: Answer, said: Reply) -> Decision:
    """Return the decision; a clock that stood still is not kept but goes on."""
    held = Answer.objects.select_for_update(of=("self",)).get(pk=row.pk).state == Answer.State.HELD
    decision = Decision(said.decision)
    if decision in (Decision.KEEP, Decision.GO_ON):
        return Decision.GO_ON if held else Decision.KEEP
    return decision


def _check(row: Answer, said: Reply, at: datetime) -> None:
    if said.decision not in Decision.values or not said.words.strip():
        raise CannotAnswer(_("Hãy ghi nội dung trả lời và chọn cách tính thời hạn; chưa có gì được gửi."))
    if (said.decision == Decision.EXTEND) != (said.until is not None):
        raise CannotAnswer(_("Gia hạn cần ghi đến lúc nào, và chỉ cách này mới có thời hạn mới; chưa có gì được gửi."))
    if said.until is not None and said.until <= at:
        raise CannotAnswer(_("Thời hạn mới đã qua; chưa có gì được gửi. Hãy chọn thời điểm khác."))
    if said.decision == Decision.RELEASE and row.kind != Answer.Kind.OUT_OF_SCOPE:
        raise CannotAnswer(_("Đơn vị không nêu là không thuộc phạm vi; chưa có gì được gửi. Hãy chọn cách khác."))
    if said.decision in (Decision.STOP, Decision.MOVE, Decision.EXTEND) and not queries.timed_duties(row).exists():
        raise CannotAnswer(
            _(
                "Nội dung này không có nhiệm vụ nào đang tính thời hạn; chưa có gì được gửi. "
                "Hãy chọn giữ nguyên thời hạn."
            )
        )


def _decided(decision: Decision, said: Reply) -> str:
    """Return the decision in the words of the history."""
    if said.until is None:
        return DECIDED[decision]
    return f"Gia hạn đến {localtime(said.until):%H:%M ngày %d/%m/%Y}"


def _apply(row: Answer, decision: Decision, until: datetime | None, by: Person, at: datetime) -> None:
    if decision is Decision.RELEASE:
        for duty in queries.duties_behind(row).filter(state__in=queries.OPEN):
            shifting.release(duty, note=row.reply, by=by, at=at)
        return
    touched = [_decide(row, duty, decision, until, by, at) for duty in queries.timed_duties(row)]
    if decision in (Decision.STOP, Decision.MOVE) and not any(touched):
        raise CannotAnswer(
            _("Thời hạn đã qua trước khi đơn vị đề nghị nên không dừng tính được; chưa có gì được gửi. Hãy gia hạn.")
        )
    if decision is Decision.EXTEND and not any(touched):
        raise CannotAnswer(
            _("Thời hạn mới không muộn hơn thời hạn đang có; chưa có gì được gửi. Hãy chọn thời điểm khác.")
        )


def _decide(
    row: Answer, duty: Assignment, decision: Decision, until: datetime | None, by: Person, at: datetime
) -> bool:
    """Do to one duty's clock what was decided; tell whether anything came of it."""
    if decision is Decision.STOP:
        return shifting.stop_clock(duty, since=row.at, by=by, at=at)
    if decision is Decision.EXTEND and until is not None:
        return shifting.extend(duty, until=until, by=by, at=at)
    stood = duty.stopped_at is not None
    if decision is Decision.MOVE:
        stood |= shifting.stop_clock(duty, since=row.at, by=by, at=at)
    if stood and not queries.held_elsewhere(duty, row):
        shifting.go_on(duty, by=by, at=at)
    return stood


def _tell_asker(row: Answer, note: str, by: Person, at: datetime) -> None:
    """Tell who asked, and the organisation's contacts."""
    subject = f"Trả lời: {queries.ANSWER_WORDS[Answer.Kind(row.kind)]}"
    body = f"{row.directive.organisation} trả lời về {row.directive}:\n{note}"
    page = row.get_absolute_url()
    with access.reaching(row.organisation_id):
        people = {*holders(Role.Name.CONTACT, organisation=row.organisation, at=at)}
        people |= {row.by_person} if row.by_person is not None else set()
        for person in sorted(people, key=lambda one: one.pk):
            words = Words(subject, body, queries.where_to_read(person, row.directive, row.organisation, page))
            key = f"reply:{row.pk}:{int(at.timestamp())}:{person.pk}"
            outbox.tell(Draft(key, "", outbox.contact_of(person), words, row.reality, topic(row)), by=by, at=at)
