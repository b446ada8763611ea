"""Two letters duty by duty: what stayed, what changed, what is new, what is gone."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives import small

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Amendment

pytestmark = pytest.mark.django_db
FLEET = ("Các doanh nghiệp bố trí ca trực suốt tuần.", "standing", "all", "DUTY_ROSTER")
STOCK = ("Kiểm tra thiết bị dự phòng tại các trạm.", "one_off", "telecom", "SPARE_EQUIPMENT")
MORE_STOCK = ("Kiểm tra thiết bị dự phòng và nguồn điện tại các trạm.", "one_off", "telecom", "SPARE_EQUIPMENT")
REPORT = ("Báo cáo kết quả về Sở trước 14 giờ 00 ngày 07/02/2020.", "one_off", "all", "REPORT")
LATER = ("Báo cáo kết quả về Sở trước 16 giờ 30 ngày 09/02/2020.", "one_off", "all", "REPORT")
OTHER = ("Cử đầu mối phối hợp với Công an tỉnh.", "one_off", "all", "OTHER")
LATER_AT = {"at": "2020-02-09T16:30:00+07:00", "relation": "before", "text": "trước 16 giờ 30"}


def diff(cast, old, new):
    """Return what the comparison of two letters with these parts says, in its order."""
    earlier = small.issue(cast, *old)
    later = small.receive(cast, *new, deadline=LATER_AT, at=MONDAY + timedelta(days=1))
    return [
        (row.earlier and row.earlier.quote, row.later and row.later.quote, [str(c) for c in row.changes])
        for row in queries.clause_diff(earlier, later)
    ]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        (FLEET, FLEET, ["clause_same"]),
        (REPORT, LATER, ["clause_deadline"]),
        (STOCK, MORE_STOCK, ["clause_words"]),
    ],
    ids=["same", "deadline", "words"],
)
def test_what_became_of_one_duty(cast, old, new, changes):
    assert diff(cast, [old], [new, *([FLEET] if new is not FLEET else [OTHER])])[0] == (old[0], new[0], changes)


def test_what_is_new_stands_at_its_place_and_what_is_gone_comes_last(cast):
    told = diff(cast, [FLEET, STOCK], [OTHER, FLEET])
    assert [(row[0] is None, row[1] is None, row[2]) for row in told] == [
        (True, False, ["clause_new"]), (False, False, ["clause_same"]), (False, True, ["clause_gone"]),
    ]  # fmt: skip


def test_an_extension_in_other_words_finds_the_report_by_its_kind(cast):
    words = ("Gia hạn thời gian gửi kết quả đến 16 giờ 30 ngày 09/02/2020.", "one_off", "all", "REPORT")
    (told,) = (row for row in diff(cast, [FLEET, REPORT], [words]) if row[1] is not None)
    assert told == (REPORT[0], words[0], ["clause_deadline", "clause_words"])


def test_each_duty_stands_for_one_and_the_likest_wins(cast):
    told = diff(cast, [STOCK], [MORE_STOCK, STOCK])
    assert [row[0] for row in told] == [None, STOCK[0]]


def test_both_sides_mark_only_the_words_that_differ(cast):
    earlier, later = small.issue(cast, STOCK), small.receive(cast, MORE_STOCK, at=MONDAY + timedelta(days=1))
    left, right = queries.clause_diff(earlier, later)[0].sides
    assert not any(other for _words, other in left)
    assert [words for words, other in right if other] == ["và nguồn điện"]


def test_confirmed_pairs_go_before_proposed_ones(cast):
    earlier, later = small.issue(cast, FLEET, STOCK), small.issue(cast, FLEET, at=MONDAY + timedelta(days=1))
    (fleet,) = later.obligations.all()
    stock = earlier.obligations.get(kind="SPARE_EQUIPMENT")
    actions.amend_by(earlier, later, "replaces", [(stock, fleet)], by=cast.khanh, at=MONDAY + timedelta(days=1))
    assert Amendment.objects.get().pairs == [[stock.pk, fleet.pk]]
    assert queries.clause_diff(earlier, later)[0].earlier == stock


def test_what_the_review_left_out_is_not_compared(cast):
    earlier = small.issue(cast, FLEET)
    later = small.receive(cast, FLEET, OTHER, at=MONDAY + timedelta(days=1))
    actions.reject(later, list(later.obligations.filter(kind="OTHER")), by=cast.binh, at=MONDAY)
    assert len(queries.clause_diff(earlier, later)) == 1
