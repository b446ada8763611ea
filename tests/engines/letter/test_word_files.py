"""DOCX files: what stands on the paper is read, in its order, with the signs that Word counts."""

import pytest
from tests.engines.letter import old_codes
from tests.engines.letter.files_made import document, p, part, relations, table, word

from thongsuot.engines import letter as letters
from thongsuot.engines.letter._docx_lists import written


def lines(body: str, **parts: str | bytes) -> list[str]:
    return letters.read(word(body, **parts)).text.split("\n")


def level(depth: int, form: str, words: str, more: str = "") -> str:
    shown = f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{words}"/>'
    return f'<w:lvl w:ilvl="{depth}">{shown}{more}</w:lvl>'


NUMBERING = part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "%2)")
    + level(2, "bullet", "\uf0b7")
    + level(3, "lowerRoman", "(%4)")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="1">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + level(2, "none", "")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="2">'
    + level(0, "decimal", "Điều %1.")
    + "</w:abstractNum>"
    + '<w:abstractNum w:abstractNumId="3"><w:numStyleLink w:val="Danhsach"/></w:abstractNum>'
    + "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{a}"/></w:num>'
        for n, a in ((1, 0), (2, 0), (4, 1), (5, 2), (6, 3))
    )
    + '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/>'
    + "</w:lvlOverride></w:num>",
)


def item(text: str, number: int, depth: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_are_written_as_word_draws_them():
    body = (
        item("Một", 1)
        + item("Nhỏ", 1, 1)
        + item("Nhỏ hơn", 1, 2)
        + item("Nhỏ", 1, 1)
        + item("Sâu", 1, 3)
        + item("Hai", 1)
        + item("Lại nhỏ", 1, 1)
        + item("Ba", 2)
        + item("Năm", 3)
        + item("Sáu", 3)
    )
    assert lines(body, word__numbering_xml=NUMBERING) == [
        "1. Một",
        "a) Nhỏ",
        "- Nhỏ hơn",
        "b) Nhỏ",
        "(i) Sâu",
        "2. Hai",
        "a) Lại nhỏ",
        "3. Ba",
        "5. Năm",
        "6. Sáu",
    ]


def test_roman_parts_articles_and_legal_numbers():
    body = (
        item("Phần", 4)
        + item("Mục", 4, 1)
        + item("Không dấu", 4, 2)
        + item("Phạm vi", 5)
        + item("", 5)
        + item("Hiệu lực", 5)
    )
    assert lines(body, word__numbering_xml=NUMBERING) == [
        "I. Phần",
        "1.1 Mục",
        "Không dấu",
        "Điều 1. Phạm vi",
        "",
        "Điều 3. Hiệu lực",
    ]


def test_a_list_may_come_from_a_style_and_from_the_style_it_is_based_on():
    styles = part(
        "styles",
        '<w:style w:styleId="Muc"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Con"><w:basedOn w:val="Muc"/></w:style>'
        '<w:style w:styleId="Vong"><w:basedOn w:val="Vong"/></w:style>'
        '<w:style w:styleId="Danhsach"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    body = (
        p("Một", '<w:pStyle w:val="Con"/>')
        + p("Hai", '<w:pStyle w:val="Muc"/>')
        + p("Thường", '<w:pStyle w:val="Muc"/><w:numPr><w:numId w:val="0"/></w:numPr>')
        + p("Vòng", '<w:pStyle w:val="Vong"/>')
        + item("Nối", 6)
    )
    assert lines(body, word__styles_xml=styles, word__numbering_xml=NUMBERING) == [
        "1. Một",
        "2. Hai",
        "Thường",
        "Vòng",
        "1. Nối",
    ]


def test_a_list_that_nothing_describes_shows_a_dash():
    assert lines(item("Kiểm tra", 77) + item("Báo cáo", 77, 40)) == ["- Kiểm tra", "- Báo cáo"]


@pytest.mark.parametrize(
    ("count", "form", "shown"),
    [
        (4, "lowerRoman", "iv"),
        (28, "lowerLetter", "bb"),
        (3, "decimalZero", "03"),
        (1994, "upperRoman", "MCMXCIV"),
        (0, "upperLetter", "0"),
    ],
)
def test_numbers_in_every_form(count, form, shown):
    assert written(count, form) == shown


def r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_what_was_struck_out_is_left_out_and_what_was_put_in_is_read():
    body = (
        f"<w:p>{r('Báo cáo trước ngày ')}<w:del><w:r><w:delText>05</w:delText></w:r></w:del><w:ins>{r('07')}</w:ins>"
        f"{r('/02/2020.')}</w:p><w:p><w:moveFrom>{r('Đã chuyển.')}</w:moveFrom></w:p>"
        f"<w:p><w:moveTo>{r('Đã đến.')}</w:moveTo></w:p>"
        + p("Hai dòng ", "<w:rPr><w:del/></w:rPr>")
        + p("thành một.")
        + table(("Dòng bỏ",), ("Dòng giữ",)).replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    )
    read = letters.read(word(body))
    assert read.text.split("\n") == ["Báo cáo trước ngày 07/02/2020.", "", "Đã đến.", "Hai dòng thành một.", "Dòng giữ"]
    assert "vết sửa" in read.warnings[0]


def test_a_last_paragraph_whose_end_was_struck_out_is_kept():
    body = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>Cuối.</w:t></w:r></w:p>"
    assert lines(body) == ["Cuối."]


def test_hidden_words_are_left_out_and_told():
    read = letters.read(
        word(p("Thấy được.") + p("Không thấy.", run="<w:vanish/>") + p("Lại thấy.", run='<w:vanish w:val="0"/>'))
    )
    assert read.text == "Thấy được.\n\nLại thấy."
    assert "chữ ẩn" in read.warnings[0]


def test_words_shown_in_capitals_are_read_in_capitals():
    assert lines(p("Hỏa tốc", run="<w:caps/>")) == ["HỎA TỐC"]


def box(text: str, *, older: str = "") -> str:
    return (
        "<w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>"
        + (p(text) if text else "<w:p/>")
        + "</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + p(older or text)
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_a_text_box_is_read_once_behind_the_paragraph_it_hangs_on():
    body = f"<w:p><w:r><w:t>Số: 1/UBND</w:t></w:r>{box('HỎA TỐC')}</w:p>" + p("Tiếp theo")
    assert lines(body) == ["Số: 1/UBND", "HỎA TỐC", "Tiếp theo"]


def test_an_older_drawing_is_read_where_the_newer_holds_no_words():
    assert lines(f"<w:p>{box('', older='KHẨN')}</w:p>") == ["", "KHẨN"]


def test_the_head_of_the_first_page_is_read_and_a_page_number_is_not():
    section = '<w:sectPr><w:headerReference w:type="{0}" r:id="rId9"/>{1}</w:sectPr>'
    links = relations(("rId9", "header", "header1.xml", False))
    said = part("hdr", p("ỦY BAN NHÂN DÂN TỈNH HOÀI GIANG"))
    parts = {"word/_rels/document.xml.rels": links}
    assert lines(p("Thân") + section.format("default", ""), word__header1_xml=said, **parts) == [
        "ỦY BAN NHÂN DÂN TỈNH HOÀI GIANG",
        "Thân",
    ]
    assert lines(p("Thân") + section.format("first", "<w:titlePg/>"), word__header1_xml=said, **parts)[0].startswith(
        "ỦY BAN"
    )
    assert lines(p("Thân") + section.format("first", ""), word__header1_xml=said, **parts) == ["Thân"]
    assert lines(p("Thân") + section.format("default", ""), word__header1_xml=part("hdr", p("2")), **parts) == ["Thân"]


def test_notes_stand_behind_the_paragraph_that_refers_to_them():
    notes = part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="-1">{p("----")}</w:footnote>'
        f'<w:footnote w:id="2">{p("Theo Kế hoạch")}{p("số 5.")}</w:footnote>',
    )
    ends = part("endnotes", f'<w:endnote w:id="2">{p("Xem Phụ lục.")}</w:endnote>')
    refer = "<w:r><w:{0}Reference w:id='2'/></w:r>"
    body = (
        f"<w:p><w:r><w:t>Báo cáo kết quả</w:t></w:r>{refer.format('footnote')}</w:p>"
        + table((f"<w:p><w:r><w:t>Trong bảng</w:t></w:r>{refer.format('endnote')}</w:p>",))
        + p("Hết")
        + f"<w:p>{refer.format('footnote')}</w:p>"
    )
    got = lines(body, word__footnotes_xml=notes, word__endnotes_xml=ends)
    assert got == ["Báo cáo kết quả", "[1] Theo Kế hoạch số 5.", "Trong bảng", "[2] Xem Phụ lục.", "Hết", ""]


def test_a_table_of_tasks_keeps_its_rows_and_a_layout_table_its_cells():
    tasks = table(("TT", "Nhiệm vụ", "Đơn vị thực hiện"), ("1", "Kiểm tra | vận hành", "Doanh nghiệp"))
    head = table(("UBND TỈNH", "CỘNG HÒA"), ("Số: 1", "Độc lập"))
    assert lines(head + tasks) == [
        "UBND TỈNH",
        "CỘNG HÒA",
        "Số: 1",
        "Độc lập",
        "| TT | Nhiệm vụ | Đơn vị thực hiện |",
        "| 1 | Kiểm tra / vận hành | Doanh nghiệp |",
    ]


def test_a_table_of_figures_keeps_its_rows_too():
    assert lines(table(("Huyện", "Trạm", "Máy nổ"), ("A", "12", "3"))) == [
        "| Huyện | Trạm | Máy nổ |",
        "| A | 12 | 3 |",
    ]


def test_merged_cells_say_in_every_place_what_they_cover():
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + p("Cả hai") + "</w:tc>"
    down = "<w:tc><w:tcPr><w:vMerge{0}/></w:tcPr>{1}</w:tc>"
    body = (
        "<w:tbl><w:tr>"
        + "".join(f"<w:tc>{p(name)}</w:tc>" for name in ("TT", "Nhiệm vụ", "Đơn vị"))
        + f"</w:tr><w:tr>{wide}{down.format(' w:val=' + chr(34) + 'restart' + chr(34), p('Sở Y tế'))}</w:tr>"
        + f"<w:tr><w:tc>{p('2')}</w:tc><w:tc>{p('Báo cáo')}</w:tc>{down.format('', '<w:p/>')}</w:tr></w:tbl>"
    )
    assert lines(body)[1:] == ["| Cả hai | Cả hai | Sở Y tế |", "| 2 | Báo cáo | Sở Y tế |"]


def test_a_table_inside_a_cell_is_read_in_its_place():
    inside = table(("STT", "Nội dung công việc", "Thời hạn"), ("1", "Trực ca", "hàng ngày"))
    assert lines(table((p("Trước") + inside + p("Sau"), "Bên cạnh"))) == [
        "Trước",
        "| STT | Nội dung công việc | Thời hạn |",
        "| 1 | Trực ca | hàng ngày |",
        "Sau",
        "Bên cạnh",
    ]


def test_what_wraps_words_hides_none_of_them():
    body = (
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('Trong khung')}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink r:id='x'>{r('liên kết')}</w:hyperlink><w:r><w:tab/><w:t>sau tab</w:t><w:br/><w:t>dòng</w:t>"
        "<w:br w:type='page'/><w:noBreakHyphen/><w:instrText>PAGE</w:instrText></w:r><!-- ghi chú --></w:p>"
    )
    assert lines(body) == ["Trong khung", "liên kết\tsau tab", "dòng-"]


OLD = {".VnTime": old_codes.abc, "VNI-Times": old_codes.vni}


@pytest.mark.parametrize("font", OLD)
def test_words_in_an_old_font_become_letters_and_those_beside_them_stay(font):
    text = "Các doanh nghiệp viễn thông bảo đảm thông tin liên lạc phục vụ phòng, chống dịch"
    shape = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    body = p(OLD[font](text).decode("cp1252"), run=shape) + p("Viết bằng Unicode.", run='<w:rFonts w:ascii="Arial"/>')
    read = letters.read(word(body))
    assert read.text == f"{text}\nViết bằng Unicode."
    assert "bảng mã" in read.warnings[0]


def test_a_font_of_capitals_shows_capitals():
    styles = part("styles", '<w:style w:styleId="Hoa"><w:rPr><w:rFonts w:ascii=".VnTimeH"/></w:rPr></w:style>')
    old = old_codes.abc("cộng hòa xã hội chủ nghĩa việt nam").decode("cp1252")
    assert lines(p(old, '<w:pStyle w:val="Hoa"/>') + p("abc", '<w:pStyle w:val="Hoa"/>'), word__styles_xml=styles) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ABC",
    ]


def test_an_old_font_over_unicode_changes_nothing():
    text = "Báo cáo kết quả là công tác trọng tâm, đề nghị các đơn vị thực hiện"
    read = letters.read(word(p(text, run='<w:rFonts w:ascii=".VnTime"/>')))
    assert (read.text, read.warnings) == (text, ())


def test_a_strict_file_is_read():
    strict = document(p("Kính gửi")).replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    assert lines(strict) == ["Kính gửi"]


def test_tables_in_each_other_without_end_are_not_followed_to_the_end():
    body = p("Đáy")
    for _ in range(60):
        body = table((body,))
    assert letters.read(word(p("Kính gửi") + body)).text == "Kính gửi"
