"""What was answered other than done flows into the report's part on difficulties and proposals."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.reports import small
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives.actions import Said
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import EditedMeanwhile
from thongsuot.reports import actions, jobs, queries

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
OBSTACLE = "Nội dung 2. Vướng mắc: Thiếu thiết bị."
PROPOSAL = "Đề nghị cấp thêm tần số."


@world
def letter(cast):
    """Return a letter that asks two competitors for a report."""
    return small.asked(cast, small.ROSTER, to=("dd-1", "dd-2"))


def say(cast, letter, kind, words, at=MONDAY, **place):
    """Let the first operator's contact answer other than done."""
    return directives.answer(letter, cast.organisation("dd-1"), Said(kind, words, **place), by=cast.hang, at=at)


def test_the_draft_begins_with_what_was_answered_and_a_competitors_does_not(cast, letter):
    say(cast, letter, "obstacle", "Thiếu thiết bị.", paragraph=2)
    say(cast, letter, "proposal", PROPOSAL)
    jobs.run(small.DAY_BEFORE)
    own, other = small.report_of(letter), small.report_of(letter, "dd-2")
    assert (own.difficulties, own.proposals) == (OBSTACLE, PROPOSAL)
    assert (other.difficulties, other.proposals) == ("", "")


def test_what_was_answered_later_is_added_below_what_was_written(cast, letter):
    jobs.run(small.DAY_BEFORE)
    report = small.report_of(letter)
    report = actions.write(
        report, version=report.version, by=cast.hang, at=small.DAY_BEFORE, difficulties="Thời tiết xấu."
    )
    say(cast, letter, "obstacle", "Thiếu thiết bị.", at=small.DAY_BEFORE, paragraph=2)
    later = small.DAY_BEFORE + MINUTE
    assert queries.answers_untold(report, later).difficulties == (OBSTACLE,)
    report = actions.gather_answers(report, version=report.version, by=cast.hang, at=later)
    assert report.difficulties == f"Thời tiết xấu.\n{OBSTACLE}"
    assert queries.answers_untold(report, later).difficulties == ()
    again = actions.gather_answers(report, version=report.version, by=cast.hang, at=later)
    assert again.difficulties == report.difficulties


def test_gathering_is_writing_and_asks_for_the_same(cast, letter):
    jobs.run(small.DAY_BEFORE)
    report = small.report_of(letter)
    with pytest.raises(NotAllowed):
        actions.gather_answers(report, version=report.version, by=cast.binh, at=small.DAY_BEFORE)
    with pytest.raises(EditedMeanwhile):
        actions.gather_answers(report, version=report.version + 1, by=cast.hang, at=small.DAY_BEFORE)


def test_what_was_answered_reaches_the_frozen_submission(cast, letter):
    say(cast, letter, "proposal", PROPOSAL)
    jobs.run(small.DAY_BEFORE)
    assert small.send(cast, letter).proposals == PROPOSAL


def test_the_page_offers_what_the_report_does_not_say_and_takes_it_in(cast, letter):
    jobs.run(small.DAY_BEFORE)
    report = small.report_of(letter)
    say(cast, letter, "obstacle", "Thiếu thiết bị.", at=small.DAY_BEFORE, paragraph=2)
    client = client_of(cast.hang)
    step = reverse("reports:report-step", args=[report.pk, "gom-tra-loi"])
    assert step in client.get(report.get_absolute_url()).content.decode()
    assert client.post(step).status_code == 302
    assert small.report_of(letter).difficulties == OBSTACLE
    assert step not in client.get(report.get_absolute_url()).content.decode()
