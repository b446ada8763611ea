"""An organisation whose report may come later keeps its own deadline; the department's minute stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.reports import small
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as directives_queries
from thongsuot.directives.actions import Reply, Said
from thongsuot.directives.models import Assignment
from thongsuot.reports import jobs, queries
from thongsuot.reports.models import Snapshot

pytestmark = pytest.mark.django_db
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
DUE = small.DEADLINE


@world
def letter(cast):
    """Return a letter whose first addressee may report a day later."""
    letter = small.asked(cast, to=("dd-1", "dd-2"))
    settle(cast, letter, "extend", DUE + DAY)
    return letter


def settle(cast, letter, decision, until=None, at=MONDAY):
    """Let the first operator ask about its report, and the department decide."""
    duty = Assignment.objects.get(directive=letter, organisation__code="dd-1", obligation__kind="REPORT")
    said = Said("obstacle", "Chờ số liệu chi nhánh.", assignment=duty)
    row = directives.answer(letter, cast.organisation("dd-1"), said, by=cast.hang, at=at)
    return directives.reply(row, Reply(decision, "Đồng ý.", until), by=cast.binh, at=at)


def snapshot_of(letter, sequence=0):
    """Return the letter's one snapshot of a sequence."""
    return Snapshot.objects.get(directive=letter, sequence=sequence)


def status(snapshot, code):
    """Return how an organisation stands in a snapshot."""
    return next(row["status"] for row in snapshot.content["organisations"] if row["code"] == code)


def test_there_is_one_round_and_its_minute_is_the_letters(cast, letter):
    (one,) = queries.rounds(letter)
    assert (one.deadline_at, one.moment) == (DUE, DUE)
    assert {duty.organisation.code for duty in queries.duties_of(letter, DUE)} == {"dd-1", "dd-2"}


def test_the_snapshot_is_taken_at_the_minute_and_names_who_has_not_reported(cast, letter):
    jobs.run(DUE - DAY)
    small.send(cast, letter, "dd-2", at=DUE - HOUR)
    jobs.run(DUE)
    snapshot = snapshot_of(letter)
    assert (snapshot.taken_at, snapshot.deadline_at) == (DUE, DUE)
    assert (status(snapshot, "dd-2"), status(snapshot, "dd-1")) == ("on_time", "missing")


def test_a_report_within_the_own_deadline_is_on_time_and_enters_the_supplement(cast, letter):
    jobs.run(DUE - HOUR)
    jobs.run(DUE)
    small.send(cast, letter, at=DUE + HOUR)
    report = small.report_of(letter)
    assert queries.was_in_time(report)
    jobs.run(DUE + 2 * HOUR)
    assert status(snapshot_of(letter, 1), "dd-1") == "on_time"
    assert status(snapshot_of(letter, 0), "dd-1") == "missing"


def test_a_report_after_the_own_deadline_is_late(cast, letter):
    jobs.run(DUE - HOUR)
    jobs.run(DUE)
    small.send(cast, letter, at=DUE + DAY)
    assert not queries.was_in_time(small.report_of(letter))


def test_a_report_whose_clock_stands_still_is_in_time_and_in_its_round(cast):
    letter = small.asked(cast, to=("dd-1", "dd-2"))
    settle(cast, letter, "stop")
    assert {duty.organisation.code for duty in queries.duties_of(letter, DUE)} == {"dd-1", "dd-2"}
    jobs.run(DUE - HOUR)
    jobs.run(DUE)
    small.send(cast, letter, at=DUE + DAY)
    assert queries.was_in_time(small.report_of(letter))
    assert len(queries.rounds(letter)) == 1


def test_who_is_released_from_reporting_is_not_missing(cast):
    letter = small.asked(cast, to=("dd-1", "dd-2"))
    duty = Assignment.objects.get(directive=letter, organisation__code="dd-1", obligation__kind="REPORT")
    said = Said("out_of_scope", "Không hoạt động trên địa bàn.", assignment=duty)
    row = directives.answer(letter, cast.organisation("dd-1"), said, by=cast.hang, at=MONDAY)
    directives.reply(row, Reply("release", "Đồng ý."), by=cast.binh, at=MONDAY)
    jobs.run(DUE)
    assert [row["code"] for row in snapshot_of(letter).content["organisations"]] == ["dd-2"]


def test_the_departments_next_cut_off_is_the_letters_own(cast, letter):
    assert directives_queries.next_cut_off(cast.department, MONDAY).deadline_at == DUE
    assert directives_queries.next_cut_off(cast.department, DUE) is None
