"""An answer is done once: sent again, read again, or half done when the machine stopped."""

from __future__ import annotations

import pytest
from tests.paging.texting import HANG, LINE, LONG, SECOND, asked, fresh

from thongsuot.outbox.models import Message, Reply
from thongsuot.paging import actions, jobs, queries
from thongsuot.paging.actions import heeding
from thongsuot.paging.models import PageAnswer

pytestmark = pytest.mark.django_db


@pytest.fixture
def ladder(line):
    """Return a ladder of two, the first of whom has the SMS on the telephone."""
    found = line.climb(line.hang, line.long)
    line.send()
    return found


def test_an_answer_is_done_once_however_often_it_is_read(line, ladder):
    line.at += SECOND
    reply = line.hears(HANG, "NHAN")
    first = actions.heed(reply, by=LINE, at=line.at)
    assert first.outcome == "accepted"
    assert actions.heed(reply, by=LINE, at=line.at) is None
    assert PageAnswer.objects.count() == 1


def test_what_the_centre_sends_again_is_not_done_again(line, ladder):
    line.says(HANG, "KHONG")
    line.says(HANG, "KHONG")
    assert asked(ladder) == [(line.hang.name, "declined"), (line.long.name, "sent")]
    assert Reply.objects.count() == 1


def test_a_crash_in_the_middle_leaves_the_answer_to_the_next_turn(line, ladder, monkeypatch):
    def die(*_args, **_named):
        raise RuntimeError("the machine stops")

    monkeypatch.setattr(heeding, "_tell", die)
    line.says(HANG, "NHAN")
    assert fresh(ladder).state == "open"
    assert not PageAnswer.objects.exists()
    assert Reply.objects.get().waiting
    monkeypatch.undo()
    jobs.run(line.at)
    assert fresh(ladder).state == "accepted"
    assert PageAnswer.objects.get().outcome == "accepted"


def test_one_answer_that_cannot_be_read_holds_up_no_other(line, ladder, monkeypatch):
    other = line.climb(line.long, about="incident:2")
    line.send()
    understood = queries.words_of

    def choke(reply):
        if reply.message.address == HANG:
            raise ValueError("a text nobody expected")
        return understood(reply)

    monkeypatch.setattr(queries, "words_of", choke)
    line.hears(HANG, "NHAN")
    line.says(LONG, "NHAN")
    assert (fresh(ladder).state, fresh(other).state) == ("open", "accepted")


def test_without_a_line_what_came_is_done_and_not_answered(line, ladder, settings):
    settings.SMS_URL = None
    line.says(HANG, "NHAN")
    assert fresh(ladder).state == "accepted"
    assert Message.objects.filter(channel="sms").count() == 1
