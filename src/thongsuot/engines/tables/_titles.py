"""Where the columns of a list of subscribers stand: its head, found by names, and the sign between its cells."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from thongsuot.engines.tables._sheet import UnreadableTable
from thongsuot.engines.vietnamese import fold

_SIGNS = ",;\t|"
_BEGINNING = 64 * 1024
_LOOKED_AT = 20  # filled lines that show how the list is made
_SEPARATOR_LINE = re.compile(r"sep=([,;\t|])\s*", re.IGNORECASE)
_NUMBER = {
    "so thue bao", "thue bao", "so dien thoai", "dien thoai", "sdt", "so may", "so di dong", "di dong", "msisdn",
    "so dien thoai" + " di dong", "isdn", "phone", "phone number", "mobile", "mobile number", "number", "subscriber",
}  # fmt: skip
_REGISTERED = {
    "khu vuc dang ky", "ma khu vuc dang ky", "noi dang ky", "dia ban dang ky", "ma dia ban dang ky", "area registered",
    "registered area", "registered", "registered in", "home area",
}  # fmt: skip
_PRESENT = {
    "khu vuc hien dien", "ma khu vuc hien dien", "noi hien dien", "dia ban hien dien", "ma dia ban hien dien",
    "khu vuc co mat", "khu vuc dang co mat", "noi co mat", "present area", "area present", "present", "present in",
    "current area", "visited area",
}  # fmt: skip


@dataclass(frozen=True)
class Titles:
    """The octet between cells (0: none), the columns from 0 (None: there is none), and the last line of the head."""

    parted: int = 0
    number: int = 0
    registered: int | None = None
    present: int | None = None
    line: int = 0


def look(block: bytes, registered: bool, present: bool) -> Titles:
    """Find the columns that are asked for in the first lines of a list (UTF-8).

    Where it has no column of areas at all, none is needed. Raises `UnreadableTable` where it cannot be told which
    column holds the numbers, where one stands there twice, or where only the other column of areas is there.
    """
    lines = block[:_BEGINNING].decode(errors="ignore").replace("\r", " ").split("\n")
    said = _SEPARATOR_LINE.fullmatch(lines[0])
    filled = [(number, line) for number, line in enumerate(lines, 1) if line.strip()][bool(said) :][:_LOOKED_AT]
    sign = said[1] if said else _sign([line for _number, line in filled])
    rows = [(number, _cells(line, sign)) for number, line in filled]
    heads = [(number, names) for number, names in rows if _NUMBER & set(names)]
    whole = [(number, names) for number, names in heads if (_REGISTERED | _PRESENT) & set(names)]
    head = next(iter(whole or heads), None)  # a title above it may be a name of the column too
    if head is None:
        if any(any(names[1:]) for _number, names in rows):
            raise UnreadableTable(
                "missing_column",
                "Không có tiêu đề cột số thuê bao. Hãy thêm dòng tiêu đề, ví dụ: so_thue_bao;khu_vuc_dang_ky;"
                "khu_vuc_hien_dien; chưa nhận số nào.",
            )
        return Titles(ord(sign) if sign else 0, line=1 if said else 0)
    number, names = head
    areas = [_one(names, known, number) for known in (_REGISTERED, _PRESENT)]
    column = _one(names, _NUMBER, number)
    if areas != [None, None]:
        for wanted, place, title in zip(
            (registered, present), areas, ("khu_vuc_dang_ky", "khu_vuc_hien_dien"), strict=True
        ):
            if wanted and place is None:
                raise UnreadableTable(
                    "missing_column",
                    f"Thiếu cột {title} mà đợt nhắn tin cần để chọn thuê bao. Hãy thêm cột này; chưa nhận số nào.",
                    line=number,
                )
    return Titles(
        ord(sign) if sign else 0,
        column or 0,
        areas[0] if registered else None,
        areas[1] if present else None,
        number,
    )


def _one(names: Sequence[str], known: set[str], line: int) -> int | None:
    """Give the one column that has one of the names."""
    found = [place for place, name in enumerate(names) if name in known]
    if len(found) > 1:
        message = f"Tiêu đề “{names[found[0]]}” và “{names[found[1]]}” nói cùng một cột. Hãy giữ một; chưa nhận số nào."
        raise UnreadableTable("repeated_column", message, line=line)
    return found[0] if found else None


def _cells(line: str, sign: str) -> list[str]:
    """Give the cells of a line as names are compared: folded, words alone."""
    cells = next(csv.reader([line], delimiter=sign), []) if sign else [line]
    return [" ".join(re.findall(r"[^\W_]+", fold(cell))) for cell in cells]


def _sign(lines: Sequence[str]) -> str:
    """Choose the sign that parts most of the lines into the same number of cells; none where none parts any."""
    plain = [re.sub('"[^"]*"', "", line) for line in lines]

    def agreement(sign: str) -> tuple[int, int]:
        counts = Counter(line.count(sign) for line in plain)
        return max(((rows, number) for number, rows in counts.items() if number), default=(0, 0))

    best = max(_SIGNS, key=agreement)
    return best if agreement(best) > (0, 0) else ""
