"""The clock stays at the edge."""

from tests.architecture import clocks
from tests.architecture.tree import PACKAGE


def test_what_decides_stores_or_looks_is_told_the_time():
    assert clocks.clocks(PACKAGE) == []
