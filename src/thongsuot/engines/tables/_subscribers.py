"""Millions of subscribers out of a CSV: numbers inside an area, every other line counted and the first ones listed."""

from __future__ import annotations

import base64
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.tables._areas import MOST_AREAS, NOTHING, OUTSIDE, UNKNOWN, Names
from thongsuot.engines.tables._grid import Cells, Grid
from thongsuot.engines.tables._lines import LONGEST_LINE, TOO_LONG, blocks
from thongsuot.engines.tables._mobiles import NEW_PREFIX, REASONS, RIGHT, Why, judged
from thongsuot.engines.tables._sheet import UnreadableTable
from thongsuot.engines.tables._titles import Titles, look

_LONGEST_SEEN = 24
_LONGEST_NAME = 40
_UNMASKED = 3
_AREA = 16  # bits behind a number in which its area stands while the list is read
_WORDS = {
    Why.EMPTY: "không có số thuê bao",
    Why.NO_NUMBER: "không phải số thuê bao",
    Why.DAMAGED: "số đã bị bảng tính làm hỏng (dạng 9,12E+08 hoặc 912345678,5); hãy xuất lại cột này dạng văn bản",
    Why.LANDLINE: "số cố định, không nhận tin nhắn",
    Why.OLD: "số 11 chữ số không còn dùng từ năm 2018",
    Why.SHORT: "số quá ngắn (số dịch vụ hoặc thiếu chữ số)",
    Why.FOREIGN: "số nước ngoài",
    Why.LENGTH: "sai số lượng chữ số",
    Why.CLOSED: "đầu số không thuộc mạng di động nào",
    Why.TORN: "dấu ngoặc kép không khép kín trong dòng",
    Why.NO_AREA: "không ghi khu vực đăng ký",
    Why.UNKNOWN_AREA: "khu vực không có trong danh mục, hoặc trùng tên; hãy ghi mã khu vực",
}


@dataclass(frozen=True)
class Wanted:
    """Who is wanted: `places` holds the names and codes of areas; which columns decide.

    The value of an area inside is its number, -1 where the name does not tell which; 0 is one outside. With both
    columns one of them inside is enough. At most `listed` faults are listed; all are counted.
    """

    places: Mapping[str, int]
    registered: bool = True
    present: bool = True
    listed: int = 1_000


@dataclass(frozen=True)
class Fault:
    """A line that gives no number: its place, what stands there (all but three figures hidden), why, and more.

    `hint` is the new prefix of an old number (035), or the area as written.
    """

    line: int
    seen: str
    why: Why
    hint: str = ""

    @property
    def words(self) -> str:
        """Say why to a person, in Vietnamese."""
        if self.why is Why.OLD:
            return f"{_WORDS[self.why]}; nay là {self.hint}"
        return f"{_WORDS[self.why]} (“{self.hint}”)" if self.hint else _WORDS[self.why]

    def __str__(self) -> str:
        return f"Dòng {self.line} ({self.seen or 'trống'}): {self.words}."


@dataclass(frozen=True)
class Subscribers:
    """Mobile numbers, each once, ascending (int64, MSISDN: 84 and nine figures), and where every other line went.

    `rows` = numbers + `repeated` + `elsewhere` (right numbers outside the area) + `bad`. `causes` counts the bad lines
    by reason; the first of them are `faults`, in the order of lines. Blank lines are no rows.

    `areas` (uint16) says where each number is registered, as a place in `named`, the numbers of areas as they were
    told; place 0, whose number is 0, is where the list does not say: no such column, a number that stands in two areas,
    one that is inside by presence alone.
    """

    numbers: NDArray[np.int64]
    areas: NDArray[np.uint16]
    named: tuple[int, ...]
    rows: int
    repeated: int
    elsewhere: int
    causes: Mapping[str, int]
    faults: tuple[Fault, ...]

    @property
    def bad(self) -> int:
        """Give how many lines hold no number that can be written to, or no area that is known."""
        return sum(self.causes.values())

    def plain(self) -> dict[str, Any]:
        """Give the same in values that JSON carries."""
        told = {name: getattr(self, name) for name in ("rows", "repeated", "elsewhere", "causes")}
        faults = [[fault.line, fault.seen, fault.why, fault.hint] for fault in self.faults]
        numbers, areas = (
            base64.b64encode(octets).decode()
            for octets in (self.numbers.astype("<i8").tobytes(), self.areas.astype("<u2").tobytes())
        )
        return {**told, "faults": faults, "numbers": numbers, "areas": areas, "named": list(self.named)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Subscribers:
        """Give the subscribers back from plain values."""
        numbers = np.frombuffer(base64.b64decode(plain["numbers"]), "<i8").astype(np.int64)
        areas = np.frombuffer(base64.b64decode(plain["areas"]), "<u2").astype(np.uint16)
        faults = tuple(Fault(line, seen, Why(why), hint) for line, seen, why, hint in plain["faults"])
        rows, repeated, elsewhere = (plain[name] for name in ("rows", "repeated", "elsewhere"))
        return cls(numbers, areas, tuple(plain["named"]), rows, repeated, elsewhere, plain["causes"], faults)


def read_subscribers(chunks: Iterable[bytes], wanted: Wanted) -> Subscribers:
    """Read the bytes of a CSV, in chunks of any size, for the numbers wanted.

    The head may stand below titles; one column without a head will do, and so will a file without any column of areas:
    then everybody in it is meant. Separators are , ; tab and |. Source of what is a number: see `_mobiles`. Raises
    `UnreadableTable` where the whole cannot be read; nothing of it may be used then.
    """
    reading = _Reading(wanted)
    for line, block in blocks(chunks):
        reading.take(line, block)
    return reading.done()


def drawn(numbers: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    """Give the places of the numbers in an order that looks random and is the same for the same seed and numbers.

    Each number is mixed with the seed (splitmix64: Steele, Lea, Flood 2014) and sorted by what comes of it; the mixing
    is one to one, so that no two numbers tie.
    """
    mixed = numbers.astype(np.uint64) + np.uint64(seed * 0x9E3779B97F4A7C15 % 2**64)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return np.argsort(mixed ^ (mixed >> np.uint64(31)))


class _Reading:
    """What was read so far."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted, self.titles = wanted, Titles()
        self.names = Names(wanted.places)
        self.kept: list[NDArray[np.int64]] = []
        self.causes: Counter[str] = Counter()
        self.faults: list[Fault] = []
        self.rows = self.elsewhere = 0
        self.begun = False

    def take(self, line: int, block: bytes) -> None:
        if not self.begun:
            self.titles, self.begun = look(block, self.wanted.registered, self.wanted.present), True
        grid = Grid(block, self.titles.parted)
        index, length = grid.longest
        if length > LONGEST_LINE:
            raise UnreadableTable("cell_too_long", TOO_LONG, line=line + index)
        filled = np.flatnonzero(~grid.blank)
        filled = filled[filled + line > self.titles.line]
        cells = grid.column(self.titles.number).of(filled)
        numbers, why = judged(cells)
        why = np.where(grid.torn[filled], np.uint8(REASONS.index(Why.TORN)), why)
        areas, why, places = self._placed(grid, filled, why)
        right, inside = why == RIGHT, areas >= 0
        self.rows += len(filled)
        taken = right & inside
        self.kept.append(numbers[taken] << _AREA | areas[taken])
        self.elsewhere += int(np.count_nonzero(right & ~inside))
        self._refuse(np.flatnonzero(~right), why, filled + line, cells, places)

    def _placed(
        self, grid: Grid, filled: NDArray[np.int64], why: NDArray[np.uint8]
    ) -> tuple[NDArray[np.int32], NDArray[np.uint8], list[Cells]]:
        """Say where who is inside is registered, below 0 outside; whose area is not known, and what stands for it."""
        areas = np.full(len(filled), OUTSIDE, np.int32)
        unknown, nowhere = np.zeros(len(filled), np.bool_), np.zeros(len(filled), np.bool_)
        places: list[Cells] = []
        for column in (self.titles.registered, self.titles.present):
            if column is None:
                continue
            cells = grid.column(column).of(filled)
            said = np.fromiter(map(self.names.__getitem__, cells.raw()), np.int32, len(filled))
            if column == self.titles.registered:
                areas, nowhere = np.maximum(said, OUTSIDE), said == NOTHING
            else:
                areas[(said >= 0) & (areas < 0)] = 0
            unknown |= said == UNKNOWN
            places.append(cells)
        if not places:
            return np.zeros_like(areas), why, places
        right = (why == RIGHT) & (areas < 0)
        why = np.where(right & nowhere, np.uint8(REASONS.index(Why.NO_AREA)), why)
        why = np.where(right & unknown, np.uint8(REASONS.index(Why.UNKNOWN_AREA)), why)
        return areas, why, places

    def _refuse(
        self,
        bad: NDArray[np.int64],
        why: NDArray[np.uint8],
        lines: NDArray[np.int64],
        cells: Cells,
        places: list[Cells],
    ) -> None:
        counts = np.bincount(why[bad], minlength=len(REASONS))
        self.causes.update({str(reason): int(count) for reason, count in zip(REASONS, counts, strict=True) if count})
        for place in bad[: max(self.wanted.listed - len(self.faults), 0)].tolist():
            reason, cell = REASONS[why[place]], cells.text(place)
            self.faults.append(Fault(int(lines[place]), masked(cell), reason, self._hint(reason, cell, place, places)))

    def _hint(self, why: Why, cell: str, place: int, places: list[Cells]) -> str:
        if why is Why.OLD:
            figures = re.sub(r"\D", "", cell)[-10:]
            return f"0{NEW_PREFIX[int(figures[:3])]}"
        if why is Why.UNKNOWN_AREA:
            names = [area.text(place) for area in places]
            return next(name for name in names if self.names[name.encode()] == UNKNOWN)[:_LONGEST_NAME]
        return ""

    def done(self) -> Subscribers:
        if not self.rows:
            raise UnreadableTable("empty", "Tệp không có dòng dữ liệu nào. Hãy kiểm tra lại tệp; chưa nhận số nào.")
        kept = np.concatenate(self.kept)
        self.kept.clear()
        many = len(kept)
        kept.sort()
        edges = np.flatnonzero(np.diff(kept >> _AREA, prepend=-1, append=-1))
        first, last = kept[edges[:-1]], kept[edges[1:] - 1]
        areas, named = self._named(np.where(first == last, first & MOST_AREAS, 0))
        return Subscribers(
            first >> _AREA,
            areas,
            named,
            self.rows,
            many - len(first),
            self.elsewhere,
            dict(self.causes),
            tuple(self.faults),
        )

    def _named(self, areas: NDArray[np.int64]) -> tuple[NDArray[np.uint16], tuple[int, ...]]:
        """Give places among those areas alone in which somebody is."""
        used = np.union1d(areas, [0])
        return np.searchsorted(used, areas).astype(np.uint16), tuple(self.names.areas[place] for place in used)


def masked(text: str) -> str:
    """Hide every letter and figure but the last three figures; a long text is cut."""
    text = text if len(text) <= _LONGEST_SEEN else text[: _LONGEST_SEEN - 1] + "…"
    open_from = [place for place, sign in enumerate(text) if sign.isdecimal()][-_UNMASKED:]
    return "".join("•" if sign.isalnum() and place not in open_from else sign for place, sign in enumerate(text))
