"""One room writes, one function changes states, one page does one thing."""

from tests.architecture import asking, writing
from tests.architecture.tree import PACKAGE


def test_only_actions_write():
    assert writing.writes_elsewhere(PACKAGE) == []


def test_only_move_changes_a_state():
    assert writing.states_elsewhere(PACKAGE) == []


def test_a_view_calls_one_action():
    assert asking.several_actions(PACKAGE) == []
