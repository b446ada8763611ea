"""A question is answered once for everybody: in words that do not tell who asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.models import Answer, Clarification, Directive
from thongsuot.engines.vietnamese import fold
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Deed, Organisation, Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words

LETTERS = re.compile(r"[^\W_]+")


class NamesAsker(ValueError):
    """The text would tell the others who asked."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _(
                "Nội dung có tên “%(name)s” của nơi đã hỏi nên chưa được đăng; nội dung đã nhập được giữ. "
                "Hãy bỏ tên rồi đăng lại."
            )
            % {"name": name}
        )


class AlreadyPublished(ValueError):
    """The question was answered for everybody before."""

    def __init__(self) -> None:
        super().__init__(_("Câu hỏi này đã được đăng cho mọi đơn vị; bản đã đăng được giữ nguyên."))


@dataclass(frozen=True)
class Published:
    """A question and its answer as everybody reads them."""

    question: str
    reply: str
    paragraph: int | None = None


@transaction.atomic
def publish(
    directive: Directive, said: Published, *, by: Person, at: datetime, answer: Answer | None = None
) -> Clarification:
    """Put a question with its answer before every organisation that the letter reached."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=directive.organisation_id, at=at, deed=Deed.ANSWER)
    if answer is not None:
        Answer.objects.select_for_update(of=("self",)).get(pk=answer.pk)
        if Clarification.objects.filter(answer=answer).exists():
            raise AlreadyPublished
        _refuse_names(answer, f"{said.question}\n{said.reply}")
    row = Clarification.objects.create(
        organisation_id=directive.organisation_id,
        reality=directive.reality,
        directive=directive,
        answer=answer,
        paragraph=said.paragraph,
        question=said.question.strip(),
        reply=said.reply.strip(),
        at=at,
        **Act.fields_of(by),
    )
    ledger.notify(topic(directive), directive.organisation_id)
    for receipt in directive.receipts.select_related("organisation"):
        _tell(row, receipt.organisation, by, at)
    return row


def _refuse_names(answer: Answer, text: str) -> None:
    """Look for the asker's names in the text, written with or without marks."""
    asker = answer.organisation
    words = _plain(text)
    for name in (asker.name, asker.short_name, answer.by_name.partition(",")[0]):
        if _plain(name) in words:
            raise NamesAsker(name)


def _plain(text: str) -> str:
    """Return the words alone, so that neither marks nor commas hide a name."""
    return f" {' '.join(LETTERS.findall(fold(text)))} "


def _tell(row: Clarification, organisation: Organisation, by: Person, at: datetime) -> None:
    directive = row.directive
    subject, body = f"Giải đáp chung về {directive}", f"Hỏi: {row.question}\nTrả lời: {row.reply}"
    page = f"{directive.get_absolute_url()}#giai-dap"
    with access.reaching(organisation):
        for person in holders(Role.Name.CONTACT, organisation=organisation, at=at):
            words = Words(subject, body, queries.where_to_read(person, directive, organisation, page))
            key = f"clarified:{row.pk}:{person.pk}"
            outbox.tell(Draft(key, "", outbox.contact_of(person), words, row.reality, topic(directive)), by=by, at=at)
