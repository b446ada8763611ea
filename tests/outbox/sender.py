"""Starts senders that a test may kill: a line of input forks one, and its number is printed."""

from __future__ import annotations

import os
import signal
import sys
import time
from datetime import UTC, datetime, timedelta

import django


def unfence() -> None:
    """Send first and write afterwards, as a program without a fence would."""
    from thongsuot.organisations import access
    from thongsuot.outbox import actions, jobs, queries

    settle = jobs._settle

    def claim(mailbox, at):
        with access.acting_as_system():
            return queries.due(mailbox, at).first()

    def claim_and_settle(message, answer, at):
        with access.acting_as_system():
            settle(actions.claim(message.mailbox, by=jobs.SENDER, at=at), answer, at)

    jobs._claim, jobs._settle, jobs._mine = claim, claim_and_settle, lambda message: True


def work() -> None:
    """Send whatever is due, for ever."""
    from django.db import DatabaseError, InterfaceError, connection

    from thongsuot.outbox import jobs

    while True:
        try:
            jobs.run(datetime.now(UTC))
        except (DatabaseError, InterfaceError):  # as the timer does: the connection is gone, take a new one
            connection.close()
            connection.close_pool()
        time.sleep(0.005)


def keep_a_line(name: str) -> None:
    """Send whatever is due over an operator's link, for ever, as its gateway does."""
    from tests.outbox.sms_link import Driver

    from thongsuot.outbox.gateway import links

    driver = Driver(links.named(name))
    while True:
        driver.at = datetime.now(UTC)
        driver.turn()


def main() -> None:
    """Set up once, then fork for every line."""
    django.setup()
    from thongsuot.outbox import queries

    if "unfenced" in sys.argv:
        unfence()
    if lease := os.environ.get("LEASE"):
        queries.waiting.LEASE = timedelta(seconds=float(lease))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _line in sys.stdin:
        number = os.fork()
        if number == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            url = os.environ.get("TS_SMS_URL", "")
            keep_a_line(url.removeprefix("link:")) if url.startswith("link:") else work()
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
