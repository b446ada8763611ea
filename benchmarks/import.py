"""The promise: the list of 40 enterprises and 120 people, with every defect, read, shown and taken in within 3 s.

Beside it: openpyxl reading the same cells in the same run, without the sandbox and without understanding any of them.
Prints seconds of each step, for the bad list and for one of 2,000 lines; exits 1 where the promise is broken. The
database is scratch: a cluster of its own in a temporary folder.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[1]
PROMISE = 3.0


def main() -> int:
    """Start a scratch cluster, measure inside it, stop it."""
    sys.path.insert(0, str(PROJECT))
    with tempfile.TemporaryDirectory(prefix="ts-import-") as folder:
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
    """Bring both lists as the department's follower does, and print."""
    import django
    from django.test.utils import setup_test_environment

    django.setup()
    setup_test_environment()
    from openpyxl import load_workbook
    from tests.cast import BEFORE, Cast, client_of
    from tests.organisations import bad_sheet

    from thongsuot.engines.tables import write_csv
    from thongsuot.exercise.actions.casting import load_cast

    load_cast(at=BEFORE)
    client = client_of(Cast().binh)
    bad = bad_sheet.workbook()
    took = steps(client, bad, "bad.xlsx")
    peer, _ = timed(lambda: [[cell.value for cell in row] for row in load_workbook(BytesIO(bad)).worksheets[0].rows])
    print(f"openpyxl alone: {peer:.3f} s, ratio {took / peer:.0f}")
    people = ([f"Doanh nghiệp số {n // 5}", f"Võ Thị Yến {'ABCDE'[n % 5]}", f"09{n:08d}"] for n in range(1_999))
    steps(client, write_csv(["Đơn vị", "Họ tên", "Điện thoại"], people), "long.csv")
    print("kept" if took <= PROMISE else f"broken: {took:.1f} s of {PROMISE} s")
    return int(took > PROMISE)


def steps(client: Any, data: bytes, name: str) -> float:
    """Bring a list, look at it, take it in and undo it; return the seconds until it was taken in."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    brought, answer = timed(lambda: client.post("/danh-ba/nhap/", {"file": SimpleUploadedFile(name, data)}))
    address = answer["location"]
    shown, page = timed(lambda: client.get(address))
    seal = page.context["plan"].seal
    taken, answer = timed(lambda: client.post(f"{address}nhap/", {"seal": seal}))
    undone, _ = timed(lambda: client.post(f"{address}hoan-tac/"))
    print(f"{name}: read {brought:.2f} s, shown {shown:.2f} s, taken in {taken:.2f} s, undone {undone:.2f} s")
    return brought + shown + taken


def timed(call: Callable[[], Any]) -> tuple[float, Any]:
    """Return the seconds a call takes and what it returns."""
    began = time.perf_counter()
    result = call()
    return time.perf_counter() - began, result


if __name__ == "__main__":
    sys.exit(main())
