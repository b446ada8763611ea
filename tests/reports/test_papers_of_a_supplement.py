"""A supplement says by how much each figure rose or fell, and by whose word."""

from __future__ import annotations

import pytest
from tests.reports.small import frozen, row, snapshot
from tests.reports.test_papers import texts

from thongsuot.ledger.kinds import KINDS
from thongsuot.reports import compile as adding
from thongsuot.reports import papers
from thongsuot.reports.models import Upward

pytestmark = pytest.mark.django_db
COMMITTEE = Upward.Recipient.COMMITTEE


def paper(cast, delta, *, sequence=1, **content):
    """Return the paper of a supplement with this difference."""
    told = frozen(organisations=[row()], **content)
    return papers.upward(snapshot(cast, told, sequence=sequence, delta=delta), COMMITTEE)


def body(cast, delta, **content):
    """Return the texts of its body."""
    return list(texts(paper(cast, delta, **content).blocks))


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_of_a_kind_can_rise_and_fall(cast, kind):
    names = list(KINDS[kind].figures)
    rises = {kind: {"measured": dict.fromkeys(names, 2), "declared": dict.fromkeys(names, -1500)}}
    (line,) = [text for text in body(cast, rises) if text.startswith(f"{KINDS[kind].title}: ")]
    for label in KINDS[kind].figures.values():
        assert f"hệ thống ghi nhận tăng 2 {label}" in line
        assert f"đơn vị báo cáo giảm 1.500 {label}" in line
    assert "-1" not in line


def test_nothing_changed_is_said(cast):
    told = body(cast, {})
    assert "Không thay đổi số liệu." in told
    assert told.index("Số liệu thay đổi so với báo cáo trước") < told.index("Số liệu đến thời điểm bổ sung")


def test_the_first_report_speaks_of_no_change(cast):
    told = list(texts(paper(cast, {}, sequence=0).blocks))
    assert "Số liệu thay đổi so với báo cáo trước" not in told
    assert not any("bổ sung" in text for text in told)


def test_it_is_called_a_supplement_from_its_subject_on(cast):
    told = paper(cast, {})
    assert told.subject == "Bổ sung kết quả thực hiện Công văn số 12/SKHCN-BCVT"
    assert "tổng hợp bổ sung kết quả" in told.blocks[0].text
    assert "chốt số liệu lúc 14 giờ 00" in told.blocks[0].text


def test_the_figures_as_they_stand_now_are_said_beside_the_difference(cast):
    figures = {"OTHER": {"measured": {}, "declared": {"done": 5, "total": 5}}}
    told = body(cast, {"OTHER": {"measured": {}, "declared": {"done": 2}}}, figures=figures)
    assert "Nhiệm vụ khác: đơn vị báo cáo tăng 2 việc đã hoàn thành." in told
    assert "Nhiệm vụ khác: đơn vị báo cáo 5/5 việc đã hoàn thành." in told


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ({"done": 3}, {"done": 5}, "đơn vị báo cáo tăng 2 việc đã hoàn thành"),
        ({"done": 5}, {"done": 3}, "đơn vị báo cáo giảm 2 việc đã hoàn thành"),
        ({}, {"done": 1}, "đơn vị báo cáo tăng 1 việc đã hoàn thành"),
        ({"done": 1}, {}, "đơn vị báo cáo giảm 1 việc đã hoàn thành"),
        ({"done": 1, "total": 2}, {"done": 2, "total": 1}, "đã hoàn thành; đơn vị báo cáo giảm 1 việc phải làm"),
    ],
)
def test_the_difference_of_two_states_reads_as_it_was_added_up(cast, before, after, words):
    sides = [adding.by_kind([("OTHER", False, figures)]) for figures in (after, before)]
    assert any(words in text for text in body(cast, adding.delta(*sides)))


def test_the_same_figures_make_no_difference(cast):
    figures = adding.by_kind([("OTHER", True, {"done": 4}), ("OTHER", False, {"done": 4})])
    assert adding.delta(figures, figures) == {}
