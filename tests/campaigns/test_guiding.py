"""Each page says what comes next, shows a step when it can be taken, and keeps the stops at hand."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.campaigns.running import HOUR, MINUTE
from tests.campaigns.test_views import asked, opened, pressed
from tests.cast import client_of

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Campaign, Carriage
from thongsuot.campaigns.states import ShareState
from thongsuot.campaigns.views import guiding
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


def step(campaign, verb):
    return reverse("campaigns:campaign-step", args=[campaign.pk, verb])


def campaign_of(clock, person, campaign):
    return opened(person, "campaigns:campaign", campaign.pk)


def share_of(clock, role, campaign):
    return opened(clock.person("dd-1", role), "campaigns:share", clock.share(campaign).pk)


def test_the_second_person_sees_the_prompt_once_nothing_is_missing(clock):
    campaign = clock.request("dd-1", "dd-2")
    clock.estimate(campaign)
    page = campaign_of(clock, clock.khanh, campaign)
    assert "Chờ ước tính của Di động Biển Xanh" in page
    assert 'id="phe-duyet"' not in page
    clock.estimate(campaign, "dd-2")
    page = campaign_of(clock, clock.khanh, campaign)
    assert page.index("Nội dung đính chính, để sẵn") < page.index('id="phe-duyet"')  # what is approved is read first
    assert "chờ người thứ hai của Sở" in campaign_of(clock, clock.binh, campaign)
    clock.later(4 * HOUR)
    page = campaign_of(clock, clock.khanh, campaign)
    assert "hãy rút đợt này và lập đề nghị mới" in page
    assert 'id="phe-duyet"' not in page


def test_a_campaign_without_anybody_to_send_is_not_approved(clock):
    campaign = clock.request()
    clock.do("decline", clock.share(campaign), reason="Đang nâng cấp", by=clock.cast.hang)
    page = campaign_of(clock, clock.khanh, campaign)
    assert "Không có doanh nghiệp nào nhận thực hiện" in page
    assert 'id="phe-duyet"' not in page


def test_the_approver_is_told_where_the_brand_name_is_not_registered(clock):
    campaign = clock.request("dd-1", "dd-2")
    clock.estimate(campaign)
    clock.estimate(campaign, "dd-2", brand_registered=False)
    page = campaign_of(clock, clock.khanh, campaign)
    assert "Chưa đăng ký tại: Di động Biển Xanh." in page


def test_a_campaign_is_closed_when_every_operator_has_ended(clock):
    campaign = clock.sending()
    address = step(campaign, "ket-thuc")
    page = campaign_of(clock, clock.binh, campaign)
    assert address not in page
    assert page.index(step(campaign, "dung-han")) < page.index('id="estimates"')  # the stops stand on top
    clock.tally(
        campaign, subscribers=500_000, sent=500_000, delivered=500_000, failed=0, uncertain=0, segments=1_000_000
    )
    clock.do("finish", clock.share(campaign), by=clock.cast.hang)
    page = campaign_of(clock, clock.binh, campaign)
    assert address in page
    assert "Hãy kết thúc đợt" in page
    clock.do("close", campaign, by=clock.binh)
    page = campaign_of(clock, clock.binh, campaign)
    assert "Đợt đã kết thúc" in page
    assert "dự kiến xong" not in page


def test_each_state_of_a_campaign_has_its_sentence(clock):
    campaign = clock.approved("dd-1", "dd-2")
    assert "cho gửi: Di động Biển Xanh, Di động Sao Mai." in campaign_of(clock, clock.binh, campaign)
    assert "Kết quả gửi:" not in campaign_of(clock, clock.binh, campaign)
    clock.tried(campaign)
    assert "Kết quả gửi:" in campaign_of(clock, clock.binh, campaign)
    clock.do("pause", campaign, reason="Chờ", by=clock.binh)
    assert "cho đến khi Sở cho tiếp tục" in campaign_of(clock, clock.binh, campaign)
    clock.do("halt", campaign, reason="Sai", by=clock.binh)
    assert "hãy ra lệnh đính chính" in campaign_of(clock, clock.binh, campaign)


def test_the_operators_officers_are_led_from_the_order_to_its_end(clock):
    campaign = clock.request()
    led = {"asked": share_of(clock, "daumoi", campaign)}
    clock.estimate(campaign)
    led["answered"] = share_of(clock, "daumoi", campaign)
    clock.approve(campaign)
    led["approved"] = share_of(clock, "daumoi", campaign)
    clock.do("accept", clock.share(campaign), by=clock.cast.hang)
    led["no phone"] = share_of(clock, "daumoi", campaign)
    phone = clock.phone()
    led["second"], led["release"] = share_of(clock, "daumoi", campaign), share_of(clock, "lanhdao", campaign)
    clock.do("test", clock.share(campaign), by=clock.cast.long)
    led["read"] = share_of(clock, "daumoi", campaign)
    clock.do("read_phone", clock.share(campaign), phone, as_approved=False, words="?", by=clock.cast.hang)
    led["misread"] = share_of(clock, "daumoi", campaign)
    clock.later(MINUTE)
    clock.do("test", clock.share(campaign), by=clock.cast.long)
    clock.do("read_phone", clock.share(campaign), phone, as_approved=True, by=clock.cast.hang)
    led["wait"], led["try"] = share_of(clock, "daumoi", campaign), share_of(clock, "lanhdao", campaign)
    said = {
        "asked": "rồi trả lời ước tính", "answered": "Chờ Sở phê duyệt", "approved": "Một người chấp nhận lệnh",
        "no phone": "Thêm ít nhất một máy thử", "second": "Người chấp nhận lệnh không tự cho gửi",
        "release": "Cho gửi đến máy thử, rồi", "read": "Xem từng máy thử", "misread": "hiện khác nội dung; tìm",
        "wait": "Chờ người thứ hai của doanh nghiệp cho gửi bước", "try": "Cho gửi thử 1 % thuê bao.",
    }  # fmt: skip
    assert {name: words for name, words in said.items() if words not in led[name]} == {}


def test_from_the_trial_on_the_pause_stands_above_everything_else(clock):
    campaign = clock.approved()
    clock.tried(campaign)
    page = share_of(clock, "lanhdao", campaign)
    assert "Ghi số liệu gửi thử" in page
    assert page.index('id="tam-dung-0"') < page.index('id="steps"')
    clock.tally(campaign)
    assert "được cho gửi đến tất cả từ 12:00" in share_of(clock, "lanhdao", campaign)  # the first wave
    clock.later(3 * HOUR)
    assert "người thứ hai cho gửi đến tất cả" in share_of(clock, "lanhdao", campaign)
    clock.do("send_all", clock.share(campaign), by=clock.cast.long)
    assert "rồi bấm “Đã gửi xong”" in share_of(clock, "lanhdao", campaign)
    clock.do("pause_share", clock.share(campaign), reason="Nghẽn", by=clock.cast.hang)
    page = share_of(clock, "lanhdao", campaign)
    assert "Nghẽn" in page
    assert "người không chấp nhận lệnh cho gửi tiếp" in page
    clock.do("resume_share", clock.share(campaign), by=clock.cast.long)
    clock.do("pause", campaign, reason="Chờ", by=clock.binh)
    assert "chờ Sở cho tiếp tục" in share_of(clock, "lanhdao", campaign)
    clock.do("halt", campaign, reason="Sai", by=clock.binh)
    assert "số liệu đến sau vẫn ghi được" in share_of(clock, "daumoi", campaign)
    assert "số liệu đến sau" not in opened(clock.binh, "campaigns:share", clock.share(campaign).pk)


def part(row, state, sending=None):
    row.state = state
    return guiding.next_of_share(guiding.Part(row, {"ours": True}, [], sending, True, row.sending_at))


def test_what_a_gateway_does_is_told_too(running):
    row = running.share(running.sending())

    class Done:
        over = True

    class Under(Done):
        over = False

    assert "Bấm “Đã gửi xong”" in part(row, ShareState.SENDING, sending=Done())
    assert "Cổng đang gửi" in part(row, ShareState.SENDING, sending=Under())
    row.pause_cause = "shift"
    assert "Nhận ca theo dõi" in part(row, ShareState.PAUSED)
    assert part(row, ShareState.REFUSED) == ""


def test_the_address_of_a_step_leads_back_to_the_page(clock):
    """After a refusal it stands in the bar: the live parts ask for it, and so does whoever reloads."""
    campaign = clock.request()
    clock.estimate(campaign)
    answer = client_of(clock.khanh).get(step(campaign, "phe-duyet"))
    assert (answer.status_code, answer.url) == (302, campaign.get_absolute_url())
    share = clock.share(campaign)
    for name, args in (("campaigns:share-step", [share.pk, "uoc-tinh"]), ("campaigns:numbers", [share.pk])):
        answer = client_of(clock.cast.hang).get(reverse(name, args=args))
        assert (answer.status_code, answer.url) == (302, share.get_absolute_url())
        assert client_of(clock.person("dd-2", "daumoi")).get(reverse(name, args=args)).status_code == 404


def test_an_area_without_anybody_is_answered_with_a_reason(clock):
    share = clock.share(clock.request())
    fields = {"subscribers": 0, "rate": 500}
    _said, page = pressed(clock.cast.hang, "campaigns:share-step", share.pk, "uoc-tinh", **fields)
    assert "dùng mục “Không thực hiện” và nêu lý do" in page


def test_a_long_text_is_shown_with_what_it_costs(clock):
    client, url = client_of(clock.binh), reverse("campaigns:request")
    page = client.post(url, {**asked(clock, text="Ở nhà! " * 60), "xem": "1"}).content.decode()
    assert "Nội dung dài 7 phần" in page
    assert "7 tin nhắn quy đổi × 2 lượt = 14 tin nhắn quy đổi" in page
    assert "Nội dung dài" not in client.post(url, {**asked(clock), "xem": "1"}).content.decode()


def test_a_scan_that_the_browser_forgets_is_asked_for_again(clock):
    scan = SimpleUploadedFile("98.pdf", b"%PDF-1.4")
    client, url = client_of(clock.binh), reverse("campaigns:request")
    assert "hãy chọn lại tệp 98.pdf" in client.post(url, asked(clock, scan=scan, xem="1")).content.decode()


def test_a_wave_of_the_past_is_marked_at_its_field(clock):
    answer = client_of(clock.binh).post(reverse("campaigns:request"), asked(clock, first_at="2020-02-03T08:00"))
    assert "đã qua" in str(answer.context["form"].errors["first_at"])


def test_two_presses_of_one_button_make_one_campaign(clock):
    client, url = client_of(clock.binh), reverse("campaigns:request")
    assert client.post(url, asked(clock)).status_code == 302
    answer = client.post(url, asked(clock))
    assert "đang được xử lý; chưa lưu gì thêm" in str(answer.context["form"].errors["number"])
    assert Campaign.objects.count() == 1


def test_each_figure_of_a_count_is_asked_for_where_no_file_says_them(clock):
    campaign = clock.approved()
    clock.tried(campaign)
    _said, page = pressed(clock.cast.hang, "campaigns:share-step", clock.share(campaign).pk, "so-lieu", sent=5)
    for name in {*queries.FIGURES, "log_sha256"} - {"sent"}:
        assert f'id="id_{name}_errors"' in page


def test_the_newest_step_stands_first(clock):
    page = campaign_of(clock, clock.binh, clock.sending())
    history = page[page.index('id="history"') :]
    assert history.index("Đang gửi") < history.index("Đã phê duyệt")


def test_the_words_of_another_install_are_shown(clock):
    """An element of the live page without any element in it counts as empty and is hidden."""
    share = clock.share(clock.request())
    with access.acting_as_system():
        Carriage.objects.create(
            organisation=share.organisation, reality=share.reality, share=share, mirrored=False, sent=1
        )
    page = opened(clock.binh, "campaigns:share", share.pk)
    told = page[page.index('id="carriage"') :].partition("</p>")[0]
    assert "<span>" in told
    assert "thực hiện trong hệ thống của mình" in told
