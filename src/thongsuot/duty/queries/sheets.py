"""A sheet of duty as offices keep it - a row a day, a column a shift and position - laid onto the seats of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.duty.models import Hours, Position, Roster
from thongsuot.duty.queries.names import names_in
from thongsuot.duty.queries.placing import Doubt, Placing, Reading
from thongsuot.engines.tables import Row, Sheet, letter
from thongsuot.engines.vietnamese import fold

WEEK = timedelta(days=7)
KINDS = {"lanh dao": Position.Kind.LEADER, "dieu hanh": Position.Kind.OPERATIONS, "ung cuu": Position.Kind.RESPONDER}
MUTE = {"", "stt", "tt", "thu", "ghi chu"}  # columns that seat nobody
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")


@dataclass(frozen=True)
class _Head:
    """Where the columns of a sheet are: the day's, and of each other one whom it seats."""

    line: int
    day: int
    titles: tuple[str, ...]
    kinds: dict[int, Position.Kind]
    hours: dict[int, Hours]


def read_grid(sheet: Sheet, roster: Roster, at: datetime) -> Reading:
    """Lay a sheet onto the empty seats of a draft; a sheet of another time is moved by whole weeks onto it.

    Whatever is not taken is a doubt that names its cell.
    """
    placing = Placing(roster, at)
    rows = [Row(sheet.header_line, sheet.header), *sheet.rows]
    found = _head(rows, placing)
    if found is None:
        why = _("không thấy cột nào mang tên vị trí trực (lãnh đạo, điều hành, ứng cứu)")
        return Reading((), (Doubt(sheet.header_line, "A", " | ".join(filter(None, sheet.header))[:80], why),), 0)
    head, body = found
    placing.doubts += _strange(head, body)
    days = [(row, _day(row.cells[head.day] if head.day < len(row.cells) else "", roster)) for row in body]
    weeks = weeks_between((day for _row, day in days if day is not None), roster)
    for row, day in days:
        _lay(row, None if day is None else day + weeks * WEEK, head, placing)
    return placing.reading(weeks)


def weeks_between(days: Iterable[date], roster: Roster) -> int:
    """Return by how many whole weeks a sheet is moved onto the roster: none where any of its days lies in it."""
    known, begin = set(days), localtime(roster.starts_at).date()
    end = localtime(roster.until - timedelta(microseconds=1)).date()
    if not known or any(begin <= day <= end for day in known):
        return 0
    first = min(known)
    monday, target = first - timedelta(days=first.weekday()), begin - timedelta(days=begin.weekday())
    return (target - monday) // WEEK


def _head(rows: list[Row], placing: Placing) -> tuple[_Head, list[Row]] | None:
    """Find the line that names the positions; the names of shifts may stand in it, or above it over several columns."""
    hours = placing.hours
    for index, row in enumerate(rows):
        if not any(kind_in(cell) for cell in row.cells):
            continue
        titles = list(row.cells)
        above = _filled(rows[index - 1].cells, len(titles)) if index else ()
        if any(hours_in(cell, hours) for cell in above) and not any(hours_in(cell, hours) for cell in titles):
            titles = [f"{over} {title}".strip() for over, title in zip(above, titles, strict=True)]
        kinds = {place: kind for place, title in enumerate(titles) if (kind := kind_in(title))}
        named = {place: each for place, title in enumerate(titles) if (each := hours_in(title, hours))}
        for place, kind in kinds.items():
            if only := placing.only_hours(kind):
                named[place] = only
        dated = (place for place, title in enumerate(titles) if place not in kinds and fold(title).startswith("ngay"))
        return _Head(row.line, next(dated, 0), tuple(titles), kinds, named), rows[index + 1 :]
    return None


def _filled(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Repeat a title over the columns that it was merged across."""
    told, last = [], ""
    for place in range(width):
        last = (cells[place] if place < len(cells) else "").strip() or last
        told.append(last)
    return tuple(told)


def kind_in(text: str) -> Position.Kind | None:
    """Return the position that a text names."""
    plain = fold(text)
    return next((kind for words, kind in KINDS.items() if words in plain), None)


def hours_in(text: str, hours: Iterable[Hours]) -> Hours | None:
    """Return the shift of the day that a text names; of "Ca 1" and "Ca 10" the whole words decide."""
    plain = fold(text)
    fits = [each for each in hours if re.search(rf"(?<!\w){re.escape(fold(each.name))}(?!\w)", plain)]
    return max(fits, key=lambda each: len(each.name), default=None)


def _strange(head: _Head, body: list[Row]) -> Iterator[Doubt]:
    """Name the columns that hold something and seat nobody."""
    width = max((len(row.cells) for row in body), default=0)
    for place in range(width):
        title = head.titles[place] if place < len(head.titles) else ""
        if place == head.day or not any(place < len(row.cells) and row.cells[place].strip() for row in body):
            continue
        if place not in head.kinds and fold(title.strip()) not in MUTE - {""}:
            yield Doubt(head.line, letter(place), title, _("không rõ cột này của vị trí trực nào"))
        elif place in head.kinds and place not in head.hours:
            yield Doubt(head.line, letter(place), title, _("không rõ cột này của ca nào"))


def _day(text: str, roster: Roster) -> date | None:
    """Read a day; without a year it is the one nearest to the roster."""
    begin = localtime(roster.starts_at).date()
    try:
        if match := ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := WRITTEN.search(text):
            years = [int(match[3])] if match[3] else [begin.year - 1, begin.year, begin.year + 1]
            days = [date(year, int(match[2]), int(match[1])) for year in years]
            return min(days, key=lambda day: abs(day - begin))
    except ValueError:
        return None
    return None


def _lay(row: Row, day: date | None, head: _Head, placing: Placing) -> None:
    for place, kind in head.kinds.items():
        cell = row.cells[place] if place < len(row.cells) else ""
        hours = head.hours.get(place)
        for name in names_in(cell):
            if day is None:
                placing.doubt(row.line, letter(place), name, _("không rõ dòng này là ngày nào"))
            elif hours is not None:  # else the whole column is in doubt, and that is said once
                placing.name(row.line, letter(place), name, placing.seats_of(day, hours, kind))
