"""When time has something to do with an incident, read from the row alone."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.incidents.scene import MINUTE

from thongsuot.incidents import queries
from thongsuot.incidents.models import Incident
from thongsuot.incidents.queries import Terms

USUAL = Terms()


def after(minutes):
    return MONDAY + minutes * MINUTE


def incident(**told):
    return Incident(**{"starts_at": MONDAY, "priority": 1, "failure": "line", "state": "open", **told})


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, 20),  # told after 30, the leader ten minutes before
        ({"target_at": after(120)}, 20),
        ({"target_at": after(15)}, 5),
        ({"told_at": MONDAY, "target_at": after(120)}, 110),
        ({"told_at": MONDAY}, None),
        ({"warned_at": after(20)}, 30),
        ({"warned_at": after(25)}, 35),  # never less than the notice
        ({"warned_at": after(20), "target_at": after(120), "told_at": after(30)}, 120),
        ({"warned_at": after(20), "target_at": after(120), "told_at": after(30), "breached_at": after(120)}, None),
        ({"state": "accepted", "accept_expires_at": after(15)}, 15),
        ({"state": "accepted", "accept_expires_at": after(25)}, 20),
        ({"state": "mended", "target_at": after(120)}, None),
        ({"state": "closed", "target_at": after(120)}, None),
        ({"failure": "silent"}, None),
    ],
)
def test_due_of(told, expected):
    assert queries.due_of(incident(**told), USUAL) == (None if expected is None else after(expected))


def test_the_leaders_notice_is_the_agreed_one():
    assert queries.warns_at(incident(), Terms(minutes=60, notice=25)) == after(35)


def test_what_is_warned_of_is_not_warned_of_again():
    assert queries.warns_at(incident(warned_at=MONDAY), USUAL) is None


@pytest.mark.parametrize("minutes", range(5, 200, 13))
@pytest.mark.parametrize("warned", range(0, 200, 29))
def test_between_warning_and_telling_lies_the_notice(minutes, warned):
    row = incident(warned_at=after(warned), target_at=after(minutes))
    for moment in (queries.breaches_at(row, USUAL), queries.tells_at(row, USUAL)):
        assert moment is not None
        assert moment - after(warned) >= 10 * MINUTE
