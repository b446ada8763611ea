"""Reminders wait as rows, leave as one message a person, and stop when the matter is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY

from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.outbox import queries as outbox
from thongsuot.paging import actions, jobs, queries
from thongsuot.paging.models import Reminder

pytestmark = pytest.mark.django_db
CLOCK = System("thử")
HOUR = timedelta(hours=1)
DEADLINE = MONDAY + 24 * HOUR
STAGES = {"T-24h": -24 * HOUR, "T-4h": -4 * HOUR, "T-1h": -HOUR, "T-15m": -HOUR / 4, "T": HOUR * 0, "T+15m": HOUR / 4}


def plan(person, about="assignment:1", *, stage="T-4h", due_at=None, at=MONDAY - HOUR):
    moment = DEADLINE + STAGES[stage] if due_at is None else due_at
    text = f"{about} {stage}"
    return actions.remind(about, person, text=text, url="/nhiem-vu/1/", due_at=moment, stage=stage, by=CLOCK, at=at)


def inbox(person):
    return [(row.subject, row.body) for row in outbox.visible_to(person).order_by("id")]


def test_every_stage_is_sent_once_at_its_moment(cast):
    for stage in STAGES:
        plan(cast.hang, stage=stage)
    for stage, distance in STAGES.items():
        assert queries.next_due() == DEADLINE + distance
        assert jobs.run(DEADLINE + distance - timedelta(seconds=1)) == 0
        assert jobs.run(DEADLINE + distance) == 1
        assert jobs.run(DEADLINE + distance) == 0
        assert inbox(cast.hang)[-1] == (f"Nhắc: assignment:1 {stage}", f"assignment:1 {stage}")
    assert len(inbox(cast.hang)) == 6
    assert queries.next_due() is None


def test_planning_the_same_stage_twice_plans_it_once(cast):
    assert plan(cast.hang).pk == plan(cast.hang).pk
    jobs.run(DEADLINE)
    assert len(inbox(cast.hang)) == 1
    assert plan(cast.hang, at=DEADLINE).state == "sent"
    assert jobs.run(DEADLINE + HOUR) == 0


def test_all_that_is_due_to_one_person_in_one_minute_is_one_message(cast):
    for number in range(3):
        plan(cast.hang, f"assignment:{number}", due_at=MONDAY + timedelta(seconds=1 + 20 * number))
    plan(cast.long, "assignment:9", due_at=MONDAY + timedelta(seconds=30))
    assert queries.next_due() == MONDAY + timedelta(minutes=1)
    assert jobs.run(MONDAY + timedelta(minutes=1)) == 2
    ((subject, body),) = inbox(cast.hang)
    assert subject == "Nhắc: 3 việc đến hạn"
    for number in range(3):
        assert body.count(f"assignment:{number} T-4h") == 1
    assert inbox(cast.long) == [("Nhắc: assignment:9 T-4h", "assignment:9 T-4h")]


def test_a_late_tick_sends_the_newest_stage_and_folds_the_others(cast):
    planned = [plan(cast.hang, stage=stage) for stage in ("T-24h", "T-4h", "T-1h")]
    plan(cast.hang, "assignment:2", stage="T-24h")
    assert jobs.run(DEADLINE - HOUR / 2) == 1
    ((_subject, body),) = inbox(cast.hang)
    assert "assignment:1 T-1h" in body
    assert "assignment:2 T-24h" in body
    assert "assignment:1 T-4h" not in body
    states = [Reminder.objects.get(pk=row.pk).state for row in planned]
    assert states == ["folded", "folded", "sent"]


def test_submission_stops_what_waits_and_leaves_what_was_sent(cast):
    for stage in STAGES:
        plan(cast.hang, stage=stage)
    plan(cast.hang, "assignment:2", stage="T-1h")
    jobs.run(DEADLINE - 24 * HOUR)
    with access.acting_for(cast.organisation("bc-1")):  # whoever stops need not see the person reminded
        assert actions.stop("assignment:1", by=CLOCK, at=DEADLINE - 5 * HOUR) == 5
    jobs.run(DEADLINE + HOUR)
    states = sorted(queries.reminders_about("assignment:1").values_list("state", flat=True))
    assert states == ["cancelled"] * 5 + ["sent"]
    assert [subject for subject, _body in inbox(cast.hang)] == [
        "Nhắc: assignment:1 T-24h",
        "Nhắc: assignment:2 T-1h",
    ]


def test_a_deadline_that_moves_later_arms_a_sent_stage_anew(cast):
    plan(cast.hang)
    jobs.run(DEADLINE - 4 * HOUR)
    moved = plan(cast.hang, due_at=DEADLINE + 20 * HOUR, at=DEADLINE - 3 * HOUR)
    assert moved.state == "pending"
    assert jobs.run(DEADLINE + 20 * HOUR) == 1
    assert len(inbox(cast.hang)) == 2


def test_a_deadline_that_moves_before_the_stage_was_sent_moves_the_stage(cast):
    plan(cast.hang)
    plan(cast.hang, due_at=DEADLINE + 20 * HOUR)
    assert jobs.run(DEADLINE) == 0
    assert jobs.run(DEADLINE + 20 * HOUR) == 1


def test_a_report_sent_back_arms_what_submission_had_cancelled(cast):
    plan(cast.hang)
    actions.stop("assignment:1", by=CLOCK, at=MONDAY)
    assert plan(cast.hang, at=MONDAY + HOUR).state == "pending"


def test_a_moment_that_has_passed_is_not_armed_anew(cast):
    plan(cast.hang)
    actions.stop("assignment:1", by=CLOCK, at=DEADLINE)
    assert plan(cast.hang, at=DEADLINE).state == "cancelled"


def test_the_outcome_of_a_reminder_is_that_of_its_messages(cast, settings, tmp_path):
    settings.SMTP_URL, settings.MAIL_FOLDER = None, tmp_path
    person = cast.hang
    person.email = "hang@example.vn"
    person.save(update_fields=["email"])
    reminder = plan(person)
    jobs.run(DEADLINE)
    reminder.refresh_from_db()
    outcome = {row.channel: row.state for row in queries.outcome_of(reminder)}
    assert outcome == {"in_app": "sent", "email": "queued"}


def test_submission_takes_back_the_mail_that_has_not_left_unless_it_speaks_of_other_matters(cast):
    person = cast.hang
    person.email = "hang@example.vn"
    person.save(update_fields=["email"])
    alone = plan(person, stage="T-24h")
    jobs.run(DEADLINE - 24 * HOUR)
    shared = plan(person, stage="T-4h")
    plan(person, "assignment:2", stage="T-4h")
    jobs.run(DEADLINE - 4 * HOUR)
    actions.stop("assignment:1", by=CLOCK, at=DEADLINE - 3 * HOUR)
    for reminder, state in ((alone, "withdrawn"), (shared, "queued")):
        reminder.refresh_from_db()
        assert queries.outcome_of(reminder).get(channel="email").state == state


def test_who_has_left_is_not_reminded(cast):
    plan(cast.hang)
    person = cast.hang
    person.is_active = False
    person.save(update_fields=["is_active"])
    assert queries.next_due() is None
    assert jobs.run(DEADLINE) == 0


def test_a_reminder_belongs_to_the_organisation_of_the_person(cast):
    with access.acting_for(cast.organisation("bc-1")):
        reminder = plan(cast.hang)
    assert reminder.organisation_id == cast.hang.organisation_id
    with access.acting_for(cast.organisation("dd-2")):
        assert not Reminder.objects.exists()


def test_an_exercise_and_the_real_thing_are_reminded_apart(cast):
    class Matter(Reminder):
        """A row of an exercise."""

        class Meta:
            proxy = True
            app_label = "paging"

    drill = Matter(pk=1, reality="exercise")
    actions.remind(drill, cast.hang, text="diễn tập", url="", due_at=MONDAY, stage="T", by=CLOCK, at=MONDAY)
    actions.remind("matter:1", cast.hang, text="thật", url="", due_at=MONDAY, stage="T", by=CLOCK, at=MONDAY)
    assert jobs.run(MONDAY) == 2
    assert {row.reality: row.body for row in outbox.visible_to(cast.hang)} == {"exercise": "diễn tập", "live": "thật"}
