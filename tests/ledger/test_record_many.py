"""Evidence of many rows is entered by few statements, and is what each would be if it were entered alone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY

from thongsuot.ledger import actions, queries
from thongsuot.ledger.kinds import UndeclaredFigure
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.models import System

pytestmark = pytest.mark.django_db
METER = System("Giám sát sự cố")


def entry(cast, number: int, minutes: int = 42):
    return {
        "key": f"incident:{number}",
        "organisation": cast.organisation("dd-1"),
        "reality": "live",
        "kind": "PRIORITY_RESTORATION",
        "happened_at": MONDAY,
        "known_at": MONDAY + timedelta(hours=1),
        "summary": "Mất đường truyền",
        "figures": {"incidents": 1, "within_target": 1, "minutes_down": minutes},
        "measured": True,
        "by": METER,
    }


def test_many_are_entered_as_each_alone(cast):
    actions.record(**entry(cast, 1))
    rows = actions.record_many([entry(cast, 2), entry(cast, 3)])
    first = Evidence.objects.get(key="incident:1")
    for row in rows:
        for name in ("version", "kind", "figures", "measured", "known_at", "at", "by_name", "summary", "files", "url"):
            assert getattr(row, name) == getattr(first, name), name
    assert list(queries.broken_links(cast.organisation("dd-1"))) == []


def test_the_same_again_changes_nothing_and_other_figures_are_a_version(cast):
    actions.record_many([entry(cast, 1), entry(cast, 2)])
    assert actions.record_many([entry(cast, 1), entry(cast, 2, 50), entry(cast, 2, 60), entry(cast, 2, 60)]) != []
    told = Evidence.objects.filter(key__startswith="incident:").order_by("key", "version")
    assert [(row.key, row.version, row.figures["minutes_down"]) for row in told] == [
        ("incident:1", 1, 42), ("incident:2", 1, 42), ("incident:2", 2, 50), ("incident:2", 3, 60),
    ]  # fmt: skip
    assert list(queries.broken_links(cast.organisation("dd-1"))) == []


def test_figures_that_nobody_declared_are_refused(cast):
    with pytest.raises(UndeclaredFigure):
        actions.record_many([entry(cast, 1), entry(cast, 2) | {"figures": {"bushels": 1}}])
    assert not Evidence.objects.filter(key="incident:1").exists()


def test_the_number_of_questions_does_not_grow_with_the_rows(cast, django_assert_max_num_queries):
    entries = [entry(cast, number) for number in range(60)]
    with django_assert_max_num_queries(60 + 8):  # one notice to the pages for each, and the rest once
        assert len(actions.record_many(entries)) == 60
    assert actions.record_many([]) == []
