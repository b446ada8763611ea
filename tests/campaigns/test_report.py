"""What operators count reaches their reports by itself, and is never added to what somebody typed."""

from __future__ import annotations

import pytest
from tests.campaigns.running import MINUTE
from tests.cast import MONDAY
from tests.directives.letters import reading

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as duties
from thongsuot.directives.models import Assignment
from thongsuot.reports import actions as reports
from thongsuot.reports import queries

pytestmark = pytest.mark.django_db
TYPED = {"subscribers": 7, "sent": 7, "delivered": 7, "failed": 0, "uncertain": 0}


@pytest.fixture
def duty(cast):
    """Return the duty of the first operator in an issued letter that asks for mass messages."""
    letter = directives.receive(
        reading(), file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    directives.issue(letter, by=cast.khanh, at=MONDAY)
    rows = Assignment.objects.filter(directive=letter, organisation__code="dd-1", obligation__kind="MASS_SMS")
    return rows.select_related("obligation", "organisation", "directive").order_by("obligation__start").first()


def figures(duty, at):
    asked = Assignment.objects.filter(directive=duty.directive, organisation=duty.organisation)
    report = reports.draft(asked.filter(obligation__kind="REPORT").first(), at=at)
    return queries.figures_of(report, at).get("MASS_SMS", {})


def test_the_count_stands_in_the_report_as_declared(running, duty):
    running.sending()
    told = figures(duty, running.at)
    assert told["declared"]["delivered"] == 4_900
    assert not told.get("measured")


def test_what_was_typed_before_is_not_added_to_the_count(running, duty):
    directives.declare(duty, directives.Statement(TYPED, "Đã nhắn tin."), by=running.cast.hang, at=running.at)
    campaign = running.sending()
    running.later(MINUTE)
    assert figures(duty, running.at)["declared"]["sent"] == 5_000
    shown = duties.counted_for(duty, running.at)
    assert {f.label: f.declared for f in shown.figures}["tin nhắn đã gửi"] == 5_000
    assert [entry.summary for entry in shown.declared][0] == "Đã nhắn tin."
    assert len(shown.declared) == 2
    assert running.share(campaign).order_key == f"obligation:{duty.obligation_id}"


def test_another_operators_count_is_its_own(running, duty):
    running.sending("dd-2")
    assert figures(duty, running.at) == {}
