"""The list that lies in the department's drawer: 40 enterprises, 120 people, every defect that offices know.

Everybody in it is made up.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FAMILIES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Võ", "Trương", "Đặng", "Bùi", "Ksor", "Rơ Châm", "Phan")
MIDDLES = ("Văn", "Thị", "Đức", "Ngọc", "Minh", "Thị Thu", "Quốc", "Hữu", "Kim", "Anh")
GIVEN = (
    "Hùng",
    "Hà",
    "Bình",
    "Thảo",
    "Long",
    "Mỹ",
    "Trường",
    "Phong",
    "Nghĩa",
    "Yến",
    "Đạt",
    "Quý",
    "Hòa",
    "Ánh",
    "Trưởng",
)
PLACES = (
    "An Hà",
    "Bình Sơn",
    "Cát Tiên",
    "Đông Hải",
    "Ea Rốc",
    "Hòa Lộc",
    "Krông Tây",
    "Lộc An",
    "Mỹ Phước",
    "Phú Hòa",
)
KINDS = (
    ("Viễn thông {place}", ("fixed", "internet")),
    ("Chi nhánh Thông tin di động {place}", ("mobile",)),
    ("Công ty Cổ phần Internet {place}", ("internet",)),
    ("Bưu điện {place}", ("postal",)),
)
FIRST_LINE = 9  # of the first group below headings and numbering


@dataclass(frozen=True)
class Told:
    """Somebody of the list as the list means it."""

    organisation: str
    role: str
    name: str
    phones: tuple[str, ...]
    email: str = ""


def enterprises() -> list[tuple[str, tuple[str, ...]]]:
    """Return names and services, those of one kind together."""
    return [(name.format(place=place), services) for name, services in KINDS for place in PLACES]


def person_name(number: int) -> str:
    """Return a made-up name, another for each number below 120."""
    middle = MIDDLES[number // len(FAMILIES) % len(MIDDLES)]
    return f"{FAMILIES[number % len(FAMILIES)]} {middle} {GIVEN[number * 7 % len(GIVEN)]}"


def mobile(number: int) -> str:
    """Return a number that belongs to nobody."""
    return f"0900 000 {number:03d}"


def fixed(number: int) -> str:
    """Return a fixed number that belongs to nobody."""
    return f"0260 0000 {number:03d}"


def people() -> list[Told]:
    """Return all 120: two enterprises have nobody, two people work for two of them, one has no name."""
    told: list[Told] = []
    for place, (enterprise, _services) in enumerate(enterprises()):
        if place in (7, 33):
            continue
        count = 4 if place in (0, 1, 2, 3, 4, 5) else 3
        for nth in range(count):
            number = len(told)
            name, numbers = person_name(number), (mobile(number),)
            if number % 9 == 4:
                numbers += (fixed(number),)
            email = f"nguoi{number}@dn.example" if nth and number % 7 == 0 else ""
            told.append(Told(enterprise, "leader" if nth == 0 else "contact", name, numbers, email))
    told[50] = Told(told[50].organisation, "contact", told[40].name, told[40].phones)  # one person, two enterprises
    told[80] = Told(told[80].organisation, "contact", told[71].name, told[71].phones)
    told[95] = Told(told[95].organisation, "contact", "", told[95].phones)  # a number and nothing else
    return told


def written_name(name: str, number: int) -> str:
    """Write a name in one of the ways of offices."""
    ways = (
        name, f"Đ/c {name}", f"Ông {name}", f"đ/c  {name} ", name.upper(), f"Bà {name}.", f"Đồng chí {name}",
        unicodedata.normalize("NFD", name), f"{name}\xa0", f"ThS. {name}", f"đ.c {name}", f"- {name}",
    )  # fmt: skip
    return ways[number % len(ways)] if name else ""


def written_phones(phones: tuple[str, ...], number: int) -> str | int:
    """Write numbers in one of the ways of offices; some cells hold a quantity without its zero."""
    bare = phones[0].replace(" ", "")
    if len(phones) > 1:
        sign = (" / ", "; ", "\n", " - ", ", ")[number % 5]
        return f"{phones[0].replace(' ', '.')}{sign}(0260) {phones[1][5:].replace(' ', '')}"
    ways: tuple[str | int, ...] = (
        phones[0], bare, int(bare), phones[0].replace(" ", "."), phones[0].replace(" ", "-"), f"+84{bare[1:]}",
        f"84 {bare[1:]}", f"DĐ: {phones[0]}", f"{bare[1:]}.0", f"({bare[:4]}) {bare[4:]}", f"ĐT {bare} (Zalo)",
        bare.replace("000", "OOO", 1),
    )  # fmt: skip
    return ways[number % len(ways)]


def workbook() -> bytes:
    """Return the list as an Excel file."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Đầu mối 2019 (sửa)"
    _headings(sheet)
    line = FIRST_LINE
    groups = {0: "DOANH NGHIỆP VIỄN THÔNG", 30: "DOANH NGHIỆP BƯU CHÍNH"}
    told = people()
    for place, (enterprise, _services) in enumerate(enterprises()):
        if place in groups:
            sheet.cell(line, 1, "I" * (1 + (place > 0)))
            sheet.cell(line, 2, groups[place])
            line += 1
        mine = [(number, person) for number, person in enumerate(told) if person.organisation == enterprise]
        line = _enterprise(sheet, line, place + 1, enterprise, mine)
    sheet.cell(line, 2, "Tổng cộng: 40 doanh nghiệp")
    sheet.cell(line + 2, 6, "Đông Xuyên, ngày 30 tháng 12 năm 2019")
    sheet.cell(line + 3, 6, "NGƯỜI LẬP BẢNG")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _headings(sheet: Worksheet) -> None:
    sheet["A1"], sheet["F1"] = "UBND TỈNH ĐÔNG XUYÊN", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A2"], sheet["F2"] = "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "Độc lập - Tự do - Hạnh phúc"
    sheet["A4"] = "DANH SÁCH LÃNH ĐẠO, CÁN BỘ ĐẦU MỐI CÁC DOANH NGHIỆP"
    sheet.merge_cells("A4:I4")
    for column, text in {
        "A": "TT",
        "B": "Tên doanh\nnghiệp",
        "C": "Lãnh đạo phụ trách",
        "E": "Cán bộ đầu mối",
        "I": "Ghi chú",
    }.items():
        sheet[f"{column}6"] = text
    for column, text in {
        "C": "Họ tên",
        "D": "Số ĐT",
        "E": "Họ và tên",
        "F": "Chức vụ",
        "G": "Điện thoại",
        "H": "E-mail",
    }.items():
        sheet[f"{column}7"] = text
    for area in ("A6:A7", "B6:B7", "C6:D6", "E6:H6", "I6:I7"):
        sheet.merge_cells(area)
    for column in range(1, 10):
        sheet.cell(8, column, f"({column})")


def _enterprise(sheet: Worksheet, line: int, serial: int, name: str, mine: list[tuple[int, Told]]) -> int:
    """Write an enterprise with its leader and contacts; the way its name is carried on changes from one to the next."""
    first = line
    sheet.cell(line, 1, serial)
    sheet.cell(line, 2, name if serial % 6 else f"  {name.upper()}\n")
    contacts = [(number, person) for number, person in mine if person.role == "contact"]
    for number, leader in mine[:1]:
        sheet.cell(line, 3, written_name(leader.name, number))
        sheet.cell(line, 4, written_phones(leader.phones, number))
    if serial == 12:  # two people in one cell
        both = contacts[:2]
        sheet.cell(line, 5, "\n".join(f"{nth}. {person.name}" for nth, (_n, person) in enumerate(both, 1)))
        sheet.cell(line, 7, "\n".join(person.phones[0].replace(" ", ".") for _n, person in both))
        emails = [person.email for _n, person in both if person.email]
        sheet.cell(line, 8, "; ".join(emails) or "không có")
        contacts = contacts[2:]
        line += 1
    for nth, (number, person) in enumerate(contacts):
        if nth and serial % 4 in (0, 1):
            sheet.cell(line, 2, "nt" if serial % 4 else "-nt-")
        sheet.cell(line, 5, written_name(person.name, number))
        sheet.cell(line, 6, ("Chuyên viên", "TP Kỹ thuật", "", "nt")[number % 4] if nth else "Chuyên viên")
        sheet.cell(line, 7, written_phones(person.phones, number))
        sheet.cell(line, 8, person.email or ("", "-", "chưa có")[number % 3])
        line += 1
    line = max(line, first + 1)
    if serial % 4 == 2 and line - first > 1:
        sheet.merge_cells(start_row=first, end_row=line - 1, start_column=2, end_column=2)
    return line
