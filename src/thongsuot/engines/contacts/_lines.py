"""Each line of a list as an organisation with its people; what cannot be read is told with its line and column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from thongsuot.engines.contacts._columns import plain, services_of
from thongsuot.engines.contacts._guess import Layout
from thongsuot.engines.contacts._people import nothing
from thongsuot.engines.contacts._persons import Group, Person, UnreadableGroup, addresses, groups_of, persons
from thongsuot.engines.contacts._phones import phones
from thongsuot.engines.tables import Row, letter

LONGEST_NAME = 200
_DITTO = re.compile(r"[\s\-–.]*(?:nt|n/t|như trên|như nt|nhu tren|〃|″|\"|''|,,|-//-|//)[\s\-–.]*", re.IGNORECASE)
_ORDINAL = re.compile(r"^\s*(?:\d{1,3}|[IVX]{1,5}|[A-H])\s*[.)/-]\s*")
_SECTION = re.compile(r"(?:[IVX]{1,5}|[A-H])\b\.?|(?:khoi|nhom|cac)\b.*|phan [ivx\d]+\b.*", re.IGNORECASE)
_FOOTER = re.compile(
    r"tong cong(?! ty)|tong so|(?:tong|cong)(?: \d+)?$|nguoi lap|lap bang|ghi chu|noi nhan|xac nhan|luu y"
    r"|thu truong don vi|danh sach (?:nay|gom)|.*\bngay \d* ?thang\b"
)
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-H])\)?")


@dataclass(frozen=True)
class Fault:
    """Why a line is left out; `column` is its letter and heading, empty where the whole line is meant."""

    line: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"Dòng {self.line}, cột {self.column}" if self.column else f"Dòng {self.line}"
        return f"{place}: {self.message}"


@dataclass(frozen=True)
class Line:
    """An organisation as one line names it, with the people of the line; `notes` say what was understood, not read."""

    line: int
    organisation: str
    short_name: str = ""
    services: tuple[str, ...] = ()
    address: str = ""
    phone: str = ""
    email: str = ""
    people: tuple[Person, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass
class Reading:
    """What a list holds: the lines that can be taken in, those that cannot, and those that are no contacts."""

    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    skipped: list[Fault] = field(default_factory=list)


def read(rows: Sequence[Row], layout: Layout) -> Reading:
    """Read the lines below the headings as the columns say."""
    return _Reader(layout).read(rows)


class _Reader:
    """Goes down the list and keeps what "như trên" refers to."""

    def __init__(self, layout: Layout) -> None:
        self._layout, self._reading = layout, Reading()
        self._groups = groups_of(layout.columns)
        self._above: dict[int, str] = {}
        self._organisation = self._section = ""

    def read(self, rows: Sequence[Row]) -> Reading:
        headings = {plain(heading) for heading in self._layout.headings if heading}
        for row in rows:
            if row.line <= self._layout.header_line:
                continue
            cells = self._cells(row)
            if why := self._no_contact(cells, headings):
                self._reading.skipped.append(Fault(row.line, "", why))
                continue
            faults: list[Fault] = []
            line = self._line(row.line, cells, faults)
            if faults:
                self._reading.faults += faults
            elif line is not None:
                self._reading.lines.append(line)
        return self._reading

    def _cells(self, row: Row) -> list[str]:
        width = len(self._layout.columns)
        cells = [unicodedata.normalize("NFC", cell).replace("\xa0", " ").strip() for cell in row.cells[:width]]
        return cells + [""] * (width - len(cells))

    def _no_contact(self, cells: list[str], headings: set[str]) -> str:
        """Say why the line names nobody; a line that parts the list is remembered."""
        filled = [cell for cell in cells if cell]
        words = [plain(cell) for cell in filled]
        if _FOOTER.match(words[0] if words else ""):
            return "dòng tổng cộng hoặc chú thích"
        if len(filled) > 2 and all(_NUMBERING.fullmatch(cell) for cell in filled):
            return "dòng đánh số cột"
        if len(filled) > 1 and sum(word in headings for word in words) * 2 > len(words):
            return "tiêu đề lặp lại"
        if self._is_section(filled):
            self._section = _ORDINAL.sub("", filled[-1])
            if "organisation" not in self._layout.columns:
                self._organisation = self._section
            return "tên nhóm"
        places = [place for place, cell in enumerate(cells) if cell]
        if not any(self._layout.columns[place] for place in places):
            return "không có thông tin liên hệ"
        return ""

    def _is_section(self, filled: list[str]) -> bool:
        own = "organisation" in self._layout.columns
        if not own:
            return len(filled) == 1 or (len(filled) == 2 and bool(_NUMBERING.fullmatch(filled[0].strip(" ."))))
        if len(filled) == 2:
            return bool(re.fullmatch(r"(?:[IVX]{1,5}|[A-H])[.)]?", filled[0]))
        return len(filled) == 1 and bool(_SECTION.match(plain(filled[0]))) and not filled[0][:1].isdigit()

    def _line(self, number: int, cells: list[str], faults: list[Fault]) -> Line | None:
        notes: list[str] = []
        cells = [self._as_above(number, place, cell, faults, notes) for place, cell in enumerate(cells)]
        name = self._name(number, cells, faults, notes)
        people: list[Person] = []
        for group in self._groups:
            people += self._people(number, cells, group, faults)
        office = self._office(number, cells, "org_phone", phones, faults)
        address = self._office(number, cells, "org_email", addresses, faults)
        if not name or faults:
            return None
        services = services_of(self._said(cells, "services")) or services_of(name) or services_of(self._section)
        return Line(
            line=number,
            organisation=name,
            short_name=self._said(cells, "short_name")[:40],
            services=services,
            address=self._said(cells, "address")[:LONGEST_NAME],
            phone=office,
            email=address,
            people=tuple(people),
            notes=tuple(notes),
        )

    def _as_above(self, number: int, place: int, cell: str, faults: list[Fault], notes: list[str]) -> str:
        """Give what stands above where the cell only points there."""
        if not self._layout.columns[place]:
            return cell
        if not _DITTO.fullmatch(cell):
            if cell or self._layout.columns[place] != "organisation":
                self._above[place] = cell
            return "" if nothing(cell) else cell
        if place not in self._above:
            faults.append(self._fault(number, place, f"“{cell}” không có dòng trên để lấy. Hãy gõ đủ nội dung."))
            return ""
        notes.append(f"{self._layout.headings[place]} lấy theo dòng trên")
        return self._above[place]

    def _name(self, number: int, cells: list[str], faults: list[Fault], notes: list[str]) -> str:
        said = " ".join(_ORDINAL.sub("", self._said(cells, "organisation")).split()).strip(" .:;")
        if said:
            self._organisation = said
        elif any(cells[place] for group in self._groups for place in group.places):
            if not self._organisation:
                faults.append(Fault(number, "", "Không rõ người này thuộc đơn vị nào. Hãy ghi tên đơn vị."))
            elif "organisation" in self._layout.columns:
                notes.append("Đơn vị lấy theo dòng trên")
            return self._organisation
        if len(said) > LONGEST_NAME or (said and not said[0].isalnum()):
            message = f"“{said[:40]}” không phải tên đơn vị, hoặc dài quá {LONGEST_NAME} ký tự. Hãy sửa lại."
            faults.append(self._fault(number, self._layout.columns.index("organisation"), message))
        return said

    def _people(self, number: int, cells: list[str], group: Group, faults: list[Fault]) -> list[Person]:
        try:
            return persons(cells, group)
        except UnreadableGroup as error:
            faults.append(self._fault(number, error.place, str(error)))
            return []

    def _office(
        self, number: int, cells: list[str], meaning: str, reader: Callable[[str], Sequence[str]], faults: list[Fault]
    ) -> str:
        """Give the number or address of an office: the first of its cell."""
        said = self._said(cells, meaning)
        try:
            return next(iter(reader(said)), "") if said else ""
        except ValueError as error:
            faults.append(self._fault(number, self._layout.columns.index(meaning), str(error)))
            return ""

    def _said(self, cells: list[str], meaning: str) -> str:
        return next((cells[place] for place, named in enumerate(self._layout.columns) if named == meaning), "")

    def _fault(self, number: int, place: int, message: str) -> Fault:
        heading = self._layout.headings[place] if place < len(self._layout.headings) else ""
        named = f"{letter(place)} ({heading})" if heading and not heading.startswith("Cột ") else letter(place)
        return Fault(number, named, message)
