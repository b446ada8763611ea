"""Hostile words never break a paper, never run as markup, and say the same in both files."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.officialdoc.reading import MM, Pdf, docx_text
from tests.engines.officialdoc.samples import CREATED, DEPARTMENT, EVERY, LETTER

from thongsuot.engines.officialdoc import (
    Annex,
    Article,
    Column,
    Division,
    Item,
    Paper,
    Paragraph,
    Section,
    Signature,
    Table,
    Verification,
    to_docx,
    to_pdf,
)

MARKUP = (
    '#eval("1+1")',
    '#read("/etc/passwd")',
    "#import sys: *; #panic()",
    "$ integral_0^1 $ *đậm* _nghiêng_ `mã` = Đề mục",
    "<nhãn> @nhãn // chú thích /* mở",
    "<w:p><w:r><w:t>x</w:t></w:r></w:p> &amp; ]]> <!--",
    "{{ 1 + 1 }} {% x %} ${x} %s \\u{41} \\",
    "\"ngoặc\" 'đơn' -- --- ... ~ [ ] ( )",
)


def everywhere(words: str, *, exercise: bool = False) -> Paper:
    """A paper that says the words in each of its boxes."""
    table = Table((Column(words), Column(words, 3)), ((words, 1), (2, words)), caption=words, notes=(words,))
    blocks = (
        Paragraph(words),
        Section(words, (Item(words, (Item(words),)), table)),
        Division(words, (Article(words), Article(words, (), words))),
        Paragraph(words),
    )
    return Paper(
        letterhead=replace(DEPARTMENT, parent=words, body=words, place=words, symbol=words),
        type_name=words,
        subject=words,
        addressees=(words, words),
        blocks=blocks,
        recipients=(words,),
        drafter=words,
        signatures=(Signature(post=words, name=words, authority=(words,)),),
        annexes=(Annex(title=words, blocks=(table,)),),
        contact=words,
        verification=Verification(line=words),
        exercise=exercise,
        data={"words": words},
    )


def signs(text: str) -> Counter:
    """Every sign that is not white; pdfium reads a soft break in a word as U+FFFE or U+0002."""
    return Counter(sign for sign in text if not sign.isspace() and sign not in "\ufffe\x02")


@pytest.mark.parametrize("words", MARKUP)
def test_markup_is_printed_as_it_stands(words, faces):
    paper = replace(LETTER, blocks=(Paragraph(words), Paragraph("Hết.")))
    for text in (
        Pdf(to_pdf(paper, fonts=faces, created=CREATED)).all_text,
        docx_text(to_docx(paper, created=CREATED)),
    ):
        assert "".join(words.split()) in "".join(text.split())


@pytest.mark.parametrize("words", MARKUP)
def test_markup_in_every_box_prints(words, faces):
    pdf = Pdf(to_pdf(everywhere(words), fonts=faces, created=CREATED))
    assert not signs(words) - signs(pdf.text(0))
    assert docx.Document(BytesIO(to_docx(everywhere(words), created=CREATED))).tables


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "\x00\x01\x08\x0b\x0c\x1f\x7f\x85\ud800\udfff\ufffe\uffff",
        "😀👩‍👩‍👧🇻🇳",
        "\u202eמשטרה\u202c العربية",
        "Z̸̢̛͓a̶̧l̷g̵o̴" * 20,
        "漢字かな한글ไทย",
        "\u200b\u200d\ufeff\u00ad",
        "dòng một\r\ndòng hai\u2028dòng ba\x1ddòng bốn",
        "W" * 3_000,
        "https://vi-du.example/" + "a/b-c_" * 200,
    ],
    ids=[
        "empty",
        "space",
        "control",
        "emoji",
        "right-to-left",
        "marks",
        "scripts",
        "unseen",
        "breaks",
        "wide",
        "address",
    ],
)
def test_words_no_face_or_line_can_hold_break_nothing(words, faces):
    pdf = Pdf(to_pdf(everywhere(words, exercise=True), fonts=faces, created=CREATED))
    assert pdf.pages >= 2
    written = docx_text(to_docx(everywhere(words, exercise=True), created=CREATED))
    assert set(signs(written)) <= set(signs(pdf.all_text))


def test_a_paragraph_of_ten_thousand_signs_flows_over_pages(faces):
    words = ("Nội dung rất dài của một đơn vị gửi lên. " * 250)[:10_000].strip()
    paper = replace(LETTER, blocks=(Paragraph(words), Table((Column("Ý kiến"),), ((words,),)), Paragraph("Hết.")))
    pdf, word = to_pdf(paper, fonts=faces, created=CREATED), docx_text(to_docx(paper, created=CREATED))
    assert Pdf(pdf).all_text.count("rất") == word.count("rất") == 2 * words.count("rất")
    assert Pdf(pdf).pages >= 5


def test_a_word_no_line_can_hold_stays_inside_the_margins(faces):
    words = "x" * 500
    table = Table((Column("a"), Column("b")), ((words, "1"),))
    paper = replace(LETTER, blocks=(Paragraph(words), table, Paragraph("Hết.")), exercise=False)
    for line in Pdf(to_pdf(paper, fonts=faces, created=CREATED)).lines:
        assert line.right < 190.5, line


def test_control_signs_never_reach_the_docx():
    for name in EVERY:
        bad = replace(EVERY[name], subject="a\x00b\x0bc\ud800d")
        assert not any(ord(sign) < 32 and sign not in "\n\t" for sign in docx_text(to_docx(bad, created=CREATED)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=120))
def test_any_text_prints_the_same_signs_in_both(words, faces):
    paper = replace(LETTER, exercise=False, circulation=None, contact="", blocks=(Paragraph(words), Paragraph("Hết.")))
    pdf = Pdf(to_pdf(paper, fonts=faces, created=CREATED))
    written = docx_text(to_docx(paper, created=CREATED))
    assert signs(written) == signs(pdf.all_text)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60))
def test_any_text_in_every_box_prints(words, faces):
    assert Pdf(to_pdf(everywhere(words), fonts=faces, created=CREATED)).document[0].get_width() < 211 * MM
    assert docx.Document(BytesIO(to_docx(everywhere(words), created=CREATED))).paragraphs
