"""What counts for one duty: measured while it ran, declared about it alone, each said apart."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.small import assignment, issue, one
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Obligation
from thongsuot.directives.queries import Health
from thongsuot.ledger import actions as ledger
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def see(cast, figures, *, at, kind="DUTY_ROSTER", code="dd-1", reality="live", key=""):
    """Let a tool record figures of a kind."""
    return ledger.record(
        key=key or f"tool:{at.isoformat()}", organisation=cast.organisation(code), reality=reality, kind=kind,
        happened_at=at, known_at=at, figures=figures, measured=True, by=System("Công cụ"),
    )  # fmt: skip


@world
def roster(cast):
    """Return a standing duty about shifts."""
    return one(cast, "DUTY_ROSTER", "standing")


def test_only_what_happened_since_the_letter_and_until_now_counts(cast, roster):
    for moment in (MONDAY - MINUTE, MONDAY, MONDAY + DAY, MONDAY + DAY + MINUTE):
        see(cast, {"shifts": 1}, at=moment)
    assert [queries.measured_for(roster, MONDAY + days * DAY).count() for days in (-1, 0, 1, 2)] == [0, 1, 2, 3]


def test_others_kinds_others_organisations_and_other_realities_do_not_count(cast, roster):
    see(cast, {"shifts": 1}, at=MONDAY, code="dd-2", key="another organisation")
    see(cast, {"items": 1}, at=MONDAY, kind="GOVERNMENT_POST", key="another kind")
    see(cast, {"shifts": 1}, at=MONDAY, reality="exercise", key="an exercise")
    actions.declare(roster, actions.Statement({"shifts": 1}), by=cast.hang, at=MONDAY)
    assert not queries.measured_for(roster, MONDAY).exists()


def test_what_is_corrected_counts_once_with_its_newest_figures(cast, roster):
    see(cast, {"shifts": 3}, at=MONDAY, key="shift")
    see(cast, {"shifts": 2}, at=MONDAY, key="shift")
    assert queries.figures_of(queries.measured_for(roster, MONDAY)) == {"shifts": 2}


def test_a_closed_letter_counts_no_further(cast, roster):
    see(cast, {"shifts": 1}, at=MONDAY + MINUTE)
    actions.close(roster.directive, by=cast.khanh, at=MONDAY + DAY)
    see(cast, {"shifts": 1}, at=MONDAY + DAY + MINUTE)
    closed = assignment(roster.directive)
    assert queries.measured_for(closed, MONDAY + 5 * DAY).count() == 1


def test_figures_add_name_by_name(cast, roster):
    rows = [
        see(cast, {"shifts": 2, "shifts_filled": 1}, at=MONDAY),
        see(cast, {"shifts": 3, "check_ins": 5}, at=MONDAY + MINUTE),
    ]
    assert queries.figures_of(rows) == {"shifts": 5, "shifts_filled": 1, "check_ins": 5}
    assert queries.figures_of([]) == {}


def test_the_page_shows_tools_and_people_side_by_side(cast, roster):
    see(cast, {"shifts": 4, "shifts_filled": 4}, at=MONDAY)
    actions.declare(roster, actions.Statement({"shifts": 9, "check_ins": 2}, "Đủ ca."), by=cast.hang, at=MONDAY)
    told = queries.counted_for(roster, MONDAY + MINUTE)
    assert [(f.label, f.measured, f.declared) for f in told.figures] == [
        ("ca trực", 4, 9),
        ("ca trực đủ người", 4, None),
        ("lượt nhận ca", None, 2),
    ]
    assert [bool(f.href) for f in told.figures] == [True, True, False]
    assert [(e.summary, e.facts, e.measured) for e in told.declared] == [
        ("Đủ ca.", [("ca trực", 9), ("lượt nhận ca", 2)], False)
    ]
    assert [e.measured for e in told.measured] == [True]


def test_a_declared_figure_carries_no_address_of_a_tool(cast, roster):
    actions.declare(roster, actions.Statement({"shifts": 1}), by=cast.hang, at=MONDAY)
    assert [entry.url for entry in queries.counted_for(roster, MONDAY).declared] == [""]


def test_one_statement_never_closes_two_duties_of_the_same_kind(cast):
    letter = issue(
        cast,
        ("Trực tại trung tâm.", "one_off", "all", "DUTY_ROSTER"),
        ("Trực tại các huyện.", "one_off", "all", "DUTY_ROSTER"),
    )
    first, second = letter.assignments.order_by("obligation__start")
    actions.declare(first, actions.Statement({"shifts": 1, "shifts_filled": 1}), by=cast.hang, at=MONDAY)
    assert queries.why_not_done(first, MONDAY) == ""
    assert "còn thiếu" in queries.why_not_done(second, MONDAY)


def test_the_cases_of_a_prohibition_are_listed_as_they_happened(cast):
    row = one(cast, "GOODS_SUSPENSION", "prohibition")
    for minutes, refused in ((9, 3), (1, 1), (5, 2)):
        see(cast, {"refused": refused}, at=MONDAY + minutes * MINUTE, kind="GOODS_SUSPENSION")
    assert [case.figures["refused"] for case in queries.cases(row, MONDAY + DAY)] == [1, 2, 3]
    assert [case.figures["refused"] for case in queries.cases(row, MONDAY + 5 * MINUTE)] == [1, 2]


def test_a_duty_that_binds_from_later_counts_from_the_letter(cast):
    letter = issue(cast, ("Dừng nhận gửi.", "prohibition", "all", "GOODS_SUSPENSION"))
    letter.obligations.update(effective_from=MONDAY + DAY)
    letter.assignments.update(starts_at=MONDAY + DAY)
    see(cast, {"screened": 1}, at=MONDAY + MINUTE, kind="GOODS_SUSPENSION")
    assert queries.measured_for(assignment(letter), MONDAY + 2 * DAY).count() == 1
    assert Obligation.objects.get(directive=letter).mode == "prohibition"


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (None, Health.SILENT),
        (timedelta(0), Health.FRESH),
        (7 * DAY, Health.FRESH),
        (7 * DAY + timedelta(seconds=1), Health.STALE),
        (365 * DAY, Health.STALE),
    ],
)
def test_a_standing_duty_is_fresh_for_a_week(age, expected):
    assert queries.health(None if age is None else MONDAY - age, MONDAY) is expected


def test_its_health_follows_the_newest_entry_of_either_side(cast, roster):
    assert queries.counted_for(roster, MONDAY).newest is None
    see(cast, {"shifts": 1}, at=MONDAY)
    actions.declare(roster, actions.Statement({"shifts": 1}), by=cast.hang, at=MONDAY + DAY)
    assert queries.counted_for(roster, MONDAY + 2 * DAY).newest == MONDAY + DAY
