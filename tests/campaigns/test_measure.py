"""What our own gateway sent is measured evidence, at most once a minute, and never added to what somebody declares."""

from __future__ import annotations

import pytest
from tests.campaigns import gated
from tests.campaigns.running import HOUR, MINUTE
from tests.directives.letters import reading

from thongsuot.campaigns import actions, jobs, queries
from thongsuot.campaigns.models import Batch
from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence
from thongsuot.reports import actions as reports
from thongsuot.reports import queries as drafts

pytestmark = pytest.mark.django_db


def measured():
    return Evidence.objects.filter(kind="MASS_SMS", measured=True).order_by("version")


def test_what_was_sent_is_entered_as_seen_by_the_gateway(running):
    share = gated.sending(running)
    batch = gated.batches(share, 1, "rest")[0]
    gated.settle(batch, refused={0x0B: 40}, uncertain=10)
    gated.receive(batch, delivered=9_000, undelivered=50)
    assert jobs.run(running.at) == 1
    row = measured().get()
    assert row.figures == {
        "subscribers": 10_500, "sent": 10_500, "delivered": 9_000, "failed": 90, "uncertain": 10,
        "segments": 20_900,
    }  # fmt: skip
    assert (row.measured, row.by_name, row.key) == (True, "Cổng gửi tin", f"share:{share.pk}:gateway")
    assert row.happened_at == share.trial_at
    assert row.known_at == running.at


def test_counts_are_entered_once_a_minute_while_they_change(running):
    share = gated.sending(running)
    first, second, *_ = gated.batches(share, 1, "rest")
    gated.settle(first)
    jobs.run(running.at)
    gated.settle(second)
    assert jobs.next_due() == running.at + MINUTE
    running.later(MINUTE / 2)
    assert jobs.run(running.at) == 0
    running.later(MINUTE / 2)
    assert jobs.run(running.at) == 1
    assert [row.figures["sent"] for row in measured()] == [10_500, 20_500]
    running.later(HOUR)
    assert jobs.run(running.at) == 0  # nothing has changed since


def test_the_end_is_entered_at_once(running):
    share = gated.sending(running, kept=2_000)
    jobs.run(running.at)
    (rest,) = gated.batches(share, 1, "rest")
    gated.settle(rest)
    assert jobs.run(running.at) == 1
    assert measured().last().figures["sent"] == 2_000
    gated.receive(rest, delivered=1_900)
    assert jobs.run(running.at) == 0  # receipts are no hurry
    assert jobs.run(running.at + MINUTE) == 1
    assert measured().last().figures["delivered"] == 1_900


def test_what_a_halt_left_unsent_is_counted_as_far_as_it_went(running):
    share = gated.sending(running)
    gated.settle(gated.batches(share, 1, "rest")[0], upto=4_000)
    running.do("halt", share.campaign, reason="Sai nội dung", by=running.binh)
    jobs.run(running.at)
    assert measured().get().figures["sent"] == 4_500


def test_test_telephones_are_no_subscribers(running):
    campaign = running.approved()
    gated.numbers(running, running.share(campaign), 5_000)
    share = running.tested(campaign)
    (phones,) = Batch.objects.filter(share=share, wave=0)
    gated.settle(phones)
    assert jobs.run(running.at) == 0
    assert queries.sent_of(share) == queries.Sent()


def test_once_the_numbers_are_purged_nothing_more_is_looked_at(running):
    share = gated.sending(running)
    gated.settle(gated.batches(share, 1, "rest")[0])
    share.numbers.purged_at = running.at
    share.numbers.save()
    assert jobs.run(running.at) == 0
    assert actions.rebuild() == 1  # the totals stay
    assert measured().get().figures["sent"] == 10_500


def test_rebuilding_changes_nothing_of_what_was_measured(running):
    share = gated.sending(running)
    running.sending("dd-2", number="99/UBND", waves=(running.at + 3 * HOUR,))
    gated.settle(gated.batches(share, 1, "rest")[0], uncertain=3)
    jobs.run(running.at)
    before = list(Evidence.objects.order_by("pk").values_list("pk", "figures"))
    assert actions.rebuild() == 2  # one share that our gateway sends, one that its operator counts
    assert list(Evidence.objects.order_by("pk").values_list("pk", "figures")) == before


def test_who_has_our_gateway_counts_nothing_by_hand(running):
    share = gated.sending(running)
    with pytest.raises(actions.NotYet, match="do cổng gửi tin gửi và tự đếm"):
        running.tally(share.campaign)
    assert not Evidence.objects.filter(kind="MASS_SMS").exists()


def test_seen_and_declared_stand_apart_in_the_report(running):
    cast = running.cast
    letter = directives.receive(
        reading(), file=None, organisation=cast.department, reality="live", by=cast.binh, at=running.at
    )
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=running.at)
    directives.issue(letter, by=cast.khanh, at=running.at)
    own = Assignment.objects.filter(directive=letter, organisation__code="dd-1")
    share = gated.sending(running)
    gated.settle(gated.batches(share, 1, "rest")[0])
    jobs.run(running.at)
    duty = own.filter(obligation__kind="MASS_SMS").select_related("obligation", "organisation", "directive").first()
    typed = {"subscribers": 7, "sent": 7, "delivered": 7, "failed": 0, "uncertain": 0}
    directives.declare(duty, directives.Statement(typed, "Đã nhắn thêm."), by=cast.hang, at=running.at)
    report = reports.draft(own.filter(obligation__kind="REPORT").first(), at=running.at)
    told = drafts.figures_of(report, running.at)["MASS_SMS"]
    assert (told["measured"]["sent"], told["declared"]["sent"]) == (10_500, 7)
    assert ledger.current(measured()).count() == 1
