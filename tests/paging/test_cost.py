"""What a page costs does not grow with what else is open."""

from __future__ import annotations

from itertools import count as numbers

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.paging.texting import MINUTE

from thongsuot.paging import actions, jobs, queries
from thongsuot.paging.actions import asking

pytestmark = pytest.mark.django_db
STATEMENTS = 66  # of one page: expired, the next person found, asked on screen and by SMS


def statements(line, begin, count):
    """Return how many statements so many pages cost that fall due together."""
    for number in range(begin, begin + count):
        line.climb(line.hang, line.long, about=f"incident:{number}", priority=2)
    line.at += 15 * MINUTE
    with CaptureQueriesContext(connection) as captured:
        assert jobs.run(line.at) == count
    return len(captured)


def test_each_page_costs_the_same_however_many_are_due(line, monkeypatch):
    codes = numbers()
    monkeypatch.setattr(asking.secrets, "randbelow", lambda _below: next(codes))  # a code drawn twice is one look more
    one = statements(line, 0, 1)
    stop(line, 1)
    three = statements(line, 1, 3)
    stop(line, 4)
    five = statements(line, 4, 5)
    assert five - three == three - one
    assert (three - one) // 2 <= STATEMENTS


def stop(line, count):
    """Let the matters before be over."""
    for number in range(count):
        actions.stop(f"incident:{number}", by=jobs.CALLER, at=line.at)


def test_looking_for_what_is_due_costs_the_same_however_much_is_open(line):
    def looked():
        with CaptureQueriesContext(connection) as captured:
            queries.next_due()
            list(queries.due_pages(line.at))
            queries.lost_pages()
        return len(captured)

    line.climb(line.hang, about="incident:0")
    before = looked()
    for number in range(1, 9):
        line.climb(line.hang, about=f"incident:{number}")
    assert looked() == before
