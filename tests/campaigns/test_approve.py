"""A second person approves: every operator has answered, the place and the number of people are typed again."""

from __future__ import annotations

import pytest
from tests.campaigns.running import HOUR

from thongsuot.campaigns import actions
from thongsuot.campaigns.models import Campaign
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_the_estimate_counts_parts_converted_messages_and_seconds(running):
    campaign = running.request(waves=(running.at + HOUR, running.at + 25 * HOUR))
    running.estimate(campaign)
    share = running.share(campaign)
    assert (share.subscribers, share.parts, share.converted, share.seconds) == (500_000, 2, 2_000_000, 2_000)
    assert (share.brand_registered, share.estimated_name) == (True, "Nguyễn Thị Hằng")
    running.estimate(campaign, subscribers=400_000)
    assert running.share(campaign).converted == 1_600_000


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"subscribers": 0}, r"Số thuê bao phải từ 1 đến 200\.000\.000; chưa lưu gì"),
        ({"subscribers": 200_000_001}, r"Số thuê bao phải từ 1 đến 200\.000\.000; chưa lưu gì"),
        ({"rate": 0}, r"từ 1 đến 1\.000\.000 tin nhắn/giây"),
        ({"rate": 1_000_001}, r"từ 1 đến 1\.000\.000 tin nhắn/giây"),
        ({"parts": 9}, "Số phần của tin nhắn không khớp"),
    ],
)
def test_an_estimate_that_cannot_be_is_refused(running, other, said):
    campaign = running.request()
    with pytest.raises(actions.Unsuitable, match=said):
        running.estimate(campaign, **other)


def test_nobody_else_estimates(running):
    share = running.share(running.request())
    told = actions.Estimate(1, 1, brand_registered=True)
    for person in (running.khanh, running.person("dd-2", "daumoi")):
        with pytest.raises((NotAllowed, Campaign.DoesNotExist)):
            running.do("estimate", share, told, by=person)


def test_an_operator_declines_with_a_reason(running):
    campaign = running.request("dd-1", "dd-2")
    running.estimate(campaign, "dd-2")
    with pytest.raises(actions.NoReason):
        running.do("decline", running.share(campaign), reason="", by=running.cast.hang)
    row = running.do("decline", running.share(campaign), reason="Hệ thống đang nâng cấp", by=running.cast.hang)
    assert (row.state, row.reason) == ("refused", "Hệ thống đang nâng cấp")
    assert running.approve(campaign, subscribers="312400").approved_subscribers == 312_400


def test_two_people_approve(running):
    campaign = running.request()
    running.estimate(campaign)
    with pytest.raises(actions.SamePerson, match="Lê Thanh Bình đã thực hiện bước trước"):
        running.do("approve", campaign, area=campaign.area.name, subscribers="500000", by=running.binh)
    with pytest.raises(NotAllowed):
        running.do("approve", campaign, area="", subscribers="", by=running.cast.hang)
    row = running.approve(campaign)
    assert (row.state, row.approved_name, row.approved_subscribers) == ("approved", "Trần Quốc Khánh", 500_000)


def test_every_operator_answers_or_is_left_out(running):
    campaign = running.request("dd-1", "dd-2")
    running.estimate(campaign)
    with pytest.raises(actions.NotYet, match=r"chưa trả lời: .+ghi rõ là không tham gia"):
        running.approve(campaign)
    with pytest.raises(actions.NoReason):
        running.do("leave_out", running.share(campaign, "dd-2"), reason="", by=running.binh)
    with pytest.raises(NotAllowed):
        running.do("leave_out", running.share(campaign, "dd-2"), reason="x", by=running.person("dd-2", "daumoi"))
    running.do("leave_out", running.share(campaign, "dd-2"), reason="Không liên lạc được", by=running.binh)
    said = Message.objects.filter(about=f"share:{running.share(campaign, 'dd-2').pk}", channel="in_app")
    assert any("không tham gia đợt này: Không liên lạc được" in row.body for row in said)
    assert running.approve(campaign).state == "approved"


def test_after_the_approval_nobody_is_left_out(running):
    campaign = running.approved("dd-1", "dd-2")
    with pytest.raises(actions.NotYet, match="Đợt đã được phê duyệt; hãy tạm dừng hoặc dừng hẳn"):
        running.do("leave_out", running.share(campaign, "dd-2"), reason="Không liên lạc được", by=running.binh)
    assert running.share(campaign, "dd-2").state == "estimated"


def test_with_nobody_left_there_is_nothing_to_approve(running):
    campaign = running.request()
    running.do("leave_out", running.share(campaign), reason="Không liên lạc được", by=running.binh)
    with pytest.raises(actions.NotYet, match="không có gì để phê duyệt"):
        running.approve(campaign, subscribers="0")


@pytest.mark.parametrize("typed", ["500000", "500.000", " 500 000 ", "500,000"])
@pytest.mark.parametrize("area", ["{}", "  {} ", "{}".upper()])
def test_spaces_and_grouping_do_not_matter(running, typed, area):
    campaign = running.request()
    running.estimate(campaign)
    assert running.approve(campaign, area=area.format(campaign.area.name), subscribers=typed).state == "approved"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"area": "tỉnh Đông Xuân"}, r"chưa khớp: tên khu vực\."),
        ({"subscribers": "50000"}, r"chưa khớp: tổng số thuê bao ước tính\."),
        ({"subscribers": "năm trăm nghìn"}, r"chưa khớp: tổng số thuê bao ước tính\."),
        ({"area": "", "subscribers": ""}, "chưa khớp: tên khu vực, tổng số thuê bao"),
    ],
)
def test_wrong_typing_says_which_and_approves_nothing(running, typed, said):
    campaign = running.request()
    running.estimate(campaign)
    with pytest.raises(actions.Mistyped, match=said):
        running.approve(campaign, **typed)
    assert Campaign.objects.get(pk=campaign.pk).state == "requested"


def test_an_estimate_put_right_while_the_page_was_open_is_noticed(running):
    campaign = running.request()
    running.estimate(campaign)
    running.estimate(campaign, subscribers=700_000)
    with pytest.raises(actions.Mistyped, match="tổng số thuê bao"):
        running.approve(campaign, subscribers="500000")


def test_after_the_approval_estimates_stand(running):
    campaign = running.approved()
    with pytest.raises(actions.NotYet, match="ước tính không đổi được nữa"):
        running.estimate(campaign)
    with pytest.raises(IllegalMove):
        running.approve(campaign, subscribers="500000")


def test_a_first_wave_that_has_passed_is_asked_for_anew(running):
    campaign = running.request()
    running.estimate(campaign)
    running.later(4 * HOUR)
    with pytest.raises(actions.NotYet, match="lập đề nghị mới"):
        running.approve(campaign)
