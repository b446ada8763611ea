"""Gợi ý: a worker finds the fairest roster and says how good it is, or says in plain words why there is none."""

from __future__ import annotations

import pytest
from tests.duty.running import BEGIN, DAY, HOUR

from thongsuot.duty import actions, jobs, queries
from thongsuot.duty.actions import suggesting
from thongsuot.duty.models import Roster, Shift
from thongsuot.engines.roster import Undecided, check
from thongsuot.files import actions as files
from thongsuot.files.models import Run
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


def suggested(running, roster, **told):
    run = running.do("ask_suggestion", roster, **{"seconds": 10.0, **told})
    jobs.suggest_roster(run.pk)
    run.refresh_from_db()
    roster.refresh_from_db()
    return run


def sound(running, roster):
    drawn = queries.drawn(roster, running.at)
    return check(drawn.problem, drawn.seats) == ()


def test_every_seat_is_filled_and_every_rule_kept(running):
    roster = running.draft(days=7)
    run = suggested(running, roster)
    assert run.finished_at is not None
    assert roster.origin == "suggested"
    assert not roster.shifts.filter(person=None).exists()
    assert sound(running, roster)
    assert running.publish(roster).state == "published"


def test_how_good_it_is_stays_with_the_roster_and_is_said(running):
    roster = running.draft(days=7)
    run = suggested(running, roster)
    kept = roster.suggested
    assert kept["outcome"] == "whole"
    assert kept["proven"] is True
    assert kept["objective"] == kept["bound"]
    assert (kept["gap"], kept["seed"]) == (0, suggesting.SEED)
    assert "Đã xếp 56/56 chỗ trực" in run.result["text"]
    assert run.result["text"] == " ".join(kept["lines"])
    assert run.result["url"] == roster.get_absolute_url()


def test_the_same_roster_gets_the_same_suggestion(running):
    one, other = running.draft(days=4), running.draft(days=4, title="Lần hai")
    for roster in (one, other):
        suggested(running, roster)
    people = [list(queries.shifts_of(roster).values_list("person", flat=True)) for roster in (one, other)]
    assert people[0] == people[1]


def test_what_was_fixed_by_hand_and_leave_are_kept(running):
    roster, person = running.draft(days=4), running.team["leader"][2]
    away = running.team["responder"][0]
    running.seat(roster, person, kind="leader")
    running.do("take_leave", away, since=BEGIN, until=BEGIN + 4 * DAY)
    suggested(running, roster)
    assert running.shift(roster, kind="leader").person == person
    assert not roster.shifts.filter(person=away).exists()
    assert sound(running, roster)


def test_whoever_had_more_before_has_less_now(running):
    """Fairness is carried between months: who stood through the last week alone is spared."""
    running.published(days=6)
    busy, idle = running.team["leader"][0], running.team["leader"][2]
    roster = running.draft(days=6, begin=BEGIN + 7 * DAY)
    suggested(running, roster)
    assert roster.shifts.filter(person=idle).count() > roster.shifts.filter(person=busy).count()


def impossible(running):
    """Leave one leader for two nights and days."""
    first, second, third = running.team["leader"]
    roster = running.draft(days=2)
    running.do("take_leave", first, since=BEGIN, until=BEGIN + 2 * DAY)
    running.do("take_leave", second, since=BEGIN, until=BEGIN + 2 * DAY)
    return roster, (first, second, third)


def test_where_there_is_none_it_is_said_why_and_nobody_is_seated(running):
    roster, (first, second, third) = impossible(running)
    run = suggested(running, roster)
    text = run.result["text"]
    assert text.startswith("Không có lịch nào giữ được mọi quy tắc; chưa xếp ai.")
    assert "Các điều sau không thể cùng đúng:" in text
    assert f"{first} nghỉ từ 06:00 04/02 đến 06:00 06/02" in text
    assert f"{second} nghỉ từ 06:00 04/02 đến 06:00 06/02" in text
    assert f"giữa hai ca {third} được nghỉ ít nhất 11 giờ" in text
    assert "thiếu 1 người trực lãnh đạo: " in text
    assert f"{first} nghỉ phép" in text
    assert f"{third} " in text.split("thiếu 1 người trực lãnh đạo: ")[1]
    assert roster.suggested["outcome"] == "partial"
    assert roster.suggested["smallest"] is True
    assert not roster.shifts.exclude(person=None).exists()


def test_the_fullest_is_offered_taken_by_hand_and_never_published(running):
    roster, _people = impossible(running)
    suggested(running, roster)
    assert running.do("take_fullest", roster) == 14
    assert roster.shifts.filter(person=None).count() == 2
    assert set(roster.shifts.filter(person=None).values_list("position__kind", flat=True)) == {"leader"}
    with pytest.raises(actions.NotPublishable, match="thiếu 1 người trực lãnh đạo"):
        running.publish(roster, even_so=True)
    roster.refresh_from_db()
    assert roster.suggested["taken"] is True


def test_there_is_nothing_to_take_after_a_whole_one(running):
    roster = running.draft(days=2)
    with pytest.raises(actions.Unsuitable, match="không để lại"):
        running.do("take_fullest", roster)
    suggested(running, roster)
    with pytest.raises(actions.Unsuitable, match="không để lại"):
        running.do("take_fullest", roster)


def test_nobody_fit_at_all_is_said(running):
    running.do("allow", running.position("leader"), [])
    roster = running.draft(days=1)
    assert "không còn ai khác có thể giữ vị trí này" in suggested(running, roster).result["text"]


def test_time_that_is_up_is_said(running, monkeypatch):
    monkeypatch.setattr(suggesting, "suggest", lambda problem, *, seed, seconds: Undecided(2.0, seconds))
    roster = running.draft(days=2)
    run = suggested(running, roster)
    assert "Hết thời gian mà chưa tìm được lịch" in run.result["text"]
    assert roster.suggested["outcome"] == "undecided"
    assert not roster.shifts.exclude(person=None).exists()


def test_a_roster_that_changed_meanwhile_is_left_alone(running, monkeypatch):
    roster, person = running.draft(days=2), running.team["leader"][0]
    searched = suggesting.suggest

    def meanwhile(problem, **told):
        running.seat(roster, person, kind="leader")
        return searched(problem, **told)

    monkeypatch.setattr(suggesting, "suggest", meanwhile)
    assert "đã thay đổi trong lúc tìm" in suggested(running, roster).result["text"]
    assert roster.shifts.exclude(person=None).get().person == person


def test_a_roster_that_was_put_away_meanwhile_is_left_alone(running, monkeypatch):
    roster = running.draft(days=2)
    searched = suggesting.suggest

    def meanwhile(problem, **told):
        running.do("discard", roster)
        return searched(problem, **told)

    monkeypatch.setattr(suggesting, "suggest", meanwhile)
    assert "không còn là dự thảo" in suggested(running, roster).result["text"]
    assert not roster.shifts.exclude(person=None).exists()


def test_what_was_cancelled_leaves_nothing(running):
    roster = running.draft(days=2)
    run = running.do("ask_suggestion", roster)
    files.cancel(run, by=running.hang, at=running.at)
    jobs.suggest_roster(run.pk)
    assert not Roster.objects.get(pk=roster.pk).suggested
    assert not Shift.objects.exclude(person=None).exists()


def test_what_is_being_searched_for_is_not_searched_for_twice(running):
    roster = running.draft(days=2)
    assert running.do("ask_suggestion", roster) == running.do("ask_suggestion", roster)
    assert queries.suggestion_of(roster) == Run.objects.get()


@pytest.mark.parametrize("username", ["dd-1.kiemsoat", "dd-2.daumoi", "so.chuyenvien"])
def test_only_who_keeps_rosters_asks(running, username):
    roster = running.draft(days=2)
    with pytest.raises(NotAllowed):
        running.do("ask_suggestion", roster, by=running.cast.person(username))
    with pytest.raises(NotAllowed):
        running.do("take_fullest", roster, by=running.cast.person(username))


def test_a_roster_without_shifts_is_not_searched_for(running):
    for row in queries.hours_of(running.office, running.at):
        running.do("end_hours", row)
    running.later(HOUR)
    with pytest.raises(actions.Unsuitable, match="chưa có ca nào"):
        running.do("ask_suggestion", running.draft(days=2))


def test_a_shift_of_broken_minutes_is_said(running):
    roster = running.draft(days=1)
    shift = running.shift(roster, kind="leader")
    shift.until = shift.until.replace(second=30)
    shift.save()
    run = running.do("ask_suggestion", roster)
    jobs.suggest_roster(run.pk)
    run.refresh_from_db()
    assert run.failed_at is not None
    assert "không tròn phút" in run.message
