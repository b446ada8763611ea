"""A letter received, confirmed, issued: the places from which most tests begin."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.cast import MONDAY
from tests.directives.letters import reading
from tests.worlds import world

from thongsuot.directives import actions


@world
def received(cast):
    """Return the sample letter under review."""
    return actions.receive(reading(), file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY)


@world
def issued(cast, received):
    """Return the sample letter with every proposal confirmed, issued to all."""
    actions.confirm(received, list(received.obligations.all()), by=cast.binh, at=MONDAY)
    return actions.issue(received, by=cast.khanh, at=MONDAY)


@pytest.fixture
def count_queries():
    """Return a counter of the queries that a call makes."""

    def count(call):
        with CaptureQueriesContext(connection) as captured:
            assert call().status_code == 200
        return len(captured)

    return count
