"""An edited paper against the frozen one: words may change, each figure that did is named."""

from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from tests.engines.officialdoc.samples import CREATED, EVERY, REPORT

from thongsuot.engines.officialdoc import Change, Difference, compare, read_docx, to_docx

HEAD = ("TT", "Đơn vị", "Số ca", "Thuê bao")
TABLE = (HEAD, ("1", "Công ty Một", "12", "1.912"), ("2", "Công ty Hai", "7", "400"), ("3", "Công ty Ba", "9", "80"))
LINE = "Trực ban: đơn vị báo cáo 37/40 ca trực, 1.912 lượt."


def changes(frozen, edited):
    return [(one.change.value, one.before, one.after) for one in compare(frozen, edited)]


@pytest.mark.parametrize(
    ("edited", "told"),
    [
        (LINE, []),
        ("Về trực ban, các đơn vị báo cáo đã có 37/40 ca trực với 1.912 lượt.", []),
        (LINE.replace("1.912", "1,912"), []),
        (LINE.replace("1.912", "1912"), []),
        (LINE.replace("1.912", "1 912"), []),
        (LINE.replace("1.912", "1\u00a0912"), []),
        (LINE.replace("37", "ba mươi bảy"), []),
        (LINE.replace("1.912", "một nghìn chín trăm mười hai"), []),
        (f"3. {LINE}", []),
        (LINE.replace("37", "38"), [("changed", "37", "38")]),
        (LINE.replace("37", "ba mươi tám"), [("changed", "37", "ba mươi tám")]),
        (LINE.replace("37/", ""), [("missing", "37", "")]),
        (LINE.replace("lượt", "lượt tại 15 điểm"), [("added", "", "15")]),
        (LINE.replace("1.912", "1.921"), [("changed", "1.912", "1.921")]),
        (LINE.replace("37/40", "40/37"), [("changed", "37", "40"), ("changed", "40", "37")]),
        (LINE.replace("37/40", "41 trong số 99, tức 40"), [("changed", "37", "41"), ("added", "", "99")]),
        (LINE.replace("37/40", "41"), [("changed", "37", "41"), ("missing", "40", "")]),
        ("Không liên quan gì.", [("missing", "37", ""), ("missing", "40", ""), ("missing", "1.912", "")]),
    ],
    ids=[
        "the same", "other words", "a comma", "no separator", "a space", "a hard space", "in words", "long in words",
        "a mark", "changed", "changed in words", "left out", "added", "turned round", "exchanged", "one more",
        "one less", "the line gone",
    ],
)  # fmt: skip
def test_a_line_may_be_worded_anew_but_its_figures_are_watched(edited, told):
    assert changes([LINE], [edited]) == told


@pytest.mark.parametrize(
    ("spelt", "value"),
    [
        ("hai trăm linh năm", "205"), ("mười lăm", "15"), ("hai mươi mốt", "21"), ("ba mươi tư", "34"),
        ("một trăm", "100"), ("hai triệu ba trăm nghìn", "2.300.000"), ("một trăm lẻ hai", "102"), ("tám", "8"),
        ("hai ngàn không trăm linh một", "2.001"), ("chín mươi nhăm", "95"), ("ba tỷ", "3.000.000.000"),
    ],
)  # fmt: skip
def test_a_number_in_words_is_the_same_figure(spelt, value):
    assert changes([f"Đã kiểm tra {value} trạm phát sóng."], [f"Đã kiểm tra {spelt} trạm phát sóng."]) == []


@pytest.mark.parametrize("word", ["năm", "một", "không", "tư", "trăm"])
def test_a_word_that_means_other_things_too_is_no_figure(word):
    assert changes(["Đã làm việc này ở các trạm."], [f"Đã làm việc này ở các trạm {word}."]) == []


def test_a_changed_cell_is_named_with_its_row():
    edited = (*TABLE[:2], ("2", "Công ty Hai", "8", "400"), TABLE[3])
    assert compare([TABLE], [edited]) == (Difference(Change.CHANGED, "7", "8", "Công ty Hai | 7 | 400"),)


def test_a_row_that_is_gone_is_named_and_the_others_count_on():
    edited = (HEAD, TABLE[1], ("2", "Công ty Ba", "9", "80"))
    told = compare([TABLE], [edited])
    assert [(one.change, one.before, one.row) for one in told] == [
        (Change.MISSING, "7", True),
        (Change.MISSING, "400", True),
    ]


def test_a_new_row_is_named():
    told = compare([TABLE], [(*TABLE, ("4", "Xí nghiệp Xa", "55", "66"))])
    assert [(one.change, one.after, one.row) for one in told] == [
        (Change.ADDED, "55", True),
        (Change.ADDED, "66", True),
    ]


def test_the_rows_of_a_table_may_stand_in_another_order():
    assert {one.change for one in compare([TABLE], [(HEAD, TABLE[3], TABLE[1], TABLE[2])])} <= {Change.MOVED}


def test_a_row_is_never_taken_for_a_sentence():
    told = compare([(("Công ty Một", "12"),)], ["Công ty Một 12"])
    assert [one.change for one in told] == [Change.MOVED]


def test_number_and_date_of_the_letterhead_are_the_registrys():
    box = (("SỞ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), ("Số:   /BC", "ngày    tháng"))
    filled = (box[0], ("Số: 15/BC", "ngày 07 tháng 02"))
    belonging = "(Kèm theo Báo cáo số     /BC ngày     tháng     năm)"
    assert changes([box, LINE, belonging], [filled, LINE, belonging.replace("số     /", "số 15/")]) == []


def test_an_empty_table_and_an_empty_line_say_nothing():
    assert changes([(), "", LINE], [LINE, " "]) == []


def test_a_long_line_is_named_by_its_beginning():
    (one,) = compare([f"{'Từ ' * 80}12."], [f"{'Từ ' * 80}13."])
    assert len(one.where) == 120
    assert one.where.endswith("…")


def test_figures_of_two_lines_that_became_one_are_shown_as_moved():
    told = compare([LINE, "Kiểm tra 15 trạm tại vùng sâu."], [f"{LINE} Kiểm tra 15 trạm tại vùng sâu."])
    assert [(one.change, one.before, one.after) for one in told] == [(Change.MOVED, "15", "15")]


@pytest.mark.parametrize("name", EVERY)
def test_a_paper_that_nobody_touched_has_no_difference(name):
    parts = read_docx(to_docx(EVERY[name], created=CREATED))
    assert compare(parts, parts) == ()


def test_a_paper_with_number_and_date_differs_in_nothing_else():
    plain = read_docx(to_docx(REPORT, created=CREATED))
    head = replace(REPORT.letterhead, number=15, on=CREATED.date())
    assert compare(plain, read_docx(to_docx(replace(REPORT, letterhead=head), created=CREATED))) == ()


def edited(change):
    """Return a paper of our own after somebody changed its document in Word."""
    document = docx.Document(BytesIO(to_docx(REPORT, created=CREATED)))
    change(document)
    saved = BytesIO()
    document.save(saved)
    return read_docx(saved.getvalue())


def frozen():
    return read_docx(to_docx(REPORT, created=CREATED))


def test_one_figure_changed_in_word_is_found_in_the_whole_paper():
    def change(document):
        table = next(t for t in document.tables if len(t.rows) > 3)
        cell = next(c for c in table.rows[1].cells[1:] if c.text.replace(".", "").isdigit())
        cell.paragraphs[0].runs[0].text = "98765"

    told = compare(frozen(), edited(change))
    assert [(one.change, one.after) for one in told] == [(Change.CHANGED, "98765")]


def test_a_tracked_deletion_is_a_deletion_and_a_tracked_insertion_counts():
    def change(document):
        paragraph = document.add_paragraph("Có ")
        gone, new = OxmlElement("w:del"), OxmlElement("w:ins")
        for box, tag, words in ((gone, "w:delText", "111"), (new, "w:t", "222 trạm")):
            run, text = OxmlElement("w:r"), OxmlElement(tag)
            text.text = words
            run.append(text)
            box.append(run)
            paragraph._p.append(box)

    told = compare(frozen(), edited(change))
    assert [(one.change, one.after) for one in told] == [(Change.ADDED, "222")]


def test_what_stands_in_a_content_control_is_read_and_word_repeats_nothing():
    def change(document):
        control, content, paragraph = OxmlElement("w:sdt"), OxmlElement("w:sdtContent"), OxmlElement("w:p")
        run, text, line, again = OxmlElement("w:r"), OxmlElement("w:t"), OxmlElement("w:br"), OxmlElement("w:t")
        text.text, again.text = "Có 333 trạm", "hỏng"
        fallback = paragraph.makeelement(
            "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback", nsmap={}
        )
        double = OxmlElement("w:t")
        double.text = "444"
        fallback.append(double)
        run.extend((text, line, again, fallback))
        paragraph.append(run)
        content.append(paragraph)
        control.append(content)
        document.element.body.insert(3, control)

    told = compare(frozen(), edited(change))
    assert [(one.change, one.after, one.where) for one in told] == [(Change.ADDED, "333", "Có 333 trạm hỏng")]


def test_the_sections_own_marks_are_no_text():
    assert all(part is not None for part in frozen())
    assert qn("w:sectPr") not in {type(part).__name__ for part in frozen()}


@given(st.lists(st.text(alphabet="ab 12.,|\u00a0", max_size=20), max_size=6))
def test_any_lines_compared_with_themselves_have_no_difference(lines):
    assert compare(lines, lines) == ()


@given(st.lists(st.integers(0, 10**9), min_size=1, max_size=5), st.integers(0, 10**9))
def test_a_changed_figure_is_never_passed_over(values, other):
    words = [f"Mục {'abcde'[place]} có {value} trạm." for place, value in enumerate(values)]
    touched = [*words[:-1], words[-1].replace(str(values[-1]), str(other))]
    assert bool(compare(words, touched)) == (values[-1] != other)
