"""A code counts from the number that was paged alone, and is not guessed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.paging.texting import HANG, LONG, MINUTE, SECOND, fresh

from thongsuot.outbox.models import Reply
from thongsuot.paging.actions.heeding import GUESSES, PAUSE
from thongsuot.paging.models import PageAnswer

pytestmark = pytest.mark.django_db
HALF = timedelta(seconds=30)


@pytest.fixture
def ladder(line):
    """Return a ladder whose first person has the SMS on the telephone."""
    found = line.climb(line.hang)
    line.send()
    return found


def wrong(line, ladder, count):
    """Return so many codes that are not the right one."""
    right = line.code(ladder, HANG)
    return [f"{number:04d}" for number in range(count + 1) if f"{number:04d}" != right][:count]


def test_a_stranger_with_the_right_code_is_not_even_kept(line, ladder):
    assert line.hears("0900 000 777", f"NHAN {line.code(ladder, HANG)}") is None
    assert not Reply.objects.exists()


def test_the_code_of_another_person_accepts_nothing(line, ladder):
    other = line.climb(line.long, about="incident:2")
    line.send()
    answer = line.says(HANG, f"NHAN {line.code(other, LONG)}")
    assert answer.outcome == "wrong_code"
    assert (fresh(ladder).state, fresh(other).state) == ("open", "open")


def test_a_wrong_code_is_told_with_the_right_way_once(line, ladder):
    first, second = wrong(line, ladder, 2)
    assert line.says(HANG, f"NHAN {first}").outcome == "wrong_code"
    hint = line.told(HANG)[-1]
    assert f"NHAN {line.code(ladder, HANG)}" in hint
    assert line.says(HANG, second).outcome == "wrong_code"
    assert line.told(HANG)[-1] == hint


def test_after_five_wrong_codes_none_is_looked_at_and_that_is_said_once(line, ladder):
    outcomes = [line.says(HANG, f"NHAN {code}").outcome for code in wrong(line, ladder, 10)]
    assert outcomes == ["wrong_code"] * GUESSES + ["ignored"] * 5
    right = line.says(HANG, f"NHAN {line.code(ladder, HANG)}")
    assert right.outcome == "ignored"
    assert fresh(ladder).state == "open"
    assert sum("Sai ma 05 lan" in words or "Sai mã 05 lần" in words for words in line.told(HANG)) == 1


def test_the_pause_ends_and_the_right_code_counts_again(line, ladder):
    for code in wrong(line, ladder, 6):
        line.says(HANG, code)
    line.at += PAUSE
    assert line.says(HANG, line.code(ladder, HANG)).outcome == "accepted"


def test_wrong_codes_far_apart_are_no_guessing(line, ladder):
    for code in wrong(line, ladder, 8):
        line.at += 3 * MINUTE
        assert line.says(HANG, code).outcome == "wrong_code"
    assert line.says(HANG, line.code(ladder, HANG)).outcome == "accepted"


def test_a_bare_acceptance_is_no_guess(line, ladder):
    for code in wrong(line, ladder, 6):
        line.says(HANG, code)
    assert line.says(HANG, "NHAN").outcome == "accepted"


def test_one_number_that_guesses_holds_up_no_other(line, ladder):
    other = line.climb(line.long, about="incident:2")
    line.send()
    for code in wrong(line, ladder, 7):
        line.says(HANG, code)
    assert line.says(LONG, line.code(other, LONG)).outcome == "accepted"
    assert PageAnswer.objects.filter(number="84900000002").count() == 1


def test_the_same_number_however_it_is_written(line, ladder):
    line.at += SECOND + HALF
    assert line.says("+84900000001", f"NHAN {line.code(ladder, HANG)}").outcome == "accepted"
