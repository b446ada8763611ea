"""A person goes through the proposals: confirm, reject, edit, split, merge, add, and undo each of these."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions.receiving import HeadKnown, head_of, moment
from thongsuot.directives.models import Directive, Obligation, ReviewStep
from thongsuot.directives.queries import HEAD
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Actor, Role

EDITABLE = (
    "start",
    "end",
    "quote",
    "paragraph",
    "mode",
    "obliged",
    "obliged_names",
    "kind",
    "effective_from",
    "deadline_at",
    "deadline_relation",
    "deadline_text",
    "recurrence",
)
MOMENTS = ("effective_from", "deadline_at")
HEAD_FIELDS = tuple(head_of({}))


class ReviewClosed(Exception):
    """The letter is no longer under review."""

    def __init__(self) -> None:
        super().__init__(_("Văn bản này đã qua bước rà soát nên không sửa được nhiệm vụ; phần đã lưu được giữ nguyên."))


class NothingSelected(ValueError):
    """The selection holds no words of the letter, or reaches beyond it."""

    def __init__(self) -> None:
        super().__init__(
            _("Đoạn được chọn không nằm trong văn bản; chưa có gì thay đổi. Hãy chọn lại đoạn chữ cần giao.")
        )


def _open(directive: Directive, by: Actor, at: datetime) -> None:
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, organisation=directive.organisation_id, at=at)
    if Directive.objects.select_for_update(of=("self",)).get(pk=directive.pk).state != Directive.State.REVIEW:
        raise ReviewClosed


def _as_stood(obligation: Obligation) -> dict[str, Any]:
    fields = {name: getattr(obligation, name) for name in EDITABLE}
    return {
        **{name: v.isoformat() if name in MOMENTS and v else v for name, v in fields.items()},
        "state": obligation.state,
    }


def _step(
    verb: str, directive: Directive, touched: Sequence[Obligation], made: Sequence[Obligation], by: Actor, at: datetime
) -> None:
    _keep_step(verb, directive, {str(o.pk): _as_stood(o) for o in touched}, [o.pk for o in made], by, at)


def _keep_step(
    verb: str, directive: Directive, before: dict[str, Any], created: list[int], by: Actor, at: datetime
) -> None:
    ReviewStep.objects.create(
        organisation_id=directive.organisation_id,
        reality=directive.reality,
        directive=directive,
        verb=verb,
        before=before,
        created=created,
        at=at,
        **Act.fields_of(by),
    )
    ledger.notify(topic(directive), directive.organisation_id)


@transaction.atomic
def confirm(directive: Directive, obligations: Sequence[Obligation], *, by: Actor, at: datetime) -> None:
    """Let the proposals bind once the letter is issued."""
    _settle("confirm", Obligation.State.CONFIRMED, directive, obligations, by, at)


@transaction.atomic
def reject(directive: Directive, obligations: Sequence[Obligation], *, by: Actor, at: datetime) -> None:
    """Leave the proposals out; they stay visible."""
    _settle("reject", Obligation.State.REJECTED, directive, obligations, by, at)


@transaction.atomic
def restore(directive: Directive, obligations: Sequence[Obligation], *, by: Actor, at: datetime) -> None:
    """Put settled proposals back among those to be looked at."""
    _settle("restore", Obligation.State.PROPOSED, directive, obligations, by, at)


def _settle(
    verb: str, to: str, directive: Directive, obligations: Sequence[Obligation], by: Actor, at: datetime
) -> None:
    _open(directive, by, at)
    touched = [o for o in obligations if o.state != to]
    if not touched:
        return
    _step(verb, directive, touched, [], by, at)
    for obligation in touched:
        move(obligation, to, by=by, at=at)


@transaction.atomic
def edit(obligation: Obligation, *, version: int, by: Actor, at: datetime, **changes: Any) -> Obligation:
    """Change what was proposed; the quotation changes only by choosing other words of the letter."""
    directive = obligation.directive
    _open(directive, by, at)
    if unknown := set(changes) - set(EDITABLE) | ({"quote"} & set(changes)):
        raise TypeError(f"cannot edit {', '.join(sorted(unknown))}")
    if "start" in changes or "end" in changes:
        span = (changes.get("start", obligation.start), changes.get("end", obligation.end))
        changes |= _span(directive, *span)
    if changes.get("obliged", obligation.obliged) != Obligation.Obliged.NAMED:
        changes["obliged_names"] = []
    if changes.get("obliged", obligation.obliged) == Obligation.Obliged.ISSUER:
        changes |= {"kind": "OTHER", "mode": Obligation.Mode.ONE_OFF, "recurrence": ""}  # a promise asks for no report
    _step("edit", directive, [obligation], [], by, at)
    return ledger.amend(obligation, version=version, by=by, at=at, **changes)


def _span(directive: Directive, start: int, end: int) -> dict[str, Any]:
    if not 0 <= start < end <= len(directive.text):
        raise NothingSelected
    chosen = directive.text[start:end]
    start += len(chosen) - len(chosen.lstrip())
    end -= len(chosen) - len(chosen.rstrip())
    if start >= end:
        raise NothingSelected
    paragraph = queries.paragraph_at(directive, start)
    return {"start": start, "end": end, "quote": directive.text[start:end], "paragraph": paragraph}


def _sibling(obligation: Obligation, start: int, end: int) -> Obligation:
    kept = {name: getattr(obligation, name) for name in EDITABLE}
    kept |= _span(obligation.directive, start, end)
    return Obligation.objects.create(
        organisation_id=obligation.organisation_id,
        reality=obligation.reality,
        directive=obligation.directive,
        score=obligation.score,
        by_hand=True,
        state=Obligation.State.PROPOSED,
        **kept,
    )


@transaction.atomic
def split(obligation: Obligation, place: int, *, by: Actor, at: datetime) -> list[Obligation]:
    """Make two proposals of one, at a place in the letter's text."""
    _open(obligation.directive, by, at)
    if not obligation.start < place < obligation.end:
        raise NothingSelected
    made = [_sibling(obligation, obligation.start, place), _sibling(obligation, place, obligation.end)]
    _step("split", obligation.directive, [obligation], made, by, at)
    _drop(obligation, by, at)
    return made


@transaction.atomic
def merge(obligations: Sequence[Obligation], *, by: Actor, at: datetime) -> Obligation:
    """Make one proposal of several neighbours; the first gives the fields, all give the quotation."""
    first, *others = sorted(obligations, key=lambda o: o.start)
    if not others:
        raise NothingSelected
    _open(first.directive, by, at)
    made = _sibling(first, first.start, max(o.end for o in obligations))
    _step("merge", first.directive, [first, *others], [made], by, at)
    for obligation in [first, *others]:
        _drop(obligation, by, at)
    return made


def _drop(obligation: Obligation, by: Actor, at: datetime) -> None:
    if obligation.state != Obligation.State.REJECTED:
        move(obligation, Obligation.State.REJECTED, by=by, at=at)


@transaction.atomic
def add(directive: Directive, start: int, end: int, *, by: Actor, at: datetime) -> Obligation:
    """Propose a duty that a person found in the letter."""
    _open(directive, by, at)
    span = _span(directive, start, end)
    made = Obligation.objects.create(
        organisation_id=directive.organisation_id,
        reality=directive.reality,
        directive=directive,
        mode=Obligation.Mode.ONE_OFF,
        obliged=Obligation.Obliged.ALL,
        kind="OTHER",
        by_hand=True,
        state=Obligation.State.PROPOSED,
        **span,
    )
    _step("add", directive, [], [made], by, at)
    return made


@transaction.atomic
def correct_head(directive: Directive, *, version: int, by: Actor, at: datetime, **changes: Any) -> Directive:
    """Say what stands in the letter's head; without changes it was compared and found right."""
    _open(directive, by, at)
    if unknown := set(changes) - set(HEAD_FIELDS):
        raise TypeError(f"cannot correct {', '.join(sorted(unknown))}")
    stood = {name: getattr(directive, name) for name in HEAD_FIELDS}
    changed = {name: value for name, value in changes.items() if stood[name] != value}
    if changed:
        _refuse_known_head(directive, {**stood, **changed})
    before = {name: value.isoformat() if isinstance(value, date) else value for name, value in stood.items()}
    _keep_step(HEAD, directive, {HEAD: before}, [], by, at)
    return ledger.amend(directive, version=version, by=by, at=at, **changed) if changed else directive


def _refuse_known_head(directive: Directive, told: dict[str, Any]) -> None:
    known = queries.known_under(told, directive.organisation, directive.reality, besides=directive.pk)
    if known is not None:
        raise HeadKnown(known)


@transaction.atomic
def mark_urgency(directive: Directive, urgency: str, *, by: Actor, at: datetime) -> Directive:
    """Say how urgent the letter is where its mark was not read: only reminders of a flash letter come at night."""
    _open(directive, by, at)
    return ledger.amend(directive, version=directive.version, by=by, at=at, urgency=urgency)


@transaction.atomic
def undo(directive: Directive, *, by: Actor, at: datetime) -> ReviewStep | None:
    """Take back the last act of the review; return it, or none when nothing is left to take back."""
    _open(directive, by, at)
    step = directive.steps.filter(undone_at=None).first()
    if step is None:
        return None
    for obligation in Obligation.objects.filter(pk__in=step.created):
        _drop(obligation, by, at)
    if head := step.before.get(HEAD):
        _put_back(Directive.objects.get(pk=directive.pk), head, by, at)
    stood = {int(pk): fields for pk, fields in step.before.items() if pk != HEAD}
    for obligation in Obligation.objects.filter(pk__in=stood):
        fields = dict(stood[obligation.pk])
        state = fields.pop("state")
        _put_back(obligation, fields, by, at)
        if obligation.state != state:
            move(obligation, state, by=by, at=at)
    step.undone_at = at
    step.save(update_fields=["undone_at"])
    ledger.notify(topic(directive), directive.organisation_id)
    return step


def _put_back(row: Any, fields: dict[str, Any], by: Actor, at: datetime) -> None:
    """Let a row's fields stand as they stood; what did not change is not written again."""
    now_so = {name: value for name, value in _stored(fields).items() if getattr(row, name) != value}
    if now_so:
        ledger.amend(row, version=row.version, by=by, at=at, **now_so)


def _stored(fields: dict[str, Any]) -> dict[str, Any]:
    day = {name: date.fromisoformat(value) for name, value in fields.items() if name == "dated_on" and value}
    return {**fields, **{name: moment(fields[name]) for name in MOMENTS if name in fields}, **day}
