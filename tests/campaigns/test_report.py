"""What operators count reaches their reports by itself, and is never added to what somebody typed."""

from __future__ import annotations

import pytest
from tests.campaigns.running import MINUTE
from tests.cast import MONDAY
from tests.directives.letters import reading
from tests.worlds import world

from thongsuot.campaigns import papers
from thongsuot.campaigns.models import Campaign
from thongsuot.directives import actions as directives
from thongsuot.directives import queries as duties
from thongsuot.directives.models import Assignment
from thongsuot.engines.officialdoc import Section, Table
from thongsuot.reports import actions as reports
from thongsuot.reports import queries

pytestmark = pytest.mark.django_db
TYPED = {"subscribers": 7, "sent": 7, "delivered": 7, "failed": 0, "uncertain": 0}


@world
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


def said(block):
    """Return the words of a block and of all within it."""
    if isinstance(block, Table):
        return [*(str(cell) for row in block.rows for cell in row), *block.notes]
    if isinstance(block, Section):
        return [block.title, *(words for inner in block.blocks for words in said(inner))]
    return [block.text]


def paper(running, campaign):
    campaign = Campaign.objects.get(pk=campaign.pk)
    shares = list(campaign.shares.select_related("organisation").order_by("organisation__sort_key"))
    return papers.report(campaign, shares, running.at)


def test_the_paper_of_a_campaign_goes_to_whom_asked_for_it(running):
    campaign = running.sending("dd-1", "dd-2")
    told = paper(running, campaign)
    assert told.addressees == ("Ủy ban nhân dân tỉnh Đông Xuyên",)
    assert told.recipients
    assert told.signatures[0].post == "Giám đốc"
    words = [word for block in told.blocks for word in said(block)]
    for cell in ("500.000", "1.000.000", "312.400", "812.400", "1.624.800", "đã đăng ký", "Đang gửi"):
        assert cell in words
    whole = " ".join(words)
    assert "Các lượt gửi: 12 giờ 00 phút ngày 03 tháng 02 năm 2020." in whole
    assert "Người phê duyệt: Trần Quốc Khánh, 09 giờ 00 phút ngày 03 tháng 02 năm 2020; 812.400 thuê bao." in whole


def test_the_paper_of_a_halted_campaign_says_so(running):
    campaign = running.sending()
    running.do("halt", campaign, reason="Ghi sai giờ.", by=running.binh)
    words = [word for block in paper(running, campaign).blocks for word in said(block)]
    assert "Trạng thái: đã dừng hẳn. Ghi sai giờ." in words
    asked = running.request(number="99/UBND")
    words = " ".join(word for block in paper(running, asked).blocks for word in said(block))
    assert "chưa được phê duyệt" in words


def test_another_operators_count_is_its_own(running, duty):
    running.sending("dd-2")
    assert figures(duty, running.at) == {}
