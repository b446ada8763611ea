"""`thongsuot load-areas FILE`: a province's areas from a CSV or XLSX list, with the days from and until they hold."""

from __future__ import annotations

import sys
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import cast

from django.utils.timezone import make_aware, now

from thongsuot.engines import tables
from thongsuot.engines.tables import Column, ParsedRow
from thongsuot.organisations import access
from thongsuot.organisations import actions as directory
from thongsuot.organisations.models import Area, System

LEVELS = {
    "Tỉnh": Area.Kind.PROVINCE, "Thành phố trực thuộc trung ương": Area.Kind.PROVINCE,
    "Huyện": Area.Kind.DISTRICT, "Quận": Area.Kind.DISTRICT, "Thị xã": Area.Kind.DISTRICT,
    "Thành phố thuộc tỉnh": Area.Kind.DISTRICT,
    "Xã": Area.Kind.COMMUNE, "Phường": Area.Kind.COMMUNE, "Thị trấn": Area.Kind.COMMUNE, "Đặc khu": Area.Kind.COMMUNE,
}  # fmt: skip
COLUMNS = (
    Column("code", "Mã", required=True, longest=20),
    Column("kind", "Cấp", kind="choice", required=True, choices={name: str(level) for name, level in LEVELS.items()}),
    Column("name", "Tên", required=True, longest=120),
    Column("parent", "Mã cấp trên", longest=20),
    Column("first", "Từ ngày", kind="date", required=True),
    Column("last", "Đến hết ngày", kind="date"),
    Column("source", "Nguồn", required=True, longest=200),
)


def run(arguments: list[str]) -> int:
    """Load the list, all of it or nothing; 0 loaded, 1 refused line by line, 2 wrong usage."""
    if len(arguments) != 1 or not Path(arguments[0]).is_file():
        sys.stderr.write(f"Cách dùng: thongsuot load-areas TỆP, với các cột: {', '.join(c.title for c in COLUMNS)}\n")
        return 2
    file = Path(arguments[0])
    try:
        rows, errors = tables.parse(tables.read(file.read_bytes(), filename=file.name), COLUMNS)
    except tables.UnreadableTable as error:
        return _refused([str(error)])
    errors += [
        tables.CellError(row.line, "Đến hết ngày", "out_of_range", "Ngày cuối trước ngày đầu. Hãy sửa một trong hai.")
        for row in rows
        if row.values["last"] and cast(date, row.values["last"]) < cast(date, row.values["first"])
    ]
    if errors:
        return _refused([str(error) for error in errors])
    try:
        with access.acting_as_system():
            new = directory.load_areas([_line(row) for row in rows], by=System("Nạp địa bàn"), at=now())
    except directory.UnknownParent as error:
        return _refused([str(error)])
    sys.stdout.write(f"Đã đọc {len(rows)} dòng, thêm {new} địa bàn.\n")
    return 0


def _refused(said: list[str]) -> int:
    sys.stderr.write("\n".join(["thongsuot load-areas: chưa có địa bàn nào được lưu.", *said, ""]))
    return 1


def _line(row: ParsedRow) -> directory.AreaLine:
    told, last = row.values, cast(date | None, row.values["last"])
    return directory.AreaLine(
        code=str(told["code"]),
        kind=str(told["kind"]),
        name=str(told["name"]),
        parent=str(told["parent"]),
        valid_from=_midnight(cast(date, told["first"])),
        valid_until=_midnight(last + timedelta(days=1)) if last else None,
        source=str(told["source"]),
    )


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time()))
