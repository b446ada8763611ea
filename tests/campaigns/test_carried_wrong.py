"""Orders and steps that were altered, repeated, overtaken or are impossible: refused with a reason, or harmless."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest
from django.db import OperationalError, transaction
from tests.campaigns.pair import BY
from tests.campaigns.running import HOUR, MINUTE

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import following
from thongsuot.campaigns.models import Campaign, Share, Tally
from thongsuot.engines import package as engine
from thongsuot.engines.package import SigningKey
from thongsuot.ledger.actions import move
from thongsuot.links import actions as links
from thongsuot.links.actions import Draft, Registration
from thongsuot.links.models import Package, Refusal
from thongsuot.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def came(pair, end=None):
    """Return how many packages lie at an end, and how many campaigns are carried there."""
    with pair.at(end or pair.operator):
        return Package.objects.filter(direction="in").count(), Share.objects.filter(carriage__isnull=False).count()


def say(pair, end, kind, **changed):
    """Let an end say something with a true signature that no action of ours would say; returns the parcel."""
    with pair.at(end):
        rows = Package.objects.filter(direction="out", kind=kind).exclude(by_system=BY.name)
        body = json.loads(bytes(rows.latest("id").body))
        for path, value in changed.items():
            *outer, name = path.split("__")
            inner = body
            for step in outer:
                inner = inner[step]
            inner[name] = value
        to = Organisation.objects.get(code=end.speaks_with)
        links.queue(Draft(kind, to, body), by=BY, at=pair.moment)
    return pair.parcels(end)[-1]


def approval_of(pair, campaign):
    """Return an approval as the department's install would send it now, and the estimate it is over."""
    with pair.at(pair.department) as running, transaction.atomic():
        running.approve(campaign)
        body = json.loads(bytes(Package.objects.filter(direction="out", kind="campaign.order").latest("id").body))
        transaction.set_rollback(True)
    return {"approval": body["approval"], "stands": body["stands"], "campaign__state": "approved"}


def test_an_order_with_one_byte_changed_is_not_kept(pair):
    with pair.at(pair.department) as running:
        running.request()
    parcel = pair.parcels(pair.department)[0]
    places = [*range(0, len(parcel), 97), len(parcel) - 1]
    for place in places:
        altered = parcel[:place] + bytes([parcel[place] ^ 1]) + parcel[place + 1 :]
        with pair.at(pair.operator):
            assert not links.receive(altered, by=BY, at=pair.moment).taken
    assert came(pair) == (0, 0)
    with pair.at(pair.operator):
        assert sum(Refusal.objects.values_list("number", flat=True)) == len(places)
    assert pair.bring(pair.operator, parcel).taken  # the true one is still good


@pytest.mark.parametrize(("change", "reason"), [({}, "unknown_key"), ({"reality": "exercise"}, "wrong_reality")])
def test_an_order_of_another_key_or_another_reality_is_not_kept(pair, change, reason):
    with pair.at(pair.department) as running:
        running.request()
        parcel = engine.unpack(pair.parcels(pair.department)[0])
    key = pair.department.key if change else SigningKey(b"Z" * 32)
    told = {"sender": key.public.fingerprint, **change}
    envelope = type(parcel.envelope)(**{**vars(parcel.envelope), **told})
    head, signature = engine.seal(envelope, key)
    with pair.at(pair.operator):
        answered = links.receive(engine.join(head, signature, parcel.body, []), by=BY, at=pair.moment)
    assert answered.reason == reason
    assert came(pair) == (0, 0)


def test_an_order_that_comes_again_changes_nothing(approved):
    pair = approved
    before, states = came(pair), pair.states()
    for parcel in list(pair.carried):
        for end in (pair.department, pair.operator):
            with pair.at(end):
                links.receive(parcel, by=BY, at=pair.moment)
            pair.take_in(end)
    assert (came(pair), pair.states()) == (before, states)


def test_what_comes_late_changes_nothing_and_says_so(pair):
    campaign = pair.asked()
    pair.estimate()
    with pair.at(pair.department) as running:
        running.approve(campaign)
        running.do("halt", campaign, reason="Sai", by=running.binh)
    older, newer = pair.parcels(pair.department)
    for parcel in (newer, older):
        assert pair.bring(pair.operator, parcel).taken
        pair.take_in(pair.operator)
    assert pair.states() == ("halted", "halted", "halted", "halted")
    with pair.at(pair.operator):
        late = Package.objects.filter(direction="in").latest("id")
        assert (late.state, "đến sau" in late.outcome) == ("handled", True)


def test_an_older_order_signed_anew_after_a_halt_is_refused_at_both_ends(approved):
    pair, campaign = approved, approved.campaign
    with pair.at(pair.department) as running:
        running.do("halt", campaign, reason="Sai", by=running.binh)
    pair.carry()
    parcel = say(pair, pair.department, "campaign.order", number=99, campaign__state="approved", campaign__generation=1)
    assert pair.bring(pair.operator, parcel).taken
    pair.take_in(pair.operator)
    assert pair.states() == ("halted", "halted", "halted", "halted")
    assert "không còn hiệu lực" in pair.refusals(pair.operator)[0]
    pair.carry()
    assert "không còn hiệu lực" in pair.carriage(pair.department).trouble
    with pair.at(pair.department):
        ours = Package.objects.filter(direction="out", kind="campaign.order").latest("id")
        assert (ours.state, "không còn hiệu lực" in ours.outcome) == ("delivered", True)


def test_an_approval_of_a_withdrawn_campaign_is_refused(pair):
    campaign = pair.asked()
    pair.estimate()
    approval = approval_of(pair, campaign)
    with pair.at(pair.department) as running:
        running.do("withdraw", campaign, reason="Không cần nữa", by=running.binh)
    pair.carry()
    for generation in (1, 2):
        told = {**approval, "campaign__generation": generation, "number": 90 + generation}
        pair.bring(pair.operator, say(pair, pair.department, "campaign.order", **told))
        pair.take_in(pair.operator)
        assert pair.share(pair.operator).campaign.state == "withdrawn"
        assert len(pair.refusals(pair.operator)) == generation


def test_a_campaign_that_was_over_before_it_came_is_not_begun(pair):
    with pair.at(pair.department) as running:
        running.do("withdraw", running.request(), reason="Nhầm", by=running.binh)
    first, last = pair.parcels(pair.department)
    assert pair.bring(pair.operator, last).taken
    pair.take_in(pair.operator)
    pair.bring(pair.operator, first)  # and what had been asked for comes behind
    with pair.at(pair.operator):
        assert not Campaign.objects.filter(state="withdrawn").exists()
        assert "kết thúc trước khi đến" in Package.objects.filter(direction="in").earliest("id").outcome


WORDS = [
    {"campaign__text": "Nội dung khác hẳn"},
    {"campaign__brand": "KHAC"},
    {"campaign__waves": ["2020-02-03T06:00:00+00:00"]},
    {"campaign__correction": "Đính chính khác"},
]


def test_other_words_than_those_that_were_approved_are_refused(approved):
    pair = approved
    for number, changed in enumerate(WORDS):
        pair.bring(pair.operator, say(pair, pair.department, "campaign.order", number=90 + number, **changed))
        pair.take_in(pair.operator)
        assert "khác với nội dung" in pair.refusals(pair.operator)[number]


def test_an_approval_by_the_one_who_asked_or_over_another_order_is_refused(pair):
    campaign = pair.asked()
    pair.estimate()
    told = approval_of(pair, campaign)
    asked_by = json.loads(bytes(Package.objects.filter(kind="campaign.order").latest("id").body))["by"]
    fewer = engine.canonical({**json.loads(told["approval"]["order"]), "subscribers": 1}).decode()
    for number, wrong in enumerate([{"by": asked_by}, {"order": fewer}, {"order": "[]"}], 50):
        changed = {**told, "approval": {**told["approval"], **wrong}, "number": number}
        pair.bring(pair.operator, say(pair, pair.department, "campaign.order", **changed))
        pair.take_in(pair.operator)
    assert pair.share(pair.operator).campaign.state == "requested"
    said = pair.refusals(pair.operator)
    assert ["chính người lập" in said[0], "không khớp" in said[1], "không khớp" in said[2]] == [True] * 3


def test_an_order_for_a_place_or_an_operator_that_nobody_knows_is_refused(pair):
    pair.asked()
    for number, (changed, word) in enumerate(
        [({"campaign__area": "XX"}, "địa bàn"), ({"operator": "khac"}, "mã khac")]
    ):
        told = {"share": str(uuid4()), "number": 1, **changed}
        pair.bring(pair.operator, say(pair, pair.department, "campaign.order", **told))
        pair.take_in(pair.operator)
        assert word in pair.refusals(pair.operator)[number]


STEPS = [
    (
        {"stands__sending_at": "2020-02-03T05:00:01+00:00", "stands__trial_at": "2020-02-03T05:00:00+00:00"},
        "không dừng",
    ),
    ({"stands__sending_at": "2020-02-03T02:20:00+00:00"}, "trước giờ"),
    ({"stands__estimate__subscribers": 1}, "không đổi được"),
    ({"stands__released": None}, "released"),
]


def test_an_impossible_step_is_refused_with_a_reason_at_both_ends(tried):
    pair = tried
    pair.count()
    pair.later(3 * HOUR)
    with pair.at(pair.operator) as running:
        running.do("send_all", pair.share(pair.operator), by=running.person("dd-1", "lanhdao"))
        step = json.loads(bytes(Package.objects.filter(direction="out").latest("id").body))
    pair.carry(lose=lambda parcel: b'"release"' in parcel)
    same = ({"stands__accepted__by": step["stands"]["released"]}, "người thứ hai")
    for number, (changed, word) in enumerate([*STEPS, same]):
        pair.bring(pair.department, say(pair, pair.operator, "campaign.step", number=90 + number, **changed))
        pair.take_in(pair.department)
        assert pair.share(pair.department).state == "trial"
        assert word in pair.refusals(pair.department)[number]
        pair.carry()
        assert word in pair.carriage(pair.operator).trouble


def test_an_estimate_that_crosses_the_approval_is_refused_and_the_approved_one_holds(pair):
    campaign = pair.asked()
    pair.estimate()
    with pair.at(pair.operator) as running:
        running.estimate(pair.copy(), subscribers=1_000)
    with pair.at(pair.department) as running:
        running.approve(campaign)
    pair.carry()
    assert [pair.share(end).subscribers for end in (pair.department, pair.operator)] == [500_000, 500_000]
    assert "không đổi được" in pair.refusals(pair.department)[0]
    assert pair.states() == ("approved", "estimated", "approved", "estimated")


def test_a_halt_that_crosses_the_release_leaves_the_truth_and_a_correction_can_follow(approved):
    pair, campaign = approved, approved.campaign
    with pair.at(pair.operator) as running:
        running.tried(pair.copy())
        running.tally(pair.copy())
    with pair.at(pair.department) as running:
        running.do("halt", campaign, reason="Sai", by=running.binh)
    pair.carry()
    assert pair.states() == ("halted", "halted", "halted", "halted")
    share = pair.share(pair.department)
    assert (share.accepted_name, share.released_name) == ("Nguyễn Thị Hằng", "Phan Văn Long")
    assert Tally.objects.get().sent == 5_000
    with pair.at(pair.department) as running:
        running.do("correct", campaign, reason="Sai", by=running.binh)
    pair.carry()
    assert pair.states() == ("approved", "estimated", "approved", "estimated")
    assert not pair.refusals(pair.department) + pair.refusals(pair.operator)


def test_a_pause_that_crosses_the_release_holds_and_all_goes_on_afterwards(approved):
    pair, campaign = approved, approved.campaign
    with pair.at(pair.operator) as running:
        running.tested(pair.copy())
    pair.carry()
    with pair.at(pair.department) as running:
        move(campaign, "sending", by=running.binh, at=pair.moment)  # as another operator's trial would
        running.do("pause", campaign, reason="Kiểm tra", by=running.binh)
    pair.operate("try_out", "lanhdao")
    ours, theirs = pair.share(pair.department), pair.share(pair.operator)
    assert (theirs.campaign.state, theirs.state, ours.campaign.state) == ("paused", "paused", "paused")
    assert (ours.state, ours.trial_at) == ("testing", theirs.trial_at)
    with pair.at(pair.department) as running:
        running.do("resume", campaign, by=running.binh)
    pair.carry()
    assert pair.states() == ("sending", "trial", "sending", "trial")
    assert not pair.refusals(pair.department) + pair.refusals(pair.operator)


def test_a_withdrawal_that_crosses_the_release_stops_the_operator(approved):
    pair, campaign = approved, approved.campaign
    with pair.at(pair.operator) as running:
        running.tried(pair.copy())
    with pair.at(pair.department) as running:
        running.do("withdraw", campaign, reason="Nhầm", by=running.binh)
    pair.carry()
    assert pair.states() == ("withdrawn", "halted", "halted", "halted")
    assert pair.share(pair.department).trial_at is not None


def test_what_was_lost_is_made_good_by_what_follows(approved):
    pair = approved
    with pair.at(pair.operator) as running:
        running.tried(pair.copy())
    pair.carry(lose=lambda parcel: b'"step":"accept"' in parcel or b'"step":"test"' in parcel)
    assert pair.states() == ("sending", "trial", "sending", "trial")
    assert pair.share(pair.department).accepted_name == "Nguyễn Thị Hằng"


def test_a_department_that_was_put_back_from_a_backup_is_still_obeyed(tried):
    pair, campaign = tried, tried.campaign
    with pair.at(pair.department) as running:
        running.do("pause", campaign, reason="Kiểm tra", by=running.binh)
    pair.carry(lose=lambda parcel: b'"step":"pause"' in parcel)
    pair.later(MINUTE)
    parcel = say(pair, pair.department, "campaign.order", number=1)  # it counts anew
    pair.bring(pair.operator, parcel)
    pair.take_in(pair.operator)
    assert pair.share(pair.operator).state == "paused"


def test_an_install_speaks_of_its_own_shares_alone(approved):
    pair = approved
    stranger = SigningKey(b"Q" * 32)
    with pair.at(pair.department):
        told = Registration(
            Organisation.objects.get(code="dd-2"), "", stranger.public.text, stranger.public.fingerprint
        )
        links.register(told, by=BY, at=pair.moment)
    parcel = engine.unpack(say(pair, pair.operator, "campaign.step", number=99, stands__state="refused"))
    envelope = type(parcel.envelope)(
        **{**vars(parcel.envelope), "uuid": uuid4(), "sender": stranger.public.fingerprint}
    )
    head, signature = engine.seal(envelope, stranger)
    with pair.at(pair.department):
        assert links.receive(engine.join(head, signature, parcel.body, []), by=BY, at=pair.moment).taken
    pair.take_in(pair.department)
    assert pair.share(pair.department).state == "estimated"
    assert "không thuộc hệ thống gửi" in pair.refusals(pair.department)[0]


BAD = [
    {"version": 2}, {"number": -1}, {"number": True}, {"at": "hôm nay"}, {"at": "2020-02-03T05:00:00"}, {"more": 1},
    {"share": "x"}, {"campaign__state": "gone"}, {"campaign__waves": []}, {"campaign__waves": "x"}, {"campaign": []},
    {"campaign__parts": "2"}, {"stands__estimate": {"subscribers": 1}}, {"by__name": " "}, {"campaign__text": "a\0b"},
    {"campaign__legal_ground": ""}, {"branch": 1}, {"by__key": ""},
]  # fmt: skip


def test_what_no_action_of_ours_would_say_is_refused(pair):
    pair.asked()
    for number, changed in enumerate(BAD, 1):
        pair.later(MINUTE)
        pair.bring(pair.operator, say(pair, pair.department, "campaign.order", **changed))
        pair.take_in(pair.operator)
        assert len(pair.refusals(pair.operator)) == number, changed
    assert pair.states() == ("requested", "asked", "requested", "asked")


def test_a_name_longer_than_the_book_has_room_for_is_refused_not_cut(pair):
    pair.asked()
    told = {"share": str(uuid4()), "number": 1, "campaign__number": "9" * 61}
    pair.bring(pair.operator, say(pair, pair.department, "campaign.order", **told))
    pair.take_in(pair.operator)
    assert "trái với điều kiện" in pair.refusals(pair.operator)[0]
    assert queries.packages_waiting().count() == 0


def test_an_error_of_the_program_holds_up_one_package_and_none_behind_it(pair, monkeypatch):
    pair.asked()
    pair.estimate()
    real, turns = following.follow, iter([KeyError("lạ")])

    def broken(*told, **more):
        for error in turns:
            raise error
        real(*told, **more)

    monkeypatch.setattr(following, "follow", broken)
    for subscribers in (450_000, 400_000):
        pair.estimate(subscribers=subscribers)
    assert "không xử lý được gói tin này (KeyError)" in pair.refusals(pair.department)[0]
    assert pair.share(pair.department).subscribers == 400_000


def test_a_database_that_is_gone_is_not_the_packages_fault(pair, monkeypatch):
    pair.asked()
    with pair.at(pair.operator) as running:
        running.estimate(pair.copy())
    pair.bring(pair.department, pair.parcels(pair.operator)[0])

    def gone(*told, **more):
        raise OperationalError("the connection is lost")

    with monkeypatch.context() as patched:
        patched.setattr(following, "follow", gone)
        with pytest.raises(OperationalError):
            pair.take_in(pair.department)
    assert queries.packages_waiting().count() == 1
    pair.take_in(pair.department)
    assert pair.share(pair.department).state == "estimated"
