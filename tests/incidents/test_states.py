"""The tables of moves: nothing leaves what is void, everything that stands can end, and the words are there."""

from __future__ import annotations

import pytest

from thongsuot.incidents.models import WORDS
from thongsuot.incidents.states import (
    INCIDENT_MOVES,
    STANDING,
    TASK_MOVES,
    UNMENDED,
    IncidentState,
    TaskState,
)


@pytest.mark.parametrize("state", IncidentState)
def test_every_state_has_a_word_and_is_reached(state):
    assert str(WORDS[state])
    assert state == IncidentState.OPEN or any(state in targets for targets in INCIDENT_MOVES.values())


def test_nothing_leaves_what_was_none():
    assert IncidentState.VOID not in INCIDENT_MOVES


@pytest.mark.parametrize("state", STANDING)
def test_what_stands_can_close_be_folded_and_be_none(state):
    assert {IncidentState.CLOSED, IncidentState.FOLDED, IncidentState.VOID} <= INCIDENT_MOVES[state]


@pytest.mark.parametrize("state", [s for s in IncidentState if s not in (IncidentState.OPEN, IncidentState.VOID)])
def test_everything_else_can_open_again(state):
    assert IncidentState.OPEN in INCIDENT_MOVES[state]


def test_only_what_is_open_is_accepted():
    assert [state for state, targets in INCIDENT_MOVES.items() if IncidentState.ACCEPTED in targets] == ["open"]


def test_clocks_run_for_what_is_not_mended():
    assert set(UNMENDED) == set(STANDING) - {IncidentState.MENDED}


def test_a_dropped_task_stays_dropped():
    assert TaskState.DROPPED not in TASK_MOVES
