"""What the answers to the parts of one message mean for the whole."""

from __future__ import annotations

import pytest

from thongsuot.engines.smpp import Message as Submit
from thongsuot.engines.smpp import Status
from thongsuot.outbox.gateway.flights import MOST_TRIES, Flight, Part
from thongsuot.outbox.models import Message

OK, SLOW, FULL, BAD, BUSY = Status.ROK, Status.RTHROTTLED, Status.RMSGQFUL, Status.RINVDSTADR, Status.RSYSERR
LOST, STAYED, OUT = "lost", "stayed", "out"


class Willing:
    """A session that takes what it is given."""

    def __init__(self):
        self.keys = []

    def submit(self, message, key):
        """Take it."""
        self.keys.append(key)


def flown(*said, priority=2, tries=1):
    """Return a message of which this was said, part by part."""
    flight = Flight(Message(priority=priority), "Trung tâm", [Part(Submit()) for _ in said])
    flight.submit(Willing())
    flight.tries = tries
    for number, word in enumerate(said):
        if word == LOST:
            flight.doubted(number)
        elif word == STAYED:
            flight.stayed(number)
        elif word != OUT:
            flight.answered(number, word, b"id-%d" % number if word == OK else b"")
    return flight


MEANINGS = {  # what was said -> outcome, a word of it
    "all taken": ([OK, OK], "sent", "mã id-0, id-1"),
    "refused": ([BAD], "refused", "ESME_RINVDSTADR"),
    "one part refused": ([OK, BAD], "refused", "mới nhận 1 trong 2 phần"),
    "the centre's own trouble": ([BUSY, BUSY], "later", "ESME_RSYSERR"),
    "trouble of two kinds": ([BUSY, BAD], "refused", "ESME_RSYSERR, ESME_RINVDSTADR"),
    "trouble and too fast": ([BUSY, SLOW], "later", "ESME_RTHROTTLED"),
    "refused, the other too fast": ([BAD, SLOW], "refused", "ESME_RINVDSTADR"),
    "too fast": ([SLOW, SLOW], "unreachable", "ESME_RTHROTTLED"),
    "full": ([FULL], "later", "ESME_RMSGQFUL"),
    "full and too fast": ([FULL, SLOW], "unreachable", "ESME_RMSGQFUL"),
    "not gone": ([STAYED, STAYED], "unreachable", "trước khi tin đi"),
    "nobody knows": ([LOST], "uncertain", "Trung tâm trả lời"),
    "nobody knows of one": ([OK, LOST], "uncertain", "quá hạn"),
    "nobody knows of one, the other refused": ([LOST, BAD], "uncertain", "quá hạn"),
    "nobody knows of one, the other not gone": ([LOST, STAYED], "uncertain", "quá hạn"),
}


@pytest.mark.parametrize("case", MEANINGS)
def test_what_was_said_of_the_parts_is_said_of_the_whole(case):
    said, outcome, word = MEANINGS[case]
    answer = flown(*said).answer()
    assert answer.outcome == outcome
    assert word in answer.words


@pytest.mark.parametrize("said", [[OUT], [OK, OUT], [BAD, OUT], [OK, SLOW], [OK, FULL, STAYED]])
def test_while_a_part_may_still_be_taken_nothing_is_said(said):
    assert flown(*said).answer() is None


def test_the_rest_of_a_message_goes_again_and_what_was_taken_does_not():
    flight, session = flown(OK, SLOW, STAYED), Willing()
    assert flight.waits
    flight.submit(session)
    assert session.keys == [("single", flight.name, 1), ("single", flight.name, 2)]
    assert not flight.waits
    for number in (1, 2):
        flight.answered(number, OK, b"again")
    assert flight.answer().outcome == "sent"


@pytest.mark.parametrize(("priority", "outcome"), [(1, "later"), (2, "refused")])
def test_a_rest_that_is_put_off_too_often_is_given_up_and_only_a_page_goes_again_whole(priority, outcome):
    flight = flown(OK, SLOW, priority=priority, tries=MOST_TRIES)
    assert not flight.waits
    assert flight.answer().outcome == outcome
    assert "mới nhận 1 trong 2 phần: ESME_RTHROTTLED" in flight.answer().words


def test_a_part_that_stayed_behind_forgets_what_was_said_before():
    flight = flown(SLOW)
    assert flight.throttled
    flight.submit(Willing())
    flight.stayed(0)
    assert not flight.throttled


def test_a_session_that_is_gone_leaves_doubt_about_what_was_out_alone():
    flight = flown(OK, OUT, SLOW)
    flight.lost()
    assert [part.standing for part in flight.parts] == ["taken", "lost", "waiting"]


def test_each_claim_of_a_message_has_a_name_of_its_own():
    first, second = Message(epoch=1), Message(epoch=2)
    second.token = first.token
    assert Flight(first, "", []).name != Flight(second, "", []).name
