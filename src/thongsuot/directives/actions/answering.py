"""An organisation answers other than done: it asks, objects or proposes, and the department's follower is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import shifting
from thongsuot.directives.actions.receipts import AT_THE_DESK
from thongsuot.directives.models import Answer, Assignment, Directive
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Deed, Organisation, Person
from thongsuot.organisations.queries import followers_of
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words


class CannotAnswer(ValueError):
    """The answer cannot be taken as it is, and why."""


@dataclass(frozen=True)
class Said:
    """What an organisation says: of one duty, of a paragraph, or of the whole letter where neither is named."""

    kind: str
    words: str
    until: datetime | None = None
    assignment: Assignment | None = None
    paragraph: int | None = None


@transaction.atomic
def answer(directive: Directive, organisation: Organisation, said: Said, *, by: Person, at: datetime) -> Answer:
    """Put a question, an objection or a proposal before the department."""
    behind = require(by, *AT_THE_DESK, organisation=organisation, at=at, deed=Deed.ANSWER)
    _check(directive, organisation, said, at)
    row = Answer.objects.create(
        organisation=organisation,
        reality=directive.reality,
        directive=directive,
        assignment=said.assignment,
        paragraph=said.paragraph,
        kind=said.kind,
        words=said.words.strip(),
        until=said.until,
        state=Answer.State.ASKED,
        at=at,
        **Act.fields_of(by) | {"by_name": ", ".join(filter(None, [str(by), behind]))[:80]},
    )
    ledger.notify(topic(row), organisation.pk)
    if said.assignment is not None:
        ledger.notify(topic(said.assignment), organisation.pk)
    _tell_followers(row, by, at)
    return row


@transaction.atomic
def take_back_answer(row: Answer, *, by: Person, at: datetime) -> Answer:
    """Let a question rest before it is answered for good; a clock that stood still goes on."""
    behind = require(by, *AT_THE_DESK, organisation=row.organisation_id, at=at, deed=Deed.ANSWER)
    row = move(row, Answer.State.TAKEN_BACK, by=by, at=at, note=behind)
    for duty in queries.timed_duties(row):
        if not queries.held_elsewhere(duty, row):
            shifting.go_on(duty, by=by, at=at)
    return row


def _check(directive: Directive, organisation: Organisation, said: Said, at: datetime) -> None:
    in_force = Directive.objects.filter(pk=directive.pk, state=Directive.State.ISSUED).exists()
    if not in_force or queries.receipt_of(directive, organisation) is None:
        raise CannotAnswer(
            _(
                "Văn bản không còn hiệu lực với đơn vị nên chưa ghi nhận được; nội dung chưa được gửi. "
                "Hãy gọi Sở nếu cần trao đổi."
            )
        )
    if said.kind not in Answer.Kind.values or not said.words.strip():
        raise CannotAnswer(_("Hãy chọn loại và ghi nội dung; chưa có gì được gửi."))
    if (said.kind == Answer.Kind.EXTENSION) != (said.until is not None):
        raise CannotAnswer(
            _("Đề nghị gia hạn cần ghi đến lúc nào, và chỉ loại này mới có thời hạn; chưa có gì được gửi.")
        )
    if said.until is not None and said.until <= max(at, _deadline(said) or at):
        raise CannotAnswer(
            _(
                "Thời hạn đề nghị phải sau lúc này và sau thời hạn đang có; chưa có gì được gửi. "
                "Hãy chọn thời điểm khác."
            )
        )
    duty = said.assignment
    if duty is None:
        return
    if (duty.directive_id, duty.organisation_id) != (directive.pk, organisation.pk) or said.paragraph is not None:
        raise CannotAnswer(
            _("Nhiệm vụ không thuộc văn bản hoặc đơn vị này; chưa có gì được gửi. Hãy chọn lại nội dung cần hỏi.")
        )
    if not queries.is_open(duty):
        raise CannotAnswer(_("Nhiệm vụ đã hoàn thành hoặc đã hủy; chưa có gì được gửi. Hãy hỏi chung về văn bản."))


def _deadline(said: Said) -> datetime | None:
    return said.assignment.deadline_at if said.assignment is not None else None


def _tell_followers(row: Answer, by: Person, at: datetime) -> None:
    """Tell the department's named follower of the enterprise, or all its followers where none is named."""
    directive = row.directive
    words = Words(
        subject=f"{queries.ANSWER_WORDS[Answer.Kind(row.kind)]}: {row.organisation.short_name}",
        body=f"{row.organisation} về {directive}:\n{row.words}",
        url=row.get_absolute_url(),
    )
    with access.reaching(directive.organisation_id):
        people = followers_of(row.organisation, at)
        told = [(person, outbox.contact_of(person)) for person in people]
    for person, contact in told:
        key = f"answer:{row.pk}:{person.pk}"
        outbox.tell(Draft(key, "", contact, words, row.reality, topic(row)), by=by, at=at)
