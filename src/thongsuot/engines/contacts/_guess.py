"""Where the headings of a list stand, and what its columns most likely mean."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from thongsuot.engines.contacts._columns import ROLES, meaning_of, plain
from thongsuot.engines.contacts._people import EMAIL
from thongsuot.engines.contacts._phones import UnreadablePhone, phones
from thongsuot.engines.tables import Row, Sheet, letter

_LOOKED_AT = 40  # lines from the top among which the headings are
_LONGEST_HEADING = 60
_SAMPLE = 30
_ONCE = {"organisation", "short_name", "services", "address", "org_phone", "org_email"}
_COMPANY = re.compile(r"\b(?:cong ty|cty|vien thong|buu dien|buu chinh|chi nhanh|tap doan|tnhh|telecom)\b")
_NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE = re.compile(r"[^\W\d_][^\d@]*")


@dataclass(frozen=True)
class Layout:
    """The headings, the line of the lowest of them (0: there are none) and what each column means ("": not taken)."""

    header_line: int
    headings: tuple[str, ...]
    columns: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        """Give the same sign for every sheet with the same headings."""
        return hashlib.sha256("\n".join(map(plain, self.headings)).encode()).hexdigest()


def cleaned(sheet: Sheet) -> Sheet:
    """Give the sheet without signs that no text has: controls, halves of characters."""

    def clean(row: Row) -> Row:
        return replace(row, cells=tuple(_NO_TEXT.sub("", cell) for cell in row.cells))

    head = clean(Row(sheet.header_line, sheet.header))
    return replace(sheet, header=head.cells, rows=tuple(map(clean, sheet.rows)), title=_NO_TEXT.sub("", sheet.title))


def rows_of(sheet: Sheet) -> list[Row]:
    """Give all filled lines of a sheet that was read from its first filled line (`header_line=0`)."""
    return [Row(sheet.header_line, sheet.header), *sheet.rows]


def guess(rows: Sequence[Row]) -> Layout:
    """Find the headings, in one line or in two, and what they announce; without any the contents are asked."""
    width = max((len(row.cells) for row in rows), default=0)
    best, place = max(((_score(row), -number) for number, row in enumerate(rows[:_LOOKED_AT])), default=(0, 0))
    if best < 2:
        headings = tuple(f"Cột {letter(number)}" for number in range(width))
        return Layout(0, headings, _settled([_by_content(rows, number) for number in range(width)]))
    lower = -place
    upper = lower - 1 if lower and _is_heading(rows[lower - 1], rows[lower]) else None
    if upper is None and lower + 1 < len(rows) and _is_heading(rows[lower + 1], rows[lower]):
        upper, lower = lower, lower + 1
    below = _wide(rows[lower].cells, width)
    above = _spread(_wide(rows[upper].cells, width), below) if upper is not None else ("",) * width
    pairs = list(zip(above, below, strict=True))
    headings = tuple(_joined(*pair) for pair in pairs)
    return Layout(rows[lower].line, headings, _settled([_meaning(*pair) for pair in pairs]))


def _score(row: Row) -> int:
    return len({meaning for cell in row.cells if len(cell) <= _LONGEST_HEADING and (meaning := meaning_of(cell))})


def _is_heading(row: Row, other: Row) -> bool:
    """Tell whether a line beside the headings belongs to them: no numbers, no addresses, and each cell announces."""
    said = [cell for cell in row.cells if cell.strip()]
    new = [cell for place, cell in enumerate(row.cells) if cell.strip() and cell not in other.cells[place : place + 1]]
    announced = [cell for cell in new if len(cell) <= _LONGEST_HEADING and meaning_of(cell)]
    return (
        bool(said)
        and bool(announced)
        and all(_LINE.fullmatch(cell.strip()) for cell in said)
        and (len(announced) * 2 >= len(new))
        and not any(_COMPANY.search(plain(cell)) and len(cell) > 15 for cell in new)
    )


def _wide(cells: Sequence[str], width: int) -> tuple[str, ...]:
    return (*(cell.strip() for cell in cells), *("",) * (width - len(cells)))


def _spread(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...]:
    """Let a heading stand over all the columns under it: the cells merged with its own are empty in the file."""
    found, last = [], ""
    for upper, lower in zip(above, below, strict=True):
        last = upper or (last if lower else "")
        found.append(last)
    return tuple(found)


def _joined(above: str, below: str) -> str:
    return " ".join(dict.fromkeys(filter(None, (" ".join(above.split()), " ".join(below.split())))))


def _meaning(above: str, below: str) -> str:
    own, over = meaning_of(below), meaning_of(above)
    if own in ROLES and over in ROLES and over != "contact":
        return over
    return own or meaning_of(_joined(above, below))


def _settled(columns: list[str]) -> tuple[str, ...]:
    """Let what belongs to an organisation be said once; a number left of every name is the office's."""
    names = [place for place, meaning in enumerate(columns) if meaning in ROLES]
    seen: set[str] = set()
    settled = []
    for place, meaning in enumerate(columns):
        office = names and place < names[0] and meaning in {"phone", "email"}
        wanted = f"org_{meaning}" if office else meaning
        if not names and wanted in {"org_phone", "org_email"}:
            wanted = wanted.removeprefix("org_")  # a number and nothing else is whom one reaches
        settled.append("" if wanted in _ONCE & seen else wanted)
        seen.add(wanted)
    return tuple(settled)


def _by_content(rows: Sequence[Row], column: int) -> str:
    cells = [row.cells[column] for row in rows[:_SAMPLE] if column < len(row.cells) and row.cells[column].strip()]
    found = {"email": 0, "phone": 0, "organisation": 0, "contact": 0}
    for cell in cells:
        found["email"] += bool(EMAIL.search(cell))
        found["phone"] += _is_phone(cell)
        found["organisation"] += bool(_COMPANY.search(plain(cell)))
        found["contact"] += 2 <= len(cell.split()) <= 6 and bool(_LINE.fullmatch(cell)) and cell[0].isupper()
    likely = [meaning for meaning, count in found.items() if count * 2 > len(cells)]
    return likely[0] if likely else ""


def _is_phone(cell: str) -> bool:
    try:
        return bool(phones(cell))
    except UnreadablePhone:
        return False
