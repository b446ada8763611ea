"""The process of one link: it drives the loop, and shows how the link does."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.db import DatabaseError, InterfaceError, connection

from thongsuot.campaigns.gateway.book import private
from thongsuot.campaigns.gateway.loop import Gateway
from thongsuot.campaigns.queries import claims
from thongsuot.organisations import access
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.gateway import links
from thongsuot.outbox.gateway.links import Told
from thongsuot.outbox.gateway.singles import Singles

SHOW = 1.0  # seconds between two words on how the link does


def serve(name: str, *, ending: threading.Event, tick: Callable[[], None], say: Callable[[str], None]) -> None:
    """Serve a link until asked to end; `tick` is called at every turn, at least twice a second.

    `say` is told once a second what keeps us from writing, or nothing: it cannot stand in the tables.
    Raises Wrong, NoOperator, psycopg.Error where it cannot even begin.
    """
    told = links.named(name)
    with private(None) as asking:
        organisation = claims.operator(asking, name)
    if organisation is None:
        raise outbox.NoOperator(name)
    gateway = Gateway(told, organisation, Singles(told, clock=lambda: datetime.now(UTC)))
    gateway.start()
    show_at = 0.0
    try:
        while not ending.is_set():
            gateway.turn()
            if (now := time.monotonic()) >= show_at:
                say(gateway.book.trouble)
                _show(told, gateway)
                show_at = now + SHOW
            tick()
    finally:
        gateway.finish()


def _show(told: Told, gateway: Gateway) -> None:
    """Show how the link does; whoever holds no place of it has nothing to say."""
    wires = [place.wire for place in gateway.sender.places.values()]
    if not wires or not gateway.watch.seeing:
        return
    said = [*(wire.trouble for wire in wires), *gateway.planner.troubles.values()]
    troubles = {trouble: None for trouble in said if trouble}
    with contextlib.suppress(DatabaseError, InterfaceError):
        try:
            with access.acting_as_system():
                outbox.see_link(
                    told,
                    bound=sum(wire.bound for wire in wires),
                    trouble=" ".join(troubles),
                    gateway=gateway.planner.gateway,
                    at=datetime.now(UTC),
                )
        except (DatabaseError, InterfaceError):
            connection.close()
            raise
