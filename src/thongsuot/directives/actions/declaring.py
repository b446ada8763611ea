"""An organisation says what it did: figures, words, files; or the department enters it on its behalf."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from thongsuot.directives import evidence, queries
from thongsuot.directives.actions.keying import told_at
from thongsuot.directives.actions.working import AT_WORK
from thongsuot.directives.models import Assignment, Declaration
from thongsuot.files import actions as keeping
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import kinds
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import holds, require
from thongsuot.organisations.models import Act, Actor, Deed, Person, Role


@dataclass(frozen=True)
class Statement:
    """What an organisation says of one duty."""

    figures: dict[str, int] = field(default_factory=dict)
    words: str = ""
    files: Sequence[File] = ()
    happened_at: datetime | None = None  # when it was said or written down, where it is keyed later


@transaction.atomic
def declare(assignment: Assignment, statement: Statement, *, by: Actor, at: datetime) -> Declaration:
    """Enter what the organisation says; a newer statement replaces the older, which stays readable."""
    on_behalf = _may_speak(assignment, by, at)
    kinds.check(assignment.obligation.kind, statement.figures)
    happened_at = told_at(statement.happened_at, since=assignment.directive.issued_at, at=at)
    bearer = queries.bearer_of(assignment)
    if bearer.pk != assignment.pk:
        carried = {"figures": statement.figures, "happened_at": happened_at}
        _carry(bearer, carried, on_behalf=on_behalf, by=by, at=at)
        statement = replace(statement, figures={})
    digests = [f.sha256 for f in statement.files]
    told = {
        "figures": statement.figures,
        "words": statement.words.strip(),
        "files": digests,
        "happened_at": happened_at,
    }
    declaration = _enter(assignment, told, on_behalf=on_behalf, by=by, at=at)
    assignment = Assignment.objects.select_for_update(of=("self",)).get(pk=assignment.pk)
    if assignment.state in (Assignment.State.RECEIVED, Assignment.State.ASSIGNED):
        move(assignment, Assignment.State.IN_PROGRESS, by=by, at=at)
    ledger.notify(topic(assignment), assignment.organisation_id)
    return declaration


def _carry(bearer: Assignment, told: dict[str, Any], *, on_behalf: bool, by: Actor, at: datetime) -> None:
    """Put figures on the duty that bears them, so that a letter never counts the same ones twice (decision 0005)."""
    before = queries.newest_declaration(bearer)
    if told["figures"] and (before is None or before.figures != told["figures"]):
        words, files = (before.words, before.files) if before is not None else ("", [])
        _enter(bearer, {**told, "words": words, "files": files}, on_behalf=on_behalf, by=by, at=at)


def _enter(assignment: Assignment, told: dict[str, Any], *, on_behalf: bool, by: Actor, at: datetime) -> Declaration:
    desk = assignment.organisation_id
    behind = "" if on_behalf else require(by, *AT_WORK, organisation=desk, at=at, deed=Deed.DECLARE)
    declaration = Declaration.objects.create(
        organisation_id=assignment.organisation_id,
        reality=assignment.reality,
        assignment=assignment,
        on_behalf=on_behalf,
        at=at,
        **told,
        **Act.fields_of(by) | {"by_name": ", ".join(filter(None, [str(by), behind]))[:80]},
    )
    ledger.record(**evidence.of_declaration(declaration))
    return declaration


@transaction.atomic
def declare_upload(
    assignment: Assignment, statement: Statement, uploads: Sequence[tuple[str, bytes]], *, by: Actor, at: datetime
) -> tuple[Declaration, list[File]]:
    """Enter a statement with files that have just come; return it, and which of them had to be kept apart."""
    kept = [
        keeping.store(data, name=name, organisation=assignment.organisation, reality=assignment.reality, by=by, at=at)
        for name, data in uploads
    ]
    sound = [file for file in kept if file.quarantined_at is None]
    declaration = declare(assignment, replace(statement, files=[*statement.files, *sound]), by=by, at=at)
    return declaration, [file for file in kept if file.quarantined_at is not None]


def _may_speak(assignment: Assignment, by: Actor, at: datetime) -> bool:
    """Tell whether the department speaks for the organisation; refuse who may not speak at all."""
    if not isinstance(by, Person):
        return False
    if holds(by, *AT_WORK, organisation=assignment.organisation_id, at=at, deed=Deed.DECLARE):
        return False
    require(by, Role.Name.FOLLOWER, organisation=assignment.obligation.organisation_id, at=at)
    return True
