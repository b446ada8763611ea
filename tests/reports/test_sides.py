"""Measured and declared never mix, live and exercise never mix: not in a report, not in a snapshot, not on paper."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.cast import MONDAY
from tests.reports.small import DAY_BEFORE, DEADLINE, MINUTE, ROSTER, asked, drafted, report_of, say, send

from thongsuot.directives.models import Assignment
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.models import System
from thongsuot.reports import compile as adding
from thongsuot.reports import jobs, queries
from thongsuot.reports.models import Report, Snapshot

pytestmark = pytest.mark.django_db


def see(cast, figures, *, code="dd-1", kind="DUTY_ROSTER", at=DAY_BEFORE, reality="live", key="tool"):
    """Let a tool record figures."""
    return ledger.record(
        key=key, organisation=cast.organisation(code), reality=reality, kind=kind, happened_at=at, known_at=at,
        figures=figures, measured=True, by=System("Công cụ"),
    )  # fmt: skip


def roster(figures):
    """Return both sides of the figures about shifts."""
    return figures.get("DUTY_ROSTER", {"measured": {}, "declared": {}})


def test_a_report_keeps_what_tools_saw_apart_from_what_was_said(cast):
    letter = drafted(cast, ROSTER, to=("dd-1",))
    see(cast, {"shifts": 3, "check_ins": 6})
    say(cast, letter, {"shifts": 4})
    submission = send(cast, letter)
    assert roster(submission.figures) == {"measured": {"shifts": 3, "check_ins": 6}, "declared": {"shifts": 4}}


def test_a_snapshot_adds_each_side_for_itself(cast):
    letter = drafted(cast, ROSTER)
    see(cast, {"shifts": 3})
    see(cast, {"shifts": 5}, code="bc-1")
    say(cast, letter, {"shifts": 1})
    say(cast, letter, {"shifts": 2}, code="bc-1")
    for code in ("dd-1", "bc-1"):
        send(cast, letter, code)
    jobs.run(DEADLINE)
    assert roster(Snapshot.objects.get().content["figures"]) == {"measured": {"shifts": 8}, "declared": {"shifts": 3}}


def test_what_machines_get_together_is_always_beside_both_sides():
    told = adding.by_kind([("K", True, {"a": 1}), ("K", False, {"a": 2, "b": 3}), ("L", False, {"c": 4})])
    assert adding.together(told) == {"K": {"a": 3, "b": 3}, "L": {"c": 4}}
    assert set(told["K"]) == set(adding.SIDES)
    assert told["L"] == {"measured": {}, "declared": {"c": 4}}


def test_the_departments_own_books_are_not_taken_from_reports(cast):
    letter = drafted(cast, ROSTER, to=("dd-1",))
    see(cast, {"organisations": 99, "acknowledged": 99}, kind="RECEIPT", key="receipt")
    see(cast, {"reports_due": 99, "reports_on_time": 99}, kind="REPORT", key="report")
    submission = send(cast, letter)
    assert set(submission.figures) & set(queries.OWN_BOOKS) == set()
    jobs.run(DEADLINE)
    figures = Snapshot.objects.get().content["figures"]
    assert figures["RECEIPT"]["measured"] == {"organisations": 1, "acknowledged": 1}
    assert figures["REPORT"]["measured"] == {"reports_due": 1, "reports_on_time": 1}


def test_only_what_happened_while_the_order_held_counts(cast):
    letter = drafted(cast, ROSTER, to=("dd-1",))
    see(cast, {"shifts": 100}, at=MONDAY - MINUTE, key="before the letter")
    see(cast, {"shifts": 1}, at=MONDAY, key="with the letter")
    see(cast, {"shifts": 10}, at=DAY_BEFORE + MINUTE, key="after the report")
    report = report_of(letter)
    assert roster(queries.figures_of(report, DAY_BEFORE))["measured"] == {"shifts": 1}
    assert roster(queries.figures_of(report, DEADLINE))["measured"] == {"shifts": 11}


def test_a_declaration_about_another_letter_counts_there_alone(cast):
    first = asked(cast, ROSTER, to=("dd-1",))
    second = asked(cast, ROSTER, to=("dd-1",), number="13/SKHCN", text_sha256="e" * 64)
    say(cast, first, {"shifts": 7}, at=DAY_BEFORE)
    jobs.run(DAY_BEFORE)
    assert roster(queries.figures_of(report_of(first), DAY_BEFORE))["declared"] == {"shifts": 7}
    assert roster(queries.figures_of(report_of(second), DAY_BEFORE))["declared"] == {}


def test_what_tools_saw_serves_every_letter_that_asks_for_it(cast):
    letters = [asked(cast, ROSTER, to=("dd-1",)), asked(cast, ROSTER, to=("dd-1",), text_sha256="f" * 64)]
    jobs.run(DAY_BEFORE)
    see(cast, {"shifts": 7})
    for letter in letters:
        assert roster(queries.figures_of(report_of(letter), DAY_BEFORE))["measured"] == {"shifts": 7}


def test_figures_of_competitors_never_reach_a_report(cast):
    letter = drafted(cast, ROSTER)
    see(cast, {"shifts": 5}, code="bc-1")
    say(cast, letter, {"shifts": 6}, code="bc-1")
    assert roster(queries.figures_of(report_of(letter), DAY_BEFORE)) == {"measured": {}, "declared": {}}
    assert {row.organisation.code for row in queries.evidence_of(report_of(letter, "bc-1"), DAY_BEFORE)} == {"bc-1"}


def test_an_exercise_counts_in_the_exercise_alone(cast):
    live = drafted(cast, ROSTER, to=("dd-1",))
    played = drafted(cast, ROSTER, to=("dd-1",), reality="exercise")
    see(cast, {"shifts": 3}, key="live")
    see(cast, {"shifts": 50}, reality="exercise", key="played")
    say(cast, played, {"shifts": 60})
    assert roster(send(cast, live).figures) == {"measured": {"shifts": 3}, "declared": {}}
    assert roster(send(cast, played).figures) == {"measured": {"shifts": 50}, "declared": {"shifts": 60}}
    jobs.run(DEADLINE)
    told = {s.reality: roster(s.content["figures"]) for s in Snapshot.objects.all()}
    assert told["live"] == {"measured": {"shifts": 3}, "declared": {}}
    assert told["exercise"] == {"measured": {"shifts": 50}, "declared": {"shifts": 60}}
    jobs.run(DEADLINE + MINUTE)
    for row in Evidence.objects.filter(kind="REPORT"):
        assert Report.objects.get(pk=row.key.partition(":")[2]).reality == row.reality


@transaction.atomic
def turn(model):
    """Make every row one of an exercise, and ask for the keys that wait for the end of a transaction."""
    model.objects.update(reality="exercise")
    connection.check_constraints()


@pytest.mark.parametrize("model", [Report, Assignment, Snapshot])
def test_the_database_refuses_a_row_that_changes_its_reality(cast, model):
    drafted(cast, to=("dd-1",))
    jobs.run(DEADLINE)
    with pytest.raises(DatabaseError):
        turn(model)
    assert set(model.objects.values_list("reality", flat=True)) == {"live"}
