"""A letter extends, corrects, replaces or recalls an earlier one, as a person has confirmed: both stay citable."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions import carrying, correcting, ending, shifting
from thongsuot.directives.models import Amendment, Assignment, Directive, Obligation
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Order
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Actor, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words

Pair = tuple[Obligation, Obligation]  # a duty of the earlier letter, and the later one that stands for it
UNTIMED = (Obligation.Mode.CONDITIONAL, Obligation.Mode.RECURRING)  # what has no one deadline to move
WAYS = {  # kept in the history and in messages, hence Vietnamese
    Amendment.Kind.EXTENDS: "Gia hạn theo",
    Amendment.Kind.REPLACES: "Được thay thế bằng",
    Amendment.Kind.RECALLS: "Thu hồi theo",
    Amendment.Kind.CORRECTS: "Đính chính theo",
}


class CannotAmend(ValueError):
    """One letter cannot change the other, and why."""


@dataclass(frozen=True)
class _Amending:
    """One letter changing another, while it is carried out."""

    earlier: Directive
    later: Directive
    pairs: Sequence[Pair]
    by: Actor
    at: datetime
    note: str


@transaction.atomic
def amend_by(
    earlier: Directive, later: Directive, act: str, pairs: Sequence[Pair], *, by: Actor, at: datetime
) -> Amendment:
    """Let an issued letter change an earlier one; `pairs` says which of its duties stands for which earlier one."""
    wide = act in (Amendment.Kind.REPLACES, Amendment.Kind.RECALLS)
    roles = (Role.Name.LEADER,) if wide else (Role.Name.LEADER, Role.Name.FOLLOWER)
    require(by, *roles, organisation=earlier.organisation_id, at=at)
    earlier, later = _locked(earlier), _locked(later)
    _check(earlier, later, act, pairs)
    told = sorted(pairs, key=lambda pair: (pair[1].start, pair[1].pk))  # the first of a kind bears its figures
    note = f"{WAYS[Amendment.Kind(act)]} {later}"
    row = Amendment.objects.create(
        organisation_id=earlier.organisation_id,
        reality=earlier.reality,
        earlier=earlier,
        later=later,
        act=act,
        pairs=[[one.pk, other.pk] for one, other in told],
        at=at,
        **Act.fields_of(by),
    )
    with access.acting_as_system():
        ACTS[Amendment.Kind(act)](_Amending(earlier, later, told, by, at, note))
    for letter in (earlier, later):
        ledger.notify(topic(letter), letter.organisation_id)
    ledger.wake_timer()
    return row


def _locked(letter: Directive) -> Directive:
    return Directive.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=letter.pk)


def _check(earlier: Directive, later: Directive, act: str, pairs: Sequence[Pair]) -> None:
    kept = _("Chưa có gì thay đổi.")
    if earlier.pk == later.pk:
        raise CannotAmend(_("Văn bản không thể sửa đổi chính nó. %(kept)s") % {"kept": kept})
    if (earlier.organisation_id, earlier.reality) != (later.organisation_id, later.reality):
        raise CannotAmend(_("Chỉ văn bản của cùng cơ quan mới sửa đổi, thay thế nhau. %(kept)s") % {"kept": kept})
    if act not in Amendment.Kind.values:
        raise CannotAmend(_("Hãy chọn gia hạn, thay thế, thu hồi hoặc đính chính. %(kept)s") % {"kept": kept})
    if queries.is_amended(earlier, later):
        raise CannotAmend(_("Quan hệ giữa hai văn bản này đã được ghi nhận. %(kept)s") % {"kept": kept})
    if (earlier.state, later.state) != (Directive.State.ISSUED, Directive.State.ISSUED):
        words = _("Cả hai văn bản phải đã phát hành và còn hiệu lực. %(kept)s Hãy phát hành văn bản sau trước đã.")
        raise CannotAmend(words % {"kept": kept})
    if earlier.issued_at is not None and later.issued_at is not None and later.issued_at < earlier.issued_at:
        raise CannotAmend(_("Văn bản sửa đổi phải phát hành sau văn bản được sửa đổi. %(kept)s") % {"kept": kept})
    _check_pairs(earlier, later, pairs, kept)


def _check_pairs(earlier: Directive, later: Directive, pairs: Sequence[Pair], kept: str) -> None:
    confirmed = Obligation.State.CONFIRMED
    own = all(
        (one.directive_id, other.directive_id, one.state, other.state) == (earlier.pk, later.pk, confirmed, confirmed)
        for one, other in pairs
    )
    once = all(len({pair[side].pk for pair in pairs}) == len(pairs) for side in (0, 1))
    if not (own and once):
        words = _("Mỗi nhiệm vụ chỉ ghép với một nhiệm vụ đã xác nhận của văn bản kia. %(kept)s Hãy ghép lại.")
        raise CannotAmend(words % {"kept": kept})


def _extend(one: _Amending) -> None:
    """Give the paired duties the later deadline; all of a letter's round move, also who is done."""
    moved = [pair for pair in one.pairs if _is_later(*pair)]
    if not moved:
        raise CannotAmend(
            _(
                "Không có nhiệm vụ nào được ghép với thời hạn muộn hơn; chưa có gì thay đổi. "
                "Hãy ghép nhiệm vụ có thời hạn mới, hoặc chọn đính chính."
            )
        )
    for old, new in moved:
        until, relation = new.deadline_at, new.deadline_relation
        if until is None:
            continue
        limits = {"deadline_at": until, "deadline_relation": relation, "deadline_text": new.deadline_text}
        ledger.amend(old, version=old.version, by=one.by, at=one.at, **limits)
        for duty in old.assignments.filter(occurrence_at=None).exclude(state=Assignment.State.WITHDRAWN):
            shifting.order_anew(duty, until=until, relation=relation, by=one.by, at=one.at)
        _fold(old, new, one)
    _tell(one)


def _is_later(old: Obligation, new: Obligation) -> bool:
    if old.deadline_at is None or new.deadline_at is None or new.deadline_relation == "from":
        return False
    return old.mode not in UNTIMED and new.deadline_at > old.deadline_at


def _correct(one: _Amending) -> None:
    """Put the paired duties right as within minutes of an issue, for the reason that the later letter gives."""
    if not one.pairs:
        raise CannotAmend(
            _("Chưa ghép nhiệm vụ nào để đính chính; chưa có gì thay đổi. Hãy ghép nhiệm vụ rồi thử lại.")
        )
    told = False
    for old, new in one.pairs:
        if changes := _corrections(old, new):
            correcting.put_right(old, version=old.version, by=one.by, at=one.at, note=one.note, **changes)
            told = True
        _fold(old, new, one)
    if not told:
        _tell(one)


def _corrections(old: Obligation, new: Obligation) -> dict[str, Any]:
    """Return what the later letter puts right: whom the duty binds, and its deadline where one is named."""
    names = ["obliged", "obliged_names"]
    if new.deadline_at is not None and old.mode not in UNTIMED:
        names += ["deadline_at", "deadline_relation"]
    return {name: getattr(new, name) for name in names if getattr(new, name) != getattr(old, name)}


def _fold(old: Obligation, new: Obligation, one: _Amending) -> None:
    """Ask for a duty once: who owes the earlier one does not owe the later one beside it."""
    note = f"Thực hiện tại {one.earlier}"
    owing = {duty.organisation_id: duty for duty in old.assignments.exclude(state=Assignment.State.WITHDRAWN)}
    folded = []
    for duty in new.assignments.filter(organisation__in=owing).exclude(state=Assignment.State.WITHDRAWN):
        carrying.fold(duty, owing[duty.organisation_id], by=one.by, at=one.at, note=note)
        folded.append(duty.organisation_id)
    for order in Order.objects.filter(key=topic(new), organisation__in=folded, until=None):
        ledger.end_order(order, at=one.at)


def _replace(one: _Amending) -> None:
    """Let the later letter's duties stand where the earlier ones stood, and close the earlier letter."""
    note = f"Tiếp nối từ {one.earlier}"
    for old, new in one.pairs:
        for before, after in queries.counterparts(old, new):
            carrying.take_over(before, after, by=one.by, at=one.at, note=note)
        begins = max(one.at, new.effective_from or one.at)
        for order in Order.objects.filter(key=topic(old), until=None):
            ledger.end_order(order, at=begins)
    for duty in one.earlier.assignments.filter(state__in=queries.OPEN):
        carrying.leave(duty, by=one.by, at=one.at, note=one.note)
    ending.close(one.earlier, by=one.by, at=one.at, note=one.note)
    _tell(one)


def _recall(one: _Amending) -> None:
    ending.withdraw(one.earlier, by=one.by, at=one.at, note=one.note)


ACTS: dict[str, Callable[[_Amending], None]] = {
    Amendment.Kind.EXTENDS: _extend,
    Amendment.Kind.CORRECTS: _correct,
    Amendment.Kind.REPLACES: _replace,
    Amendment.Kind.RECALLS: _recall,
}


def _tell(one: _Amending) -> None:
    """Tell everybody whom the earlier letter had reached which one binds now."""
    words = Words(
        subject=f"{one.note}: {one.earlier}"[:200],
        body=f"{one.earlier.title}\n{one.note} của {one.later.organisation}.\nĐề nghị xem nội dung đang có hiệu lực.",
        url=one.later.get_absolute_url(),
    )
    for receipt in one.earlier.receipts.select_related("organisation"):
        for person in holders(Role.Name.CONTACT, Role.Name.LEADER, organisation=receipt.organisation, at=one.at):
            key = f"amended:{one.earlier.pk}:{one.later.pk}:{person.pk}"
            draft = Draft(key, "", outbox.contact_of(person), words, one.earlier.reality, topic(receipt))
            outbox.tell(draft, by=one.by, at=one.at)
