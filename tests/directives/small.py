"""Small letters: one duty or a few, to one organisation or a few, so that a test costs little."""

from __future__ import annotations

from tests.cast import MONDAY
from tests.directives.letters import reading

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment

OTHER = ("Thực hiện nội dung được giao tại đơn vị.", "one_off", "all", "OTHER")


def receive(cast, *parts, deadline=None, at=MONDAY, reality="live", **changes):
    """Receive a letter with these parts; each is a quotation, a mode, whom it binds and a kind."""
    told = reading(parts={str(n): part for n, part in enumerate(parts)}, deadline=deadline)
    return actions.receive(
        {**told, **changes}, file=None, organisation=cast.department, reality=reality, by=cast.binh, at=at
    )


def issue(cast, *parts, to=("dd-1",), deadline=None, at=MONDAY, reality="live", **changes):
    """Issue a letter with these parts to the organisations with these codes."""
    letter = receive(cast, *parts, deadline=deadline, at=at, reality=reality, **changes)
    actions.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=at)
    return actions.issue(letter, by=cast.khanh, at=at, to=[cast.organisation(code) for code in to])


def one(cast, kind="OTHER", mode="one_off", *, deadline=None, at=MONDAY, acknowledged=True):
    """Return the first mobile operator's assignment of a letter with a single duty."""
    letter = issue(cast, ("Thực hiện nội dung được giao tại đơn vị.", mode, "all", kind), deadline=deadline, at=at)
    if acknowledged:
        actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=at)
    return assignment(letter)


def assignment(letter, code="dd-1", **wanted):
    """Return an organisation's one assignment of a letter, as the database has it now."""
    rows = Assignment.objects.select_related("obligation", "directive", "organisation")
    return rows.get(directive=letter, organisation__code=code, **wanted)
