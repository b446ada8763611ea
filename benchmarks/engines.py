"""Tables beside the csv module and openpyxl, folding and ordering of Vietnamese text, SMS parts, in one run.

.venv/bin/python benchmarks/engines.py [rows]
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Callable
from datetime import date
from time import perf_counter

from openpyxl import load_workbook

from thongsuot.engines import message, tables
from thongsuot.engines.calendar import vietnam
from thongsuot.engines.vietnamese import fold, name_sort_key, sort_key

HEADER = ["Họ và tên", "Đơn vị", "Điện thoại", "Số lao động", "Địa chỉ", "Ghi chú"]
COLUMNS = [
    tables.Column("name", "Họ và tên", required=True),
    tables.Column("phone", "Điện thoại"),
    tables.Column("staff", "Số lao động", "int"),
]
SENTENCE = "Bảo đảm thông tin liên lạc phục vụ công tác chỉ đạo, điều hành của Ủy ban nhân dân các cấp. "


def best(work: Callable[[], object], times: int = 3) -> float:
    """Give the shortest of a few runs, in seconds."""
    spans = []
    for _ in range(times):
        start = perf_counter()
        work()
        spans.append(perf_counter() - start)
    return min(spans)


def line(name: str, ours: float, theirs: float, rows: int, peer: str) -> None:
    """Print rows a second and how many times the peer's time it takes."""
    print(f"{name:<12} {rows / ours:>10,.0f} rows/s   {ours / theirs:5.1f} x {peer} ({rows / theirs:,.0f} rows/s)")


def main() -> None:
    """Measure and print."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    body: list[list[tables.Cell]] = [
        [f"Nguyễn Văn Số {n}", "Bưu điện, huyện", f"0900{n:06d}", n, f"Số {n}, đường Hùng Vương", ""]
        for n in range(rows)
    ]
    as_csv, as_xlsx = tables.write_csv(HEADER, body), tables.write_xlsx(HEADER, body, title="Danh bạ")
    sheet = tables.read(as_csv)

    def plain_read() -> list[list[str]]:
        return list(csv.reader(io.StringIO(as_csv.decode("utf-8-sig"), newline="")))

    def plain_write() -> str:
        out = io.StringIO(newline="")
        csv.writer(out).writerows([HEADER, *body])
        return out.getvalue()

    def openpyxl_read() -> list[object]:
        return [
            list(row) for row in load_workbook(io.BytesIO(as_xlsx), read_only=True).active.iter_rows(values_only=True)
        ]

    reading, writing, opening = best(plain_read), best(plain_write), best(openpyxl_read, 1)
    line("read CSV", best(lambda: tables.read(as_csv)), reading, rows, "csv.reader")
    line("write CSV", best(lambda: tables.write_csv(HEADER, body)), writing, rows, "csv.writer")
    line("parse", best(lambda: tables.parse(sheet, COLUMNS)), reading, rows, "csv.reader")
    line("read XLSX", best(lambda: tables.read(as_xlsx)), opening, rows, "openpyxl")
    line("write XLSX", best(lambda: tables.write_xlsx(HEADER, body, title="x")), opening, rows, "openpyxl's reading")

    text = SENTENCE * 50
    lower = best(lambda: [text.lower() for _ in range(200)]) / 200
    span = best(lambda: [fold(text) for _ in range(20)]) / 20
    print(f"fold         {len(text) / span / 1000:>10,.0f} characters/ms   {span / lower:.1f} x str.lower")
    names = [str(row[0]) for row in body[:1000]]
    print(f"sort_key     {1 / best(lambda: [sort_key(name) for name in names]):>10,.0f} names/ms")
    print(f"name_key     {1 / best(lambda: [name_sort_key(name) for name in names]):>10,.0f} names/ms")
    span = best(lambda: [vietnam().add_working_days(date(2020, 1, 20), 20) for _ in range(1000)])
    print(f"working days {1 / span:>10,.0f} additions of 20/ms")

    notice = (SENTENCE * 3)[:200]
    bare = best(lambda: [notice.encode("utf-16-be") for _ in range(1000)]) / 1000
    for name, work in (("SMS count", message.count), ("SMS parts", message.compose), ("SMS advice", message.advise)):
        span = best(lambda work=work: [work(notice) for _ in range(1000)]) / 1000
        print(f"{name:<12} {1 / span / 1000:>10,.1f} texts/ms   {span / bare:.0f} x one encoding to UTF-16")


if __name__ == "__main__":
    main()
