"""What a snapshot holds, and that neither it nor anything it was added from ever changes."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, transaction
from tests.directives.small import assignment
from tests.reports.small import DAY_BEFORE, DEADLINE, MINUTE, ROSTER, drafted, report_of, say, send
from tests.worlds import world

from thongsuot.ledger import actions as ledger
from thongsuot.organisations import actions as directory
from thongsuot.organisations.models import System
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import Report, Snapshot, Submission

pytestmark = pytest.mark.django_db


@world
def letter(cast):
    """Return a letter of which one organisation reported in time, another late, a third never, after the cut-off."""
    told = drafted(cast, ROSTER, to=("dd-1", "bc-1", "cd-1"))
    say(cast, told, {"shifts": 3, "shifts_filled": 2}, words="Trực đủ.")
    send(cast, told, difficulties="Thiếu xe.", proposals="Cấp thêm xe.")
    send(cast, told, "bc-1", at=DEADLINE)
    actions.take_snapshots(DEADLINE)
    return told


def test_it_names_everybody_and_says_how_each_stands(cast, letter):
    content = Snapshot.objects.get().content
    rows = {row["code"]: row for row in content["organisations"]}
    assert list(rows) == ["bc-1", "cd-1", "dd-1"]
    assert (content["due"], content["on_time"]) == (3, 1)
    assert (content["late"], content["missing"]) == ([], ["bc-1", "cd-1"])
    assert rows["dd-1"]["status"] == "on_time"
    assert rows["dd-1"]["submitted_at"].startswith("2020-02-06T")
    assert rows["bc-1"]["submitted_at"] is None


def test_it_keeps_each_organisations_own_words_and_figures(cast, letter):
    row = next(row for row in Snapshot.objects.get().content["organisations"] if row["code"] == "dd-1")
    assert (row["difficulties"], row["proposals"]) == ("Thiếu xe.", "Cấp thêm xe.")
    assert row["figures"]["DUTY_ROSTER"] == {"measured": {}, "declared": {"shifts": 3, "shifts_filled": 2}}
    assert row["name"] == cast.organisation("dd-1").name
    assert row["words"] == {"done_on_time": 1, "open_on_time": 1}


def test_it_keeps_the_letters_paragraphs_and_the_sum_of_all_words(cast, letter):
    content = Snapshot.objects.get().content
    assert [p["number"] for p in content["paragraphs"]] == [1, 2]
    assert content["paragraphs"][1]["text"] == ROSTER[0]
    assert sum(content["words"].values()) == 6
    assert content["words"]["done_on_time"] == 1


def test_it_is_taken_at_the_minute_even_when_the_timer_was_late(cast):
    letter = drafted(cast, to=("dd-1",))
    send(cast, letter, at=DEADLINE + MINUTE)
    jobs.run(DEADLINE + 60 * MINUTE)
    first, supplement = Snapshot.objects.order_by("sequence")
    assert (first.taken_at, first.content["missing"]) == (DEADLINE, ["dd-1"])
    assert (supplement.taken_at, supplement.content["late"]) == (DEADLINE + 60 * MINUTE, ["dd-1"])


def test_it_is_taken_once(cast, letter):
    again = actions.take_snapshot(queries.rounds()[0], by=System("Kiểm thử"), at=DEADLINE + MINUTE)
    assert again == Snapshot.objects.get()
    assert queries.to_snapshot(DEADLINE + MINUTE) == []


def test_later_changes_of_the_directory_do_not_reach_it(cast, letter):
    own = cast.organisation("dd-1")
    name = own.name
    directory.change(own, version=own.version, name="Tên mới")
    row = next(row for row in Snapshot.objects.get().content["organisations"] if row["code"] == "dd-1")
    assert row["name"] == name


@pytest.mark.parametrize(
    "changes",
    [{"content": {}}, {"delta": {"REPORT": {}}}, {"taken_at": DAY_BEFORE}, {"sequence": 4}],
    ids=["content", "delta", "moment", "sequence"],
)
def test_the_database_refuses_to_change_a_snapshot(cast, letter, changes):
    with pytest.raises(DatabaseError), transaction.atomic():
        Snapshot.objects.update(**changes)


@pytest.mark.parametrize(
    "changes",
    [{"figures": {}}, {"narrative": {}}, {"difficulties": ""}, {"proposals": ""}, {"sequence": 9}],
    ids=["figures", "narrative", "difficulties", "proposals", "sequence"],
)
def test_the_database_refuses_to_change_a_submission(cast, letter, changes):
    with pytest.raises(DatabaseError), transaction.atomic():
        Submission.objects.filter(organisation__code="dd-1").update(**changes)


@pytest.mark.parametrize("model", [Submission, Snapshot])
def test_the_database_refuses_to_delete_what_was_frozen(cast, letter, model):
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.all()._raw_delete("default")
    assert model.objects.exists()


def test_a_submission_keeps_its_figures_when_evidence_is_corrected(cast, letter):
    say(cast, letter, {"shifts": 9, "shifts_filled": 9}, at=DEADLINE + MINUTE)
    report = report_of(letter)
    assert queries.frozen(report).figures["DUTY_ROSTER"]["declared"] == {"shifts": 3, "shifts_filled": 2}
    assert queries.figures_of(report, DEADLINE + MINUTE)["DUTY_ROSTER"]["declared"]["shifts"] == 9
    assert queries.figures_of(report, DEADLINE)["DUTY_ROSTER"]["declared"]["shifts"] == 3


def test_a_submitted_report_must_have_a_time(cast, letter):
    with pytest.raises(DatabaseError), transaction.atomic():
        Report.objects.filter(state="submitted").update(submitted_at=None)


def test_a_correction_known_later_does_not_change_what_was_known_then(cast, letter):
    duty = assignment(letter, obligation__kind="DUTY_ROSTER")
    ledger.record(
        key="late", organisation=duty.organisation, reality="live", kind="DUTY_ROSTER", happened_at=DAY_BEFORE,
        known_at=DEADLINE + MINUTE, figures={"shifts": 1}, measured=True, by=System("Công cụ"),
    )  # fmt: skip
    report = report_of(letter)
    assert queries.figures_of(report, DEADLINE)["DUTY_ROSTER"]["measured"] == {}
    assert queries.figures_of(report, DEADLINE + MINUTE)["DUTY_ROSTER"]["measured"] == {"shifts": 1}
