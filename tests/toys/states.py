"""The states of a pump and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class PumpState(StrEnum):
    """A pump is ready, called for, running, or back at rest."""

    READY = "ready"
    CALLED = "called"
    RUNNING = "running"


PUMP_MOVES = {
    PumpState.READY: {PumpState.CALLED},
    PumpState.CALLED: {PumpState.RUNNING},
    PumpState.RUNNING: {PumpState.READY},
}
