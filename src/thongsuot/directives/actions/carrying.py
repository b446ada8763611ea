"""What an organisation did under one letter is carried over to the duty of another; what stood before stays."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thongsuot.directives import evidence, openings, queries
from thongsuot.directives.actions import reminding
from thongsuot.directives.models import Assignment, Declaration, Obligation
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import kinds
from thongsuot.ledger.actions import move
from thongsuot.organisations.models import Act, Actor
from thongsuot.paging import actions as paging

STATES = Assignment.State
FURTHER = (STATES.ARRIVED, STATES.RECEIVED, STATES.ASSIGNED, STATES.IN_PROGRESS, STATES.DONE)


def take_over(one: Assignment, other: Assignment, *, by: Actor, at: datetime, note: str) -> None:
    """Let a later letter's duty stand where the earlier one stood: since when, by whom, how far, and what was said."""
    way = openings.opening(other.obligation.kind).way
    if way == "measured":  # its own receipt and briefing count for each letter
        return
    _begin_as(one, other, by, at)
    carry_words(one, other, at=at)
    same = queries.words_of(one.obligation) == queries.words_of(other.obligation)
    done = one.state == STATES.DONE and same and way == "declared"
    goal = STATES.IN_PROGRESS if one.state == STATES.DONE and not done else STATES(one.state)
    _go_to(other, goal, one, by=by, at=at, note=note)


def _begin_as(one: Assignment, other: Assignment, by: Actor, at: datetime) -> None:
    """Let the later duty count from the earlier one's beginning, and keep a request that has come."""
    changes: dict[str, Any] = {"starts_at": min(one.starts_at, other.starts_at)}
    conditional = other.obligation.mode == Obligation.Mode.CONDITIONAL
    if conditional and one.activated_at is not None and other.activated_at is None:
        due = reminding.first_stage(one.deadline_at, at, other.directive.urgency)
        running = {"activated_at": one.activated_at, "deadline_at": one.deadline_at, "relation": one.relation}
        changes |= {**running, "remind_due_at": due}
    before = {name: getattr(other, name) for name in changes}
    if before == changes:
        return
    Assignment.objects.filter(pk=other.pk).update(**changes)
    ledger.keep_edit(other, before=before, after=changes, by=by, at=at)


def _go_to(other: Assignment, goal: str, one: Assignment, *, by: Actor, at: datetime, note: str) -> None:
    """Take the later duty the legal way to where the earlier one stood; one that is further stays."""
    steps = [STATES.RECEIVED, *([] if goal == STATES.RECEIVED else [STATES(goal)])]
    if goal == STATES.ARRIVED:
        return
    reached = FURTHER.index(STATES(other.state))
    for step in [step for step in steps if FURTHER.index(step) > reached]:
        changes: dict[str, Any] = {"holder": one.holder} if step == STATES.ASSIGNED else {}
        if step == STATES.DONE:
            paging.stop(other, by=by, at=at)
            changes |= {"done_at": one.done_at, "on_behalf": one.on_behalf, "remind_due_at": None}
        move(other, step, by=by, at=at, note=note, **changes)


def carry_words(one: Assignment, other: Assignment, *, at: datetime) -> Declaration | None:
    """Say of one duty what was last said of another, in the same person's name; figures stand where they are borne."""
    said = queries.newest_declaration(one)
    if said is None or queries.newest_declaration(other) is not None:
        return None
    figures, bearer = _figures_for(said, other), queries.bearer_of(other)
    if bearer.pk != other.pk and figures:
        borne = queries.newest_declaration(bearer)
        if borne is None or not borne.figures:
            words, files = (borne.words, borne.files) if borne is not None else ("", [])
            _enter(bearer, said, at, figures=figures, words=words, files=files)
        figures = {}
    return _enter(other, said, at, figures=figures, words=said.words, files=said.files)


def _figures_for(said: Declaration, other: Assignment) -> dict[str, int]:
    """Return what of the figures the other duty's kind knows."""
    known = kinds.KINDS[other.obligation.kind].figures
    return {name: value for name, value in said.figures.items() if name in known}


def _enter(assignment: Assignment, said: Declaration, at: datetime, **told: Any) -> Declaration:
    row = Declaration.objects.create(
        organisation_id=assignment.organisation_id,
        reality=assignment.reality,
        assignment=assignment,
        on_behalf=said.on_behalf,
        happened_at=said.happened_at or said.at,
        carried_from=said,
        at=at,
        **told,
        **Act.fields_of(said.actor) | {"by_name": said.by_name},
    )
    ledger.record(**evidence.of_declaration(row))
    return row


def fold(one: Assignment, other: Assignment, *, by: Actor, at: datetime, note: str) -> None:
    """End a duty that is asked for at another one already; what was said of it goes there."""
    if one.state == STATES.DONE:
        return
    carry_words(one, other, at=at)
    leave(one, by=by, at=at, note=note)


def leave(one: Assignment, *, by: Actor, at: datetime, note: str) -> None:
    """End an organisation's duty without its reminders; the move says why."""
    paging.stop(one, by=by, at=at)
    move(one, STATES.WITHDRAWN, by=by, at=at, note=note, remind_due_at=None, stopped_at=None, time_left=None)
