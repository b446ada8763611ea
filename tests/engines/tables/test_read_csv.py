"""CSV as offices keep it: encodings, delimiters, lines, and files that are none."""

import pytest

from thongsuot.engines.tables import Limits, Row, UnreadableTable, read

TEXT = "Họ tên;Đơn vị\r\nNguyễn Thị Hằng;Bưu điện\r\n"
ROWS = (Row(2, ("Nguyễn Thị Hằng", "Bưu điện")),)


def as_1258(text: str) -> bytes:
    """Write windows-1258, which keeps its tones as marks of their own."""
    tones = {"ễ": "ê\u0303", "ị": "i\u0323", "ằ": "ă\u0300", "ọ": "o\u0323", "ệ": "ê\u0323"}
    return "".join(tones.get(letter, letter) for letter in text).encode("cp1258")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (TEXT.encode("utf-8-sig"), "utf-8"),
        (TEXT.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (as_1258(TEXT), "windows-1258"),
    ],
)
def test_the_same_table_is_read_from_every_encoding(data: bytes, encoding: str) -> None:
    sheet = read(data)
    assert sheet.header == ("Họ tên", "Đơn vị")
    assert sheet.rows == ROWS
    assert (sheet.format, sheet.encoding, sheet.delimiter, sheet.header_line) == ("csv", encoding, ";", 1)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_the_one_that_agrees(delimiter: str) -> None:
    text = f"Tên{delimiter}Địa chỉ\nA{delimiter}Số 1. Đường 2\nB{delimiter}" + '"x,y;z\tw\nv"' + "\n"
    sheet = read(text.encode())
    assert sheet.delimiter == delimiter
    assert sheet.rows[1].cells == ("B", "x,y;z\tw\nv")


def test_commas_inside_addresses_do_not_part_a_semicolon_file() -> None:
    sheet = read("Tên;Địa chỉ\nA;12, Trần Phú, Pleiku\nB;Số 3, Hùng Vương\nC;7, Lê Lợi\n".encode())
    assert sheet.delimiter == ";"
    assert sheet.rows[0].cells == ("A", "12, Trần Phú, Pleiku")


def test_excels_own_word_on_the_delimiter_is_obeyed_and_counted_as_a_line() -> None:
    sheet = read(b"sep=;\r\na,b;c\r\n1;2\r\n")
    assert (sheet.header, sheet.header_line, sheet.rows) == (("a,b", "c"), 2, (Row(3, ("1", "2")),))


def test_a_single_column_has_no_delimiter_to_find() -> None:
    assert read("Tên\nAn\n\nBình\n".encode()).rows == (Row(2, ("An",)), Row(4, ("Bình",)))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_inside_quotes_and_blank_lines_are_counted(end: str) -> None:
    text = end.join(["a,b", '"một', 'hai",2', "", " , ", "ba,3"]) + end
    sheet = read(text.encode())
    assert [row.line for row in sheet.rows] == [2, 6]
    assert sheet.rows[0].cells == (f"một{end}hai", "2")


def test_the_header_is_found_below_the_titles() -> None:
    sheet = read("DANH SÁCH ĐẦU MỐI,,\n\n,,\nHọ tên,Điện thoại,\nAn,0900000001\nBình,0900000002,,thừa\n".encode())
    assert (sheet.header, sheet.header_line) == (("Họ tên", "Điện thoại"), 4)
    assert [row.cells for row in sheet.rows] == [("An", "0900000001"), ("Bình", "0900000002", "", "thừa")]


def test_the_header_line_may_be_chosen() -> None:
    data = "a,b\nHọ tên,Điện thoại\nAn,1\n".encode()
    assert read(data, header_line=2).header == ("Họ tên", "Điện thoại")
    with pytest.raises(UnreadableTable, match="Dòng 9: Dòng được chọn"):
        read(data, header_line=9)


def test_short_rows_are_filled_to_the_header() -> None:
    assert read(b"a,b,c\n1,2\n").rows[0].cells == ("1", "2", "")


TCVN3 = "Hä vµ tªn,§iÖn tho¹i\nNguyÔn V¨n B×nh,0900000001\n".encode("latin-1")
TCVN3_LETTERS = {
    "ă": "¨", "â": "©", "ê": "ª", "ô": "«", "ơ": "¬", "ư": "\u00ad", "đ": "®", "Đ": "§", "Ă": "¡", "Â": "¢", "Ê": "£",
    "Ô": "¤", "Ơ": "¥", "Ư": "¦", "à": "µ", "ả": "¶", "ã": "·", "á": "¸", "ạ": "¹", "ằ": "»", "ẳ": "¼", "ẵ": "½",
    "ắ": "¾", "ặ": "Æ", "ầ": "Ç", "ẩ": "È", "ẫ": "É", "ấ": "Ê", "ậ": "Ë", "è": "Ì", "ẻ": "Î", "ẽ": "Ï", "é": "Ð",
    "ẹ": "Ñ", "ề": "Ò", "ể": "Ó", "ễ": "Ô", "ế": "Õ", "ệ": "Ö", "ì": "×", "ỉ": "Ø", "ĩ": "Ü", "í": "Ý", "ị": "Þ",
    "ò": "ß", "ỏ": "á", "õ": "â", "ó": "ã", "ọ": "ä", "ồ": "å", "ổ": "æ", "ỗ": "ç", "ố": "è", "ộ": "é", "ờ": "ê",
    "ở": "ë", "ỡ": "ì", "ớ": "í", "ợ": "î", "ù": "ï", "ủ": "ñ", "ũ": "ò", "ú": "ó", "ụ": "ô", "ừ": "õ", "ử": "ö",
    "ữ": "÷", "ứ": "ø", "ự": "ù", "ỳ": "ú", "ỷ": "û", "ỹ": "ü", "ý": "ý", "ỵ": "þ",
}  # fmt: skip
VNI_LETTERS = {
    "á": "aù", "à": "aø", "ả": "aû", "ã": "aõ", "ạ": "aï", "â": "aâ", "ấ": "aá", "ầ": "aà", "ẩ": "aå", "ẫ": "aã",
    "ậ": "aä", "ă": "aê", "ắ": "aé", "ằ": "aè", "ẳ": "aú", "ẵ": "aü", "ặ": "aë", "é": "eù", "ế": "eá", "ệ": "eä",
    "ó": "où", "ố": "oá", "ộ": "oä", "ơ": "ô", "ớ": "ôù", "ợ": "ôï", "ú": "uù", "ụ": "uï", "ư": "ö", "ứ": "öù",
    "ự": "öï", "ý": "yù", "ỳ": "yø", "ỵ": "î", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "đ": "ñ", "Đ": "Ñ",
    "Ấ": "AÁ", "Ư": "Ö", "Ợ": "ÔÏ",
}  # fmt: skip
VNI = "Hoï vaø teân,Ñieän thoaïi\nNguyeãn Vaên Bình,0900000001\n".encode("latin-1")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TCVN3, "tcvn3"),
        (VNI, "vni"),
        (TCVN3.decode("latin-1").encode(), "tcvn3"),
        (VNI.decode("latin-1").encode(), "vni"),
    ],
    ids=["tcvn3", "vni", "tcvn3-in-utf-8", "vni-in-utf-8"],
)
def test_text_in_an_old_font_becomes_unicode(data: bytes, encoding: str) -> None:
    sheet = read(data)
    assert sheet.header == ("Họ và tên", "Điện thoại")
    assert sheet.rows == (Row(2, ("Nguyễn Văn Bình", "0900000001")),)
    assert sheet.encoding == encoding


@pytest.mark.parametrize(("plain", "typed"), [(TCVN3_LETTERS, "tcvn3"), (VNI_LETTERS, "vni")], ids=["tcvn3", "vni"])
def test_every_letter_of_an_old_font_has_its_own_in_unicode(plain: dict[str, str], typed: str) -> None:
    for letter, code in plain.items():
        known = {"tcvn3": "V¨n, tªn, ", "vni": "Vaên, teân, "}[typed]
        data = f"{known}a\nx,y,{code}\n".encode("latin-1")
        assert read(data).rows[0].cells[2] == letter


def test_unicode_cells_beside_an_old_font_stay_as_they_are() -> None:
    sheet = read("Tên,Số\nHà Công,1\nTrần Thị Mỹ,2\nNguyÔn V¨n Tho¹i,3\n".encode())
    assert [row.cells[0] for row in sheet.rows] == ["Hà Công", "Trần Thị Mỹ", "Nguyễn Văn Thoại"]


def test_line_zero_takes_the_first_filled_line_as_it_is() -> None:
    sheet = read("DANH SÁCH,,\nHọ tên,Điện thoại\nAn,1\n".encode(), header_line=0)
    assert (sheet.header, sheet.header_line) == (("DANH SÁCH",), 1)
    assert [row.cells for row in sheet.rows] == [("Họ tên", "Điện thoại"), ("An", "1")]


def test_a_sign_or_two_is_no_old_font() -> None:
    assert read("Diện tích,Nhiệt độ\n12 m²,30 °C\nMạng A®b,½\n".encode()).rows[1].cells == ("Mạng A®b", "½")


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        (b"", "empty", None, None),
        (b"\xef\xbb\xbf\r\n", "empty", None, None),
        (b" \n\t\n", "empty", None, None),
        (b",,\n,,\n", "empty", None, None),
        (b"%PDF-1.7 ...", "not_a_table", None, None),
        (b"\xef\xbb\xbf <HTML><table>", "not_a_table", None, None),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old_excel", None, None),
        (b"a,b\n1,\x012\n", "not_a_table", 2, None),
        (b'a,b\n1,2\n"x,3\n4,5\n', "quotes", 3, None),
        (b'a,b\n1,2\n"x"y,3\n', "quotes", 3, None),
        (b"\xff\xfea\x00,\x00b\x00\n\x00\x00\xd8", "encoding", 2, None),
        (b"a,b\n\xd2\xff\xe3\x8d\x8e\n", "encoding", 2, None),
        (b"a,b\n" + b"1," * 201 + b"\n", "too_many_columns", 2, None),
        (b"a,b\n1," + b"x" * 32_768 + b"\n", "cell_too_long", 2, "B"),
        (b'a,b\n1,"' + b"x" * 140_000 + b'"\n', "cell_too_long", 2, None),
    ],
)
def test_what_is_no_table_is_refused_with_its_place(data: bytes, code: str, line: int, column: str | None) -> None:
    with pytest.raises(UnreadableTable) as caught:
        read(data, filename="danh-ba.xls")
    assert (caught.value.code, caught.value.line, caught.value.column) == (code, line, column)
    assert str(caught.value).endswith(caught.value.message)


def test_a_table_over_its_bounds_is_refused_at_the_line() -> None:
    data = b"a,b\n" + b"1,2\n" * 4
    assert len(read(data, limits=Limits(rows=4)).rows) == 4
    with pytest.raises(UnreadableTable, match="Dòng 5: Bảng có hơn 3 dòng"):
        read(data, limits=Limits(rows=3))
    with pytest.raises(UnreadableTable, match="lớn hơn 0 MB"):
        read(data, limits=Limits(size=10))
