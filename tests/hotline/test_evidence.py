"""What calls count: one each, answered or not, minutes begun; corrections append, and nothing is counted twice."""

from __future__ import annotations

import pytest
from tests.cast import BEFORE
from tests.hotline.desk import HOUR, MINUTE

from thongsuot.hotline import actions
from thongsuot.ledger.actions import enter_order
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


def bind(organisation, key="obligation:7", **other):
    told = {"kind": "HOTLINE", "reality": "live", "starts_at": BEFORE, "known_at": BEFORE, **other}
    return enter_order(key=key, organisation=organisation, **told)


def test_a_call_counts_from_when_it_is_written_down(desk):
    desk.ring()
    [row] = desk.evidence()
    assert row.figures == {"calls": 1, "answered": 0, "minutes_to_answer": 0}
    assert (row.kind, row.happened_at, row.known_at) == ("HOTLINE", desk.at, desk.at)


def test_a_person_says_so_hence_it_is_declared_by_that_person(desk):
    desk.ring()
    [row] = desk.evidence()
    assert (row.measured, row.by_person) == (False, desk.lan)


def test_it_speaks_of_the_order_in_force_when_the_call_came(desk):
    bind(desk.office)
    desk.ring()
    assert desk.evidence()[0].about == "obligation:7"


@pytest.mark.parametrize("other", [{"until": BEFORE}, {"kind": "OTHER"}])
def test_without_one_it_speaks_of_itself(desk, other):
    bind(desk.office, **other)
    row = desk.ring()
    assert desk.evidence()[0].about == f"hotlinecall:{row.pk}"


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (1, 1), (60, 1), (61, 2), (3600, 60)])
def test_a_minute_that_was_begun_was_waited_for(desk, seconds, minutes):
    row = desk.ring()
    desk.at += seconds * MINUTE / 60
    desk.do("answer", row, "Đã rõ")
    assert desk.figures() == (1, 1, minutes)


def test_answered_on_the_telephone_it_counts_once_and_at_once(desk):
    desk.ring(answer="Đã rõ")
    assert [row.figures["answered"] for row in desk.evidence()] == [1]
    assert desk.figures() == (1, 1, 0)


def test_keyed_late_it_counts_when_it_was(desk):
    desk.ring(answer="Đã rõ", called_at=desk.at - HOUR, answered_at=desk.at - 50 * MINUTE)
    assert desk.figures() == (1, 1, 10)
    assert desk.evidence()[0].happened_at == desk.at - HOUR


def test_a_wrong_number_counts_nothing(desk):
    row = desk.ring()
    desk.do("void", row, "Gọi nhầm")
    assert desk.figures() == (0, 0, 0)
    assert [each.version for each in desk.evidence()] == [1, 2]


@pytest.mark.parametrize("verb", ["take", "promise"])
def test_what_is_no_answer_counts_no_answer(desk, verb):
    desk.do(verb, desk.ring(), *([desk.minute(60)] if verb == "promise" else []))
    assert desk.figures() == (1, 0, 0)
    assert len(desk.evidence()) == 1


def test_an_enterprise_that_reports_by_telephone_has_done_its_own_duty(department):
    enterprise = department.cast.organisation("dd-1")
    bind(enterprise)
    row = department.ring(caller_organisation=enterprise)
    department.at += 2 * MINUTE
    department.do("answer", row, "Đã nhận")
    assert department.figures(organisation=enterprise) == department.figures() == (1, 1, 2)
    theirs = department.evidence(organisation=enterprise)[-1]
    assert (theirs.about, theirs.url) == ("obligation:7", "")
    assert "Mất điện thoại" not in theirs.summary
    with access.acting_as(department.cast.hang, department.at):
        assert Evidence.objects.get(pk=theirs.pk).figures["calls"] == 1


def test_whoever_was_named_wrongly_gets_its_count_back(department):
    first, second = (department.cast.organisation(code) for code in ("dd-1", "dd-2"))
    row = department.ring(caller_organisation=first)
    department.do("correct", row, department.told(caller_organisation=second))
    assert department.figures(organisation=first) == (0, 0, 0)
    assert department.figures(organisation=second) == (1, 0, 0)
    assert department.figures() == (1, 0, 0)


def test_entering_everything_again_changes_nothing(desk, department):
    desk.ring(answer="Đã rõ")
    desk.do("void", desk.ring(), "Gọi nhầm")
    desk.do("promise", desk.ring(), desk.minute(60))
    department.ring(caller_organisation=desk.office)
    before = list(Evidence.objects.values_list("pk", "version"))
    assert actions.rebuild() == 4
    assert list(Evidence.objects.values_list("pk", "version")) == before


def test_what_is_missing_is_entered_again(desk, monkeypatch):
    monkeypatch.setattr("thongsuot.hotline.actions.counting.record", lambda **told: None)
    desk.ring(answer="Đã rõ")
    assert desk.evidence() == []
    monkeypatch.undo()
    actions.rebuild()
    assert desk.figures() == (1, 1, 0)
    assert desk.evidence()[0].by_system == "Đối chiếu số liệu"
