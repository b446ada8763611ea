"""When a deadline reminds: days off, Tết, swapped days and the night, all in one working calendar."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from tests.cast import VIETNAM

from thongsuot.directives.actions.staging import WORKDAY, awake, by_day, schedule
from thongsuot.engines.calendar import vietnam


def at(year, month, day, hour, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)


def stages(deadline, urgency="", calendar=None):
    told = schedule(deadline, urgency=urgency, calendar=calendar or vietnam())
    return {stage: moment.astimezone(VIETNAM) for moment, stage in told}


def test_a_deadline_by_day_after_a_working_day_has_its_six_stages_and_no_more():
    told = stages(at(2020, 2, 7, 14))
    assert list(told) == ["T-24h", "T-4h", "T-1h", "T-15m", "T", "T+15m"]
    assert told["T-24h"] == at(2020, 2, 6, 14)
    assert told["T+15m"] == at(2020, 2, 7, 14, 15)


@pytest.mark.parametrize(
    ("deadline", "expected"),
    [
        pytest.param(at(2026, 3, 9, 14), at(2026, 3, 6, 14), id="a Monday after a weekend"),
        pytest.param(at(2026, 3, 8, 10), at(2026, 3, 6, 10), id="a Sunday"),
        pytest.param(at(2026, 3, 9, 7), at(2026, 3, 6, 8), id="earlier than offices open"),
        pytest.param(at(2026, 3, 9, 21), at(2026, 3, 6, 16), id="later than offices shut"),
    ],
)
def test_days_off_before_the_deadline_bring_one_reminder_more_on_the_last_working_day(deadline, expected):
    assert stages(deadline)[WORKDAY] == expected


def test_tet_2026_is_reminded_on_the_last_day_before_it():
    calendar = vietnam()
    first_day_back = calendar.add_working_days(date(2026, 2, 17), 1)
    last_day_before = calendar.add_working_days(date(2026, 2, 17), -1)
    deadline = datetime.combine(first_day_back, at(2026, 2, 1, 14).time(), VIETNAM)
    told = stages(deadline)
    assert told[WORKDAY].date() == last_day_before
    assert (deadline - told[WORKDAY]).days >= 9
    assert told["T-24h"] == deadline - timedelta(days=1)


def test_a_saturday_that_is_worked_in_place_of_another_day_is_a_working_day():
    off, worked = next(iter(sorted(vietnam().swapped.items(), reverse=True)))
    assert WORKDAY not in stages(datetime.combine(worked, at(2026, 1, 1, 14).time(), VIETNAM) + timedelta(days=1))
    told = stages(datetime.combine(off, at(2026, 1, 1, 14).time(), VIETNAM) + timedelta(days=1))
    assert told[WORKDAY].date() < off


def test_days_set_by_hand_count_as_well():
    calendar = vietnam().with_days({date(2026, 3, 4): "nghỉ do bão"}, frozenset())
    assert stages(at(2026, 3, 5, 14), calendar=calendar)[WORKDAY] == at(2026, 3, 3, 14)
    worked = vietnam().with_days({}, frozenset({date(2026, 3, 8)}))
    assert WORKDAY not in stages(at(2026, 3, 9, 14), calendar=worked)


def test_years_that_the_calendar_does_not_know_bring_no_reminder_by_guess():
    assert WORKDAY not in stages(at(2031, 3, 10, 14))


@pytest.mark.parametrize(
    ("deadline", "stage", "expected"),
    [
        pytest.param(at(2026, 3, 4, 8), "T-4h", at(2026, 3, 4, 6), id="a stage in the night waits for the morning"),
        pytest.param(at(2026, 3, 4, 23), "T-24h", at(2026, 3, 4, 6), id="so does the day before"),
        pytest.param(
            at(2026, 3, 4, 23), "T-1h", at(2026, 3, 4, 21, 59), id="a deadline in the night is told before it"
        ),
        pytest.param(at(2026, 3, 5, 2), "T-1h", at(2026, 3, 4, 21, 59), id="also one after midnight"),
        pytest.param(at(2026, 3, 5, 2), "T", at(2026, 3, 5, 6), id="that it passed is told in the morning"),
        pytest.param(at(2026, 3, 5, 6), "T-15m", at(2026, 3, 4, 21, 59), id="nothing waits until it is too late"),
        pytest.param(at(2026, 3, 4, 22), "T-15m", at(2026, 3, 4, 21, 45), id="the last quarter of the day is awake"),
    ],
)
def test_reminders_rest_from_ten_to_six(deadline, stage, expected):
    assert stages(deadline)[stage] == expected


def test_a_flash_letter_never_rests():
    deadline = at(2026, 3, 5, 2)
    told = stages(deadline, "flash")
    assert told["T-1h"] == at(2026, 3, 5, 1)
    assert told["T"] == deadline


@pytest.mark.parametrize("urgency", ["", "urgent", "very_urgent"])
def test_every_other_letter_rests(urgency):
    assert stages(at(2026, 3, 5, 2), urgency)["T"] == at(2026, 3, 5, 6)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        pytest.param(at(2026, 3, 4, 21, 59), at(2026, 3, 4, 21, 59), id="still awake"),
        pytest.param(at(2026, 3, 4, 22), at(2026, 3, 5, 6), id="just asleep"),
        pytest.param(at(2026, 3, 5, 5, 59), at(2026, 3, 5, 6), id="nearly morning"),
        pytest.param(at(2026, 3, 5, 6), at(2026, 3, 5, 6), id="morning"),
    ],
)
def test_the_night_ends_at_six(moment, expected):
    assert by_day(moment) == expected


def test_the_stages_stay_in_their_order():
    for hour in range(24):
        deadline = at(2026, 3, 5, hour)
        moments = [awake(deadline + timedelta(hours=h), deadline) for h in (-24, -4, -1, 0, 1)]
        assert moments == sorted(moments)
