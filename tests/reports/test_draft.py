"""The draft: an organisation's own newest words by the letter's paragraphs, and who is told that it lies ready."""

from __future__ import annotations

import pytest
from tests.reports.small import DAY_BEFORE, MINUTE, ROSTER, asked, report_of, say

from thongsuot.directives.models import Obligation
from thongsuot.outbox.models import Message
from thongsuot.reports import actions, jobs, queries
from thongsuot.reports.models import Report

pytestmark = pytest.mark.django_db
STOCK = ("Kiểm tra thiết bị dự phòng tại các trạm.", "one_off", "all", "SPARE_EQUIPMENT")
OTHER = ("Cử người phối hợp với Sở.", "one_off", "all", "OTHER")
EARLIER = DAY_BEFORE - MINUTE


def narrative(letter, code="dd-1"):
    """Return the words with which an organisation's draft begins."""
    jobs.run(DAY_BEFORE)
    return report_of(letter, code).narrative


def test_silence_makes_an_empty_draft(cast):
    assert narrative(asked(cast, ROSTER)) == {}


def test_figures_without_words_make_no_words(cast):
    letter = asked(cast, ROSTER)
    say(cast, letter, {"shifts": 3}, at=EARLIER)
    assert narrative(letter) == {}


def test_words_stand_under_the_paragraph_of_their_duty(cast):
    letter = asked(cast, ROSTER, STOCK)
    say(cast, letter, {}, words="Trực đủ ca.", at=EARLIER)
    say(cast, letter, {}, kind="SPARE_EQUIPMENT", words="Đã kiểm tra.", at=EARLIER)
    assert narrative(letter) == {"2": "Trực đủ ca.", "3": "Đã kiểm tra."}


def test_the_newest_words_of_a_duty_replace_the_older(cast):
    letter = asked(cast, ROSTER)
    say(cast, letter, {}, words="Mới có một ca.", at=EARLIER)
    say(cast, letter, {}, words="Đủ ba ca.", at=EARLIER)
    say(cast, letter, {"shifts": 3}, words="", at=EARLIER)
    assert narrative(letter) == {"2": "Đủ ba ca."}


def test_words_of_duties_of_one_paragraph_stand_together_and_the_same_words_once(cast):
    letter = asked(cast, ROSTER, STOCK, OTHER)
    Obligation.objects.filter(directive=letter).update(paragraph=4)
    say(cast, letter, {}, words="Đã thực hiện.", at=EARLIER)
    say(cast, letter, {}, kind="SPARE_EQUIPMENT", words="Đã thực hiện.", at=EARLIER)
    say(cast, letter, {}, kind="OTHER", words="Cử hai người.", at=EARLIER)
    assert narrative(letter) == {"4": "Đã thực hiện.\nCử hai người."}


def test_nobody_finds_the_words_of_others_in_the_draft(cast):
    letter = asked(cast, ROSTER)
    say(cast, letter, {}, code="bc-1", words="Lời của bưu chính.", at=EARLIER)
    assert narrative(letter) == {}
    assert report_of(letter, "bc-1").narrative == {"2": "Lời của bưu chính."}


def test_words_under_another_letter_do_not_come_along(cast):
    other = asked(cast, ROSTER, number="13/SKHCN", text_sha256="d" * 64)
    say(cast, other, {}, words="Lời của văn bản khác.", at=EARLIER)
    assert narrative(asked(cast, ROSTER)) == {}


def test_what_is_said_after_the_draft_does_not_change_it(cast):
    letter = asked(cast, ROSTER)
    assert narrative(letter) == {}
    say(cast, letter, {}, words="Nói sau.", at=DAY_BEFORE)
    assert narrative(letter) == {}


def test_the_contact_is_told_once_that_the_draft_lies_ready(cast):
    letter = asked(cast, to=("dd-1",))
    for _ in range(2):
        jobs.run(DAY_BEFORE)
    told = Message.objects.filter(subject="Dự thảo báo cáo đã sẵn sàng", channel="in_app")
    assert [message.recipient for message in told] == [cast.hang]
    assert report_of(letter).get_absolute_url() in told.get().url


def test_a_draft_belongs_to_its_organisation_alone(cast):
    letter = asked(cast)
    narrative(letter)
    report = report_of(letter)
    assert (report.state, report.drafted_at, report.version) == (Report.State.DRAFT, DAY_BEFORE, 1)
    for username, expected in {"dd-1.daumoi": True, "bc-1.daumoi": False, "so.chuyenvien": False}.items():
        visible = queries.visible_to(cast.person(username), DAY_BEFORE)
        assert visible.filter(pk=report.pk).exists() is expected, username


def test_the_page_lists_the_paragraphs_that_bind_and_those_written_of(cast):
    letter = asked(cast, ROSTER, STOCK)
    narrative(letter)
    report = report_of(letter)
    assert queries.paragraphs_of(report) == [(2, ROSTER[0]), (3, STOCK[0])]
    report.narrative = {"0": "Mở đầu.", "9": "Khác."}
    assert [number for number, _ in queries.paragraphs_of(report)] == [0, 2, 3, 9]
    assert set(queries.kinds_of(report)) == {"REPORT", "DUTY_ROSTER", "SPARE_EQUIPMENT"}


def test_reports_not_yet_drafted_are_expected(cast):
    letter = asked(cast)
    own = cast.organisation("dd-1")
    assert [row.directive for row in queries.expected_of(own)] == [letter]
    narrative(letter)
    assert not queries.expected_of(own).exists()
    assert queries.tally(queries.visible_to(cast.hang, DAY_BEFORE)) == {"draft": 1}
    assert actions.draft_due(DAY_BEFORE) == 0
