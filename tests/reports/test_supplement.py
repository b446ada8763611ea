"""A supplement: for each late submission once, with its difference, also after the letter was closed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.reports.small import DEADLINE, MINUTE, ROSTER, drafted, report_of, say, send
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.files.models import Run
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import Snapshot

pytestmark = pytest.mark.django_db
AFTER = DEADLINE + MINUTE


@world
def letter(cast):
    """Return a letter of which one organisation reported in time and another did not, after the cut-off."""
    told = drafted(cast, ROSTER)
    say(cast, told, {"shifts": 3, "shifts_filled": 3})
    send(cast, told)
    jobs.run(DEADLINE)
    return told


def sequences():
    """Return the sequence numbers of all snapshots."""
    return list(Snapshot.objects.order_by("sequence").values_list("sequence", flat=True))


def test_without_a_late_report_there_is_no_supplement(cast, letter):
    assert queries.to_supplement(AFTER) == []
    for tick in range(3):
        jobs.run(AFTER + tick * MINUTE)
    assert sequences() == [0]


def test_a_late_report_makes_one_supplement_however_often_the_timer_looks(cast, letter):
    say(cast, letter, {"shifts": 2, "shifts_filled": 1}, code="bc-1", at=AFTER)
    send(cast, letter, "bc-1", at=AFTER)
    for tick in range(1, 4):
        jobs.run(AFTER + tick * MINUTE)
    assert sequences() == [0, 1]
    content = Snapshot.objects.get(sequence=1).content
    assert (content["due"], content["on_time"], content["late"], content["missing"]) == (2, 1, ["bc-1"], [])
    assert content["figures"]["DUTY_ROSTER"]["declared"] == {"shifts": 5, "shifts_filled": 4}


def test_its_difference_leads_from_the_report_before_to_this_one(cast, letter):
    say(cast, letter, {"shifts": 2, "shifts_filled": 1}, code="bc-1", at=AFTER)
    send(cast, letter, "bc-1", at=AFTER)
    actions.supplement(AFTER + MINUTE)
    delta = Snapshot.objects.get(sequence=1).delta
    assert delta["DUTY_ROSTER"] == {"measured": {}, "declared": {"shifts": 2, "shifts_filled": 1}}
    assert delta["RECEIPT"]["measured"] == {"acknowledged": 1}
    assert "REPORT" not in delta


def test_the_first_snapshot_keeps_what_it_said(cast, letter):
    before = Snapshot.objects.get(sequence=0).content
    send(cast, letter, "bc-1", at=AFTER)
    actions.supplement(AFTER + MINUTE)
    assert Snapshot.objects.get(sequence=0).content == before
    assert before["missing"] == ["bc-1"]


def test_a_second_late_report_makes_a_second_supplement_against_the_first(cast, letter):
    send(cast, letter, "bc-1", at=AFTER)
    actions.supplement(AFTER + MINUTE)
    report = report_of(letter, "bc-1")
    actions.send_back(report, {"figures_DUTY_ROSTER": "Ghi số ca."}, by=cast.binh, at=AFTER + 2 * MINUTE)
    say(cast, letter, {"shifts": 4, "shifts_filled": 4}, code="bc-1", at=AFTER + 3 * MINUTE)
    send(cast, letter, "bc-1", at=AFTER + 4 * MINUTE)
    actions.supplement(AFTER + 5 * MINUTE)
    assert sequences() == [0, 1, 2]
    assert Snapshot.objects.get(sequence=2).delta == {
        "DUTY_ROSTER": {"measured": {}, "declared": {"shifts": 4, "shifts_filled": 4}}
    }


def test_an_amended_report_that_came_in_time_stays_in_time(cast, letter):
    report = report_of(letter)
    actions.send_back(report, {"difficulties": "Nêu rõ hơn."}, by=cast.binh, at=AFTER)
    send(cast, letter, at=AFTER + MINUTE, difficulties="Thiếu xe tại hai huyện.")
    actions.supplement(AFTER + 2 * MINUTE)
    snapshot = Snapshot.objects.get(sequence=1)
    own = next(row for row in snapshot.content["organisations"] if row["code"] == "dd-1")
    assert (own["status"], own["difficulties"]) == ("on_time", "Thiếu xe tại hai huyện.")
    assert snapshot.delta == {}


def test_two_late_reports_between_two_looks_make_one_supplement(cast, letter):
    report = report_of(letter)
    actions.send_back(report, {"difficulties": "Nêu rõ hơn."}, by=cast.binh, at=AFTER)
    send(cast, letter, at=AFTER + MINUTE)
    send(cast, letter, "bc-1", at=AFTER + MINUTE)
    assert actions.supplement(AFTER + 2 * MINUTE) == 1
    assert sequences() == [0, 1]


def test_a_report_that_comes_after_the_letter_was_closed_adds_to_what_was_there(cast, letter):
    directives.close(letter, by=cast.khanh, at=AFTER)
    send(cast, letter, "bc-1", at=AFTER + MINUTE)
    actions.supplement(AFTER + 2 * MINUTE)
    snapshot = Snapshot.objects.get(sequence=1)
    assert [row["code"] for row in snapshot.content["organisations"]] == ["bc-1", "dd-1"]
    assert snapshot.content["figures"]["DUTY_ROSTER"]["declared"] == {"shifts": 3, "shifts_filled": 3}
    assert "DUTY_ROSTER" not in snapshot.delta


def test_each_snapshot_orders_its_own_papers(cast, letter):
    send(cast, letter, "bc-1", at=AFTER)
    actions.supplement(AFTER + MINUTE)
    asked = [run.argument["snapshot"] for run in Run.objects.filter(kind=actions.RENDER).order_by("id")]
    assert asked == list(Snapshot.objects.order_by("sequence").values_list("pk", flat=True))
    assert [queries.snapshot_of(run.pk).sequence for run in Run.objects.order_by("id")] == [0, 1]


def test_siblings_are_the_snapshots_of_one_deadline(cast, letter):
    send(cast, letter, "bc-1", at=AFTER)
    actions.supplement(AFTER + MINUTE)
    for snapshot in Snapshot.objects.all():
        assert [sibling.sequence for sibling in queries.siblings_of(snapshot)] == [0, 1]
    standing = queries.standings(queries.places(cast.binh, AFTER))[0]
    assert (standing.sent, standing.missing, len(standing.snapshots)) == (2, [], 2)


def test_a_supplement_shows_on_the_page_what_it_adds(cast, letter):
    say(cast, letter, {"shifts": 2}, code="bc-1", at=AFTER)
    send(cast, letter, "bc-1", at=AFTER)
    actions.supplement(AFTER + timedelta(hours=1))
    told = dict(queries.changes(Snapshot.objects.get(sequence=1).delta))
    assert told["Lịch trực, ca trực"] == [("ca trực", "declared", 2)]
