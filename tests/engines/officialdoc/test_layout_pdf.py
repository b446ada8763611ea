"""NĐ 30/2020, Phụ lục I, box by box, measured on the printed page."""

from dataclasses import replace
from datetime import date

import pypdfium2.raw as pdfium
import pytest
from tests.engines.officialdoc.reading import MM, Pdf
from tests.engines.officialdoc.samples import BRIEF, DECISION, LETTER, MINUTES, REPORT, STATUTE

from thongsuot.engines.officialdoc import Paragraph, Urgency

LEFT, RIGHT, MIDDLE = 30, 190, 110
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


@pytest.fixture(scope="module")
def report(printed):
    return Pdf(printed(REPORT))


@pytest.fixture(scope="module")
def letter(printed):
    return Pdf(printed(LETTER))


@pytest.fixture(scope="module")
def decision(printed):
    return Pdf(printed(DECISION))


def looks(line, face, size):
    assert (line.face, line.size) == (f"Tinos-{face}", size), line


def centred(line, centre, within=0.7):
    assert abs(line.centre - centre) < within, line


def test_the_sheet_is_a4_and_turns_only_where_asked(report, printed):
    sizes = [(round(page.get_width() / MM), round(page.get_height() / MM)) for page in report.document]
    assert sizes == [(210, 297), (210, 297), (297, 210), (297, 210), (210, 297)]
    assert Pdf(printed(MINUTES)).document[0].get_width() > 297 * MM - 1


def test_nothing_but_marks_and_page_numbers_leaves_the_margins(report, letter, decision):
    for pdf in (report, letter, decision):
        for line in pdf.lines:
            across = pdf.document[line.page].get_width() / MM
            assert line.left > LEFT - 0.1, line
            assert line.right < across - 20 + 0.1, line
            if "DIỄN TẬP" not in line.text and not line.text.isdigit():
                assert line.top > 20 - 0.1, line


def test_body_text_is_justified_to_both_margins(printed):
    words = "Sở tổng hợp kết quả thực hiện của các doanh nghiệp bưu chính, viễn thông trên địa bàn tỉnh. " * 9
    pdf = Pdf(printed(replace(LETTER, blocks=(Paragraph(words),))))
    lines = [line for line in pdf.lines if line.size == 14 and line.face == "Tinos-Regular" and line.top > 80]
    full = lines[1:-1]
    assert len(full) > 4
    assert abs(lines[0].left - LEFT - 12.7) < 0.3
    for line in full:
        assert abs(line.left - LEFT) < 0.5, line
        assert abs(line.right - RIGHT) < 0.5, line


def test_box_1_nation_and_motto(report):
    nation, motto = report.find(NATION), report.find("Độc lập - Tự do - Hạnh phúc")
    looks(nation, "Bold", 13)
    looks(motto, "Bold", 14)
    assert nation.left > LEFT + 0.38 * 160
    centred(motto, nation.centre)
    assert 0 < motto.top - nation.bottom < 3


def test_box_1_the_rule_is_as_long_as_the_motto(report):
    motto = report.find("Độc lập")
    rule = next(each for each in report.rules() if abs(each[0] - motto.left) < 1)
    assert abs((rule[1] - rule[0]) - (motto.right - motto.left)) < 1
    assert 0 < rule[2] - motto.bottom < 2


def test_box_2_parent_upright_over_body_bold(report):
    parent, body = report.find("UBND TỈNH CAO SƠN"), report.find("SỞ THÔNG TIN VÀ")
    looks(parent, "Regular", 13)
    looks(body, "Bold", 13)
    centred(body, parent.centre)
    assert abs(parent.bottom - report.find(NATION).bottom) < 1


def test_box_2_a_long_name_wraps_over_a_rule_of_a_third_to_a_half(report, decision):
    for pdf, last, widest in (
        (report, "TRUYỀN THÔNG", "SỞ THÔNG TIN VÀ"),
        (decision, "TỈNH CAO SƠN", "ỦY BAN NHÂN DÂN"),
    ):
        line, wide = pdf.find(last), pdf.find(widest)
        rule = next(each for each in pdf.rules() if each[1] < 91 and 0 < each[2] - line.bottom < 2)
        assert 1 / 3 <= (rule[1] - rule[0]) / (wide.right - wide.left) <= 1 / 2
        assert abs((rule[0] + rule[1]) / 2 - line.centre) < 0.7


def test_box_2_without_a_parent_the_body_stands_on_the_first_line(decision):
    assert abs(decision.find("ỦY BAN NHÂN DÂN").bottom - decision.find(NATION).bottom) < 1


def test_boxes_3_and_4_stand_on_one_level(report, letter):
    for pdf, number, dated in (
        (report, "Số: /BC-STTTT", "Cao Sơn, ngày tháng năm"),
        (letter, "Số: 07/STTTT-BCVT", "Cao Sơn, ngày 04 tháng 6 năm 2026"),
    ):
        three, four = pdf.find(number), pdf.find(dated)
        looks(three, "Regular", 13)
        looks(four, "Italic", 14)
        assert abs(three.bottom - four.bottom) < 1.5
        centred(three, 60.4)
        centred(four, pdf.find(NATION).centre, within=6)


def test_an_unsigned_paper_leaves_room_for_number_and_date(report, printed):
    number, dated = report.find("Số: /BC-STTTT"), report.find("Cao Sơn, ngày tháng năm")
    signed = replace(REPORT.letterhead, number=123, on=date(2026, 2, 7))
    filled = Pdf(printed(replace(REPORT, letterhead=signed)))
    assert not any(sign.isdigit() for sign in number.text + dated.text)
    for empty, full in ((number, filled.find("Số: 123/BC-STTTT")), (dated, filled.find("Cao Sơn, ngày 07 tháng 02"))):
        assert empty.right - empty.left > (full.right - full.left) * 0.9


def test_box_5a_type_and_subject(report):
    kind, subject = report.find("BÁO CÁO"), report.find("Kết quả bảo đảm")
    for line in (kind, subject):
        looks(line, "Bold", 14)
        centred(line, MIDDLE)
    last = report.find("tin liên lạc phục vụ")
    rule = next(each for each in report.rules() if 0 < each[2] - last.bottom < 2)
    assert 1 / 3 <= (rule[1] - rule[0]) / (subject.right - subject.left) <= 1 / 2


def test_box_5b_a_letter_has_its_subject_under_the_number(letter):
    about = letter.find("V/v bảo đảm")
    looks(about, "Regular", 13)
    centred(about, letter.find("Số: 07").centre)
    assert 6 / MM < about.top - letter.find("Số: 07").bottom < 16 / MM
    assert "CÔNG VĂN" not in letter.all_text


def test_box_6_grounds_are_italic_and_articles_bold_at_their_number(decision):
    looks(decision.find("Căn cứ Luật"), "Italic", 14)
    looks(decision.find("Điều 1."), "Bold", 14)
    looks(decision.find("Thành lập Tổ"), "Regular", 14)
    for words in ("QUYẾT ĐỊNH:", "ỦY BAN NHÂN DÂN TỈNH CAO SƠN"):
        looks(decision.find(words), "Bold", 14)
        centred(decision.find(words), MIDDLE)


def test_box_6_chapters_stand_centred_over_their_titles(printed):
    pdf = Pdf(printed(STATUTE))
    for words in ("Chương I", "QUY ĐỊNH CHUNG", "Mục 2", "BÀN GIAO"):
        looks(pdf.find(words), "Bold", 14)
        centred(pdf.find(words), MIDDLE)
    assert pdf.find("QUY ĐỊNH CHUNG").top > pdf.find("Chương I").top
    looks(pdf.find("Điều 1. Phạm vi điều chỉnh"), "Bold", 14)


def test_box_6_paragraphs_stand_at_least_six_points_apart(letter):
    first, second = letter.find("Đề nghị đơn vị"), letter.find("Trân trọng")
    assert (second.top - first.top) * MM >= 14 + 6


def test_box_6_the_last_paragraph_ends_in_its_mark(report, letter, decision):
    assert report.find("Trên đây").text.endswith("báo cáo./.")
    assert letter.find("Trân trọng").text == "Trân trọng./."
    assert "từ ngày ký./." in decision.all_text
    assert [pdf.all_text.count("./.") for pdf in (report, letter, decision)] == [1, 1, 1]


def test_boxes_7a_and_7b_powers_over_the_name(decision):
    powers = [decision.find(words) for words in ("TM. ỦY BAN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")]
    name = decision.find("Hoàng Minh Tuệ")
    for line in (*powers, name):
        looks(line, "Bold", 14)
        centred(line, name.centre)
    assert name.centre > MIDDLE
    assert name.top - powers[-1].bottom > 20  # room for the signature


def test_box_9a_one_addressee_stands_on_the_line_of_the_call(letter):
    line = letter.find("Kính gửi: Bưu chính Cánh Én")
    looks(line, "Regular", 14)
    centred(line, MIDDLE)


def test_box_9a_several_stand_under_the_colon(report):
    call, first, last = report.find("Kính gửi:"), report.find("- Bộ"), report.find("- Ủy ban")
    assert first.text.endswith(";")
    assert last.text.endswith(".")
    assert abs(first.left - call.right) < 2
    assert first.left == last.left


def test_box_9b_recipients_stand_level_with_the_powers(report):
    head, powers = report.find("Nơi nhận:"), report.find("KT. GIÁM ĐỐC")
    looks(head, "BoldItalic", 12)
    assert abs(head.left - LEFT) < 0.3
    assert head.page == powers.page
    assert abs(head.top - powers.top) < 1.5
    first, last = report.find("- Như trên"), report.find("- Lưu: VT, BCVT")
    for line in (first, last):
        looks(line, "Regular", 11)
    assert (first.text[-1], last.text[-1]) == (";", ".")


@pytest.mark.parametrize(("urgency", "width"), [("KHẨN", 20), ("THƯỢNG KHẨN", 40), ("HỎA TỐC", 30)])
def test_box_10b_is_a_red_frame_of_the_decree_s_size(urgency, width, printed):
    pdf = Pdf(printed(replace(LETTER, urgency=Urgency(urgency))))
    looks(pdf.find(urgency), "Bold", 13)
    frames = []
    for path in pdf.document[0].get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,)):
        left, bottom, right, top = path.get_bounds()
        if right - left < 45 * MM and top - bottom > 5 * MM:
            frames.append(((right - left) / MM, (top - bottom) / MM))
    assert any(abs(w - width) < 1 and abs(h - 8) < 1 for w, h in frames), frames


def test_boxes_11_12_and_13(letter):
    mark = letter.find("DIỄN TẬP LƯU HÀNH NỘI BỘ")
    looks(mark, "Bold", 13)
    assert mark.bottom < 20
    drafter = letter.find("PL.(300)")
    looks(drafter, "Regular", 11)
    assert drafter.top > letter.find("- Lưu: VT.").top
    contact = letter.find("Số 2 đường Hoa Ban")
    looks(contact, "Regular", 11)
    rule = max(letter.rules(), key=lambda each: each[2])
    assert abs(rule[0] - LEFT) < 0.5
    assert abs(rule[1] - RIGHT) < 0.5
    assert rule[2] < contact.top


def test_page_numbers_stand_centred_in_the_top_margin_and_not_on_a_first_page(report):
    numbers = [line for line in report.lines if line.bottom < 20]
    assert [(line.page, line.text) for line in numbers] == [(1, "2"), (3, "2")]  # each annex is numbered on its own
    looks(numbers[0], "Regular", 14)
    centred(numbers[0], MIDDLE)
    centred(numbers[1], 30 + 247 / 2)


def test_annexes_have_roman_numbers_and_an_empty_reference(report):
    for page, number, title in ((2, "Phụ lục I", "KẾT QUẢ CHI TIẾT"), (4, "Phụ lục II", "ĐƠN VỊ CHƯA GỬI")):
        middle = (30 + report.document[page].get_width() / MM - 20) / 2
        for words in (number, title):
            looks(report.find(words, page), "Bold", 14)
            centred(report.find(words, page), middle)
        looks(report.find("(Kèm theo Báo cáo số /BC-STTTT ngày tháng năm", page), "Italic", 14)


def test_a_single_annex_has_no_number(printed):
    pdf = Pdf(printed(replace(REPORT, annexes=REPORT.annexes[:1])))
    assert pdf.find("Phụ lục", 2).text == "Phụ lục"


def test_the_table_s_header_is_repeated(report):
    for page in (2, 3):
        head = report.find("TT Huyện", page)
        looks(head, "Bold", 12)
        rows = [line for line in report.lines if line.page == page and "Huyện số" in line.text]
        assert len(rows) > 15
        assert all(line.top > head.bottom for line in rows)


@pytest.mark.parametrize("lines", range(20, 44))
def test_the_signature_is_never_split_nor_alone_on_a_page(lines, faces):
    from tests.engines.officialdoc.samples import CREATED

    from thongsuot.engines.officialdoc import to_pdf

    blocks = tuple(Paragraph(f"Nội dung {n}.") for n in range(lines))
    pdf = Pdf(to_pdf(replace(LETTER, blocks=blocks), fonts=faces, created=CREATED))
    last, name = pdf.find(f"Nội dung {lines - 1}./."), pdf.find("Đinh Văn Khải")
    assert {pdf.find(words).page for words in ("Nơi nhận:", "GIÁM ĐỐC", "Đinh Văn Khải")} == {name.page}
    assert last.page == name.page


def test_exercise_papers_carry_the_mark_on_each_page(printed):
    paper = replace(REPORT, exercise=True)
    pdf = Pdf(printed(paper))
    for page in range(pdf.pages):
        assert "DIỄN TẬP" in pdf.text(page)
        assert "không có giá trị thi hành" in pdf.text(page)
    assert "DIỄN TẬP" not in Pdf(printed(REPORT)).all_text


def test_a_draft_carries_the_mark_on_each_page(printed):
    pdf = Pdf(printed(replace(REPORT, draft=True)))
    assert all("DỰ THẢO" in pdf.text(page) for page in range(pdf.pages))
    assert "DỰ THẢO" not in Pdf(printed(REPORT)).all_text


def test_a_draft_of_an_exercise_carries_both_marks(printed):
    assert "DIỄN TẬP - DỰ THẢO" in Pdf(printed(replace(REPORT, draft=True, exercise=True))).all_text


def test_two_parties_sign_side_by_side(printed):
    pdf = Pdf(printed(MINUTES))
    for power, name, centre in (("BÊN GIAO", "Vũ Hà An", 30 + 247 / 4), ("BÊN NHẬN", "Lê Khánh Chi", 277 - 247 / 4)):
        assert abs(pdf.find(power).centre - pdf.find(name).centre) < 0.7
        centred(pdf.find(power), centre, within=2)
    assert pdf.find("BÊN GIAO").top == pdf.find("BÊN NHẬN").top


def test_a_brief_paper_prints_what_it_has(printed):
    text = Pdf(printed(BRIEF)).all_text
    assert "Mã tra cứu 11AA." in text
    assert "Nơi nhận" not in text
    assert "Kính gửi" not in text
