"""An organisation may ask to look again at what was entered on its behalf."""

from __future__ import annotations

import pytest
from tests.reports import papers_by_hand as hand
from tests.reports import small
from tests.reports.small import DAY_BEFORE, MINUTE, ROSTER
from tests.worlds import world

from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message
from thongsuot.reports import actions
from thongsuot.reports.models import Objection

pytestmark = pytest.mark.django_db

LATER = DAY_BEFORE + MINUTE


@world
def submission(cast):
    """Return a report keyed from paper."""
    return hand.key(cast, small.drafted(cast, ROSTER))


def ask(cast, submission, words="Số ca trực là 12, không phải 9.", by=None):
    return actions.object_to(submission, words, by=by or cast.hang, at=LATER)


def test_the_department_is_told_and_the_report_stays(cast, submission):
    ask(cast, submission)
    told = Message.objects.get(recipient=cast.binh, channel="in_app", subject__contains="đề nghị xem lại")
    assert told.body == "Số ca trực là 12, không phải 9."
    assert submission.report.state == "submitted"


def test_the_answer_reaches_the_organisation(cast, submission):
    row = actions.reply_to_objection(ask(cast, submission), "Sở sẽ đề nghị bổ sung.", by=cast.binh, at=LATER)
    assert (row.reply, row.replied_name, row.replied_at) == ("Sở sẽ đề nghị bổ sung.", cast.binh.name, LATER)
    assert Message.objects.filter(recipient=cast.hang, subject__startswith="Sở trả lời đề nghị xem lại").exists()


def test_a_report_of_ones_own_is_not_objected_to(cast):
    letter = small.drafted(cast, ROSTER)
    with pytest.raises(actions.NothingToObject):
        ask(cast, small.send(cast, letter))


@pytest.mark.parametrize("words", ["", "   "], ids=["empty", "blank"])
def test_an_objection_says_something(cast, submission, words):
    with pytest.raises(actions.NothingToObject):
        ask(cast, submission, words)


def test_a_competitor_does_not_object(cast, submission):
    with pytest.raises(NotAllowed):
        ask(cast, submission, by=cast.person("dd-2.daumoi"))


def test_the_organisation_does_not_answer_itself(cast, submission):
    with pytest.raises(NotAllowed):
        actions.reply_to_objection(ask(cast, submission), "Đồng ý.", by=cast.long, at=LATER)


def test_it_is_answered_once(cast, submission):
    row = ask(cast, submission)
    actions.reply_to_objection(row, "Đã xem.", by=cast.binh, at=LATER)
    with pytest.raises(actions.NothingToObject):
        actions.reply_to_objection(row, "Khác.", by=cast.khanh, at=LATER)
    assert Objection.objects.get(pk=row.pk).reply == "Đã xem."


def test_an_empty_answer_is_none(cast, submission):
    with pytest.raises(actions.NothingToObject):
        actions.reply_to_objection(ask(cast, submission), " ", by=cast.binh, at=LATER)
