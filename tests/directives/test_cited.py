"""Which earlier letters a letter cites, and what its words do to them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives import small
from tests.worlds import world

from thongsuot.directives import actions, queries

pytestmark = pytest.mark.django_db
NUMBER = "12/STTTT-BCVT"


@world
def earlier(cast):
    """Return an issued letter with a number."""
    return small.issue(cast, small.OTHER, number=NUMBER)


def later(cast, words, **changes):
    """Return a letter under review with these words."""
    part = (words, "one_off", "all", "OTHER")
    return small.receive(cast, part, number="15/STTTT-BCVT", at=MONDAY + timedelta(days=1), **changes)


@pytest.mark.parametrize(
    ("words", "act"),
    [
        (f"Gia hạn thời gian báo cáo tại Công văn số {NUMBER} ngày 03/02/2020.", "extends"),
        (f"Điều chỉnh thời hạn nêu tại Công văn {NUMBER}.", "extends"),
        (f"Công văn này thay thế Công văn số {NUMBER}.", "replaces"),
        ("Bãi bỏ Công văn số 12 /STTTT-BCVT ngày 03/02/2020.", "replaces"),
        (f"Công văn số {NUMBER} hết hiệu lực kể từ ngày ký.", "replaces"),
        (f"Sở thu hồi Công văn số {NUMBER}.", "recalls"),
        (f"Hủy Công văn số {NUMBER} do ban hành nhầm.", "recalls"),
        (f"Đính chính nội dung mục 2 Công văn số {NUMBER}.", "corrects"),
        (f"Căn cứ Công văn số {NUMBER} ngày 03/02/2020.", ""),
        (f"Phát huy kết quả thực hiện Công văn số {NUMBER}.", ""),
        (f"Thu hồi thiết bị. Thực hiện Công văn số {NUMBER}.", ""),
    ],
    ids=[
        "extend", "move", "replace", "abolish", "ended", "recall", "cancel", "correct", "basis", "phat huy",
        "another sentence",
    ],
)  # fmt: skip
def test_the_words_before_a_number_say_what_is_done_to_the_letter(cast, earlier, words, act):
    (found,) = queries.cited(later(cast, words))
    assert (found.letter, found.act) == (earlier, act)


def test_a_number_that_is_part_of_another_is_not_cited(cast, earlier):
    assert queries.cited(later(cast, "Thay thế Công văn số 112/STTTT-BCVT.")) == [
        queries.Citation("112/STTTT-BCVT", "replaces", None)
    ]


def test_a_number_nobody_knows_is_named_only_where_something_is_done_to_it(cast, earlier):
    found = queries.cited(later(cast, "Căn cứ Nghị định số 30/2020/NĐ-CP; thu hồi Công văn số 99/SKHCN-VT."))
    assert [(row.number, row.word, row.letter) for row in found] == [("99/SKHCN-VT", "Thu hồi", None)]


def test_the_own_number_and_a_withdrawn_letter_are_not_cited(cast, earlier):
    actions.withdraw(earlier, by=cast.khanh, at=MONDAY)
    assert queries.cited(later(cast, f"Thực hiện số 15/STTTT-BCVT và {NUMBER}.")) == []


def test_what_the_engine_read_goes_before_the_words(cast, earlier):
    letter = later(cast, "Không nêu số nào.", cites=[{"number": NUMBER, "act": "extends"}, {"number": "x", "act": "?"}])
    assert [(row.letter, row.act) for row in queries.cited(letter)] == [(earlier, "extends")]


def test_the_legal_basis_counts_where_the_text_breaks_the_number(cast, earlier):
    letter = later(cast, "Thực hiện nội dung sau.", legal_basis=[{"type": "Công văn", "number": NUMBER}])
    assert [row.letter for row in queries.cited(letter)] == [earlier]


def test_a_letter_of_another_reality_is_not_cited(cast):
    small.issue(cast, small.OTHER, number=NUMBER, reality="exercise")
    (found,) = queries.cited(later(cast, f"Thay thế Công văn số {NUMBER}."))
    assert found.letter is None
