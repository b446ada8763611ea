"""The promise: the control room of 40 organisations and 200 duties in <= 600 ms, with a constant number of queries.

Beside it: the same squares drawn by a plain Django template in the same run. Prints milliseconds, queries and the
ratio; exits 1 where the promise is broken. The database is scratch: a cluster of its own in a temporary folder.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
PROMISE, ROUNDS = 600.0, 15
SIZES = ((9, 4), (40, 200))
PLAIN = (
    "{% for row in rows %}<tr>{% for state, href, text, label in row %}<td>"
    '{% if href %}<a class="cell {{ state }}" href="{{ href }}">{% else %}<span class="cell {{ state }}">{% endif %}'
    '<span class="visually-hidden">{{ label }} </span><span aria-hidden="true">{{ text }}</span>'
    "{% if href %}</a>{% else %}</span>{% endif %}</td>{% endfor %}</tr>{% endfor %}"
)
DRAWN = "{% load matrix %}{% for row in rows %}<tr>{% cells row %}</tr>{% endfor %}"


def main() -> int:
    """Start a scratch cluster, measure inside it, stop it."""
    sys.path.insert(0, str(PROJECT))
    with tempfile.TemporaryDirectory(prefix="ts-matrix-") as folder:
        os.environ.update(TS_HOME=folder, DJANGO_SETTINGS_MODULE="thongsuot.web.settings")
        os.environ.pop("DATABASE_URL", None)
        from thongsuot.web import embedded

        embedded.start(Path(folder))
        try:
            subprocess.run([sys.executable, "-m", "thongsuot", "migrate"], check=True, stdout=subprocess.DEVNULL)
            embedded.start(Path(folder))  # `migrate` may have been the last to use it
            return measured()
        finally:
            from django.db import connections

            connections["default"].close()
            connections["default"].close_pool()
            embedded.stop(Path(folder))


def measured() -> int:
    """Build both letters, ask for each page as the department's follower does, and print."""
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()  # the answers then carry what their templates were given
    from django.urls import reverse
    from tests.cast import BEFORE, Cast, client_of
    from tests.directives.boards import large

    from thongsuot.exercise.actions.casting import load_cast

    load_cast(at=BEFORE)
    cast, counts, slowest = Cast(), [], 0.0
    binh, khanh = cast.binh, cast.khanh
    client = client_of(binh)
    for organisations, duties in SIZES:
        letter = large(cast, organisations=organisations, duties=duties, by=binh, leader=khanh)
        address = reverse("directives:matrix", args=[letter.pk])
        for opened, words in (({}, "closed"), ({"mo": "tat-ca"}, "every duty open")):
            took, busy, queries, squares = page(lambda a=address, q=opened: client.get(a, q))
            print(
                f"{organisations} x {duties}, {words}: {took:.0f} ms ({busy:.0f} ms of our processor time), "
                f"{queries} queries, {squares} squares"
            )
            counts.append(queries)
            slowest = max(slowest, took)
            answer = client.get(address, opened)
    beside(answer)
    print(f"slowest {slowest:.0f} ms (promised: {PROMISE:.0f} ms); queries {'constant' if same(counts) else counts}")
    return 0 if slowest <= PROMISE and same(counts) else 1


def same(counts: list[int]) -> bool:
    """Tell whether every page asked as much as the others."""
    return len(set(counts)) == 1


def page(ask: Callable[[], Any]) -> tuple[float, float, int, int]:
    """Return the median milliseconds of a page, those of our own processor, its queries and its squares."""
    from django.db import connection

    asked: list[str] = []

    def counting(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counting):
        answer = ask()
    if answer.status_code != 200:
        raise SystemExit(f"the page answered {answer.status_code}")
    return median(ask), median(ask, time.process_time), len(asked), answer.content.count(b'class="cell ')


def median(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the median milliseconds of an act by a clock."""
    took = []
    for _ in range(ROUNDS):
        began = clock()
        act()
        took.append((clock() - began) * 1000)
    return statistics.median(took)


def beside(answer: Any) -> None:
    """Draw the squares of a page by our tag and by a plain template, and print the ratio."""
    from django.template import Context, Engine

    paragraphs = answer.context["paragraphs"]
    rows = [row["squares"] for p in paragraphs for row in (p, *p["duties"])]
    engine = Engine(libraries={"matrix": "thongsuot.web.templatetags.matrix"})
    ours, plain = engine.from_string(DRAWN), engine.from_string(PLAIN)
    fast = median(lambda: ours.render(Context({"rows": rows})))
    slow = median(lambda: plain.render(Context({"rows": rows})))
    count = sum(map(len, rows))
    print(f"{count} squares: {fast:.0f} ms by the tag, {slow:.0f} ms by a plain template, {slow / fast:.1f} times that")


if __name__ == "__main__":
    sys.exit(main())
