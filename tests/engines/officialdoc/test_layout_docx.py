"""NĐ 30/2020 in the DOCX: pages, faces, fields, repeated heads, and an order of elements Word accepts."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from tests.engines.officialdoc.reading import docx_parts, docx_text
from tests.engines.officialdoc.samples import BRIEF, CREATED, DECISION, EVERY, LETTER, MINUTES, REPORT, STATUTE

from thongsuot.engines.officialdoc import Paragraph, Urgency, to_docx

# The sequences of ECMA-376, part 1, as far as the writer uses them.
ORDERS = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore pBdr shd tabs spacing ind jc outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs color spacing sz szCs u bdr lang",
    "tblPr": "tblStyle tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd vAlign",
    "sectPr": "headerReference footerReference type pgSz pgMar pgNumType cols titlePg docGrid",
}


def opened(paper):
    return docx.Document(BytesIO(to_docx(paper, created=CREATED)))


def found(document, words):
    tables = [cell for table in document.tables for row in table.rows for cell in row.cells]
    for paragraph in (*document.paragraphs, *(each for cell in tables for each in cell.paragraphs)):
        if paragraph.text.startswith(words):
            return paragraph
    raise AssertionError(f"{words!r} is not written")


def look(paragraph):
    run = next(run for run in paragraph.runs if run.text.strip())
    return run.font.size.pt, bool(run.font.bold), bool(run.font.italic)


@pytest.mark.parametrize("name", EVERY)
def test_word_accepts_the_order_of_every_property(name):
    for part, data in docx_parts(to_docx(EVERY[name], created=CREATED)).items():
        if not part.startswith(("word/document", "word/header", "word/footer")):
            continue
        for tag, order in ORDERS.items():
            for properties in etree.fromstring(data).iter(qn(f"w:{tag}")):
                places = [order.split().index(etree.QName(each).localname) for each in properties]
                if tag == "sectPr":  # headers and footers may stand in any order among themselves
                    places = [max(place, 1) for place in places]
                assert places == sorted(places), etree.tostring(properties)


@pytest.mark.parametrize("name", EVERY)
def test_tables_never_touch_and_cells_end_in_a_paragraph(name):
    body = opened(EVERY[name]).element.body
    for table in body.iter(qn("w:tbl")):
        assert table.getnext().tag == qn("w:p")
    for cell in body.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")


def test_pages_are_a4_with_the_decree_s_margins():
    portrait, across, last = opened(REPORT).sections
    for section in (portrait, across, last):
        edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(edge.mm) for edge in edges] == [20, 20, 30, 20]
    assert [(round(s.page_width.mm), round(s.page_height.mm)) for s in (portrait, across, last)] == [
        (210, 297),
        (297, 210),
        (210, 297),
    ]
    assert round(opened(MINUTES).sections[0].page_width.mm) == 297


def test_every_style_in_use_is_times_new_roman_and_black():
    document = opened(STATUTE)
    for name in {paragraph.style.name for paragraph in document.paragraphs} | {"Normal", "Title", "Heading 1"}:
        style = document.styles[name].element
        (faces,) = style.xpath("w:rPr/w:rFonts")
        assert set(faces.attrib.values()) == {"Times New Roman"}
        assert not style.xpath("w:rPr/w:color")
        assert style.xpath("w:rPr/w:lang/@w:val") == ["vi-VN"]


def test_the_head_of_a_letter():
    document = opened(LETTER)
    assert look(found(document, "UBND TỈNH CAO SƠN")) == (13, False, False)
    assert look(found(document, "SỞ THÔNG TIN VÀ\nTRUYỀN THÔNG")) == (13, True, False)
    assert look(found(document, "CỘNG HÒA XÃ HỘI")) == (13, True, False)
    assert look(found(document, "Độc lập - Tự do - Hạnh phúc")) == (14, True, False)
    assert look(found(document, "Số: 07/STTTT-BCVT")) == (13, False, False)
    assert look(found(document, "Cao Sơn, ngày 04 tháng 6 năm 2026")) == (14, False, True)
    assert look(found(document, "V/v bảo đảm")) == (13, False, False)
    assert found(document, "Kính gửi: Bưu chính Cánh Én").alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.CENTER


def test_the_body_is_justified_with_a_first_line_of_1_27_cm():
    paragraph = found(opened(LETTER), "Đề nghị đơn vị")
    form = paragraph.paragraph_format
    assert look(paragraph) == (14, False, False)
    assert round(form.first_line_indent.cm, 2) == 1.27
    assert form.space_before.pt >= 6
    assert form.alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.JUSTIFY


def test_grounds_articles_and_powers_of_a_decision():
    document = opened(DECISION)
    assert look(found(document, "Căn cứ Luật")) == (14, False, True)
    article = found(document, "Điều 1.")
    assert [bool(run.font.bold) for run in article.runs] == [True, False]
    assert look(found(document, "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH")) == (14, True, False)
    assert look(found(document, "Nơi nhận:")) == (12, True, True)
    assert look(found(document, "- Như Điều 2;")) == (11, False, False)


def test_headings_are_headings_for_word_s_outline():
    styles = {p.text.replace("\n", " "): p.style.name for p in opened(REPORT).paragraphs if p.style.name != "Normal"}
    assert styles["BÁO CÁO"] == "Title"
    assert styles["II. KHÓ KHĂN, ĐỀ XUẤT"] == "Heading 1"
    assert styles["1. Khó khăn"] == "Heading 2"
    assert styles["Phụ lục II ĐƠN VỊ CHƯA GỬI"] == "Heading 1"
    divided = {p.text: p.style.name for p in opened(STATUTE).paragraphs}
    assert (divided["Chương I\nQUY ĐỊNH CHUNG"], divided["Mục 1\nNHẬN CA"]) == ("Heading 1", "Heading 2")


def test_rules_are_drawn_and_never_underlined():
    xml = docx_parts(to_docx(REPORT, created=CREATED))["word/document.xml"].decode()
    assert xml.count("<w:pBdr>") == 3
    assert "<w:u " not in xml


def test_page_numbers_are_fields_in_the_top_margin_and_not_on_first_pages():
    for section in opened(REPORT).sections:
        assert section.different_first_page_header_footer
        assert section._sectPr.xpath("w:pgNumType/@w:start") == ["1"]
        assert section.header._element.xpath("string(.//w:instrText)") == "PAGE"
        assert section.header._element.xpath(".//w:fldChar/@w:fldCharType") == ["begin", "separate", "end"]
        assert not section.first_page_header._element.xpath(".//w:instrText")
        assert section.header.paragraphs[0].runs[-1].font.size.pt == 14


def test_the_header_of_a_table_is_repeated_and_whole():
    _, results, _, _, districts = opened(REPORT).tables
    for table, title in ((results, "Doanh nghiệp"), (districts, "Huyện")):
        assert table.rows[0].cells[1].text == title
        assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
        assert table.rows[0]._tr.xpath("w:trPr/w:cantSplit")
        assert len(table._tbl.xpath(".//w:tblHeader")) == 1


def test_the_signature_stays_whole_beside_the_last_paragraph():
    document = opened(LETTER)
    assert found(document, "Trân trọng./.").paragraph_format.keep_with_next
    assert document.tables[-1].rows[0]._tr.xpath("w:trPr/w:cantSplit")


def test_marks_stand_in_the_margins():
    (section,) = opened(replace(LETTER, exercise=True)).sections
    assert section.first_page_header.paragraphs[0].text == "DIỄN TẬP\t\tLƯU HÀNH NỘI BỘ"
    assert section.header.paragraphs[0].text.startswith("DIỄN TẬP\t")
    assert LETTER.contact in [p.text for p in section.first_page_footer.paragraphs]
    assert LETTER.contact not in [p.text for p in section.footer.paragraphs]
    for footer in (section.first_page_footer, section.footer):
        assert footer.paragraphs[-1].text == "Văn bản phục vụ diễn tập, không có giá trị thi hành."


def test_exercise_papers_carry_the_mark_in_each_part():
    for section in opened(replace(REPORT, exercise=True)).sections:
        assert section.header.paragraphs[0].text.startswith("DIỄN TẬP")
        assert section.first_page_header.paragraphs[0].text.startswith("DIỄN TẬP")
    assert "DIỄN TẬP" not in docx_text(to_docx(REPORT, created=CREATED))


def test_drafts_carry_the_mark_in_each_part():
    for section in opened(replace(REPORT, draft=True)).sections:
        assert section.header.paragraphs[0].text.startswith("DỰ THẢO")
        assert section.first_page_header.paragraphs[0].text.startswith("DỰ THẢO")


@pytest.mark.parametrize(("urgency", "width"), [("KHẨN", 20), ("THƯỢNG KHẨN", 40), ("HỎA TỐC", 30)])
def test_urgency_is_a_red_frame_of_the_decree_s_size(urgency, width):
    (head, *_) = opened(replace(LETTER, urgency=Urgency(urgency))).tables
    (stamp,) = head.rows[1].cells[0].tables
    assert stamp.rows[0].cells[0].text == urgency
    assert round(stamp.rows[0].cells[0].width.mm) == width
    assert round(stamp.rows[0].height.mm) == 8
    assert set(stamp._tbl.xpath(".//w:tblBorders/*/@w:color")) == {"D00000"}


def test_the_qr_code_has_a_description():
    assert opened(REPORT).element.xpath("//wp:docPr/@descr") == [REPORT.verification.line]
    assert not opened(BRIEF).inline_shapes


def test_a_paper_without_signature_or_recipients_has_no_empty_table():
    assert len(opened(BRIEF).tables) == 3
    assert len(opened(replace(BRIEF, drafter="PL.(2)")).tables) == 4


def test_a_name_of_three_lines_is_left_to_word():
    body = "Trung tâm Điều hành và Ứng cứu sự cố thông tin liên lạc liên vùng miền núi phía Bắc"
    letterhead = replace(LETTER.letterhead, body=body)
    assert found(opened(replace(LETTER, letterhead=letterhead)), body.upper())


def test_levels_beyond_nine_stay_headings():
    from thongsuot.engines.officialdoc import Section

    block = Paragraph("Đáy.")
    for depth in range(11):
        block = Section(f"Tầng {depth}", (block,))
    document = opened(replace(LETTER, blocks=(block,)))
    assert found(document, "- Tầng 0").style.name == "Heading 9"
