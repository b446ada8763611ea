"""A campaign is asked for with its document, its ground, its text and the correction of it."""

from __future__ import annotations

import pytest
from tests.campaigns.running import HOUR, MINUTE

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_each_operator_is_asked_and_nothing_is_sent(running):
    campaign = running.request("dd-1", "dd-2")
    assert (campaign.state, campaign.parts, campaign.requested_name) == ("requested", 2, "Lê Thanh Bình")
    assert sorted(campaign.shares.values_list("organisation__code", "state")) == [("dd-1", "asked"), ("dd-2", "asked")]
    told = Message.objects.filter(about__startswith="share:", channel="in_app")
    assert {m.organisation.code for m in told} == {"dd-1", "dd-2"}
    assert all("98/UBND-KGVX" in m.body for m in told)


def test_an_operator_asks_for_nothing(running):
    with pytest.raises(NotAllowed):
        running.request(by=running.cast.hang)


@pytest.mark.parametrize(
    ("other", "field", "said"),
    [
        ({"brand": "UBND tỉnh ĐX"}, "brand", "2 đến 11 ký tự"),
        ({"brand": "UBNDTINHDX12"}, "brand", "2 đến 11 ký tự"),
        ({"text": " "}, "text", "cả nội dung tin nhắn và nội dung đính chính"),
        ({"correction": ""}, "correction", "cả nội dung tin nhắn và nội dung đính chính"),
        ({"text": "Ở nhà\u200b từ 12 giờ"}, "text", "không gửi được như đang viết"),
        ({"correction": "Bỏ qu\u0430 tin trước"}, "correction", "1 chỗ, chỗ đầu ở “…Bỏ qu\u0430 tin trư…”"),
        ({"legal_ground": ""}, "legal_ground", "căn cứ pháp lý"),
        ({"number": " "}, "legal_ground", "số văn bản"),
        ({"waves": ()}, "waves", "từ 1 đến 10 lượt gửi"),
    ],
)
def test_what_cannot_be_sent_is_not_asked_for(running, other, field, said):
    with pytest.raises(actions.Unsuitable, match=said) as refused:
        running.request(**other)
    assert refused.value.field == field
    assert not Campaign.objects.exists()


def test_waves_are_dated_numbered_and_not_of_the_past(running):
    moments = (running.at + 27 * HOUR, running.at + 3 * HOUR)
    campaign = running.request(waves=moments)
    assert [(w.number, w.starts_at) for w in campaign.waves.all()] == [(1, moments[1]), (2, moments[0])]
    with pytest.raises(actions.Unsuitable, match="không trùng giờ"):
        running.request(waves=(moments[0], moments[0]))
    with pytest.raises(actions.Unsuitable, match="đã qua"):
        running.request(waves=(running.at - MINUTE,))


def test_a_rule_gives_its_dates_before_the_approval(running):
    assert queries.wave_moments(running.at, "FREQ=DAILY;INTERVAL=3", 3) == [
        running.at, running.at + 72 * HOUR, running.at + 144 * HOUR,
    ]  # fmt: skip
    assert queries.wave_moments(running.at, "", 5) == [running.at]
    assert len(queries.wave_moments(running.at, "FREQ=DAILY", 99)) == 10


def test_the_same_request_waits_for_the_end_of_the_first(running):
    campaign = running.request()
    with pytest.raises(actions.Unsuitable, match="đang được xử lý") as refused:
        running.request()
    assert refused.value.field == "number"
    running.request(text=f"{campaign.text} Cảm ơn.")
    running.request(waves=(running.at + 5 * HOUR,))
    running.do("withdraw", campaign, reason="Nhập sai", by=running.binh)
    assert running.request().state == "requested"


def test_each_operator_is_chosen_once(running):
    with pytest.raises(actions.Unsuitable, match="mỗi doanh nghiệp một lần"):
        running.request("dd-1", "dd-1")


@pytest.mark.parametrize(
    ("codes", "branch"), [(("dd-1", "dd-2"), "dd-3"), (("dd-1", "dd-2"), "dd-1"), (("dd-1",), "dd-1")]
)
def test_a_branch_in_copy_sees_no_competitor(running, codes, branch):
    with pytest.raises(actions.Unsuitable, match="chỉ chọn được khi đề nghị gửi cho một doanh nghiệp") as refused:
        running.request(*codes, branch=branch)
    assert refused.value.field == "branch"
    assert not Campaign.objects.exists()


def test_a_centre_elsewhere_is_ordered_with_the_branch_in_copy(running):
    centre = running.cast.organisation("dd-2")
    centre.supervisor = None
    centre.save()
    campaign = running.request("dd-2", branch="dd-1")
    share = Share.objects.get(campaign=campaign)
    assert share.branch.code == "dd-1"
    told = Message.objects.filter(about=f"share:{share.pk}", channel="in_app")
    assert {m.organisation.code for m in told} == {"dd-1", "dd-2"}
    running.estimate(campaign, "dd-2")
    running.approve(campaign)
    halted = running.do("halt", campaign, reason="Văn bản bị thay thế", by=running.binh)
    assert halted.shares.get().state == "halted"


def test_whoever_asked_takes_it_back_with_a_reason(running):
    campaign = running.request()
    with pytest.raises(actions.NoReason, match="Cần nêu lý do"):
        running.do("withdraw", campaign, reason=" ", by=running.binh)
    row = running.do("withdraw", campaign, reason="Nhập sai khu vực", by=running.binh)
    assert (row.state, row.reason, row.shares.get().state) == ("withdrawn", "Nhập sai khu vực", "halted")


def test_the_second_person_refuses_with_a_reason(running):
    campaign = running.request()
    with pytest.raises(actions.SamePerson, match="Lê Thanh Bình đã thực hiện"):
        running.do("refuse", campaign, reason="Không cần", by=running.binh)
    row = running.do("refuse", campaign, reason="Nội dung chưa rõ", by=running.khanh)
    assert (row.state, row.generation) == ("refused", 2)
