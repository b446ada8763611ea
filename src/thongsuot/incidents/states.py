"""The states of an incident and of a task in it, and the legal ways between them."""

from __future__ import annotations

from enum import StrEnum


class IncidentState(StrEnum):
    """Open until somebody accepts; mended when the carrier says so, closed when it is measured or the site says so."""

    OPEN = "open"
    ACCEPTED = "accepted"
    MENDED = "mended"
    CLOSED = "closed"
    FOLDED = "folded"  # it goes on as part of another
    VOID = "void"  # there was nothing


# An acceptance expires back to open; a mended line that the site does not feel, or that falls again, opens anew.
INCIDENT_MOVES = {
    IncidentState.OPEN: {
        IncidentState.ACCEPTED,
        IncidentState.MENDED,
        IncidentState.CLOSED,  # measured or the site's word: it came back by itself
        IncidentState.FOLDED,
        IncidentState.VOID,
    },
    IncidentState.ACCEPTED: {
        IncidentState.OPEN,
        IncidentState.MENDED,
        IncidentState.CLOSED,
        IncidentState.FOLDED,
        IncidentState.VOID,
    },
    IncidentState.MENDED: {IncidentState.CLOSED, IncidentState.OPEN, IncidentState.FOLDED, IncidentState.VOID},
    IncidentState.CLOSED: {IncidentState.OPEN},
    IncidentState.FOLDED: {IncidentState.OPEN},
}
UNMENDED = (IncidentState.OPEN, IncidentState.ACCEPTED)
STANDING = (*UNMENDED, IncidentState.MENDED)  # on the board


class TaskState(StrEnum):
    """Something to be done in an incident."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


TASK_MOVES = {
    TaskState.OPEN: {TaskState.DONE, TaskState.DROPPED},
    TaskState.DONE: {TaskState.OPEN},
}
