"""An SMS accepts a matter or says that its writer cannot: once, from the number that was paged, and with an answer."""

from __future__ import annotations

import pytest
from tests.paging.texting import HANG, LINE, LONG, MINUTE, SECOND, TRUC, asked, fresh

from thongsuot.engines.message import USUAL, compose, read, unaccented
from thongsuot.organisations import access
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words
from thongsuot.outbox.models import Reply
from thongsuot.paging import actions, jobs, queries
from thongsuot.paging.actions import Step
from thongsuot.paging.models import PageAnswer

pytestmark = pytest.mark.django_db
PHONE = "84900000001"


@pytest.fixture
def ladder(line):
    """Return a ladder of two, the first of whom has the SMS on the telephone."""
    found = line.climb(line.hang, line.long)
    line.send()
    return found


@pytest.mark.parametrize("form", ["NHAN {}", "nhận {}", "{}", "Nhan{}.", "NHAN"])
def test_an_answer_in_any_of_its_forms_accepts(line, ladder, form):
    answer = line.says(HANG, form.format(line.code(ladder, HANG)))
    ladder = fresh(ladder)
    assert (ladder.state, ladder.accepted_by, ladder.accepted_at) == ("accepted", line.hang.name, line.at)
    assert asked(ladder) == [(line.hang.name, "accepted")]
    assert (answer.outcome, answer.number, answer.reply.waiting) == ("accepted", PHONE, False)
    assert unaccented(line.told(HANG)[-1]).endswith(f"Da ghi nhan nguoi nhan viec: {unaccented(line.hang.name)}")


def test_the_timer_is_due_as_soon_as_an_answer_came(line, ladder):
    line.at += MINUTE
    reply = line.hears(HANG, "NHAN")
    assert queries.next_due() == reply.received_at
    assert jobs.run(line.at) == 1
    assert queries.next_due() is None
    assert jobs.run(line.at) == 0


@pytest.mark.parametrize("form", ["TU CHOI {}", "KHONG {}", "không nhận được {}", "Khong"])
def test_who_cannot_lets_the_next_be_asked_at_once(line, ladder, form):
    answer = line.says(HANG, form.format(line.code(ladder, HANG)))
    assert answer.outcome == "declined"
    assert asked(ladder) == [(line.hang.name, "declined"), (line.long.name, "sent")]
    assert line.told(LONG) != []
    assert fresh(ladder).state == "open"


def test_who_cannot_is_not_asked_in_later_rounds(line, ladder):
    line.says(HANG, "KHONG")
    while fresh(ladder).state == "open":
        line.later(5 * MINUTE)
    assert asked(ladder) == [(line.hang.name, "declined")] + [(line.long.name, "expired")] * 3


def test_where_everybody_cannot_the_ladder_is_exhausted_at_once(line, ladder):
    line.says(HANG, "KHONG")
    line.send()
    line.says(LONG, "KHONG")
    assert fresh(ladder).state == "exhausted"


def test_who_changes_their_mind_is_welcome(line, ladder):
    code = line.code(ladder, HANG)
    line.says(HANG, f"KHONG {code}")
    line.send()
    assert line.says(HANG, f"NHAN {code}").outcome == "accepted"
    assert fresh(ladder).accepted_by == line.hang.name
    assert asked(ladder) == [(line.hang.name, "accepted"), (line.long.name, "stopped")]


def test_a_refusal_that_comes_late_asks_nobody_twice(line, ladder):
    line.later(5 * MINUTE)
    line.says(HANG, "KHONG")
    assert asked(ladder) == [(line.hang.name, "declined"), (line.long.name, "sent")]


def test_a_late_acceptance_is_welcome_too(line, ladder):
    line.later(5 * MINUTE)
    assert line.says(HANG, "NHAN").outcome == "accepted"
    assert asked(ladder) == [(line.hang.name, "accepted"), (line.long.name, "stopped")]


def test_an_answer_comes_before_what_is_due_at_the_same_moment(line, ladder):
    line.at += 5 * MINUTE - SECOND
    line.says(HANG, "NHAN")
    assert asked(ladder) == [(line.hang.name, "accepted")]


def test_the_second_to_accept_is_told_who_has_it(line):
    ladder = line.climb(Step(line.hang, 0), line.long)
    line.later(SECOND)
    line.send()
    line.says(HANG, "NHAN")
    assert line.says(LONG, f"NHAN {line.code(ladder, LONG)}").outcome == "taken"
    assert unaccented(line.told(LONG)[-1]).endswith(f"Da co nguoi nhan: {unaccented(line.hang.name)}")
    assert fresh(ladder).accepted_by == line.hang.name


def test_what_is_over_needs_nobody(line, ladder):
    code = line.code(ladder, HANG)
    actions.stop("incident:1", by=LINE, at=line.at)
    assert line.says(HANG, f"NHAN {code}").outcome == "over"
    assert fresh(ladder).state == "stopped"
    assert len(line.told(HANG)) == 2


def test_who_has_accepted_and_cannot_after_all_is_sent_to_a_person(line, ladder):
    code = line.code(ladder, HANG)
    line.says(HANG, f"NHAN {code}")
    assert line.says(HANG, f"KHONG {code}").outcome == "unclear"
    assert fresh(ladder).state == "accepted"
    assert "goi ngay truc ban" in unaccented(line.told(HANG)[-1])


def test_accepting_twice_is_said_once(line, ladder):
    code = line.code(ladder, HANG)
    line.says(HANG, f"NHAN {code}")
    told = line.told(HANG)
    assert line.says(HANG, code).outcome == "accepted"
    assert line.told(HANG) == told


def test_several_matters_need_a_code(line, ladder):
    other = line.climb(line.hang, about="incident:2", title="Mất điện tổng đài")
    line.send()
    answer = line.says(HANG, "NHAN")
    assert (answer.outcome, answer.page) == ("unclear", None)
    assert {fresh(ladder).state, fresh(other).state} == {"open"}
    hint = line.told(HANG)[-1]
    assert line.code(ladder, HANG) in hint
    assert line.code(other, HANG) in hint
    line.says(HANG, f"nhan {line.code(ladder, HANG)}")
    assert (fresh(ladder).state, fresh(other).state) == ("accepted", "open")
    line.send()
    assert line.says(HANG, "NHAN").outcome == "accepted"  # one alone is left
    assert fresh(other).state == "accepted"


def test_what_nobody_understands_stays_an_answer_and_is_told_how_once(line, ladder):
    words = "Anh ơi cho hỏi bệnh viện nào?"
    assert line.says(HANG, words).outcome == "unclear"
    assert Reply.objects.get().body == words
    told = line.told(HANG)
    assert f"NHAN {line.code(ladder, HANG)}" in told[-1]
    line.send()
    line.says(HANG, "Alo?")
    assert line.told(HANG) == told
    assert fresh(ladder).state == "open"


def test_an_ordinary_answer_to_another_message_gets_none(line, ladder):
    later(line, HANG, "Đề nghị gửi báo cáo")
    assert line.says(HANG, "Tôi gửi lúc 14 giờ") is None
    assert len(line.told(HANG)) == 2
    assert not Reply.objects.get().waiting


def test_an_acceptance_counts_also_where_another_message_came_last(line, ladder):
    later(line, HANG, "Đề nghị gửi báo cáo")
    assert line.says(HANG, "NHAN").outcome == "accepted"


def later(line, phone, subject):
    """Let another message go to a telephone."""
    line.at += SECOND
    draft = Draft(f"khac:{subject}", "sms", line.reached(line.cast.hang, phone), Words(subject, ""), "live")
    outbox.queue(draft, by=LINE, at=line.at)
    line.send()


def test_thanks_after_the_end_are_not_answered(line, ladder):
    line.says(HANG, "NHAN")
    line.send()
    told = line.told(HANG)
    assert line.says(HANG, "Cảm ơn em") is None
    assert line.told(HANG) == told


def test_taking_over_a_shift_is_no_acceptance(line, ladder):
    assert line.says(HANG, "NHAN CA") is None
    assert fresh(ladder).state == "open"
    assert queries.words_of(Reply.objects.get()).word == queries.Word.TAKE_OVER


def test_nobody_accepts_what_was_asked_later(line):
    first = line.climb(line.hang)
    line.send()
    actions.stop(first, by=LINE, at=line.at)
    reply = line.hears(HANG, "NHAN")  # the timer does not run
    line.at += MINUTE
    second = line.climb(line.hang, about="incident:2")
    jobs.run(line.at)
    assert fresh(second).state == "open"
    assert PageAnswer.objects.get(reply=reply).outcome == "over"


def test_a_long_answer_in_parts_is_read_when_it_is_whole(line, ladder):
    words = f"NHAN {' ' * 60}{line.code(ladder, HANG)}"
    line.at += SECOND
    pieces = [
        read(part.short_message, esm_class=part.esm_class, data_coding=part.data_coding, tlvs=part.tlvs)
        for part in compose(words + "\u2026" * 6, USUAL, reference=7)
    ]
    assert len(pieces) == 2
    for piece in reversed(pieces):
        assert fresh(ladder).state == "open"
        outbox.hear(PHONE, piece, by=LINE, at=line.at)
        jobs.run(line.at)
    assert fresh(ladder).state == "accepted"


def test_what_was_answered_from_which_number_is_the_own_organisations_business(line, ladder):
    line.says(HANG, "NHAN")
    for username, count in {"dd-1.trucban": 1, "dd-2.trucban": 0, "so.lanhdao": 0}.items():
        with access.acting_as(line.cast.person(username), line.at):
            assert PageAnswer.objects.count() == count


def test_somebody_without_an_account_accepts_by_name(line):
    ladder = line.climb(line.stranger("Đội ứng cứu thuê ngoài", TRUC))
    line.send()
    line.says(TRUC, "NHAN")
    assert fresh(ladder).accepted_by == "Đội ứng cứu thuê ngoài"
