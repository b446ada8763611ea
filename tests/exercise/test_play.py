"""A letter is played from its arrival past its deadline, through actions and jobs."""

from __future__ import annotations

import pytest
from tests.directives.letters import reading

from thongsuot.exercise import queries
from thongsuot.exercise.actions.playing import play
from thongsuot.organisations import access
from thongsuot.reports.models import Upward
from thongsuot.web.exercise_command import machinery

pytestmark = pytest.mark.django_db(transaction=True)


def played(told):
    """Play a reading and return its result."""
    directive = play(told, b"letter", machinery=machinery())
    with access.acting_as_system():
        return queries.result_of(directive), Upward.objects.count()


def test_nine_bound_one_silent_one_late(cast):
    result, papers = played(reading())
    assert result["obligations"] == 4
    assert result["organisations"] == 9
    assert result["assignments"] == 9 + 6 + 3 + 9
    assert (result["reports_due"], result["reports_on_time"]) == (9, 7)
    assert (result["late"], result["missing"]) == (["bc-2"], ["bc-1"])
    assert result["deadline"] == "2020-02-07T14:00:00+07:00"
    assert result["figures"]["RECEIPT"] == {"organisations": 9, "acknowledged": 8}
    assert result["figures"]["REPORT"] == {"reports_due": 9, "reports_on_time": 7}
    assert result["figures"]["DUTY_ROSTER"] == {"shifts": 63, "shifts_filled": 63, "check_ins": 189}
    assert papers == 4
