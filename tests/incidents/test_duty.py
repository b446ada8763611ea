"""Who is on duty is asked first, and may act on what they were called for."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.worlds import world

from thongsuot.duty.models import Position, Roster, Shift
from thongsuot.organisations import actions as directory
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Act, System
from thongsuot.paging.models import Rung

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@world
def crew(scene):
    """Return two responders without any role; the second has taken over, the first has not."""
    crew = [
        directory.add_person(
            username=f"ung-cuu-{number}",
            name=f"Ứng cứu {number}",
            organisation=scene.enterprise,
            phone=f"0900 001 00{number}",
        )
        for number in (1, 2)
    ]
    whose = {"organisation": scene.enterprise, "reality": "live"}
    act = {"at": MONDAY - DAY, **Act.fields_of(System("test"))}
    position = Position.objects.create(kind="responder", required=2, valid_from=MONDAY - DAY, **whose, **act)
    span = {"starts_at": MONDAY - DAY / 24, "until": MONDAY + DAY / 3}
    roster = Roster.objects.create(title="Tuần 6", **span, **whose, **act)
    for seat, person in enumerate(crew, start=1):
        taken_at = MONDAY if seat == 2 else None
        Shift.objects.create(
            roster=roster,
            position=position,
            seat=seat,
            person=person,
            in_force=True,
            taken_at=taken_at,
            **span,
            **whose,
        )
    return crew


def asked(scene):
    rungs = Rung.objects.filter(ladder=scene.ladders()[-1]).order_by("position")
    return [rung.name for rung in rungs]


def test_who_took_over_is_asked_first_then_who_should_have(scene, crew):
    scene.fire()
    assert asked(scene)[:3] == [crew[1].name, crew[0].name, scene.lan.name]


def test_after_the_shift_those_behind_are_asked(scene, crew):
    scene.until(9 * 60)
    scene.fire()
    assert asked(scene)[0] == scene.lan.name


def test_somebody_on_duty_without_a_role_accepts_and_mends(scene, crew):
    scene.report()
    assert scene.do("accept", scene.incident, by=crew[0]).accepted_by == crew[0]
    assert scene.do("mend", scene.incident, by=crew[0]).state == "mended"


def test_after_the_shift_that_right_is_gone(scene, crew):
    scene.report()
    scene.at = scene.minute(9 * 60)
    with pytest.raises(NotAllowed):
        scene.do("accept", scene.incident, by=crew[0])


def test_the_people_of_the_next_shift_are_called_when_an_acceptance_expires(scene, crew):
    scene.at = scene.minute(7 * 60 + 50)
    scene.fire()
    scene.do("accept", scene.incident, by=crew[1])
    scene.until(8 * 60 + 6)
    assert scene.incident.state == "open"
    assert asked(scene)[0] == scene.lan.name


def test_somebody_on_duty_reports(scene, crew):
    assert scene.report(by=crew[0]).by_name == crew[0].name
