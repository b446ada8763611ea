"""Nobody is waited for who cannot be reached; nobody is left alone for a minute."""

from __future__ import annotations

import pytest
from tests.paging.texting import HANG, LONG, MINUTE, SECOND, TRUC, asked, fresh

from thongsuot.outbox import queries as outbox
from thongsuot.paging import actions, jobs, queries
from thongsuot.paging.models import Ladder, Page

pytestmark = pytest.mark.django_db
DEAD = "0900 000 404"


def calls(ladder):
    """Return whom the call sheet names."""
    rows = queries.messages_of(ladder).filter(channel="call_sheet", state="queued").order_by("id")
    return [row.address for row in rows]


@pytest.fixture
def dead(line):
    """Return somebody whose number the operator has refused."""
    contact = line.stranger("Máy đã hủy", DEAD)
    old = line.climb(contact, about="incident:0")
    line.send(dead={DEAD})
    actions.stop(old, by=jobs.CALLER, at=line.at)
    line.at += MINUTE
    return contact


def test_whose_every_address_failed_is_tried_again_and_not_waited_for(line, dead):
    ladder = line.climb(dead, line.hang)
    assert asked(ladder) == [("Máy đã hủy", "skipped"), (line.hang.name, "sent")]
    assert queries.messages_of(ladder).filter(channel="sms", address=DEAD, state="queued").count() == 1
    assert calls(ladder) == [DEAD, HANG]


def test_one_address_that_works_is_enough(line, dead):
    ladder = line.climb(line.stranger("Máy đã hủy", DEAD, "con@example.vn"), line.hang)
    assert asked(ladder) == [("Máy đã hủy", "sent")]


def test_an_address_that_works_again_is_waited_for_again(line, dead):
    line.climb(dead, line.hang, about="incident:2")
    line.send()  # the number is in use again
    assert asked(line.climb(dead, line.hang)) == [("Máy đã hủy", "sent")]


@pytest.mark.parametrize(
    ("email", "phone", "failing"), [("", "", False), ("", DEAD, True), ("a@example.vn", DEAD, False)]
)
def test_failing_is_said_of_addresses_that_were_tried(line, dead, email, phone, failing):
    assert outbox.failing(email, phone, reality="live") is failing
    assert outbox.failing(email, phone, reality="exercise") is False


def test_a_mail_that_came_back_counts_like_a_number(line):
    contact = line.stranger("Chỉ có thư", "", "sai@example.vn")
    line.climb(contact, line.hang, about="incident:0")
    line.send(dead={"sai@example.vn"})
    assert outbox.failing("sai@example.vn", "", reality="live")
    assert asked(line.climb(contact, line.hang)) == [("Chỉ có thư", "skipped"), (line.hang.name, "sent")]


def test_a_number_that_is_none_is_known_by_its_letters(line):
    contact = line.stranger("Số máy lạ", "máy lẻ 12")
    line.climb(contact, line.hang, about="incident:0")
    line.send(dead={"máy lẻ 12"})
    assert outbox.failing("", "máy lẻ 12", reality="live")


def test_a_page_of_which_no_message_arrives_asks_the_next_at_once(line):
    ladder = line.climb(line.stranger("Máy đã hủy", DEAD), line.hang)
    assert asked(ladder) == [("Máy đã hủy", "sent")]
    line.send(dead={DEAD})
    assert queries.next_due() == line.at
    assert line.later(SECOND) == 1
    assert asked(ladder) == [("Máy đã hủy", "skipped"), (line.hang.name, "sent")]
    assert queries.lost_pages() == []


def test_a_page_that_arrives_on_one_way_waits(line):
    ladder = line.climb(line.stranger("Còn thư", DEAD, "con@example.vn"), line.hang)
    line.send(dead={DEAD})
    assert line.later(SECOND) == 0
    assert asked(ladder) == [("Còn thư", "sent")]


def test_who_was_skipped_may_still_accept(line, dead):
    ladder = line.climb(dead, line.hang)
    line.send()
    line.says(DEAD, f"NHAN {line.code(ladder, DEAD)}")
    assert fresh(ladder).accepted_by == "Máy đã hủy"


def test_where_nobody_can_be_reached_the_call_sheet_is_all_there_is_and_made_at_once(line, dead):
    ladder = line.climb(dead, line.stranger("Chưa có số máy"))
    assert fresh(ladder).state == "exhausted"
    assert asked(ladder) == [("Máy đã hủy", "skipped"), ("Chưa có số máy", "skipped")]  # one round, not three
    assert calls(ladder) == [DEAD]
    assert queries.forsaken(line.at + MINUTE) == []


def test_a_ladder_of_many_empty_rungs_is_climbed_in_one_go(line):
    nobody = [line.stranger("Chưa có số máy")] * 60
    ladder = line.climb(*nobody, line.hang)
    assert asked(ladder)[-1] == (line.hang.name, "sent")
    assert Page.objects.filter(ladder=ladder, state="skipped").count() == 60


def test_forsaken_is_what_has_asked_nobody_for_a_minute(line):
    ladder = line.climb(line.stranger("Máy đã hủy", DEAD), line.hang)
    line.send(dead={DEAD})  # and the timer does not run
    assert queries.forsaken(line.at + 59 * SECOND) == []
    assert queries.forsaken(line.at + MINUTE) == [ladder]
    assert queries.forsaken(line.at + MINUTE, within=2 * MINUTE) == []
    jobs.run(line.at + MINUTE)
    assert queries.forsaken(line.at + MINUTE) == []


def test_a_ladder_that_is_to_begin_later_is_not_forsaken_before(line):
    ladder = line.climb(line.hang, first_due_at=line.at + 10 * MINUTE)
    assert queries.forsaken(line.at + 10 * MINUTE) == []
    assert queries.forsaken(line.at + 11 * MINUTE) == [ladder]  # the timer does not run
    line.later(10 * MINUTE)
    assert queries.forsaken(line.at + MINUTE) == []


def test_lesser_priorities_and_what_is_over_are_not_forsaken(line, dead):
    lesser = line.climb(dead, line.hang, about="incident:2", priority=2)
    over = line.climb(line.stranger("Máy khác", TRUC), about="incident:3")
    line.send(dead={TRUC})
    actions.stop(over, by=jobs.CALLER, at=line.at)
    assert Ladder.objects.filter(pk=lesser.pk, state="open").exists()
    assert queries.forsaken(line.at + 5 * MINUTE) == []


def test_a_matter_that_comes_open_again_counts_its_rounds_on(line):
    first = line.climb(line.hang, line.long)
    line.later(5 * MINUTE)
    line.later(5 * MINUTE)  # the second round
    actions.accept(first, by=line.cast.hang, at=line.at)
    second = line.climb(line.hang, line.long)
    assert list(Page.objects.filter(ladder=second).values_list("round", flat=True)) == [3]
    while fresh(second).state == "open":
        line.later(5 * MINUTE)
    rounds = list(Page.objects.filter(ladder=second).order_by("id").values_list("round", flat=True))
    assert rounds == [3, 3, 4, 4, 5, 5]
    assert line.told(LONG)


def test_a_matter_that_was_stopped_begins_anew(line):
    first = line.climb(line.hang)
    line.later(5 * MINUTE)
    actions.stop(first, by=jobs.CALLER, at=line.at)
    second = line.climb(line.hang)
    assert Page.objects.get(ladder=second).round == 1
