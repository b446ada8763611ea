"""Guessing and asking are slowed down: each try is counted in the database, so that a restart forgets nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils.translation import ngettext

from thongsuot.directives.models import Pace
from thongsuot.directives.queries import keys

FORGOTTEN = timedelta(days=1)  # after so long without a try the count begins anew


class TooSoon(Exception):
    """Too many tries came before; the next is heard later."""

    def __init__(self, wait: timedelta) -> None:
        minutes = max(1, ceil(wait / timedelta(minutes=1)))
        super().__init__(
            ngettext(
                "Đã thử nhiều lần liên tiếp nên hệ thống tạm dừng; chưa có gì thay đổi. Hãy thử lại sau %(n)s phút.",
                "Đã thử nhiều lần liên tiếp nên hệ thống tạm dừng; chưa có gì thay đổi. Hãy thử lại sau %(n)s phút.",
                minutes,
            )
            % {"n": minutes}
        )
        self.wait = wait


@dataclass(frozen=True)
class Rule:
    """How many tries are free, how long the first wait is, and the longest; each wait doubles the one before."""

    name: str
    free: int
    first: timedelta
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """Return how long nobody listens after so many tries."""
        over = failures - self.free
        return timedelta() if over <= 0 else min(self.longest, self.first * 2 ** min(over - 1, 30))


def held(rule: Rule, about: str, at: datetime) -> Pace:
    """Take hold of a count, so that tries made at the same time are heard one after the other; raises TooSoon."""
    key = keys.keyed("pace", f"{rule.name}:{about}").hex()
    Pace.objects.get_or_create(key=key, defaults={"last_at": at})
    pace = Pace.objects.select_for_update().get(key=key)
    if pace.wait_until is not None and at < pace.wait_until:
        raise TooSoon(pace.wait_until - at)
    return pace


@transaction.atomic
def count(rule: Rule, pace: Pace, at: datetime) -> Pace:
    """Count a try."""
    pace.failures = 1 if at - pace.last_at > FORGOTTEN else pace.failures + 1
    pace.last_at = at
    pace.wait_until = at + rule.wait(pace.failures)
    pace.save(update_fields=["failures", "last_at", "wait_until"])
    return pace


def forgive(pace: Pace) -> Pace:
    """Forget the tries of somebody who turned out to be right."""
    pace.failures, pace.wait_until = 0, None
    pace.save(update_fields=["failures", "wait_until"])
    return pace
