"""The states of a call, and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class CallState(StrEnum):
    """Waiting for somebody to see to it, to be called back, or answered."""

    WAITING = "waiting"
    TAKEN = "taken"
    CALL_BACK = "call_back"
    ANSWERED = "answered"
    VOID = "void"  # a wrong number, nothing asked


CALL_MOVES = {
    CallState.WAITING: {CallState.TAKEN, CallState.CALL_BACK, CallState.ANSWERED, CallState.VOID},
    CallState.TAKEN: {
        CallState.WAITING,
        CallState.TAKEN,  # by somebody else
        CallState.CALL_BACK,
        CallState.ANSWERED,
        CallState.VOID,
    },
    CallState.CALL_BACK: {CallState.CALL_BACK, CallState.ANSWERED, CallState.VOID},
    CallState.ANSWERED: {CallState.CALL_BACK},
}
UNANSWERED = (CallState.WAITING, CallState.TAKEN, CallState.CALL_BACK)
