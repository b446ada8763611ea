"""Evidence is entered once, in whole numbers that its kind declares."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY
from tests.ledger.steps import TOOL, at_once, enter

from thongsuot.ledger import queries
from thongsuot.ledger.kinds import KINDS, UndeclaredFigure, added, missing
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access


@pytest.fixture
def first(cast):
    """Return the first mobile operator."""
    return cast.organisation("dd-1")


@pytest.mark.django_db
def test_the_same_a_second_time_changes_nothing(first):
    assert enter(first).pk == enter(first).pk
    assert Evidence.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"figures": {"shifts": 3, "shifts_filled": 3}},
        {"summary": "đủ người"},
        {"files": ["0" * 64]},
        {"url": "/nhiem-vu/1/"},
        {"happened_at": MONDAY + timedelta(minutes=1)},
    ],
)
def test_other_content_under_the_same_key_appends_a_version(first, change):
    before = enter(first)
    after = enter(first, **change)
    assert (before.version, after.version) == (1, 2)
    assert list(queries.current()) == [after]
    assert Evidence.objects.get(pk=before.pk).figures == before.figures


@pytest.mark.django_db
def test_going_back_to_what_was_said_first_is_a_third_version(first):
    for figures in ({"shifts": 1}, {"shifts": 2}, {"shifts": 1}):
        row = enter(first, figures=figures)
    assert (row.version, row.figures) == (3, {"shifts": 1})


@pytest.mark.django_db
def test_a_key_belongs_to_one_organisation_and_one_reality(cast, first):
    rows = [enter(first), enter(cast.organisation("dd-2")), enter(first, reality="exercise")]
    assert [row.version for row in rows] == [1, 1, 1]
    assert queries.current().count() == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "figures",
    [{"percent": 99}, {"shifts": 1.5}, {"shifts": "3"}, {"shifts": True}, {"shifts": None}, {"shifts": -1}],
)
def test_what_no_kind_declares_or_is_no_whole_number_is_refused(first, figures):
    with pytest.raises(UndeclaredFigure, match="DUTY_ROSTER"):
        enter(first, figures=figures)
    assert not Evidence.objects.exists()


@pytest.mark.django_db
def test_a_declaration_speaks_of_one_duty_or_the_database_refuses_it(first):
    with pytest.raises(IntegrityError, match="ledger_declared_evidence_is_about_one_duty"), transaction.atomic():
        enter(first, measured=False)
    row = enter(first, measured=False, about="assignment:7")
    assert (row.about, row.measured) == ("assignment:7", False)


@pytest.mark.django_db
def test_what_counts_is_measured_in_time_and_of_the_kind(cast, first):
    window = {"reality": "live", "since": MONDAY, "until": MONDAY + timedelta(hours=1)}
    inside = [enter(first, "a"), enter(first, "b", happened_at=MONDAY + timedelta(hours=1))]
    enter(first, "early", happened_at=MONDAY - timedelta(microseconds=1))
    enter(first, "late", happened_at=MONDAY + timedelta(hours=1, microseconds=1))
    enter(first, "declared", measured=False, about="assignment:7")
    enter(first, "drill", reality="exercise")
    enter(first, "other", kind="OTHER", figures={"done": 1})
    enter(cast.organisation("dd-2"), "a")
    assert set(queries.counted("DUTY_ROSTER", first, **window)) == set(inside)


@pytest.mark.django_db(transaction=True)
def test_many_who_enter_the_same_at_once_enter_it_once(cast, first):
    rows = at_once(*[lambda: enter(first)] * 4)
    assert len({row.pk for row in rows}) == 1
    rows = at_once(*[lambda number=number: enter(first, figures={"shifts": number}) for number in range(4)])
    assert sorted(row.version for row in rows) == [2, 3, 4, 5]
    with access.acting_as_system():
        assert queries.broken_links(first) == []


def test_every_kind_demands_only_what_it_declares_and_adding_is_the_only_fold():
    assert len(KINDS) == 20
    for kind in KINDS.values():
        assert set(kind.demands) <= set(kind.figures)
        assert missing(kind.code, {}) == [kind.figures[name] for name in kind.demands]
        assert missing(kind.code, dict.fromkeys(kind.demands, 0)) == []
    assert added({"a": 1, "b": 2}, {"b": 3}, {}) == {"a": 1, "b": 5}


@pytest.mark.django_db
def test_evidence_says_who_entered_it(cast, first):
    assert (enter(first).by_system, enter(first, "b", by=cast.hang).by_person) == (TOOL.name, cast.hang)
