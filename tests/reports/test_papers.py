"""Each kind alone has its line on paper, its rate with both figures, in the annex, and for machines."""

from __future__ import annotations

import pytest
from tests.reports.small import frozen, row, snapshot

from thongsuot.directives.papers import cite
from thongsuot.engines.officialdoc import Item, Paragraph, Section, Table
from thongsuot.engines.vietnamese import grouped
from thongsuot.ledger.kinds import KINDS
from thongsuot.reports import layout, papers
from thongsuot.reports.models import Upward

pytestmark = pytest.mark.django_db
COMMITTEE, MINISTRY = Upward.Recipient.COMMITTEE, Upward.Recipient.MINISTRY


def figures_of(kind):
    """Return figures for every name of a kind, all of them different."""
    return {name: 1000 + number for number, name in enumerate(KINDS[kind].figures)}


def texts(blocks):
    """Return every text of some blocks, sections and tables included, in order."""
    for block in blocks:
        match block:
            case Section():
                yield block.title
                yield from texts(block.blocks)
            case Paragraph() | Item():
                yield block.text
            case Table():
                yield from (str(cell) for line in block.rows for cell in line)


def lines(paper, kind):
    """Return the lines of a paper's body that begin with the kind's title."""
    return [text for text in texts(paper.blocks) if text.startswith(f"{KINDS[kind].title}: ")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_alone_has_one_line_with_its_rates_as_both_figures(cast, kind):
    figures = figures_of(kind)
    told = frozen(organisations=[row()], figures={kind: {"measured": {}, "declared": figures}})
    (line,) = lines(papers.upward(snapshot(cast, told), COMMITTEE), kind)
    assert line.startswith(f"{KINDS[kind].title}: đơn vị báo cáo ")
    assert line.endswith(".")
    for part, whole in layout.LINES[kind].rates:
        assert f"{grouped(figures[part])}/{grouped(figures[whole])} {KINDS[kind].figures[part]}" in line
    for name in layout.LINES[kind].counts:
        assert f"{grouped(figures[name])} {KINDS[kind].figures[name]}" in line
    assert "%" not in line


@pytest.mark.parametrize("kind", KINDS)
def test_what_tools_saw_and_what_was_said_stand_side_by_side_and_are_not_added(cast, kind):
    name = next(iter(KINDS[kind].figures))
    told = frozen(organisations=[row()], figures={kind: {"measured": {name: 5}, "declared": {name: 7}}})
    (line,) = lines(papers.upward(snapshot(cast, told), MINISTRY), kind)
    label = KINDS[kind].figures[name]
    assert line == f"{KINDS[kind].title}: hệ thống ghi nhận 5 {label}; đơn vị báo cáo 7 {label}."


@pytest.mark.parametrize("kind", KINDS)
def test_the_ministrys_annex_lists_each_figure_of_each_organisation(cast, kind):
    figures = figures_of(kind)
    told = frozen(organisations=[row(figures={kind: {"measured": {}, "declared": figures}})])
    annex = papers.upward(snapshot(cast, told), MINISTRY).annexes[1]
    (table,) = annex.blocks
    assert [(line[1], line[2]) for line in table.rows] == [
        (f"{KINDS[kind].title}: {KINDS[kind].figures[name]}", value) for name, value in figures.items()
    ]
    assert {line[3] for line in table.rows} == {"Đơn vị báo cáo"}


def test_a_figure_nobody_gave_is_left_out_and_nought_is_said(cast):
    told = frozen(organisations=[row()], figures={"OTHER": {"measured": {}, "declared": {"total": 0}}})
    (line,) = lines(papers.upward(snapshot(cast, told), COMMITTEE), "OTHER")
    assert line == "Nhiệm vụ khác: đơn vị báo cáo 0 việc phải làm."


def test_without_figures_the_paper_says_so(cast):
    told = papers.upward(snapshot(cast, frozen(organisations=[row()])), MINISTRY)
    assert "Chưa có số liệu được ghi nhận hoặc báo cáo." in list(texts(told.blocks))
    assert [line[1] for line in told.annexes[1].blocks[0].rows] == ["Chưa có số liệu"]


def test_who_is_late_and_who_is_missing_is_named(cast):
    missing = [row("bc-1", "Đơn vị Ba", "missing"), row("bc-2", "Bốn", "missing")]
    rows = [row(), row("dd-2", "Đơn vị Hai", "late"), *missing]
    told = list(texts(papers.upward(snapshot(cast, frozen(organisations=rows)), COMMITTEE).blocks))
    assert "Số đơn vị gửi báo cáo đúng hạn trên số đơn vị phải báo cáo: 1/4." in told
    assert "Gửi sau thời điểm chốt: 01 đơn vị (Đơn vị Hai)." in told
    assert "Chưa gửi: 02 đơn vị (Đơn vị Ba; Bốn)." in told


def test_a_letter_that_asked_nobody_says_so_and_has_no_annex(cast):
    paper = papers.upward(snapshot(cast, frozen()), COMMITTEE)
    assert "Văn bản không giao nhiệm vụ báo cáo cho doanh nghiệp." in list(texts(paper.blocks))
    assert paper.annexes == ()


def test_the_four_words_stand_in_their_table(cast):
    words = {"done_on_time": 4, "done_late": 3, "open_on_time": 2, "open_late": 1}
    paper = papers.upward(snapshot(cast, frozen(organisations=[row()], words=words)), COMMITTEE)
    results = next(block for block in paper.blocks if getattr(block, "title", "") == "Kết quả thực hiện")
    (table,) = [block for block in results.blocks if isinstance(block, Table)]
    assert [line[1] for line in table.rows] == [4, 3, 2, 1]
    assert [line[0] for line in table.rows] == list(papers.WORDS.values())


@pytest.mark.parametrize(
    ("letter", "words"),
    [
        ({}, "Công văn số 12/SKHCN-BCVT về việc bảo đảm thông tin liên lạc"),
        ({"subject": "Về tăng cường trực"}, "Công văn số 12/SKHCN-BCVT Về tăng cường trực"),
        ({"subject": "  "}, "Công văn số 12/SKHCN-BCVT"),
        ({"doc_type": "", "number": "", "subject": ""}, "Văn bản"),
        ({"issuer_name": "Bộ Một", "subject": ""}, "Công văn số 12/SKHCN-BCVT của Bộ Một"),
    ],
)
def test_the_letter_is_cited_as_far_as_it_is_known(cast, letter, words):
    assert cite(snapshot(cast, frozen(), **letter).directive) == words


def test_the_heading_comes_from_the_directory(cast):
    department = cast.department
    paper = papers.upward(snapshot(cast, frozen()), MINISTRY)
    assert (paper.letterhead.body, paper.letterhead.parent) == (department.name, department.parent_name)
    assert paper.letterhead.symbol == f"BC-{department.symbol}"
    assert paper.subject == "Kết quả thực hiện Công văn số 12/SKHCN-BCVT"
    assert not paper.exercise


def test_an_exercise_says_so_on_paper(cast):
    assert papers.upward(snapshot(cast, frozen(), reality="exercise"), COMMITTEE).exercise


@pytest.mark.parametrize("recipient", Upward.Recipient.values)
def test_machines_read_the_same_figures_as_people(cast, recipient):
    figures = {"OTHER": {"measured": {"done": 1}, "declared": {"done": 2, "total": 3}}}
    told = snapshot(cast, frozen(organisations=[row()], figures=figures, words={"done_late": 1}), sequence=2)
    read = papers.upward(told, recipient).data
    assert read == papers.figures_for_machines(told, recipient)
    assert read["recipient"] == recipient
    assert (read["directive"], read["sequence"]) == ("12/SKHCN-BCVT", 2)
    assert read["deadline"] == "2020-02-07T14:00:00+07:00"
    assert read["figures"] == figures
    assert (read["due"], read["on_time"], read["late"], read["missing"]) == (1, 1, [], [])
    assert read["words"] == {"done_late": 1}


def test_without_a_deadline_machines_read_none(cast):
    told = snapshot(cast, frozen())
    told.deadline_at = None
    assert papers.figures_for_machines(told, COMMITTEE)["deadline"] is None
