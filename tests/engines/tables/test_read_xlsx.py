"""XLSX as Excel and others write it, and packages that are none."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime, time
from io import BytesIO

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from thongsuot.engines.tables import Limits, Row, Sheet, UnreadableTable, read, write_xlsx


def saved(book: Workbook) -> bytes:
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(fill: Callable[[Worksheet], object]) -> Sheet:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.append(["Tên", "Giá trị"])
    fill(book.active)
    return read(saved(book))


def changed(data: bytes, **parts: Callable[[str], str] | None) -> bytes:
    """Rewrite parts of a package, named by their file's stem; None takes the part out."""
    links = {"xl/_rels/workbook.xml.rels": "workbook_links", "_rels/.rels": "package_links"}
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            edit = parts.get(links.get(name) or name.rpartition("/")[2].removesuffix(".xml"), str)
            if edit is not None:
                new.writestr(name, edit(old.read(name).decode()))
    return out.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT = "http://purl.oclc.org/ooxml"
PLAIN = write_xlsx(["Tên", "Số"], [["An", 5]], title="Danh bạ")


def put(cells: str) -> Callable[[str], str]:
    """Put raw cells in the place of the second row."""
    return lambda text: text.partition('<row r="2">')[0] + f'<row r="2">{cells}</row></sheetData></worksheet>'


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1912, "General", "1912"),
        (0.1 + 0.2, "General", "0.3"),
        (-2.50, "0.00", "-2.5"),
        (1e20, "General", "100000000000000000000"),
        (900000001, "0000000000", "0900000001"),
        (-5, "00", "-5"),
        (date(2020, 2, 7), "dd/mm/yyyy", "2020-02-07"),
        (datetime(2020, 2, 7, 14, 0), "dd/mm/yyyy hh:mm", "2020-02-07T14:00:00"),  # noqa: DTZ001 - a sheet's own time
        (time(14, 0), "hh:mm", "14:00:00"),
        (1.5, "[h]:mm", "1.5"),
        (True, "General", "TRUE"),
        (False, "General", "FALSE"),
        ("  Bưu điện\nhuyện ", "General", "  Bưu điện\nhuyện "),
    ],
)
def test_every_kind_of_value_is_read_as_text(value: object, number_format: str, text: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["x", value])
        sheet["B2"].number_format = number_format

    assert sheet_of(fill).rows[0].cells == ("x", text)


def test_the_file_says_what_is_a_number() -> None:
    assert read(PLAIN).rows == (Row(2, ("An", "5"), (1,)),)


def test_a_table_passes_through_json_and_comes_back() -> None:
    for data in (PLAIN, "Tên;Số\nAn;5\n".encode()):
        sheet = read(data)
        assert Sheet.of(json.loads(json.dumps(asdict(sheet)))) == sheet


def test_a_book_that_counts_from_1904_gives_the_same_dates() -> None:
    book = Workbook()
    book.epoch = datetime(1904, 1, 1)  # noqa: DTZ001 - a sheet's own time
    assert isinstance(book.active, Worksheet)
    book.active.append(["Ngày", "Số"])
    book.active.append([date(2020, 2, 7), 1])
    assert read(saved(book)).rows[0].cells == ("2020-02-07", "1")


def test_the_first_sheet_that_is_not_hidden_is_read() -> None:
    book = Workbook()
    assert isinstance(book.active, Worksheet)
    book.active.sheet_state = "hidden"
    book.create_chartsheet("Biểu đồ")
    shown = book.create_sheet("Đầu mối")
    shown.append(["Tên", "Số"])
    assert read(saved(book)).title == "Đầu mối"
    shown.sheet_state = "veryHidden"
    book.create_sheet("Trống")
    with pytest.raises(UnreadableTable, match="không có dòng dữ liệu"):
        read(saved(book))


def test_cells_merged_downwards_are_repeated_and_numbers_stay_numbers() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Doanh nghiệp A", "An"], [None, "Bình"], ["B", 7], ["C"], [None, None, "ngoài"]):
            sheet.append(row)
        for area in ("A2:A3", "B4:B5", "D2:D3", "C6:D6", "C6:C7"):
            sheet.merge_cells(area)

    rows = sheet_of(fill).rows
    assert [row.cells for row in rows[:4]] == [
        ("Doanh nghiệp A", "An"),
        ("Doanh nghiệp A", "Bình"),
        ("B", "7"),
        ("C", "7"),
    ]
    assert rows[3].numbers == (1,)


def test_lines_are_those_the_spreadsheet_shows() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A4"] = "An"
        sheet["B9"] = "Bình"

    assert sheet_of(fill).rows == (Row(4, ("An", "")), Row(9, ("", "Bình")))


@pytest.mark.parametrize(
    ("cells", "read_as"),
    [
        ("<c><v>1</v></c><c><v>2</v></c>", ("1", "2")),
        ('<c r="B2" t="str"><f>A1</f><v>kết quả</v></c>', ("", "kết quả")),
        ('<c r="A2" t="str"><f>A1</f><v></v></c><c r="B2"><v>1</v></c>', ("", "1")),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', ("2", "")),
        ('<c r="A2" t="inlineStr"/><c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', ("", "ab")),
        ('<c r="A2" t="d"><v>2020-02-07</v></c>', ("2020-02-07", "")),
    ],
)
def test_cells_of_other_programs_are_read(cells: str, read_as: tuple[str, ...]) -> None:
    assert read(changed(PLAIN, sheet1=put(cells))).rows[0].cells == read_as


def test_a_book_without_styles_or_line_numbers_is_read() -> None:
    bare = changed(PLAIN, styles=None, sheet1=lambda text: text.replace(' r="1"', "").replace(' r="2"', ""))
    assert read(bare).rows[0].cells == ("An", "5")


def test_strings_shared_by_cells_are_read() -> None:
    """Excel keeps each string once; runs are joined, hints on how to read them left out, escapes undone."""
    items = "<si><t>An</t></si><si><r><t>Bưu </t></r><r><t>điện_x000D_</t></r><rPh><t>x</t></rPh><phoneticPr/></si>"
    link = f'<Relationship Id="rId9" Type="{OFFICE}/sharedStrings" Target="/xl/s.xml"/></Relationships>'

    def linked(text: str) -> str:
        return text.replace("</Relationships>", link)

    cells = put('<c t="s"><v>0</v></c><c t="s"><v>1</v></c>')
    out = BytesIO(changed(PLAIN, sheet1=cells, workbook_links=linked))
    with zipfile.ZipFile(out, "a") as package:
        package.writestr("xl/s.xml", f'<sst xmlns="{MAIN}">{items}</sst>')
    assert read(out.getvalue()).rows[0].cells == ("An", "Bưu điện\r")


def test_the_strict_form_is_read() -> None:
    def strict(text: str) -> str:
        return text.replace(MAIN, f"{STRICT}/spreadsheetml/main").replace(
            OFFICE, f"{STRICT}/officeDocument/relationships"
        )

    parts = ("workbook", "sheet1", "styles", "workbook_links", "package_links")
    assert read(changed(PLAIN, **dict.fromkeys(parts, strict))).rows[0].cells == ("An", "5")


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ('<c r="B2"><f>A1+1</f></c>', "formula_without_value", "B"),
        ('<c r="B2"><f>A1+1</f><v/></c>', "formula_without_value", "B"),
        ('<c r="C2" t="e"><v>#N/A</v></c>', "error_value", "C"),
        ('<c r="AAA2"><v>1</v></c>', "too_many_columns", "AAA"),
        ('<c r="B2" t="inlineStr"><is><t>' + "x" * 32_768 + "</t></is></c>", "cell_too_long", "B"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named(cells: str, code: str, column: str) -> None:
    with pytest.raises(UnreadableTable) as caught:
        read(changed(PLAIN, sheet1=put(cells)))
    assert (caught.value.code, caught.value.line, caught.value.column) == (code, 2, column)
    assert str(caught.value).startswith(f"Dòng 2, cột {column}: ")


def packed(**parts: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def test_an_entity_bomb_is_refused() -> None:
    bomb = changed(
        PLAIN, sheet1=lambda text: text.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet', 1)
    )
    with pytest.raises(UnreadableTable, match="không được phép"):
        read(bomb)


def test_a_package_that_unfolds_too_far_is_refused() -> None:
    bomb = changed(PLAIN, sheet1=lambda text: text + " " * 3_000_000)
    with pytest.raises(UnreadableTable) as caught:
        read(bomb, limits=Limits(unpacked=1_000_000))
    assert caught.value.code == "too_large"
    with pytest.raises(UnreadableTable) as caught:
        read(packed(**{f"{n}.xml": "" for n in range(5_001)}))
    assert caught.value.code == "too_large"


def scrambled(data: bytes) -> bytes:
    """Spoil the packed bytes of the sheet."""
    place = data.index(b"xl/worksheets/sheet1.xml") + 40
    return data[:place] + bytes(80) + data[place + 80 :]


BROKEN = {
    "cut short": (PLAIN[:300], "damaged"),
    "spoilt bytes": (scrambled(PLAIN), "damaged"),
    "open XML": (changed(PLAIN, sheet1=lambda text: text[:-30]), "damaged"),
    "a string that is not there": (changed(PLAIN, sheet1=put('<c t="s"><v>7</v></c>')), "damaged"),
    "a number that is none": (changed(PLAIN, sheet1=put("<c><v>năm</v></c>")), "damaged"),
    "no sheet": (changed(PLAIN, sheet1=None), "no_sheet"),
    "hidden": (changed(PLAIN, workbook=lambda text: text.replace("sheetId", 'state="hidden" sheetId')), "no_sheet"),
    "a document": (changed(PLAIN, workbook=lambda text: text.replace("workbook", "document")), "not_a_table"),
    "an open document": (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "not_a_table"),
    "macros": (packed(**{"xl/vbaProject.bin": "x"}), "macros"),
}


@pytest.mark.parametrize(("data", "code"), BROKEN.values(), ids=BROKEN)
def test_a_package_that_is_no_table_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableTable) as caught:
        read(data)
    assert caught.value.code == code
    assert caught.value.line is None


def test_text_in_an_old_font_becomes_unicode() -> None:
    sheet = read(write_xlsx(["Tên", "Số"], [["An", 1], ["x", "NguyÔn V¨n Tho¹i"]], title="x"))
    assert (sheet.rows[1].cells, sheet.encoding) == (("x", "Nguyễn Văn Thoại"), "tcvn3")


def test_a_sheet_over_its_bounds_is_refused_at_the_line() -> None:
    data = write_xlsx(["a", "b"], [["x", n] for n in range(4)], title="x")
    assert len(read(data, limits=Limits(rows=4)).rows) == 4
    with pytest.raises(UnreadableTable, match="Dòng 5: Bảng có hơn 3 dòng"):
        read(data, limits=Limits(rows=3))
