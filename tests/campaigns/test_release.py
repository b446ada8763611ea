"""At the operator one person accepts and another releases: test telephones, 1 %, a pause, then everybody."""

from __future__ import annotations

import pytest
from tests.campaigns.running import HOUR, MINUTE

from thongsuot.campaigns import actions
from thongsuot.campaigns.models import Campaign
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


def test_an_operator_with_its_own_platform_goes_the_whole_way(running):
    campaign = running.sending("dd-1", "dd-2")
    assert campaign.state == "sending"
    for code in ("dd-1", "dd-2"):
        full = {"subscribers": 300_000, "sent": 300_000, "delivered": 299_000, "failed": 900, "uncertain": 100}
        running.later(MINUTE).tally(campaign, code, segments=600_000, **full)
        running.do("finish", running.share(campaign, code), by=running.person(code, "lanhdao"))
    closed = running.do("close", campaign, by=running.binh)
    assert closed.state == "closed"
    assert {share.state for share in closed.shares.all()} == {"done"}


def test_who_accepts_releases_nothing(running):
    campaign = running.approved()
    running.do("accept", running.share(campaign), by=running.person("dd-1", "daumoi"))
    running.phone()
    for verb in ("test", "try_out", "send_all"):
        with pytest.raises(actions.SamePerson, match="cần người thứ hai: Nguyễn Thị Hằng đã thực hiện"):
            running.do(verb, running.share(campaign), by=running.person("dd-1", "daumoi"))
    assert running.share(campaign).state == "accepted"


@pytest.mark.parametrize("verb", ["accept", "test", "try_out", "send_all", "finish", "confirm_shift", "resume_share"])
def test_the_department_has_no_finger_on_the_gateway(running, verb):
    share = running.share(running.approved())
    with pytest.raises(NotAllowed, match="không có vai trò cần thiết"):
        running.do(verb, share, by=running.khanh)


def test_nothing_is_accepted_before_the_approval(running):
    campaign = running.request()
    running.estimate(campaign)
    with pytest.raises(actions.Void, match=r"chưa phê duyệt.*chưa gửi gì"):
        running.do("accept", running.share(campaign), by=running.person("dd-1", "daumoi"))


def test_a_shift_is_a_day_at_most(running):
    campaign = running.approved()
    with pytest.raises(actions.Unsuitable, match="từ 1 đến 24 giờ"):
        running.do("accept", running.share(campaign), by=running.person("dd-1", "daumoi"), shift_hours=25)


def test_without_a_test_telephone_nothing_is_tested(running):
    campaign = running.approved()
    running.do("accept", running.share(campaign), by=running.person("dd-1", "daumoi"))
    with pytest.raises(actions.NotYet, match="Chưa có máy thử nào"):
        running.do("test", running.share(campaign), by=running.person("dd-1", "lanhdao"))


def test_every_test_telephone_must_show_the_approved_text(running):
    campaign = running.approved()
    share, boss = running.share(campaign), running.person("dd-1", "lanhdao")
    running.do("accept", share, by=running.person("dd-1", "daumoi"))
    first, second = running.phone(), running.phone(number="+84 900 000 112")
    running.do("test", running.share(campaign), by=boss)
    with pytest.raises(actions.NotYet, match="Chưa ai xác nhận máy thử nào"):
        running.do("try_out", running.share(campaign), by=boss)
    running.do("read_phone", share, first, as_approved=True, by=boss)
    with pytest.raises(actions.NotYet, match=r"hiện đúng nội dung: \+84900000112"):
        running.do("try_out", running.share(campaign), by=boss)
    with pytest.raises(actions.Unsuitable, match="máy hiện nội dung gì khác"):
        running.do("read_phone", share, second, as_approved=False, by=boss)
    running.do("read_phone", share, second, as_approved=False, words="tên gửi là số máy", by=boss)
    with pytest.raises(actions.NotYet, match="hiện khác nội dung; hãy gửi lại đến máy thử"):
        running.do("try_out", running.share(campaign), by=boss)
    running.later(MINUTE).do("test", running.share(campaign), by=boss)
    with pytest.raises(actions.NotYet, match="Chưa ai xác nhận"):
        running.do("try_out", running.share(campaign), by=boss)
    for phone in (first, second):
        running.do("read_phone", share, phone, as_approved=True, by=boss)
    assert running.do("try_out", running.share(campaign), by=boss).state == "trial"
    assert Campaign.objects.get(pk=campaign.pk).state == "sending"


def test_a_telephone_taken_off_the_list_is_not_waited_for(running):
    campaign = running.approved()
    boss = running.person("dd-1", "lanhdao")
    running.do("accept", running.share(campaign), by=running.person("dd-1", "daumoi"))
    first, second = running.phone(), running.phone(number="0900000112")
    running.do("test", running.share(campaign), by=boss)
    running.do("read_phone", running.share(campaign), first, as_approved=True, by=boss)
    running.do("strike_phone", second, by=boss)
    with pytest.raises(actions.NotYet, match="không có trong danh sách máy thử"):
        running.later(MINUTE).do("read_phone", running.share(campaign), second, as_approved=True, by=boss)
    assert running.do("try_out", running.share(campaign), by=boss).state == "trial"


def test_a_telephone_that_showed_something_else_is_not_struck_off_the_truth(running):
    campaign = running.approved()
    boss = running.person("dd-1", "lanhdao")
    running.do("accept", running.share(campaign), by=running.person("dd-1", "daumoi"))
    first, second = running.phone(), running.phone(number="0900000112")
    running.do("test", running.share(campaign), by=boss)
    running.do("read_phone", running.share(campaign), first, as_approved=True, by=boss)
    running.do("read_phone", running.share(campaign), second, as_approved=False, words="sai giờ", by=boss)
    running.do("strike_phone", second, by=boss)
    with pytest.raises(actions.NotYet, match="Có máy thử hiện khác nội dung; hãy gửi lại đến máy thử"):
        running.later(MINUTE).do("try_out", running.share(campaign), by=boss)
    running.do("test", running.share(campaign), by=boss)
    running.do("read_phone", running.share(campaign), first, as_approved=True, by=boss)
    assert running.do("try_out", running.share(campaign), by=boss).state == "trial"


def test_a_telephone_is_read_only_while_it_is_tested(running):
    campaign = running.approved()
    phone = running.phone()
    with pytest.raises(actions.NotYet, match="Chưa gửi tin thử"):
        running.do("read_phone", running.share(campaign), phone, as_approved=True, by=running.person("dd-1", "daumoi"))


@pytest.mark.parametrize("number", ["113", "hai", "+1 900 000 1111", ""])
def test_a_wrong_number_is_no_test_telephone(running, number):
    with pytest.raises(actions.Unsuitable, match="Số điện thoại chưa đúng"):
        running.phone(number=number)


def test_a_test_telephone_has_a_holder_and_stands_once(running):
    office, by = running.cast.organisation("dd-1"), running.person("dd-1", "daumoi")
    with pytest.raises(actions.Unsuitable, match="người giữ máy"):
        running.do("list_phone", office, number="0900000111", holder=" ", reality="live", by=by)
    assert running.phone().pk == running.phone(number="0900-000-111").pk


def test_after_the_trial_somebody_counts_and_looks(running):
    campaign = running.approved()
    boss = running.person("dd-1", "lanhdao")
    running.tried(campaign)
    with pytest.raises(actions.NotYet, match="Chưa có số liệu gửi thử 1 %"):
        running.do("send_all", running.share(campaign), by=boss)
    running.later(MINUTE).tally(campaign)
    with pytest.raises(actions.NotYet, match="được gửi cho tất cả từ 09:10"):
        running.do("send_all", running.share(campaign), by=boss)
    running.later(10 * MINUTE)
    with pytest.raises(actions.NotYet, match="Lượt gửi đầu tiên bắt đầu lúc 12:00 03/02/2020"):
        running.do("send_all", running.share(campaign), by=boss)
    running.later(3 * HOUR)
    assert running.do("send_all", running.share(campaign), by=boss).state == "sending"


def test_everybody_is_not_released_by_a_pair_that_has_gone(running):
    campaign = running.approved()
    running.tried(campaign)
    running.later(MINUTE).tally(campaign)
    with pytest.raises(actions.NotYet, match="Ca trực đã hết"):
        running.later(13 * HOUR).do("send_all", running.share(campaign), by=running.person("dd-1", "lanhdao"))


def test_all_does_not_follow_on_tests_alone(running):
    campaign = running.approved()
    running.tested(campaign)
    running.later(3 * HOUR)
    with pytest.raises(actions.NotYet, match="Chưa gửi thử 1 % thuê bao"):
        running.do("send_all", running.share(campaign), by=running.person("dd-1", "lanhdao"))
    assert running.share(campaign).state == "testing"


@pytest.mark.parametrize("verb", ["test", "try_out", "send_all"])
@pytest.mark.parametrize("hours", [0, 13])
def test_what_is_paused_is_released_by_no_back_door(running, verb, hours):
    campaign = running.approved()
    running.tried(campaign)
    running.do("pause_share", running.share(campaign), reason="Nghẽn", by=running.person("dd-1", "daumoi"))
    running.later((3 + hours) * HOUR)
    with pytest.raises(IllegalMove):
        running.do(verb, running.share(campaign), by=running.person("dd-1", "lanhdao"))
    share = running.share(campaign)
    assert (share.state, share.paused_from, share.pause_cause) == ("paused", "trial", "operator")


def test_a_share_ends_after_its_last_wave_was_counted(running):
    campaign = running.sending(waves=(running.at + 3 * HOUR, running.at + 24 * HOUR))
    boss = running.person("dd-1", "lanhdao")
    with pytest.raises(actions.NotYet, match="Còn lượt gửi lúc 09:00 04/02/2020"):
        running.do("finish", running.share(campaign), by=boss)
    running.later(22 * HOUR)
    with pytest.raises(actions.NotYet, match="Chưa có số liệu của lần gửi cho tất cả"):
        running.do("finish", running.share(campaign), by=boss)
    running.tally(campaign, subscribers=400_000, segments=10_000)
    assert running.do("finish", running.share(campaign), by=boss).state == "done"
