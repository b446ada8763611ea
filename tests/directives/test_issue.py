"""The letter goes out to everybody it binds, or not at all."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY

from thongsuot.directives import actions
from thongsuot.directives.models import Assignment, Directive, Receipt
from thongsuot.ledger.models import Order
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_nothing_goes_out_while_a_proposal_is_unread(cast, received):
    with pytest.raises(actions.StillProposed, match="Còn 4 đề xuất"):
        actions.issue(received, by=cast.khanh, at=MONDAY)
    assert not Receipt.objects.exists()


def test_each_duty_binds_whom_it_names(cast, issued):
    bound = {
        duty.kind: sorted(a.organisation.code for a in duty.assignments.all()) for duty in issued.obligations.all()
    }
    everybody = ["bc-1", "bc-2", "bc-3", "cd-1", "cd-2", "dd-1", "dd-2", "dd-3", "in-1"]
    assert bound["DUTY_ROSTER"] == bound["REPORT"] == everybody
    assert bound["SPARE_EQUIPMENT"] == everybody[3:]
    assert bound["MASS_SMS"] == ["dd-1", "dd-2", "dd-3"]


def test_each_organisation_gets_a_receipt_orders_and_a_message(cast, issued):
    assert issued.state == Directive.State.ISSUED
    assert Receipt.objects.filter(state=Receipt.State.SENT).count() == 9
    assert Order.objects.count() == Assignment.objects.count() == 9 + 6 + 3 + 9
    told = Message.objects.filter(channel="in_app").values_list("recipient__username", flat=True)
    assert {"dd-1.daumoi", "dd-1.lanhdao", "bc-3.daumoi"} <= set(told)


def test_a_rejected_proposal_binds_nobody(cast, received):
    first, *others = received.obligations.all()
    actions.reject(received, [first], by=cast.binh, at=MONDAY)
    actions.confirm(received, others, by=cast.binh, at=MONDAY)
    actions.issue(received, by=cast.khanh, at=MONDAY)
    assert not first.assignments.exists()


def test_the_deadline_runs_only_where_the_letter_sets_one(cast, issued):
    deadlines = {a.obligation.kind: a.deadline_at for a in Assignment.objects.select_related("obligation")}
    assert deadlines["DUTY_ROSTER"] is None
    assert deadlines["MASS_SMS"] is None
    assert deadlines["REPORT"].isoformat() == "2020-02-07T07:00:00+00:00"


def test_an_enterprise_issues_nothing(cast, received):
    actions.confirm(received, list(received.obligations.all()), by=cast.binh, at=MONDAY)
    with pytest.raises(PermissionError):
        actions.issue(received, by=cast.long, at=MONDAY)


def test_a_withdrawn_letter_ends_its_duties_and_orders(cast, issued):
    actions.withdraw(issued, by=cast.khanh, at=MONDAY)
    assert set(Assignment.objects.values_list("state", flat=True)) == {"withdrawn"}
    assert not Order.objects.filter(until=None).exists()
