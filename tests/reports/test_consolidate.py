"""Tổng hợp: a letter without a deadline for reports is consolidated by hand, once, by the department."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.directives.small import issue
from tests.reports.small import DEADLINE, MINUTE, ROSTER, asked, say, send

from thongsuot.directives import actions as directives
from thongsuot.files.models import Run
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.access import NotAllowed
from thongsuot.reports import actions, jobs
from thongsuot.reports.models import Snapshot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao"])
def test_follower_and_leader_of_the_department_consolidate(cast, username):
    letter = asked(cast, deadline=None, to=("dd-1",))
    snapshot = actions.consolidate(letter, by=cast.person(username), at=MONDAY)
    assert (snapshot.deadline_at, snapshot.relation, snapshot.taken_at) == (None, "", MONDAY)
    assert (snapshot.content["due"], snapshot.content["missing"]) == (1, ["dd-1"])
    assert Run.objects.get(kind=actions.RENDER).by_name == cast.person(username).name


@pytest.mark.parametrize("username", ["so.vanthu", "so.thanhtra", "so.quantri", "dd-1.lanhdao"])
def test_nobody_else_does(cast, username):
    letter = asked(cast, deadline=None, to=("dd-1",))
    with pytest.raises(NotAllowed):
        actions.consolidate(letter, by=cast.person(username), at=MONDAY)
    assert not Snapshot.objects.exists()


def test_consolidating_twice_gives_the_first_again(cast):
    letter = asked(cast, deadline=None, to=("dd-1",))
    first = actions.consolidate(letter, by=cast.binh, at=MONDAY)
    assert actions.consolidate(letter, by=cast.binh, at=DEADLINE) == first
    assert Run.objects.filter(kind=actions.RENDER).count() == 1


def test_what_was_submitted_by_then_counts_and_all_of_it_in_time(cast):
    letter = asked(cast, ROSTER, deadline=None)
    jobs.run(MONDAY)
    say(cast, letter, {"shifts": 5}, at=MONDAY)
    send(cast, letter, at=MONDAY + MINUTE)
    content = actions.consolidate(letter, by=cast.binh, at=DEADLINE).content
    assert (content["due"], content["on_time"], content["late"], content["missing"]) == (2, 1, [], ["bc-1"])
    assert content["figures"]["DUTY_ROSTER"]["declared"] == {"shifts": 5}


def test_what_comes_later_makes_a_supplement_here_too(cast):
    letter = asked(cast, ROSTER, deadline=None)
    jobs.run(MONDAY)
    actions.consolidate(letter, by=cast.binh, at=DEADLINE)
    send(cast, letter, at=DEADLINE + MINUTE)
    jobs.run(DEADLINE + 2 * MINUTE)
    supplement = Snapshot.objects.get(sequence=1)
    assert (supplement.content["on_time"], supplement.deadline_at) == (1, None)
    jobs.run(DEADLINE + 3 * MINUTE)
    assert Snapshot.objects.count() == 2


def test_a_letter_that_asks_nobody_for_a_report_is_consolidated_all_the_same(cast):
    letter = issue(cast, ROSTER, to=("dd-1", "bc-1"))
    content = actions.consolidate(letter, by=cast.binh, at=MONDAY).content
    assert (content["due"], content["organisations"]) == (0, [])
    assert content["words"] == {"open_on_time": 2}
    assert content["figures"]["RECEIPT"]["measured"] == {"organisations": 2, "acknowledged": 0}
    assert content["figures"]["REPORT"]["measured"] == {"reports_due": 0, "reports_on_time": 0}


def test_a_closed_letter_is_consolidated_with_what_it_gathered(cast):
    letter = asked(cast, ROSTER, deadline=None)
    jobs.run(MONDAY)
    say(cast, letter, {"shifts": 5}, at=MONDAY)
    send(cast, letter, at=MONDAY + MINUTE)
    directives.close(letter, by=cast.khanh, at=DEADLINE)
    content = actions.consolidate(letter, by=cast.binh, at=DEADLINE + MINUTE).content
    assert (content["due"], content["on_time"]) == (2, 1)
    assert content["figures"]["DUTY_ROSTER"]["declared"] == {"shifts": 5}


def test_who_was_due_and_came_is_counted_as_evidence_once(cast):
    letter = asked(cast, deadline=None)
    jobs.run(MONDAY)
    send(cast, letter, at=MONDAY)
    actions.consolidate(letter, by=cast.binh, at=DEADLINE)
    for tick in range(2):
        jobs.run(DEADLINE + tick * MINUTE)
    rows = Evidence.objects.filter(kind="REPORT")
    assert sorted((row.organisation.code, row.figures["reports_on_time"]) for row in rows) == [("bc-1", 0), ("dd-1", 1)]
