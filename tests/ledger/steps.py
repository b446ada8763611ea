"""Evidence in the fewest words, and two people at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connection
from tests.cast import MONDAY

from thongsuot.ledger import actions as ledger
from thongsuot.organisations import access
from thongsuot.organisations.models import System

TOOL = System("Máy thử")


def enter(organisation, key="probe:1", **changes):
    """Enter one piece of measured evidence."""
    told = {
        "key": key,
        "organisation": organisation,
        "reality": "live",
        "kind": "DUTY_ROSTER",
        "happened_at": MONDAY,
        "known_at": MONDAY,
        "figures": {"shifts": 3, "shifts_filled": 2},
        "measured": True,
        "by": TOOL,
    }
    return ledger.record(**told | changes)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Let each act happen in a thread of its own, all at the same moment; return results or refusals."""
    told: list[object] = [None] * len(acts)
    gate = threading.Barrier(len(acts), timeout=20)

    def step(number: int) -> None:
        try:
            with access.acting_as_system():
                gate.wait()
                told[number] = acts[number]()
        except Exception as refusal:  # a refusal is a result here
            told[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=step, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return told
