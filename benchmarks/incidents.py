"""The promise: a storm of 50 000 deliveries is taken in at 1 000/s or more, applied <= 120 s after the last, 0 zombies.

.venv/bin/python benchmarks/incidents.py [--json] [--deliveries 50000]

A whole install runs (pages, events, timer, two workers, PostgreSQL, the disk waited for), and everything comes through
the socket: 100 senders keep their connections and wait for each answer, which comes after the commit. The storm is that
of tests/engines/alerts (duplicates, late and lost ones, mixed groups; 40 groups of 25 sites at the enterprises of the
cast). It is applied while it comes. When all of it is applied the sources' own API tells what lasts, for resolves get
lost: within 90 s the board says the same. Then lines fail one by one: how long until somebody is called, from the
answer to the sender on. Last the first page of a board with 5 000 open incidents. Beside it stands the plain insert of
the same bodies by psycopg, a commit each 50. All of it is scratch. Exits 1 where the promise is broken.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
TAKEN, APPLIED, TRUE, PAGED, BOARD, TOGETHER = 1_000.0, 120.0, 90.0, 1.0, 0.2, 50


def main() -> int:
    """Make an install, let the storm pass over it, print."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--json", action="store_true")
    reader.add_argument("--deliveries", type=int, default=50_000)
    told = reader.parse_args()
    sys.path.insert(0, str(PROJECT))
    with tempfile.TemporaryDirectory(prefix="ts-storm-") as folder:
        home = Path(folder) / "home"
        os.environ.update(TS_HOME=str(home), TS_REALITY="live", DJANGO_SETTINGS_MODULE="thongsuot.web.settings")
        os.environ.pop("DATABASE_URL", None)
        from thongsuot.web import embedded

        embedded.start(home)
        try:
            subprocess.run([sys.executable, "-m", "thongsuot", "migrate"], check=True, stdout=subprocess.DEVNULL)
            urls = embedded.start(home)  # `migrate` may have been the last to use it
            figures = storm(home, told.deliveries, urls.owner_url)
        finally:
            embedded.stop(home)
    for name, figure in figures.items():
        print(f"{name}: {figure:,.2f}" if isinstance(figure, float) else f"{name}: {figure}")
    kept = figures["taken in/s"] >= TAKEN and figures["applied after s"] <= APPLIED and figures["true after s"] <= TRUE
    kept &= figures["called after s at most"] <= PAGED and figures["board s"] <= BOARD
    kept &= not any(figures[name] for name in ("zombies", "missing", "wrong", "waiting", "unreadable"))
    print("kept" if kept else "broken")
    if told.json:
        print(json.dumps(figures))
    return 0 if kept else 1


def storm(home: Path, deliveries: int, owner_url: str) -> dict[str, Any]:  # noqa: PLR0915  # Django's imports wait
    """Start the install, let the storm come, wait, ask, count."""
    import django

    django.setup()
    from tests.engines.alerts.storm import stormed
    from tests.incidents.posting import standing
    from tests.incidents.stormed import Raging
    from tests.web.processes import Install

    from thongsuot.incidents.models import Alarm, Incident
    from thongsuot.web import ports

    whole = stormed(20_261_123, deliveries)
    told: dict[str, Any] = {"deliveries": deliveries}
    told["plain insert/s"] = plain([one.body for one in whole.posted], owner_url)
    with standing(whole) as truth:
        raging = Raging.prepare(whole, truth)
        web, raging.port = (ports.free("127.0.0.1", 0) for _ in range(2))
        install = Install(home, TS_PORT=str(web), TS_EVENTS_PORT=str(raging.port))
        try:
            install.ready()
            begun = perf_counter()
            posting = raging.post(senders=100)
            told["taken in/s"] = deliveries / (perf_counter() - begun)
            told["answers"] = dict(posting.answers)
            told["applied after s"] = raging.applied(10 * APPLIED)
            told["true after s"] = raging.told(2 * TRUE)
            told |= raging.figures()
            told |= {model.__name__: raging.look(model.objects.count) for model in (Alarm, Incident)}
            told["all called after s"] = raging.called(10 * APPLIED)
            told["called after s at most"] = max(raging.paged(20))
        finally:
            install.process.send_signal(signal.SIGTERM)
            install.process.wait(30)
    print(json.dumps(told), file=sys.stderr, flush=True)
    return told | board()


def board() -> dict[str, Any]:
    """Look at the first page of a board with 5 000 open incidents, as the department's duty officer."""
    from tests.cast import MONDAY, Cast
    from tests.incidents.crowded import crowd, first_page

    from thongsuot.organisations import access

    with access.acting_as_system():
        cast = Cast()
        crowd(cast, 5_000, MONDAY)
        person = cast.person("so.trucban")
    seconds, questions = min(first_page(person) for _ in range(5))
    return {"board s": seconds, "board questions": questions}


def plain(bodies: list[bytes], url: str) -> float:
    """Insert the same bodies into a bare table, a commit each few; return how many a second."""
    import psycopg

    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE plain (id bigserial PRIMARY KEY, body bytea)")
        connection.commit()
        begun = perf_counter()
        for first in range(0, len(bodies), TOGETHER):
            with connection.cursor() as cursor:
                rows = [(body,) for body in bodies[first : first + TOGETHER]]
                cursor.executemany("INSERT INTO plain (body) VALUES (%s)", rows)
            connection.commit()
        spent = perf_counter() - begun
        connection.execute("DROP TABLE plain")
    return len(bodies) / spent


if __name__ == "__main__":
    sys.exit(main())
