"""Pausing, going on, halting, closing; a change of shifts; and the correction that lies ready."""

from __future__ import annotations

import pytest
from tests.campaigns.running import CORRECTION, HOUR, MINUTE

from thongsuot.campaigns import actions, jobs
from thongsuot.campaigns.actions.watching import SHIFT_OVER
from thongsuot.campaigns.models import Campaign
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Edit
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_the_department_pauses_everybody_and_lets_them_go_on(running):
    campaign = running.sending("dd-1", "dd-2")
    with pytest.raises(actions.NoReason):
        running.do("pause", campaign, reason="", by=running.binh)
    running.do("pause", campaign, reason="Chờ chỉ đạo", by=running.binh)
    assert {running.share(campaign, code).state for code in ("dd-1", "dd-2")} == {"paused"}
    with pytest.raises(actions.Void):
        running.do("resume_share", running.share(campaign), by=running.person("dd-1", "lanhdao"))
    running.do("resume", campaign, by=running.binh)
    assert {running.share(campaign, code).state for code in ("dd-1", "dd-2")} == {"sending"}
    said = set(Message.objects.filter(about__startswith="share:", priority=1).values_list("body", flat=True))
    assert "Sở yêu cầu tạm dừng gửi: Chờ chỉ đạo" in said


def test_what_an_operator_paused_the_operator_resumes(running):
    campaign = running.sending()
    running.do("pause_share", running.share(campaign), reason="Nghẽn", by=running.person("dd-1", "daumoi"))
    running.do("pause", campaign, reason="Chờ", by=running.binh)
    running.do("resume", campaign, by=running.binh)
    assert running.share(campaign).state == "paused"
    with pytest.raises(actions.SamePerson):
        running.do("resume_share", running.share(campaign), by=running.person("dd-1", "daumoi"))
    row = running.do("resume_share", running.share(campaign), by=running.person("dd-1", "lanhdao"))
    assert (row.state, row.reason, row.paused_from) == ("sending", "", "")


def test_a_pause_during_the_trial_leads_back_to_the_trial(running):
    campaign = running.approved()
    running.tried(campaign)
    running.do("pause_share", running.share(campaign), reason="Sai tên", by=running.person("dd-1", "daumoi"))
    row = running.do("resume_share", running.share(campaign), by=running.person("dd-1", "lanhdao"))
    assert row.state == "trial"


@pytest.mark.parametrize("way", ["tried", "sending"])
def test_what_is_not_paused_is_not_resumed(running, way):
    campaign = running.approved() if way == "tried" else running.sending()
    if way == "tried":
        running.tried(campaign)
    before = running.share(campaign).state
    with pytest.raises(IllegalMove):
        running.later(MINUTE).do("resume_share", running.share(campaign), by=running.person("dd-1", "lanhdao"))
    assert running.share(campaign).state == before


def test_a_running_share_is_paused_when_its_pair_has_gone(running):
    campaign = running.sending()
    over = running.share(campaign).confirmed_until
    assert jobs.next_due() == over
    assert jobs.run(over - MINUTE) == 0
    assert jobs.run(over) == 1
    share = running.share(campaign)
    assert (share.state, share.pause_cause) == ("paused", "shift")
    assert jobs.next_due() is None
    running.at = over + MINUTE
    with pytest.raises(actions.NotYet, match="hai người của ca mới"):
        running.do("resume_share", share, by=running.person("dd-1", "lanhdao"))
    assert running.do("confirm_shift", share, by=running.person("dd-1", "trucban")).state == "paused"
    with pytest.raises(actions.SamePerson, match="cần người thứ hai"):
        running.do("confirm_shift", share, by=running.person("dd-1", "trucban"))
    row = running.do("confirm_shift", share, by=running.person("dd-1", "lanhdao"))
    assert (row.state, row.confirmed_until) == ("sending", running.at + 12 * HOUR)


def test_the_new_pair_may_confirm_before_the_old_one_goes(running):
    campaign = running.sending()
    over = running.share(campaign).confirmed_until
    for role in ("trucban", "daumoi"):
        running.do("confirm_shift", running.share(campaign), by=running.person("dd-1", role))
    assert running.share(campaign).confirmed_until == running.at + 12 * HOUR > over
    assert jobs.run(over) == 0


def test_a_lonely_confirmation_of_an_hour_ago_is_no_pair(running):
    campaign = running.sending()
    running.do("confirm_shift", running.share(campaign), by=running.person("dd-1", "trucban"))
    running.later(61 * MINUTE)
    running.do("confirm_shift", running.share(campaign), by=running.person("dd-1", "daumoi"))
    share = running.share(campaign)
    assert share.first_confirmed_by == running.person("dd-1", "daumoi")
    assert share.confirmed_until < running.at + 12 * HOUR


def test_a_pair_that_went_while_the_campaign_stood_still_is_replaced_first(running):
    campaign = running.sending()
    running.do("pause", campaign, reason="Chờ", by=running.binh)
    running.later(13 * HOUR).do("resume", campaign, by=running.binh)
    share = running.share(campaign)
    assert (share.state, share.pause_cause, share.reason) == ("paused", "shift", SHIFT_OVER)
    edit = Edit.objects.get(topic="share", row=share.pk)
    assert (edit.before["pause_cause"], edit.before["reason"]) == ("campaign", "Chờ")
    assert (edit.after["pause_cause"], edit.after["reason"], edit.by_name) == ("shift", SHIFT_OVER, "Lê Thanh Bình")
    said = Message.objects.filter(about=f"share:{share.pk}", channel="in_app", subject__endswith="chờ ca mới")
    assert {row.organisation.code for row in said} == {"dd-1"}
    running.do("pause", campaign, reason="Chờ thêm", by=running.binh)
    for role in ("trucban", "daumoi"):
        running.do("confirm_shift", running.share(campaign), by=running.person("dd-1", role))
    share = running.share(campaign)
    assert (share.state, share.pause_cause, share.reason) == ("paused", "campaign", "Chờ thêm")
    running.do("resume", campaign, by=running.binh)
    assert running.share(campaign).state == "sending"


def test_nothing_that_does_not_run_changes_shifts(running):
    share = running.share(running.approved())
    with pytest.raises(IllegalMove):
        running.do("confirm_shift", share, by=running.person("dd-1", "trucban"))


def test_what_waits_of_a_halted_campaign_is_void(running):
    campaign = running.approved("dd-1", "dd-2")
    running.tried(campaign)
    running.tested(campaign, "dd-2")
    row = running.do("halt", campaign, reason="Sai khu vực", by=running.binh)
    assert (row.state, row.generation) == ("halted", 2)
    for code in ("dd-1", "dd-2"):
        assert running.share(campaign, code).state == "halted"
        with pytest.raises(actions.Void, match="đã dừng hẳn"):
            running.do("try_out", running.share(campaign, code), by=running.person(code, "lanhdao"))
    with pytest.raises(IllegalMove, match="không cho phép bước này"):
        running.do("resume", campaign, by=running.binh)


def test_operators_stop_nothing_but_their_own(running):
    campaign = running.sending()
    for verb in ("pause", "halt", "withdraw", "correct"):
        with pytest.raises(NotAllowed):
            running.do(verb, campaign, reason="x", by=running.cast.hang)


def test_it_closes_when_every_operator_has_ended(running):
    campaign = running.sending("dd-1", "dd-2")
    with pytest.raises(actions.NotYet, match="chưa kết thúc phần của mình: Di động Sao Mai, "):
        running.do("close", campaign, by=running.binh)
    for code, left in (("dd-1", True), ("dd-2", False)):
        running.later(MINUTE).tally(campaign, code, segments=9_000)
        running.do("finish", running.share(campaign, code), by=running.person(code, "lanhdao"))
        if left:
            with pytest.raises(actions.NotYet, match="chưa kết thúc phần của mình: [^,]+ Chưa"):
                running.do("close", campaign, by=running.binh)
    assert running.do("close", campaign, by=running.binh).state == "closed"


def test_the_correction_stops_the_wrong_text_and_needs_no_second_approval(running):
    campaign = running.sending("dd-1", "dd-2")
    right = running.do("correct", campaign, reason="Sai giờ", by=running.binh)
    wrong = Campaign.objects.get(pk=campaign.pk)
    assert (wrong.state, right.state, right.text, right.corrects) == ("halted", "approved", CORRECTION, wrong)
    assert (right.approved_name, right.approved_subscribers) == ("Trần Quốc Khánh", 812_400)
    assert {s.state for s in right.shares.all()} == {"estimated"}
    with pytest.raises(actions.NotYet, match="đã có đính chính"):
        running.do("correct", wrong, reason="Sai giờ", by=running.khanh)


def test_a_correction_goes_out_by_two_people_without_a_trial(running):
    campaign = running.sending()
    right = running.do("correct", campaign, reason="Sai giờ", by=running.binh)
    boss = running.person("dd-1", "lanhdao")
    running.do("accept", running.share(right), by=running.person("dd-1", "daumoi"))
    running.later(MINUTE).do("test", running.share(right), by=boss)
    with pytest.raises(actions.NotYet, match="Chưa ai xác nhận"):
        running.do("send_all", running.share(right), by=boss)
    running.do("read_phone", running.share(right), running.phone(), as_approved=True, by=boss)
    with pytest.raises(actions.SamePerson):
        running.do("send_all", running.share(right), by=running.person("dd-1", "daumoi"))
    with pytest.raises(actions.NotYet, match="Tin đính chính không qua gửi thử"):
        running.do("try_out", running.share(right), by=boss)
    assert running.do("send_all", running.share(right), by=boss).state == "sending"


def test_a_correction_is_not_corrected_again(running):
    right = running.do("correct", running.sending(), reason="Sai giờ", by=running.binh)
    boss = running.person("dd-1", "lanhdao")
    running.tested(right)
    running.do("send_all", running.share(right), by=boss)
    with pytest.raises(actions.NotYet, match="Đây đã là tin đính chính; hãy dừng đợt này và lập đề nghị mới"):
        running.do("correct", right, reason="Vẫn sai", by=running.binh)
    assert running.share(right).state == "sending"


def test_an_operator_whose_subscribers_got_nothing_sends_no_correction(running):
    campaign = running.approved("dd-1", "dd-2")
    running.tried(campaign)
    running.tested(campaign, "dd-2")
    right = running.do("correct", campaign, reason="Sai giờ", by=running.binh)
    assert [share.organisation.code for share in right.shares.all()] == ["dd-1"]
    assert running.share(campaign, "dd-2").state == "halted"


def test_a_test_alone_leaves_nothing_to_correct(running):
    campaign = running.approved()
    running.tested(campaign)
    with pytest.raises(actions.NotYet, match="không có gì để đính chính"):
        running.do("correct", campaign, reason="Sai giờ", by=running.binh)
    assert running.share(campaign).state == "testing"


def test_a_correction_counts_parts_as_the_operators_own_platform_does(running):
    campaign = running.request(correction="Đính chính: bỏ qua tin trước.")
    assert campaign.parts == 2
    running.estimate(campaign, parts=3)
    running.approve(campaign)
    running.tried(campaign)
    right = running.do("correct", campaign, reason="Sai giờ", by=running.binh)
    share = running.share(right)
    assert (right.parts, share.parts, share.converted) == (1, 2, 1_000_000)
    running.do("accept", share, by=running.person("dd-1", "daumoi"))
    running.later(MINUTE).do("test", running.share(right), by=running.person("dd-1", "lanhdao"))
    running.do("read_phone", running.share(right), running.phone(), as_approved=True, by=running.cast.hang)
    running.do("send_all", running.share(right), by=running.person("dd-1", "lanhdao"))
    assert running.tally(right, segments=10_000).segments == 10_000


def test_what_reached_nobody_is_halted_and_not_corrected(running):
    campaign = running.approved()
    with pytest.raises(actions.NotYet, match="không có gì để đính chính"):
        running.do("correct", campaign, reason="Sai giờ", by=running.binh)
