"""What was written wrongly, or in haste, is put right; what stood before is kept, and figures follow."""

from __future__ import annotations

import pytest
from tests.hotline.desk import HOUR, MINUTE

from thongsuot.hotline import actions, queries
from thongsuot.ledger.queries import edits_of
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


def test_words_are_put_right_and_what_stood_before_is_kept(desk):
    row = desk.ring()
    row = desk.do("correct", row, desk.told(caller="Nguyễn Thị Mơ", site=desk.site()), by=desk.hang)
    assert (row.caller, row.site) == ("Nguyễn Thị Mơ", desk.site())
    [edit] = edits_of(row)
    assert edit.before["caller"] == "Nguyễn Thị Mai"
    assert edit.after == {"caller": "Nguyễn Thị Mơ", "site": desk.site().name}
    assert edit.by_name == desk.hang.name


def test_what_is_the_same_leaves_no_trace(desk):
    row = desk.ring()
    desk.at += MINUTE
    desk.do("correct", row, desk.told())
    assert list(edits_of(row)) == []
    assert len(desk.evidence()) == 1


def test_the_receiver_stays_who_it_was(desk):
    row = desk.ring(receiver="Phan Văn Long")
    assert desk.do("correct", row, desk.told(what="Khác"), by=desk.hang).receiver == "Phan Văn Long"


def test_an_earlier_time_makes_it_late_and_due_earlier(desk):
    row = desk.ring(urgency=1)
    row = desk.do("correct", row, desk.told(urgency=1, called_at=desk.at - HOUR))
    assert row.late
    assert row.due_at == desk.at - HOUR + 5 * MINUTE


def test_more_urgent_than_was_thought_is_due_earlier(desk):
    row = desk.ring(urgency=3)
    assert desk.do("correct", row, desk.told(urgency=1)).due_at == desk.at + 5 * MINUTE


def test_a_call_that_somebody_took_keeps_its_time(desk):
    row = desk.do("take", desk.ring(urgency=3))
    assert desk.do("correct", row, desk.told(urgency=1)).due_at == row.due_at


def test_figures_follow_in_a_further_version(desk):
    row = desk.ring()
    desk.at += 10 * MINUTE
    desk.do("answer", row, "Đã rõ")
    assert desk.figures() == (1, 1, 10)
    desk.do("correct", row, desk.told(answered_at=desk.minute(4)))
    assert desk.figures() == (1, 1, 4)
    assert [each.version for each in desk.evidence()] == [1, 2, 3]


@pytest.mark.parametrize(("field", "minute"), [("called_at", 1), ("answered_at", -1)])
def test_times_that_cannot_be_are_refused(desk, field, minute):
    row = desk.ring(answer="Đã rõ")
    with pytest.raises(actions.Unsuitable) as refusal:
        desk.do("correct", row, desk.told(**{field: desk.minute(minute)}))
    assert refusal.value.field == field


def test_what_a_leader_left_unsaid_is_filled_in(desk):
    row = desk.ring(by=desk.long, caller=queries.UNKNOWN, what=queries.UNSAID, phone="")
    row = desk.do("correct", row, desk.told(what="UBND xã báo mất đường truyền"))
    assert (row.what, row.receiver) == ("UBND xã báo mất đường truyền", desk.long.name)


def test_history_says_what_became_of_it_in_words(desk):
    row = desk.ring()
    desk.at += MINUTE
    desk.do("correct", row, desk.told(urgency=1, called_at=desk.minute(-30)))
    desk.at += MINUTE
    row = desk.do("answer", row, "Đã rõ")
    newest, edited = queries.history(row)
    assert newest.note == "Đã trả lời: Đã rõ"
    assert edited.note == "Mức độ: Trong ngày → Ngay; Gọi đến lúc: 09:00 03/02/2020 → 08:30 03/02/2020"


def test_others_correct_nothing(desk):
    row = desk.ring()
    with pytest.raises(NotAllowed):
        actions.correct(row, desk.told(what="Khác"), by=desk.stranger, at=desk.at)
