"""An organisation that merged: reports sent before keep its name, its successor reports what was still open."""

from __future__ import annotations

import pytest
from tests.reports.small import DAY_BEFORE, DEADLINE, MINUTE, ROSTER, drafted, report_of, say, send

from thongsuot.directives import actions as directives
from thongsuot.organisations.actions import Document, Portion
from thongsuot.reports import actions, jobs

pytestmark = pytest.mark.django_db
MERGE = Document("merge", "Quyết định số 15/QĐ-UBND ngày 01/02/2020")


def merge(cast, old, heir, at):
    portions = [Portion(cast.organisation(heir))]
    directives.succeed(cast.organisation(old), portions, document=MERGE, by=cast.khanh, at=at)


def rows_of(letter):
    return {row["code"]: row for row in letter.snapshots.get(sequence=0).content["organisations"]}


def test_a_report_sent_before_the_merger_stays_under_the_old_name(cast):
    letter = drafted(cast, ROSTER)
    say(cast, letter, {"shifts": 3, "shifts_filled": 3})
    send(cast, letter)
    name = cast.organisation("dd-1").name
    merge(cast, "dd-1", "dd-2", DAY_BEFORE + MINUTE)
    jobs.run(DEADLINE)
    assert rows_of(letter)["dd-1"]["name"] == name
    assert rows_of(letter)["dd-1"]["status"] == "on_time"
    assert report_of(letter).organisation.name == name


def test_a_snapshot_taken_before_the_merger_does_not_change(cast):
    letter = drafted(cast, ROSTER)
    send(cast, letter)
    jobs.run(DEADLINE)
    before = letter.snapshots.get(sequence=0).content
    merge(cast, "dd-1", "dd-2", DEADLINE + MINUTE)
    assert letter.snapshots.get(sequence=0).content == before


def test_the_successor_owes_the_report_that_was_still_open(cast):
    letter = drafted(cast, ROSTER)
    merge(cast, "dd-1", "dd-2", DAY_BEFORE + MINUTE)
    jobs.run(DAY_BEFORE + 2 * MINUTE)
    assert report_of(letter, "dd-2").organisation.code == "dd-2"
    jobs.run(DEADLINE)
    rows = rows_of(letter)
    assert "dd-1" not in rows
    assert rows["dd-2"]["status"] == "missing"


def test_the_people_who_moved_send_the_successors_report(cast):
    letter = drafted(cast, ROSTER)
    contact, leader = cast.person("dd-1.daumoi"), cast.person("dd-1.lanhdao")
    merge(cast, "dd-1", "dd-2", DAY_BEFORE + MINUTE)
    jobs.run(DAY_BEFORE + 2 * MINUTE)
    report = actions.prepare(report_of(letter, "dd-2"), by=contact, at=DAY_BEFORE + 3 * MINUTE)
    actions.submit(report, by=leader, at=DAY_BEFORE + 4 * MINUTE)
    jobs.run(DEADLINE)
    assert rows_of(letter)["dd-2"]["status"] == "on_time"
