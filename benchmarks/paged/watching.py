"""Who listens for commits from outside, and the timer as the supervisor starts it."""

from __future__ import annotations

import threading
from time import sleep, time

import psycopg
from sending.install import Install, until

from paged.filling import Due


class Witness:
    """A connection of its own that hears of each commit, and keeps when that was."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.heard: dict[str, float] = {}
        self._ending = False
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Witness:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._ending = True
        self._thread.join(5)

    def _listen(self) -> None:
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute("LISTEN changes")
            while not self._ending:
                for told in connection.notifies(timeout=0.2):
                    self.heard.setdefault(":".join(told.payload.split(":")[:2]), time())

    def found(self, due: Due, alarms: dict[str, float]) -> dict[str, list[float]]:
        """Return how late the next person of each ladder was asked, and how long after its alarm each page waited."""
        return {
            "escalated": [self._asked(ladder) - moment for ladder, moment in due.moments.items()],
            "together": [self._asked(ladder) - moment for ladder, moment in due.together.items()],
            "queued": [self._queued(site) - moment for site, moment in alarms.items()],
        }

    def _asked(self, ladder: int) -> float:
        words = "SELECT id FROM paging_page WHERE ladder_id = %s AND state = 'sent' ORDER BY id DESC LIMIT 1"
        return self._page(words, ladder)

    def _queued(self, site: str) -> float:
        words = (
            "SELECT paging_page.id FROM paging_page JOIN paging_ladder ON paging_ladder.id = ladder_id "
            "WHERE title LIKE %s ORDER BY paging_page.id LIMIT 1"
        )
        return self._page(words, f"%: {site}")

    def _page(self, words: str, *values: object) -> float:
        with psycopg.connect(self.url) as connection:
            row = connection.execute(words, values).fetchone()
        return self.heard.get(f"page:{row[0]}", 9e9) if row else 9e9


class Timer:
    """`thongsuot timer`; a context."""

    def __init__(self, where: Install) -> None:
        from thongsuot.web.process import Process

        self.process = Process("timer", ("timer",), where.home, {})
        self.process.start()
        until(lambda: self._alive() and self.process.ticked())
        sleep(3.0)  # whatever it does first is done

    def _alive(self) -> bool:
        if self.process.ended():
            log = self.process.home / "log" / "timer.log"
            raise SystemExit(f"the timer has ended:\n{log.read_text()[-3000:]}")
        return True

    def __enter__(self) -> Timer:
        return self

    def __exit__(self, *_error: object) -> None:
        if self.process.running is not None:
            self.process.ask_to_end()
            until(self.process.ended)
