"""The head of an organisation shares a letter out: each paragraph to somebody, who is told once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions.working import AT_THE_HEAD
from thongsuot.directives.models import Assignment, Directive
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import NotAllowed, require
from thongsuot.organisations.models import Actor, Deed, Organisation, Person
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words


class NotYetReceived(Exception):
    """Nothing is handed out before the letter was received."""

    def __init__(self) -> None:
        super().__init__(
            _("Văn bản chưa được xác nhận tiếp nhận nên chưa phân công được; hãy xác nhận tiếp nhận trước.")
        )


class NothingToHand(Exception):
    """No open duty would change hands."""

    def __init__(self) -> None:
        super().__init__(_("Không có nhiệm vụ nào đổi người thực hiện; phân công hiện có được giữ nguyên."))


@transaction.atomic
def hand_paragraphs(
    directive: Directive, holders: Mapping[int, Person], *, organisation: Organisation, by: Actor, at: datetime
) -> int:
    """Give the open duties of paragraphs to people, all or none; each is told once of all that is new."""
    behind = require(by, *AT_THE_HEAD, organisation=organisation, at=at, deed=Deed.ASSIGN)
    known = set(queries.people_at(organisation, at).values_list("pk", flat=True))
    for holder in holders.values():
        if holder.pk not in known:
            raise NotAllowed(
                _("%(who)s không thuộc đơn vị được giao nhiệm vụ; chưa có gì thay đổi. Hãy chọn người của đơn vị.")
                % {"who": holder}
            )
    given: dict[Person, list[Assignment]] = {}
    for portion in queries.portions(directive, organisation):
        if (chosen := holders.get(portion.number)) is not None:
            given.setdefault(chosen, []).extend(duty for duty in portion.open if duty.holder_id != chosen.pk)
    if not any(given.values()):
        raise NothingToHand
    for holder, duties in given.items():
        for duty in duties:
            _hand(duty, holder, behind, by=by, at=at)
        if duties and holder != by:
            _tell(holder, duties, directive, by=by, at=at)
    return sum(len(duties) for duties in given.values())


def _hand(duty: Assignment, holder: Person, behind: str, *, by: Actor, at: datetime) -> None:
    if duty.state == Assignment.State.ARRIVED:
        raise NotYetReceived
    note = "; ".join(filter(None, [holder.name, behind]))
    move(duty, Assignment.State.ASSIGNED, by=by, at=at, holder=holder, note=note)


def _tell(holder: Person, duties: list[Assignment], directive: Directive, *, by: Actor, at: datetime) -> None:
    numbers = ", ".join(str(number) for number in sorted({duty.obligation.paragraph for duty in duties}))
    words = Words(
        "Được phân công thực hiện văn bản",
        f"Bạn được phân công thực hiện nội dung {numbers} của {directive.title}.",
        reverse("directives:handing", args=[directive.pk]),
    )
    key = f"handed:{directive.pk}:{int(at.timestamp())}:{holder.pk}"
    to = outbox.contact_of(holder)
    outbox.tell(Draft(key, "", to, words, directive.reality, topic(directive)), by=by, at=at)
