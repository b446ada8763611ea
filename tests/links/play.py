"""Plays an app above links in whichever install it is started: `python -m tests.links.play VERB …`."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from datetime import UTC, datetime

import django


def queue(code: str, first: str, last: str) -> object:
    """Queue packages for an organisation, numbered."""
    from thongsuot.links import actions
    from thongsuot.links.actions import Draft
    from thongsuot.organisations.models import Organisation, System

    to = Organisation.objects.get(code=code)
    numbers = range(int(first), int(last))
    for number in numbers:
        draft = Draft("campaign.tally", to, {"số": number})
        actions.queue(draft, by=System("thử"), at=datetime.now(UTC))
    return len(numbers)


def work(seconds: str = "0") -> object:
    """Send what waits to every install, for so long."""
    from thongsuot.links import jobs, queries
    from thongsuot.organisations import access

    settled, until = 0, time.monotonic() + float(seconds)
    while True:
        with access.acting_as_system():
            numbers = list(queries.installs().values_list("pk", flat=True))
        settled += sum(jobs.work(number, clock=lambda: datetime.now(UTC)) for number in numbers)
        if time.monotonic() >= until:
            return settled
        time.sleep(0.01)


def came() -> object:
    """Return what came, in order of number: its number here and what it says."""
    from thongsuot.links import queries
    from thongsuot.links.models import Package

    rows = Package.objects.filter(direction="in").order_by("id")
    return [[row.sequence, queries.value(row)["số"], row.state] for row in rows]


def files() -> object:
    """Return the digests of the bytes that came with packages, as they lie in the database."""
    from thongsuot.files import queries
    from thongsuot.links.models import Attachment

    rows = Attachment.objects.select_related("file").order_by("id")
    return [hashlib.sha256(queries.content(row.file)).hexdigest() for row in rows]


def states() -> object:
    """Return how what goes out stands."""
    from thongsuot.links.models import Package

    return sorted(Package.objects.filter(direction="out").values_list("state", flat=True))


def main() -> None:
    """Do what the words say and print the answer as JSON."""
    django.setup()
    from thongsuot.organisations import access

    verb, *words = sys.argv[1:]
    if verb == "work":
        told = work(*words)  # with transactions of its own
    else:
        with access.acting_as_system():
            told = {"queue": queue, "came": came, "files": files, "states": states}[verb](*words)
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main()
