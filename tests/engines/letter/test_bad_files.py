"""Bombs, locks, lies and halves: each is refused by its own reason, and what is harmless beside the words is told."""

import pytest
from tests.engines.letter.files_made import assembled, p, simple, table, word
from tests.files import bad_letters

from thongsuot.engines import letter as letters
from thongsuot.engines.letter import _archive, _pdf_lines


def refusal_of(data: bytes) -> letters.UnreadableLetter:
    with pytest.raises(letters.UnreadableLetter) as caught:
        letters.read(data)
    return caught.value


@pytest.mark.parametrize("case", bad_letters.REFUSED)
def test_a_bad_file_is_refused_by_its_own_reason(case):
    make, code = bad_letters.REFUSED[case]
    refusal = refusal_of(make())
    assert refusal.code == code
    assert "Đề nghị" in refusal.message


def test_entities_are_refused_by_a_reason_of_their_own():
    assert "khai báo thực thể XML" in refusal_of(bad_letters.entities(bad_letters.AWAY, "&a;")).message


def test_a_part_longer_than_any_letter_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(_archive, "_LARGEST_PART", 100)
    assert refusal_of(word(p("Kính gửi"))).code == "too_large"


def test_a_part_that_is_no_xml_is_damaged():
    assert refusal_of(word("<?xml version='1.0'?><a><b></a>")).code == "damaged"


def test_macros_and_links_outside_are_told():
    assert "macro" in letters.read(bad_letters.macro()).warnings[0]
    assert "3 nội dung nằm ngoài tệp" in letters.read(bad_letters.outside(9)).warnings[0]


def test_a_body_without_a_section_has_no_head_and_an_empty_cell_no_words():
    assert letters.read(word(table(("a", "b", "c"), ("1", "", "3")))).text == "| a | b | c |\n| 1 |  | 3 |"


def test_a_page_of_more_crossings_than_a_table_has_is_read_as_words(monkeypatch):
    monkeypatch.setattr(_pdf_lines, "_MOST_CROSSINGS", 3)
    boxes = b" ".join(b"%d %d 200 30 re S" % (50 + 200 * x, 660 + 30 * y) for x in (0, 1) for y in (0, 1, 2))
    shown = b"BT /F1 10 Tf 60 700 Td (Viec) Tj ET " + boxes
    data = assembled(simple() | {4: b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown)})
    assert letters.read(data).text.strip() == "Viec"
