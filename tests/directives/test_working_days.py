"""One working calendar: deadlines in working days, duties of every working day, and the hint of the review."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from django.urls import reverse
from tests.cast import BEFORE, MONDAY, VIETNAM, client_of
from tests.directives.letters import reading
from tests.directives.small import issue

from thongsuot.directives import actions, jobs
from thongsuot.directives.models import Assignment
from thongsuot.organisations.models import WorkingDay
from thongsuot.paging.models import Reminder

pytestmark = pytest.mark.django_db
SIGNED = {"at": "2020-02-05T23:59:00+07:00", "relation": "until", "text": "trong 02 ngày làm việc kể từ ngày ký"}
RECEIVED = {"at": None, "relation": "until", "text": "trong 02 ngày làm việc kể từ ngày nhận"}
REPORT = ("Báo cáo kết quả về Sở.", "one_off", "all", "REPORT")
DAILY = ("Báo cáo về Sở hằng ngày làm việc.", "recurring", "all", "OTHER")
OFFICE = "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR"


def day_off(day, why="Nghỉ do bão", *, working=False):
    return WorkingDay.objects.create(date=day, working=working, why=why, by_name="Quản trị", valid_from=BEFORE)


def received(cast, deadline):
    told = reading(parts={"report": REPORT}, deadline=deadline)
    return actions.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)


def test_a_limit_in_working_days_from_the_signing_skips_the_days_off_set_here(cast):
    assert received(cast, SIGNED).obligations.get().deadline_at.astimezone(VIETNAM).date() == date(2020, 2, 5)


def test_a_day_off_set_here_moves_it(cast):
    day_off(date(2020, 2, 4))
    deadline = received(cast, SIGNED).obligations.get().deadline_at.astimezone(VIETNAM)
    assert deadline == datetime(2020, 2, 6, 23, 59, tzinfo=VIETNAM)


def test_a_date_of_the_letter_itself_is_never_moved(cast):
    day_off(date(2020, 2, 7))
    told = {"at": "2020-02-07T14:00:00+07:00", "relation": "before", "text": "trước 14 giờ 00 ngày 07/02/2020"}
    deadline = received(cast, told).obligations.get().deadline_at.astimezone(VIETNAM)
    assert deadline == datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)


def test_the_review_counts_a_limit_from_the_receipt_as_if_it_began_today(cast):
    letter = received(cast, RECEIVED)
    html = client_of(cast.binh).get(reverse("directives:review", args=[letter.pk])).content.decode()
    assert letter.obligations.get().deadline_at is None
    assert "Nếu tính từ hôm nay theo lịch làm việc" in html


def test_a_calendar_that_changes_after_the_issue_moves_the_stage_and_stops_nobody(cast):
    told = {"at": "2020-02-10T14:00:00+07:00", "relation": "before", "text": "trước 14 giờ"}
    issue(cast, REPORT, deadline=told)
    friday = datetime(2020, 2, 7, 14, tzinfo=VIETNAM)
    assert Assignment.objects.get().remind_due_at == friday
    day_off(date(2020, 2, 8), "Làm bù", working=True)
    jobs.run(friday)
    assert not Reminder.objects.exists()
    assert Assignment.objects.get().remind_due_at == datetime(2020, 2, 8, 14, tzinfo=VIETNAM)
    jobs.run(datetime(2020, 2, 8, 14, tzinfo=VIETNAM))
    assert Reminder.objects.get().stage == "T-workday"


def test_the_last_working_day_is_reminded_beside_the_day_before(cast):
    told = {"at": "2020-02-10T14:00:00+07:00", "relation": "before", "text": "trước 14 giờ"}
    issue(cast, REPORT, deadline=told)
    for day in (7, 8, 9):
        jobs.run(datetime(2020, 2, day, 14, tzinfo=VIETNAM))
    rows = Reminder.objects.filter(person__username="dd-1.daumoi").order_by("due_at")
    assert [row.stage for row in rows] == ["T-workday", "T-24h"]


def rounds(cast, *, until):
    """Return the days on which a duty of every working day comes round."""
    told = {"at": "2020-02-03T16:00:00+07:00", "relation": "before", "text": "hằng ngày làm việc"}
    issue(cast, DAILY, deadline=told, deadlines=[{**told, "recurrence": OFFICE}])
    moment = MONDAY
    while moment < until:
        jobs.run(moment)
        moment = jobs.next_due()
    rows = Assignment.objects.filter(occurrence_at__isnull=False).order_by("occurrence_at")
    return [row.occurrence_at.astimezone(VIETNAM).date().day for row in rows]


def test_a_duty_of_every_working_day_rests_on_the_weekend(cast):
    assert rounds(cast, until=datetime(2020, 2, 10, 17, tzinfo=VIETNAM)) == [3, 4, 5, 6, 7, 10, 11]


def test_it_follows_the_days_set_here_and_not_the_names_of_the_days(cast):
    day_off(date(2020, 2, 5))
    day_off(date(2020, 2, 8), "Làm bù", working=True)
    assert rounds(cast, until=datetime(2020, 2, 10, 17, tzinfo=VIETNAM)) == [3, 4, 6, 7, 8, 10, 11]
