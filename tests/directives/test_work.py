"""An organisation acknowledges, works, declares and completes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.worlds import world

from thongsuot.directives import actions, jobs, queries
from thongsuot.directives.models import Assignment, Receipt
from thongsuot.directives.states import Outcome
from thongsuot.ledger.models import Evidence

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def assignment_of(issued, code, kind):
    """Return an organisation's assignment of a kind."""
    return Assignment.objects.get(directive=issued, organisation__code=code, obligation__kind=kind)


@world
def stock(cast, issued):
    """Return the first mobile operator's one-off duty, received."""
    actions.acknowledge(queries.receipt_of(issued, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    return assignment_of(issued, "dd-1", "SPARE_EQUIPMENT")


def test_acknowledging_the_letter_receives_its_duties(cast, issued, stock):
    assert stock.state == Assignment.State.RECEIVED
    assert assignment_of(issued, "dd-2", "SPARE_EQUIPMENT").state == Assignment.State.ARRIVED


def test_only_the_own_people_acknowledge(cast, issued):
    with pytest.raises(PermissionError):
        actions.acknowledge(queries.receipt_of(issued, cast.organisation("dd-2")), by=cast.hang, at=MONDAY)


def test_done_is_refused_while_figures_are_missing_and_says_which(cast, stock):
    with pytest.raises(actions.NotYetDone, match="thiết bị dự phòng đã kiểm tra, thiết bị dự phòng"):
        actions.complete(stock, by=cast.hang, at=MONDAY)


def test_done_is_accepted_with_the_figures(cast, stock):
    actions.declare(stock, actions.Statement({"items_tested": 4, "items_total": 5}), by=cast.hang, at=MONDAY)
    stock.refresh_from_db()
    done = actions.complete(stock, by=cast.hang, at=MONDAY + HOUR)
    assert (done.state, done.done_at) == (Assignment.State.DONE, MONDAY + HOUR)
    assert queries.outcome_of(done, MONDAY + HOUR) is Outcome.DONE_ON_TIME


def test_a_declaration_becomes_evidence_about_its_one_duty(cast, stock):
    actions.declare(stock, actions.Statement({"items_tested": 4, "items_total": 5}), by=cast.hang, at=MONDAY)
    actions.declare(stock, actions.Statement({"items_tested": 5, "items_total": 5}), by=cast.hang, at=MONDAY + HOUR)
    versions = Evidence.objects.filter(about=f"assignment:{stock.pk}").order_by("version")
    assert [(e.version, e.figures["items_tested"], e.measured) for e in versions] == [(1, 4, False), (2, 5, False)]


def test_standing_duties_and_the_report_are_not_called_done_by_hand(cast, issued, stock):
    for kind, reason in (("DUTY_ROSTER", "thường xuyên"), ("REPORT", "khi báo cáo được gửi")):
        with pytest.raises(actions.NotYetDone, match=reason):
            actions.complete(assignment_of(issued, "dd-1", kind), by=cast.hang, at=MONDAY)


def test_a_conditional_duty_waits_ready_until_it_is_asked_for(cast, issued, stock):
    sms = assignment_of(issued, "dd-1", "MASS_SMS")
    assert queries.outcome_of(sms, MONDAY) is Outcome.ARMED
    actions.activate(sms.obligation, by=cast.binh, at=MONDAY, deadline_at=MONDAY + 3 * HOUR)
    sms.refresh_from_db()
    assert queries.outcome_of(sms, MONDAY) is Outcome.RECEIVED
    assert queries.outcome_of(sms, MONDAY + 3 * HOUR) is Outcome.OPEN_LATE


def test_the_register_counts_receipts_as_measured_evidence_by_itself(cast, issued, stock):
    assert jobs.next_due() <= MONDAY
    jobs.run(MONDAY + HOUR)
    rows = Evidence.objects.filter(kind="RECEIPT")
    assert sum(row.figures["organisations"] for row in rows) == 9
    assert sum(row.figures["acknowledged"] for row in rows) == 1
    assert all(row.measured for row in rows)


def test_entering_everything_again_changes_nothing(cast, issued, stock):
    actions.declare(stock, actions.Statement({"items_tested": 4}), by=cast.hang, at=MONDAY)
    actions.declare(stock, actions.Statement({"items_tested": 5}), by=cast.hang, at=MONDAY)
    jobs.run(MONDAY + HOUR)
    before = list(Evidence.objects.order_by("id").values_list("id", "digest"))
    assert actions.rebuild() > 9
    assert list(Evidence.objects.order_by("id").values_list("id", "digest")) == before


def test_a_worker_is_counted_once_however_often_the_link_is_opened(cast, issued, stock):
    from thongsuot.organisations.actions import open_link

    receipt = Receipt.objects.get(directive=issued, organisation__code="dd-1")
    secret = actions.open_briefing(receipt, by=cast.hang, at=MONDAY)
    for _ in range(2):
        link = open_link(secret, purpose="briefing", at=MONDAY)
        actions.acknowledge_briefing(link, "dd1001", at=MONDAY)
    with pytest.raises(actions.UnknownStaff, match="DD9999"):
        actions.acknowledge_briefing(link, "DD9999", at=MONDAY)
    jobs.run(MONDAY + HOUR)
    evidence = Evidence.objects.get(kind="STAFF_ACKNOWLEDGEMENT")
    assert evidence.figures == {"staff": 6, "acknowledged": 1}
    assert evidence.measured


def test_the_matrix_summarises_paragraphs_and_opens_duties(cast, issued, stock):
    told = queries.matrix(issued, at=MONDAY)
    assert len(told.organisations) == 9
    assert [len(row.duties) for row in told.rows] == [1, 1, 1, 1]
    column = [o.code for o in told.organisations].index("dd-1")
    assert told.rows[1].cells[column].word is Outcome.RECEIVED
    assert told.rows[2].cells[column].word is Outcome.ARMED
