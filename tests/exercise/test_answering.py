"""The exercise plays what goes by other ways: an invitation, a question, a wish for more time, a report on paper."""

from __future__ import annotations

import pytest
from django.utils.timezone import localtime
from tests.directives.letters import reading
from tests.exercise.agreement import LETTERS

from thongsuot.directives.models import Answer, Clarification, Code, Directive, Proof, Receipt
from thongsuot.engines import letter
from thongsuot.exercise import queries
from thongsuot.exercise.actions import answering
from thongsuot.exercise.actions.playing import play
from thongsuot.files.models import File
from thongsuot.organisations import access
from thongsuot.reports.models import Report, Submission
from thongsuot.web.exercise_command import machinery

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def told():
    """Return the letter as the engine reads it; it asks nine enterprises for a report."""
    return letter.to_json(letter.read((LETTERS / "hai-han.txt").read_bytes(), filename="hai-han.txt"))


def test_one_comes_in_one_asks_one_wants_time_and_one_hands_in_paper(cast, told):
    directive = play(told, b"letter", machinery=machinery())
    with access.acting_as_system():
        codes, _reporting = queries.speakers(directive, queries.main_snapshot(directive).deadline_at)
        _late, guest, asker, on_paper = codes[1:5]
        came_in_by_its_invitation(directive, guest)
        asked_once_and_all_were_told(directive, asker)
        wanted_time_in_vain(directive, codes[1])
        handed_in_paper(directive, on_paper)
        result = queries.result_of(directive)
        assert result["invitations"] == directive.receipts.count() == 9
    ways = ("by_invitation", "questions", "published", "extensions_asked", "paper_reports")
    assert [result[name] for name in ways] == [1, 1, 1, 1, 1]


def came_in_by_its_invitation(directive, code):
    proof = Proof.objects.get(invitation__directive=directive)
    assert (proof.invitation.organisation.code, proof.person.username) == (code, f"{code}.daumoi")
    assert Code.objects.get(purpose="enter").used_at is not None
    receipt = Receipt.objects.get(directive=directive, organisation__code=code)
    assert receipt.acknowledged_by == proof.person


def asked_once_and_all_were_told(directive, code):
    row = Answer.objects.get(directive=directive, kind=Answer.Kind.UNCLEAR)
    assert (row.organisation.code, row.state, row.decision) == (code, "answered", "keep")
    assert Clarification.objects.get(directive=directive).answer == row


def wanted_time_in_vain(directive, code):
    row = Answer.objects.get(directive=directive, kind=Answer.Kind.EXTENSION)
    assert (row.organisation.code, row.decision) == (code, "keep")
    assert row.assignment.deadline_at < row.until


def handed_in_paper(directive, code):
    row = Submission.objects.exclude(channel="").get(report__directive=directive)
    assert (row.organisation.code, row.channel) == (code, "paper")
    assert row.received_at < row.at
    assert File.objects.filter(organisation__code=code, sha256__in=row.files, quarantined_at=None).exists()
    report = Report.objects.get(pk=row.report_id)
    assert localtime(report.submitted_at) == localtime(row.received_at)


def test_a_letter_that_asks_for_no_report_hears_a_question_and_sees_no_paper(cast):
    parts = {"one": ("Thực hiện nội dung được giao.", "standing", "all", "OTHER")}
    directive = play(reading(parts=parts), b"letter", machinery=machinery())
    with access.acting_as_system():
        result = queries.result_of(directive)
    assert (result["questions"], result["extensions_asked"], result["paper_reports"]) == (1, 0, 0)


def test_a_letter_to_one_organisation_has_nobody_left_to_ask(cast):
    parts = {"one": ("Thực hiện nội dung được giao.", "standing", "named", "OTHER")}
    told = reading(parts=parts)
    told["obligations"][0]["obliged_names"] = ["bc-1"]
    directive = play(told, b"letter", machinery=machinery())
    with access.acting_as_system():
        visitors = answering.Visitors.of(Directive.objects.get(), queries.main_snapshot(directive).taken_at)
    assert visitors == answering.Visitors()
