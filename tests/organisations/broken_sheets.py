"""Spreadsheets broken in every way that was thought of: what each is, and what has to come of it."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from thongsuot.engines.tables import write_xlsx

HEADINGS = ["Đơn vị", "Họ tên", "Điện thoại", "Email"]
GOOD = ["Viễn thông Ea Rốc", "Võ Thị Yến", "0900000201", ""]
YEN = ("Viễn thông Ea Rốc", "Võ Thị Yến", "0900 000 201")
DAT = ("Viễn thông Lộc An", "Bùi Văn Đạt", "0900 000 202")


@dataclass(frozen=True)
class Refused:
    """The file is turned away whole, with its reason and, where there is one, its line."""

    code: str
    line: int | None = None


@dataclass(frozen=True)
class Taken:
    """Who comes in (organisation, name, first number), and which lines and columns are told as faults."""

    people: tuple[tuple[str, str, str], ...] = (YEN,)
    faults: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Broken:
    """One broken sheet."""

    data: bytes
    outcome: Refused | Taken


def csv(*lines: str, encoding: str = "utf-8", head: str = "Đơn vị,Họ tên,Điện thoại,Email") -> bytes:
    """Return a CSV of a heading and lines."""
    return "\n".join([head, *lines, ""]).encode(encoding)


def xlsx(*rows: list[object], headings: list[str] | None = None) -> bytes:
    """Return a workbook of a heading and rows."""
    return write_xlsx(headings or HEADINGS, rows, title="Đầu mối")  # type: ignore[arg-type]  # what cells hold


def drawn(draw: Callable[[Worksheet], object]) -> bytes:
    """Return a workbook that was drawn cell by cell."""
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    draw(book.active)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def raw(cells: str) -> bytes:
    """Return the good workbook with raw cells in the place of its second row."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(xlsx(GOOD))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            if name.endswith("sheet1.xml"):
                text = text.partition('<row r="2">')[0] + f'<row r="2">{cells}</row></sheetData></worksheet>'
            new.writestr(name, text)
    return out.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """Return the good workbook with one part more."""
    out = BytesIO(xlsx(GOOD))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr(name, content)
    return out.getvalue()


def _merged(sheet: Worksheet) -> None:
    for row in (HEADINGS, GOOD, [None, "Bùi Văn Đạt", "0900000202"]):
        sheet.append(row)
    sheet.merge_cells("A2:A3")


def _late_heading(sheet: Worksheet) -> None:
    sheet["A1"], sheet["C1"] = "UBND TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    sheet["A3"] = "DANH SÁCH ĐẦU MỐI"
    for column, text in enumerate(HEADINGS, 1):
        sheet.cell(9, column, text)
        sheet.cell(10, column, GOOD[column - 1])


def _far_away(sheet: Worksheet) -> None:
    for column, text in enumerate(HEADINGS, 20):
        sheet.cell(30, column, text)
        sheet.cell(50, column, GOOD[column - 20])


def _hidden_first(sheet: Worksheet) -> None:
    sheet.sheet_state = "hidden"
    shown = sheet.parent.create_sheet("Thật")
    shown.append(HEADINGS)
    shown.append(GOOD)


TCVN3 = "§¬n vÞ,Hä tªn,§iÖn tho¹i,Email\nViÔn th«ng Ea Rèc,Vâ ThÞ YÕn,0900000201,\n".encode("latin-1")
VNI = "Ñôn vò,Hoï teân,Ñieän thoaïi,Email\nVieãn thoâng Ea Roác,Voõ Thò Yeán,0900000201,\n".encode("latin-1")
CP1258 = (
    "Đơn vi\u0323,Ho\u0323 tên,Điê\u0323n thoa\u0323i,Email\n"
    "Viê\u0303n thông Ea Rô\u0301c,Vo\u0303 Thi\u0323 Yê\u0301n,0900000201,\n"
)
LINE = ",".join(GOOD)
ORGANISATION = "Viễn thông Ea Rốc"

SHEETS: dict[str, Broken] = {
    "nothing": Broken(b"", Refused("empty")),
    "blank-lines": Broken(b"\n\n \n", Refused("empty")),
    "commas-alone": Broken(b",,,\n,,,\n", Refused("empty")),
    "no-table": Broken(b"%PDF-1.7 ...", Refused("not_a_table")),
    "web-page": Broken(b"<html><table><tr><td>x</td></tr></table>", Refused("not_a_table")),
    "picture": Broken(b"\x89PNG\r\n\x1a\n....", Refused("not_a_table")),
    "excel-97": Broken(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", Refused("old_excel")),
    "half-a-package": Broken(xlsx(GOOD)[:700], Refused("damaged")),
    "package-of-nothing": Broken(b"PK\x03\x04....", Refused("damaged")),
    "macros": Broken(with_part("xl/vbaProject.bin", b"x"), Refused("macros")),
    "document-type": Broken(raw("<!DOCTYPE x>"), Refused("damaged")),
    "open-quote": Broken(csv(LINE, '"x,1'), Refused("quotes", 3)),
    "quote-in-the-middle": Broken(csv('"Viễn"x,An,1,'), Refused("quotes", 2)),
    "control-signs": Broken(csv("Viễn\x01 thông,An,1,"), Refused("not_a_table", 2)),
    "formula-never-counted": Broken(raw('<c r="A2"><f>B1&amp;C1</f></c>'), Refused("formula_without_value", 2)),
    "formula-at-fault": Broken(raw('<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'), Refused("error_value", 2)),
    "formula-counted": Broken(
        raw(
            f'<c r="A2" t="str"><f>"x"</f><v>{ORGANISATION}</v></c><c r="B2" t="str"><f>"y"</f><v>Võ Thị Yến</v></c>'
            '<c r="C2"><f>1</f><v>900000201</v></c>'
        ),
        Taken(),
    ),
    "formula-as-organisation": Broken(
        csv(LINE, "=HYPERLINK(1),An Văn,0900000203,"), Taken((YEN,), ((3, "A (Đơn vị)"),))
    ),
    "formula-as-name": Broken(
        csv(LINE, f"{ORGANISATION},=cmd|' /C calc'!A0,0900000203,"), Taken((YEN,), ((3, "B (Họ tên)"),))
    ),
    "too-many-columns": Broken(csv("x," * 201), Refused("too_many_columns", 2)),
    "cell-without-end": Broken(csv(f"{'x' * 32_768},An,1,"), Refused("cell_too_long", 2)),
    "too-many-lines": Broken(csv(*[LINE] * 2_001), Refused("too_many_rows", 2_002)),
    "utf-16": Broken(
        "\n".join(["Đơn vị;Họ tên;Điện thoại", ORGANISATION + ";Võ Thị Yến;0900000201"]).encode("utf-16"), Taken()
    ),
    "utf-8-mark": Broken(csv(LINE, encoding="utf-8-sig"), Taken()),
    "tcvn3": Broken(TCVN3, Taken()),
    "vni": Broken(VNI, Taken()),
    "tcvn3-in-excel": Broken(
        xlsx(
            ["ViÔn th«ng Ea Rèc", "Vâ ThÞ YÕn", "0900000201", ""], headings=["§¬n vÞ", "Hä tªn", "§iÖn tho¹i", "Email"]
        ),
        Taken(),
    ),
    "windows-1258": Broken(CP1258.encode("cp1258"), Taken()),
    "marks-apart": Broken(csv("Vie\u0302\u0303n thông Ea Rô\u0301c,Vo\u0303 Thi\u0323 Yê\u0301n,0900000201,"), Taken()),
    "semicolons": Broken("Đơn vị;Họ tên;Điện thoại\nViễn thông Ea Rốc;Võ Thị Yến;0900000201\n".encode(), Taken()),
    "tabs": Broken("Đơn vị\tHọ tên\tĐiện thoại\nViễn thông Ea Rốc\tVõ Thị Yến\t0900000201\n".encode(), Taken()),
    "sep-line": Broken("sep=;\nĐơn vị;Họ tên;Điện thoại\nViễn thông Ea Rốc;Võ Thị Yến;0900000201\n".encode(), Taken()),
    "no-headings": Broken(csv("Viễn thông Lộc An,Bùi Văn Đạt,0900000202,", head=LINE), Taken((YEN, DAT))),
    "headings-in-line-nine": Broken(drawn(_late_heading), Taken()),
    "headings-repeated": Broken(
        csv(LINE, "Đơn vị,Họ tên,Điện thoại,Email", "Viễn thông Lộc An,Bùi Văn Đạt,0900000202,"), Taken((YEN, DAT))
    ),
    "columns-numbered": Broken(csv("(1),(2),(3),(4)", LINE), Taken()),
    "far-from-the-corner": Broken(drawn(_far_away), Taken()),
    "hidden-sheet-first": Broken(drawn(_hidden_first), Taken()),
    "merged-downwards": Broken(drawn(_merged), Taken((YEN, (ORGANISATION, "Bùi Văn Đạt", "0900 000 202")))),
    "as-above": Broken(
        csv(LINE, "nt,Bùi Văn Đạt,0900000202,"), Taken((YEN, (ORGANISATION, "Bùi Văn Đạt", "0900 000 202")))
    ),
    "as-above-nothing": Broken(csv("nt,Bùi Văn Đạt,0900000202,", LINE), Taken((YEN,), ((2, "A (Đơn vị)"), (2, "")))),
    "organisation-left-out": Broken(
        csv(LINE, ",Bùi Văn Đạt,0900000202,"), Taken((YEN, (ORGANISATION, "Bùi Văn Đạt", "0900 000 202")))
    ),
    "nobodys-organisation": Broken(csv(",Bùi Văn Đạt,0900000202,", LINE), Taken((YEN,), ((2, ""),))),
    "number-too-short": Broken(
        csv(LINE, "Viễn thông Lộc An,Bùi Văn Đạt,090020,"), Taken((YEN,), ((3, "C (Điện thoại)"),))
    ),
    "number-rounded": Broken(
        csv(LINE, 'Viễn thông Lộc An,Bùi Văn Đạt,"9,00E+08",'), Taken((YEN,), ((3, "C (Điện thoại)"),))
    ),
    "number-as-quantity": Broken(xlsx([ORGANISATION, "Võ Thị Yến", 900000201, None]), Taken()),
    "number-with-dots": Broken(csv(f"{ORGANISATION},Võ Thị Yến,0900.000.201,"), Taken()),
    "number-in-the-name": Broken(csv(f"{ORGANISATION},Đ/c Võ Thị Yến - 0900000201,,"), Taken()),
    "two-people-three-numbers": Broken(
        csv(LINE, '"Viễn thông Lộc An","Bùi Văn Đạt\nCao Thị Mỹ","0900000202;0900000203;0900000204",'),
        Taken((YEN,), ((3, "C (Điện thoại)"),)),
    ),
    "address-at-fault": Broken(
        csv(LINE, "Viễn thông Lộc An,Bùi Văn Đạt,0900000202,dat@"), Taken((YEN,), ((3, "D (Email)"),))
    ),
    "name-of-digits": Broken(csv(LINE, "Viễn thông Lộc An,Đạt 2,0900000202,"), Taken((YEN,), ((3, "B (Họ tên)"),))),
    "name-without-end": Broken(
        csv(LINE, f"Viễn thông Lộc An,{'Đạt ' * 30},0900000202,"), Taken((YEN,), ((3, "B (Họ tên)"),))
    ),
    "organisation-without-end": Broken(
        csv(LINE, f"{'Viễn thông ' * 30},Bùi Văn Đạt,0900000202,"), Taken((YEN,), ((3, "A (Đơn vị)"),))
    ),
    "cells-beyond-the-headings": Broken(csv(LINE + ",thừa,nữa"), Taken()),
    "the-same-line-twice": Broken(csv(LINE, LINE), Taken()),
    "the-same-person-twice": Broken(csv(LINE, f"{ORGANISATION.upper()},VÕ THỊ YẾN,+84 900 000 201,"), Taken()),
    "total-and-signature": Broken(csv(LINE, "Tổng cộng: 1 doanh nghiệp,,,", ",,Người lập bảng,"), Taken()),
    "half-characters": Broken(
        raw(
            f'<c r="A2" t="inlineStr"><is><t>{ORGANISATION}_xD800_</t></is></c>'
            '<c r="B2" t="inlineStr"><is><t>Võ Thị_x0000_ Yến</t></is></c><c r="C2"><v>900000201</v></c>'
        ),
        Taken(),
    ),
    "markup-in-a-name": Broken(
        csv(LINE, f"{ORGANISATION},<script>alert(1)</script>,0900000203,"), Taken((YEN,), ((3, "B (Họ tên)"),))
    ),
}
