"""As last time: the words of the report on an earlier letter are one press away under the same paragraphs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.reports.pages import page_of
from tests.reports.small import DAY_BEFORE, REPORT, ROSTER, drafted, send
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as letters
from thongsuot.reports import queries

pytestmark = pytest.mark.django_db
NEXT = MONDAY + timedelta(days=14)
MORE = ("Cử người phối hợp với Sở.", "one_off", "all", "OTHER")


@world
def letter(cast):
    """Return this time's letter: the roster has become the third paragraph, another duty the second."""
    earlier = drafted(cast, ROSTER)
    send(cast, earlier, narrative={"2": "Đã bố trí ba ca."}, at=DAY_BEFORE)
    from tests.directives.letters import reading

    told = reading(parts={"report": REPORT, "more": MORE, "fleet": ROSTER}, number="40/STTTT-BCVT")
    row = directives.receive(told, file=None, organisation=cast.department, reality="live", by=cast.binh, at=NEXT)
    directives.as_last_time(row, earlier, by=cast.binh, at=NEXT)
    row.refresh_from_db()
    directives.confirm(row, list(row.obligations.filter(state="proposed")), by=cast.binh, at=NEXT)
    return directives.issue(row, by=cast.khanh, at=NEXT, to=[cast.organisation("dd-1"), cast.organisation("bc-1")])


def test_paragraphs_find_their_like(cast, letter):
    assert letters.like_paragraphs(letter) == {1: 1, 3: 2}


def test_the_words_of_last_time_stand_under_the_same_duty(cast, letter):
    page = page_of(cast, letter, at=NEXT)
    assert page.passages[3].as_reported == "Đã bố trí ba ca."
    assert page.passages[2].earlier == ""


def test_who_did_not_report_last_time_has_nothing_to_take_over(cast, letter):
    page = page_of(cast, letter, "bc-1", at=NEXT)
    assert page.passages[3].earlier == ""
    assert page.passages[3].as_reported == queries.onepage.AS_REPORTED


def test_a_letter_that_is_like_none_takes_nothing_over(cast):
    other = drafted(cast, ROSTER)
    assert letters.like_paragraphs(other) == {}
    assert page_of(cast, other).passages[2].earlier == ""
