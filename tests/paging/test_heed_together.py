"""Two answers at the same moment: one person has the matter, the other is told; one answer is done once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from tests.paging.texting import HANG, LINE, LONG, SECOND, Texting, asked, fresh

from thongsuot.organisations import access
from thongsuot.paging import actions
from thongsuot.paging.actions import Step
from thongsuot.paging.models import PageAnswer

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def line(cast, settings):
    settings.SMS_URL = "link:dd-1"
    with access.acting_as_system():
        return Texting(cast)


def together(replies, at):
    """Let each reply be read by a process of its own; return what came of them."""
    barrier = Barrier(len(replies))

    def read(reply):
        try:
            barrier.wait(20)
            with access.acting_as_system():
                return actions.heed(reply, by=LINE, at=at)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(replies)) as pool:
        return list(pool.map(read, replies))


def prepared(line):
    with access.acting_as_system():
        ladder = line.climb(Step(line.hang, 0), line.long)
        line.later(SECOND)
        line.send()
        line.at += SECOND
    return ladder


def test_of_two_who_accept_one_has_it(line):
    ladder = prepared(line)
    with access.acting_as_system():
        replies = [line.hears(HANG, "NHAN"), line.hears(LONG, "NHAN")]
    answers = together(replies, line.at)
    assert sorted(answer.outcome for answer in answers) == ["accepted", "taken"]
    winner = next(answer for answer in answers if answer.outcome == "accepted")
    with access.acting_as_system():
        page = PageAnswer.objects.select_related("page__rung").get(pk=winner.pk).page
        assert fresh(ladder).accepted_by == page.rung.name
        states = sorted(state for _name, state in asked(ladder))
        assert states.count("accepted") == 1


def test_one_answer_read_by_two_is_done_once(line):
    ladder = prepared(line)
    with access.acting_as_system():
        reply = line.hears(HANG, "NHAN")
    answers = together([reply] * 4, line.at)
    assert [answer is None for answer in answers].count(False) == 1
    with access.acting_as_system():
        assert PageAnswer.objects.count() == 1
        assert fresh(ladder).state == "accepted"
