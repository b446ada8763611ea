"""The promise: the reserve papers of 40 organisations and 29 duties in <= 2 s, evening or on demand.

Beside it: the same paper as DOCX in the same run. Prints seconds, bytes and queries; exits 1 where the promise is
broken. `python benchmarks/reserve_pack.py [FILE]` also keeps the PDF. The database is scratch, in a temporary folder.
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
PROMISE, ROUNDS = 2.0, 5
ORGANISATIONS, DUTIES = 40, 29


def main(kept: Path | None) -> int:
    """Start a scratch cluster, measure inside it, stop it."""
    sys.path.insert(0, str(PROJECT))
    with tempfile.TemporaryDirectory(prefix="ts-reserve-") as folder:
        os.environ.update(TS_HOME=folder, DJANGO_SETTINGS_MODULE="thongsuot.web.settings")
        os.environ.pop("DATABASE_URL", None)
        from thongsuot.web import embedded

        embedded.start(Path(folder))
        try:
            subprocess.run([sys.executable, "-m", "thongsuot", "migrate"], check=True, stdout=subprocess.DEVNULL)
            embedded.start(Path(folder))  # `migrate` may have been the last to use it
            return measured(kept)
        finally:
            from django.db import connections

            connections["default"].close()
            connections["default"].close_pool()
            embedded.stop(Path(folder))


def measured(kept: Path | None) -> int:
    """Build the letter, make the papers as the evening's job does, and print."""
    import django

    django.setup()
    from django.conf import settings
    from tests.cast import BEFORE, Cast
    from tests.directives.boards import large

    from thongsuot.directives import papers, queries
    from thongsuot.engines import officialdoc
    from thongsuot.exercise.actions.casting import load_cast
    from thongsuot.organisations import access

    load_cast(at=BEFORE)
    cast = Cast()
    letter = large(cast, organisations=ORGANISATIONS, duties=DUTIES, by=cast.binh, leader=cast.khanh)
    at = letter.issued_at
    with access.acting_as_system():
        told, asked = counted(lambda: queries.reserve_of(cast.department, reality=letter.reality, at=at))
        gather = median(lambda: queries.reserve_of(cast.department, reality=letter.reality, at=at))
    paper = papers.reserve(told)
    began = time.perf_counter()
    pdf = officialdoc.to_pdf(paper, fonts=settings.TYPEFACES, created=at)
    drawn = time.perf_counter() - began  # the first time: the compiler is cold, as it is in the evening
    docx = median(lambda: officialdoc.to_docx(paper, created=at))
    whole = gather + drawn
    print(
        f"{len(told.organisations)} organisations, {len(told.work)} with open work, {len(told.rules)} rules: "
        f"gathered in {gather:.2f} s with {asked} queries, set as PDF in {drawn:.2f} s ({len(pdf) // 1024} KB)"
    )
    print(f"beside it the same paper as DOCX: {docx:.2f} s; together {whole:.2f} s (promised: {PROMISE:.0f} s)")
    if kept is not None:
        kept.write_bytes(pdf)
    return 0 if whole <= PROMISE else 1


def counted(ask: Callable[[], Any]) -> tuple[Any, int]:
    """Return what was asked for and with how many queries."""
    from django.db import connection

    asked: list[str] = []

    def counting(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        asked.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(counting):
        return ask(), len(asked)


def median(act: Callable[[], object]) -> float:
    """Return the median seconds of an act."""
    took = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        act()
        took.append(time.perf_counter() - began)
    return statistics.median(took)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
