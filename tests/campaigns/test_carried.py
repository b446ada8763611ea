"""An order goes to the operator's own install and its counts come back, in signed packages and in them alone."""

from __future__ import annotations

import json

import numpy as np
import pytest
from tests.campaigns.pair import BY
from tests.campaigns.running import HOUR, LOG, MINUTE, SUBSCRIBERS
from tests.cast import client_of

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.actions import Elsewhere
from thongsuot.campaigns.models import Block, Campaign, Share, Tally
from thongsuot.ledger.models import Evidence
from thongsuot.links import actions as links
from thongsuot.links import queries as installs
from thongsuot.links.models import Package, Signatory
from thongsuot.organisations.models import Person
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def test_a_whole_campaign_goes_down_and_its_counts_come_back(pair):
    campaign = pair.asked()
    assert pair.states() == ("requested", "asked", "requested", "asked")
    pair.estimate()
    assert pair.states() == ("requested", "estimated", "requested", "estimated")
    pair.approve(campaign)
    assert pair.states() == ("approved", "estimated", "approved", "estimated")
    with pair.at(pair.operator) as running:
        running.tested(pair.copy())
    pair.carry()
    assert pair.states() == ("approved", "testing", "approved", "testing")
    pair.operate("try_out", "lanhdao")
    assert pair.states() == ("sending", "trial", "sending", "trial")
    pair.count()
    pair.later(3 * HOUR)
    pair.operate("send_all", "lanhdao")
    pair.count(subscribers=500_000, sent=500_000, delivered=499_000, failed=900, uncertain=100, segments=1_000_000)
    the_same_is_known(pair)
    pair.operate("finish", "lanhdao")
    assert pair.states() == ("sending", "done", "sending", "done")
    with pair.at(pair.department) as running:
        running.do("close", campaign, by=running.binh)
    pair.carry()
    assert pair.states() == ("closed", "done", "closed", "done")
    assert not pair.refusals(pair.department) + pair.refusals(pair.operator)


def the_same_is_known(pair):
    """The department knows who did what when, and what was counted, as the operator does."""
    ours, theirs = pair.share(pair.department), pair.share(pair.operator)
    told = ("accepted_name", "accepted_at", "released_name", "testing_at", "trial_at", "sending_at", "confirmed_until",
            "subscribers", "rate", "parts", "converted", "seconds", "brand_registered", "shift_hours")  # fmt: skip
    assert [getattr(ours, name) for name in told] == [getattr(theirs, name) for name in told]
    assert (ours.accepted_by.name, ours.released_by.name) == ("Nguyễn Thị Hằng", "Phan Văn Long")
    first, last = Tally.objects.order_by("version")
    assert (first.phase, last.phase, last.sent, last.log_sha256) == ("trial", "sending", 500_000, LOG)
    entered = Evidence.objects.filter(kind="MASS_SMS").latest("id")
    assert (entered.organisation.code, entered.figures["delivered"], entered.measured) == ("dd-1", 499_000, False)
    assert entered.known_at == pair.moment
    assert Message.objects.filter(body__contains="chấp nhận thực hiện").exists()


def test_the_order_is_the_very_bytes_that_were_approved(approved):
    pair = approved
    ours = queries.order_bytes(pair.share(pair.department))
    with pair.at(pair.operator):
        copy = pair.share(pair.operator)
        assert queries.order_bytes(copy) == ours
        assert queries.digest(copy) == queries.digest(copy)
        assert queries.order(copy)["approved_by"] == "Trần Quốc Khánh"
        assert copy.pk != pair.share(pair.department).pk
    assert json.loads(ours)["subscribers"] == SUBSCRIBERS["dd-1"]


def test_nothing_of_a_competitor_travels(pair):
    pair.approved("dd-1", "dd-2")
    with pair.at(pair.operator):
        copy = Campaign.objects.latest("id")
        assert [share.organisation.code for share in Share.objects.filter(campaign=copy)] == ["dd-1"]
        assert copy.approved_subscribers == SUBSCRIBERS["dd-1"]
    secrets = ["dd-2", "312400", "812400", "Bắc Đẩu"]
    assert not [word for word in secrets for parcel in pair.carried if word.encode() in parcel]
    assert Campaign.objects.latest("id").approved_subscribers == 812_400


def test_the_approval_has_its_two_people_who_cannot_sign_in(approved):
    pair = approved
    with pair.at(pair.operator):
        copy = Campaign.objects.latest("id")
        assert (copy.requested_by.name, copy.approved_by.name) == ("Lê Thanh Bình", "Trần Quốc Khánh")
        assert copy.requested_by != copy.approved_by
        for person in (copy.requested_by, copy.approved_by):
            assert (person.is_active, person.has_usable_password(), person.organisation.code) == (
                False,
                False,
                "so-khcn",
            )
            assert (person.phone, person.email, person.roles.count()) == ("", "", 0)
        assert Signatory.objects.count() == 2
        assert Person.objects.filter(name="Trần Quốc Khánh").count() == 2  # the cast's own, and who signed there


def test_the_department_leads_and_the_operator_carries_out_and_nobody_else(approved):
    pair, campaign = approved, approved.campaign
    with pair.at(pair.department) as running, pytest.raises(Elsewhere, match="Sao Mai"):
        running.do("accept", running.share(campaign), by=running.person("dd-1", "daumoi"))
    with pair.at(pair.operator) as running, pytest.raises(Elsewhere, match="Sở"):
        running.do("halt", pair.copy(), reason="Thử", by=running.binh)
    assert pair.states() == ("approved", "estimated", "approved", "estimated")


def test_the_document_goes_with_the_first_order(pair):
    scan = ("cong-van.pdf", b"%PDF-1.4 van ban")
    with pair.at(pair.department) as running:
        addressees = [actions.Addressee(running.cast.organisation("dd-1"))]
        told = {"organisation": running.cast.department, "reality": "live", "by": running.binh, "at": pair.moment}
        actions.request(running.wanted(), addressees, scan=scan, **told)
    pair.carry()
    with pair.at(pair.operator):
        copy = Campaign.objects.latest("id")
        assert copy.scan.name == "cong-van.pdf"
        assert copy.scan.organisation.code == "so-khcn"
    pair.estimate()
    assert sum(scan[1] in parcel for parcel in pair.carried) == 1


def test_what_the_operators_people_are_told_they_are_told_in_their_own_install(approved):
    pair = approved
    with pair.at(pair.operator) as running:
        to = running.person("dd-1", "daumoi")
        rows = Message.objects.filter(recipient=to, channel="in_app").order_by("id")
        asked, approved = rows.values_list("body", flat=True)
    assert "98/UBND-KGVX" in asked
    assert "500.000 thuê bao" in approved


def test_both_pages_say_where_the_share_is_carried_out(approved):
    pair = approved
    for end, code, word in ((pair.department, "so.chuyenvien", "đã nhận lệnh mới nhất"),
                            (pair.operator, "dd-1.daumoi", "điều hành đợt này trong hệ thống của mình")):  # fmt: skip
        with pair.at(end) as running:
            page = client_of(running.cast.person(code)).get(pair.share(end).get_absolute_url())
        assert word in page.content.decode()


def test_an_operator_that_does_not_take_part_says_why(pair):
    pair.asked()
    pair.operate("decline", "daumoi", reason="Tên định danh chưa đăng ký")
    assert pair.states() == ("requested", "refused", "requested", "refused")
    assert pair.share(pair.department).reason == "Tên định danh chưa đăng ký"


def test_an_estimate_may_be_put_right_until_the_approval(pair):
    pair.asked()
    pair.estimate()
    pair.estimate(subscribers=450_000)
    assert pair.share(pair.department).subscribers == 450_000


def test_who_is_left_out_is_told(pair):
    campaign = pair.asked("dd-1")
    with pair.at(pair.department) as running:
        running.do("leave_out", running.share(campaign), reason="Không cần nữa", by=running.binh)
    pair.carry()
    assert pair.states() == ("requested", "left_out", "requested", "left_out")


@pytest.mark.parametrize(("verb", "who", "state"), [("withdraw", "binh", "withdrawn"), ("refuse", "khanh", "refused")])
def test_what_is_ended_before_the_approval_is_ended_there(pair, verb, who, state):
    campaign = pair.asked()
    pair.estimate()
    with pair.at(pair.department) as running:
        running.do(verb, campaign, reason="Không còn cần", by=getattr(running, who))
    pair.carry()
    assert pair.states() == (state, "halted", state, "halted")


def test_pause_and_resume_reach_the_operator_and_it_says_so(tried):
    pair, campaign = tried, tried.campaign
    with pair.at(pair.department) as running:
        running.do("pause", campaign, reason="Kiểm tra lại", by=running.binh)
    pair.carry()
    assert pair.states() == ("paused", "paused", "paused", "paused")
    carriage = pair.carriage(pair.department)
    assert carriage.known == carriage.sent  # its install knows of the pause
    with pair.at(pair.department) as running:
        running.do("resume", campaign, by=running.binh)
    pair.carry()
    assert pair.states() == ("sending", "trial", "sending", "trial")


def test_the_operators_own_pause_is_seen_and_lifted_by_it_alone(tried):
    pair = tried
    pair.operate("pause_share", "daumoi", reason="Trung tâm quá tải")
    share = pair.share(pair.department)
    assert (share.state, share.pause_cause, share.reason) == ("paused", "operator", "Trung tâm quá tải")
    pair.operate("resume_share", "lanhdao")
    assert pair.states() == ("sending", "trial", "sending", "trial")


def test_the_watch_is_the_operators_and_its_end_is_told(tried):
    pair = tried
    pair.later(13 * HOUR)
    pair.work(pair.department)
    assert pair.share(pair.department).state == "trial"  # a late package is no reason to stop it here
    pair.work(pair.operator)
    pair.carry()
    share = pair.share(pair.department)
    assert (share.state, share.pause_cause) == ("paused", "shift")
    for role in ("daumoi", "trucban"):
        pair.operate("confirm_shift", role)
    share = pair.share(pair.department)
    assert (share.state, share.confirmed_until) == ("trial", pair.moment + 12 * HOUR)


def test_a_halt_reaches_the_operator_and_what_was_sent_before_is_counted(tried):
    pair, campaign = tried, tried.campaign
    with pair.at(pair.department) as running:
        running.do("halt", campaign, reason="Sai nội dung", by=running.binh)
    pair.carry()
    assert pair.states() == ("halted", "halted", "halted", "halted")
    pair.count()
    assert Tally.objects.get().sent == 5_000


def test_a_correction_reaches_the_operator_approved(tried):
    pair, wrong = tried, tried.campaign
    with pair.at(pair.department) as running:
        right = running.do("correct", wrong, reason="Sai thời gian", by=running.binh)
    pair.carry()
    assert pair.states() == ("approved", "estimated", "approved", "estimated")
    with pair.at(pair.operator) as running:
        copy = pair.copy()
        assert (copy.text, copy.corrects.state) == (right.text, "halted")
        running.tested(copy)
    pair.operate("send_all", "lanhdao")
    assert pair.states() == ("sending", "sending", "sending", "sending")
    assert not pair.refusals(pair.department) + pair.refusals(pair.operator)


def test_an_operator_without_an_install_goes_on_by_file(pair):
    with pair.at(pair.department) as running:
        campaign = running.request("dd-2")
        running.estimate(campaign, "dd-2")
        assert running.approve(campaign).state == "approved"
    assert not Package.objects.exists()


def test_a_halt_holds_also_where_no_install_is_spoken_with_any_more(tried):
    pair, campaign = tried, tried.campaign
    with pair.at(pair.department) as running:
        links.end_install(installs.installs().get(), by=BY, at=pair.moment)
        assert running.do("halt", campaign, reason="Sai", by=running.binh).state == "halted"
    assert not pair.parcels(pair.department)


def test_what_the_operators_own_gateway_counts_is_measured_evidence(approved):
    pair = approved
    pair.try_out(numbers=500)
    pair.later(2 * MINUTE)
    pair.work(pair.operator)
    pair.carry()
    entered = Evidence.objects.filter(kind="MASS_SMS").get()
    assert (entered.measured, entered.figures["sent"], entered.organisation.code) == (True, 5, "dd-1")
    assert pair.carriage(pair.department).measured["sent"] == 5
    before = Evidence.objects.count()
    assert actions.rebuild() == 1
    assert Evidence.objects.count() == before


def test_subscribers_numbers_and_test_telephones_never_travel(approved):
    pair = approved
    pair.try_out(numbers=500)
    pair.later(2 * MINUTE)
    pair.work(pair.operator)
    pair.carry()
    with pair.at(pair.operator):
        blocks = Block.objects.filter(kind__in=["trial", "rest"])
        numbers = [int(one) for block in blocks for one in np.frombuffer(bytes(block.recipients), "<i8")]
    assert len(numbers) == 500
    assert len(pair.carried) > 8
    everything = b"".join(pair.carried)
    for number in [*numbers, 84_900_000_111]:
        domestic, octets = f"0{str(number)[2:]}".encode(), number.to_bytes(8, "little")
        assert not any(form in everything for form in (str(number).encode(), domestic, octets, octets[:5]))
