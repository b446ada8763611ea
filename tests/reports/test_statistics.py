"""Every duty of every organisation stands under exactly one of the four official words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.small import assignment
from tests.reports.small import DAY_BEFORE, DEADLINE, ROSTER, asked, report_of

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment
from thongsuot.reports import jobs, queries

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
STOCK = ("Kiểm tra thiết bị dự phòng.", "one_off", "all", "SPARE_EQUIPMENT")
SMS = ("Nhắn tin khi có đề nghị.", "conditional", "all", "MASS_SMS")


def words(letter, at, code="dd-1"):
    """Return an organisation's words at a moment."""
    told = queries.statistics(letter, at)
    return {str(word): count for word, count in told.get(organisation(code).pk, {}).items()}


def organisation(code):
    """Return an organisation by its code."""
    return Assignment.objects.filter(organisation__code=code).first().organisation


def set_state(letter, kind, **changes):
    """Let a duty of the first mobile operator stand so."""
    Assignment.objects.filter(pk=assignment(letter, obligation__kind=kind).pk).update(**changes)


def test_each_word_counts_what_it_says(cast):
    letter = asked(cast, ROSTER, STOCK, to=("dd-1",))
    assert words(letter, MONDAY) == {"open_on_time": 3}
    set_state(letter, "SPARE_EQUIPMENT", state="done", done_at=DEADLINE - HOUR, deadline_at=DEADLINE, relation="before")
    assert words(letter, MONDAY) == {"open_on_time": 2, "done_on_time": 1}
    assert words(letter, DEADLINE) == {"open_on_time": 1, "done_on_time": 1, "open_late": 1}
    set_state(letter, "SPARE_EQUIPMENT", done_at=DEADLINE)
    assert words(letter, DEADLINE) == {"open_on_time": 1, "done_late": 1, "open_late": 1}


def test_what_has_no_deadline_is_never_late(cast):
    letter = asked(cast, ROSTER, to=("dd-1",))
    set_state(letter, "REPORT", state="withdrawn")
    assert words(letter, DEADLINE + 1000 * HOUR) == {"open_on_time": 1}
    set_state(letter, "DUTY_ROSTER", state="done", done_at=DEADLINE + 1000 * HOUR)
    assert words(letter, DEADLINE + 1000 * HOUR) == {"done_on_time": 1}


def test_what_waits_for_a_request_is_not_counted_before_it(cast):
    letter = asked(cast, SMS, to=("dd-1",))
    assert words(letter, MONDAY) == {"open_on_time": 1}
    row = assignment(letter, obligation__kind="MASS_SMS")
    directives.activate(row.obligation, by=cast.binh, at=MONDAY, deadline_at=MONDAY + HOUR)
    assert words(letter, MONDAY) == {"open_on_time": 2}
    assert words(letter, MONDAY + HOUR) == {"open_on_time": 1, "open_late": 1}


def test_what_was_withdrawn_is_not_counted(cast):
    letter = asked(cast, ROSTER, to=("dd-1", "bc-1"))
    set_state(letter, "DUTY_ROSTER", state="withdrawn")
    assert words(letter, MONDAY) == {"open_on_time": 1}
    assert words(letter, MONDAY, "bc-1") == {"open_on_time": 2}
    directives.withdraw(letter, by=cast.khanh, at=MONDAY)
    assert queries.statistics(letter, MONDAY) == {}


@pytest.mark.parametrize("after", [-HOUR, timedelta(0), HOUR, 400 * HOUR])
def test_the_four_words_add_to_all_live_duties_at_every_moment(cast, after):
    letter = asked(cast, ROSTER, STOCK, SMS, to=("dd-1", "bc-1"))
    set_state(letter, "SPARE_EQUIPMENT", state="done", done_at=MONDAY, deadline_at=DEADLINE, relation="until")
    told = queries.statistics(letter, DEADLINE + after)
    assert {sum(row.values()) for row in told.values()} == {3}
    assert len(told) == 2


def test_an_organisation_reads_its_own_words_on_its_report(cast):
    letter = asked(cast, ROSTER, to=("dd-1", "bc-1"))
    jobs.run(DAY_BEFORE)
    set_state(letter, "DUTY_ROSTER", state="done", done_at=DAY_BEFORE)
    told = queries.outcome_words(report_of(letter), DAY_BEFORE)
    assert told == {"open_on_time": 1, "done_on_time": 1}
    assert queries.outcome_words(report_of(letter, "bc-1"), DAY_BEFORE) == {"open_on_time": 2}


def test_receipts_are_counted_for_all_whom_the_letter_reached(cast):
    letter = asked(cast, to=("dd-1", "bc-1"))
    assert queries.receipts_of(letter) == {"organisations": 2, "acknowledged": 0}
    directives.acknowledge(letter.receipts.get(organisation__code="dd-1"), by=cast.hang, at=MONDAY)
    assert queries.receipts_of(letter) == {"organisations": 2, "acknowledged": 1}
