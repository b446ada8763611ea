"""What people see of sending: sums by wave and operator, causes in words, a prediction from what is left."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.campaigns import gated
from tests.campaigns.running import HOUR, MINUTE
from tests.campaigns.test_views import opened

from thongsuot.campaigns import papers, queries
from thongsuot.campaigns.models import Carriage, Share
from thongsuot.engines.officialdoc import Paragraph, Section, Table
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def looked(running, share):
    return queries.sendings_of([share], running.at)[share.pk]


def test_the_states_of_all_recipients_add_up_to_the_population(running):
    share = gated.sending(running)
    first, second, *_ = gated.batches(share, 1, "rest")
    gated.settle(first, refused={0x0B: 40, 0x45: 2}, uncertain=10)
    gated.settle(second, upto=2_500)
    gated.receive(first, delivered=9_000, undelivered=48)
    sending = looked(running, share)
    sent = sending.sent
    assert (sent.accepted, sent.refused, sent.uncertain) == (12_948, 42, 10)
    assert (sent.delivered, sent.undelivered, sent.silent) == (9_000, 48, 3_900)
    assert sent.settled + sending.left == sending.expected == 50_000
    assert sent.segments == 2 * sent.accepted
    assert sending.over is False


def test_causes_are_told_in_words_beside_the_standards_name(running):
    share = gated.sending(running)
    first, second, *_ = gated.batches(share, 1, "rest")
    gated.settle(first, refused={0x0B: 40, 0x45: 2})
    gated.settle(second, refused={0x0B: 5, 0x0410: 7})
    causes = looked(running, share).sent.causes
    assert [(cause.count, cause.name) for cause in causes] == [
        (45, "ESME_RINVDSTADR 0x0B"),
        (7, "0x00000410"),
        (2, "ESME_RSUBMITFAIL 0x45"),
    ]
    assert causes[0].words == "Số thuê bao không đúng hoặc không có"
    assert causes[1].words == "Nguyên nhân riêng của trung tâm tin nhắn"


def test_each_wave_stands_for_itself(running):
    share = gated.sending(running, kept=2_000, waves=(running.at + 3 * HOUR, running.at + 9 * HOUR))
    gated.settle(*gated.batches(share, 1, "rest"), uncertain=4)
    gated.settle(gated.batches(share, 2, "trial")[0])
    first, second = looked(running, share).waves
    assert (first.sent.settled, first.left, first.sent.uncertain) == (2_000, 0, 4)
    assert (second.sent.settled, second.left, second.expected) == (20, 0, 20)
    assert looked(running, share).figures["subscribers"] == 2_000  # the second wave goes to the same people
    assert looked(running, share).figures["sent"] == 2_020


def test_before_everybody_is_released_the_numbers_that_were_read_are_what_is_left(running):
    campaign = running.approved()
    share = gated.gateway_tried(running, campaign, kept=40_000)
    assert looked(running, share).left == 39_600


def test_who_may_not_see_the_numbers_sees_what_was_estimated_until_all_are_given_out(running):
    campaign = running.approved()
    share = gated.gateway_tried(running, campaign, kept=40_000)
    with access.acting_for(running.cast.department):
        assert looked(running, share).expected == 500_000
    running.later(3 * HOUR).do("send_all", share, by=running.person("dd-1", "lanhdao"))
    with access.acting_for(running.cast.department):
        assert looked(running, running.share(campaign)).expected == 40_000


def test_a_later_wave_is_for_as_many_as_the_first_also_to_who_may_not_see_the_numbers(running):
    share = gated.sending(running, kept=40_000, waves=(running.at + 3 * HOUR, running.at + 9 * HOUR))
    expected = [wave.expected for wave in looked(running, share).waves]
    with access.acting_as(running.binh, running.at):
        assert [wave.expected for wave in looked(running, share).waves] == expected == [40_000, 40_000]


def test_the_finish_is_predicted_from_what_is_left_and_the_rate_of_the_moment(running):
    share = gated.sending(running)  # 500 parts a second by contract, two parts each
    assert looked(running, share).finish_at == running.at + timedelta(seconds=49_500 * 2 / 500)
    gated.settle(gated.batches(share, 1, "rest")[0])
    assert looked(running, share).finish_at == running.at + timedelta(seconds=39_500 * 2 / 500)
    for number in (0, 1):
        gated.lane(share, number, rate=125, seen_at=running.at)
    sending = looked(running, share)
    assert sending.rate == 250
    assert sending.finish_at == running.at + timedelta(seconds=39_500 * 2 / 250)


def test_a_session_that_was_not_looked_at_lately_has_no_rate(running):
    share = gated.sending(running)
    gated.lane(share, rate=400, seen_at=running.at - 6 * timedelta(seconds=1))
    assert looked(running, share).rate == 0


def test_later_waves_begin_at_their_time_or_when_the_last_is_through(running):
    share = gated.sending(running, kept=50_000, waves=(running.at + 3 * HOUR, running.at + 3 * HOUR + MINUTE))
    over = running.at + timedelta(seconds=49_500 * 2 / 500)
    assert looked(running, share).finish_at == over + timedelta(seconds=50_000 * 2 / 500)


def test_what_rests_has_no_finish(running):
    share = gated.sending(running)
    running.do("pause", share.campaign, reason="Chờ", by=running.binh)
    assert looked(running, running.share(share.campaign)).finish_at is None


def test_a_trial_waits_ten_minutes_before_everybody_follows(running):
    campaign = running.approved(waves=(running.at + MINUTE,))
    share = gated.gateway_tried(running, campaign)
    assert looked(running, share).finish_at == running.at + 10 * MINUTE + timedelta(seconds=49_500 * 2 / 500)


def asked(call):
    with CaptureQueriesContext(connection) as told:
        call()
    return len(told)


def test_the_number_of_queries_does_not_grow_with_operators_waves_or_blocks(running):
    share = gated.sending(running, kept=30_000)
    one = asked(lambda: queries.overview(share.campaign, [share], running.at))
    times = (running.at + 3 * HOUR, running.at + 9 * HOUR)
    campaign = running.approved("dd-1", "dd-2", number="99/UBND", waves=times)
    for code in ("dd-1", "dd-2"):
        gated.numbers(running, running.share(campaign, code), 90_000)
        for wave in (1, 2):
            gated.batches(running.share(campaign, code), wave)
    shares = list(Share.objects.filter(campaign=campaign).select_related("organisation", "campaign"))
    assert asked(lambda: queries.overview(campaign, shares, running.at)) == one


def test_the_department_follows_every_count_and_finds_no_number(clock):
    share = gated.sending(clock)
    gated.settle(gated.batches(share, 1, "rest")[0], refused={0x0B: 40}, uncertain=10)
    gated.lane(share, 0, rate=480, seen_at=clock.at, gateway="cong-1:77", trouble="Không kết nối được")
    page = opened(clock.binh, "campaigns:campaign", share.campaign_id)
    for words in ("10.500/50.000", "480/500", "Số thuê bao không đúng hoặc không có", "Không kết nối được"):
        assert words in page
    page += opened(clock.binh, "campaigns:share", share.pk)
    assert "849000" not in page
    assert "cong-1:77" not in page
    assert "cong-1:77" in opened(clock.cast.hang, "campaigns:share", share.pk)


def test_a_competitor_sees_nothing_of_it(clock):
    campaign = clock.approved("dd-1", "dd-2")
    share = gated.gateway_tried(clock, campaign, kept=77_700)
    page = opened(clock.person("dd-2", "daumoi"), "campaigns:campaign", campaign.pk)
    assert "77.700" not in page
    assert "Gửi qua cổng" not in page
    assert "777/77.700" in opened(clock.cast.hang, "campaigns:share", share.pk)


def test_who_has_our_gateway_is_not_asked_to_count(clock):
    share = gated.sending(clock)
    page = opened(clock.cast.hang, "campaigns:share", share.pk)
    assert 'id="sending"' in page
    assert 'id="so-lieu"' not in page
    assert 'id="tallies"' not in page


def test_measured_and_declared_are_rows_of_their_own_and_sums_of_their_own(clock):
    campaign = clock.approved("dd-1", "dd-2")
    share = gated.gateway_tried(clock, campaign, kept=30_000)
    clock.tried(campaign, "dd-2")
    clock.tally(campaign, "dd-2")
    gated.receive(gated.batches(share, 1, "trial")[0], delivered=290)
    told = queries.overview(campaign, list(queries.shares_visible_to(clock.binh, clock.at)), clock.at)
    assert (told.measured["sent"], told.declared["sent"]) == (300, 5_000)
    rows = list(csv.reader(io.StringIO(exported(clock, campaign))))
    assert {(row[0], row[6], row[-2]) for row in rows[1:]} == {
        (clock.cast.organisation("dd-1").name, "300", "hệ thống ghi nhận"),
        (clock.cast.organisation("dd-2").name, "5000", "đơn vị báo cáo"),
    }
    page = opened(clock.binh, "campaigns:campaign", campaign.pk)
    assert "290/300" in page
    assert "4.900/5.000" in page
    assert "5.190" not in page


def exported(clock, campaign):
    content = opened(clock.binh, "campaigns:export", campaign.pk).content
    assert content.startswith(b"\xef\xbb\xbf")
    return content.decode("utf-8-sig")


def test_no_cell_of_the_table_is_a_formula(clock):
    campaign = clock.approved()
    for name in ("=1+1", "+84", "-2", "@SUM(A1)", "\tA"):
        Organisation.objects.filter(code="dd-1").update(name=name)
        row = list(csv.reader(io.StringIO(exported(clock, campaign))))[1]
        assert row[0] == f"'{name}"


def test_what_the_operators_own_install_counted_stands_as_measured(running):
    campaign = running.approved()
    share = running.share(campaign)
    figures = {"subscribers": 9, "sent": 9, "delivered": 7, "failed": 1, "uncertain": 1, "segments": 18}
    place = {"organisation": share.organisation, "reality": share.reality}
    Carriage.objects.create(share=share, mirrored=False, measured=figures, measured_at=running.at, **place)
    told = queries.overview(campaign, [share], running.at)
    assert told.measured == figures
    assert told.gateways.sendings == []


def words_of(paper):
    section = next(block for block in paper.blocks if isinstance(block, Section) and block.title == "Kết quả")
    words = " ".join(str(block.text) for block in section.blocks if isinstance(block, Paragraph))
    return words, [block for block in section.blocks if isinstance(block, Table)]


def test_the_report_tells_what_was_seen_with_doubt_and_causes_by_themselves(running):
    share = gated.sending(running)
    gated.settle(gated.batches(share, 1, "rest")[0], refused={0x0B: 40}, uncertain=10)
    words, tables = words_of(papers.report(share.campaign, [running.share(share.campaign)], running.at))
    assert "10 tin nhắn chưa xác định" in words
    assert "10.450 tin nhắn trung tâm đã nhận, chưa có báo kết quả" in words
    assert "(ESME_RINVDSTADR 0x0B): 40" in words
    assert len(tables) == 1
    assert tables[0].rows[-1][2:] == ("0/10.500", 40, 10, 20_900)


def test_the_report_keeps_what_was_declared_in_a_table_of_its_own(running):
    campaign = running.approved("dd-1", "dd-2")
    gated.gateway_tried(running, campaign, kept=30_000)
    running.tried(campaign, "dd-2")
    running.tally(campaign, "dd-2")
    shares = list(queries.bound(campaign))
    _words, tables = words_of(papers.report(campaign, shares, running.at))
    assert [table.rows[-1][2] for table in tables] == ["0/300", "4.900/5.000"]
