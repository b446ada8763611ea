"""Damaged and hostile packages under a true signature: each is refused with a reason, and none holds up another."""

from __future__ import annotations

import json
import re
from uuid import uuid4

import pytest
from django.db import connection
from tests.campaigns.pair import BY
from tests.campaigns.running import HOUR, MINUTE
from tests.campaigns.test_carried_wrong import approval_of, say
from tests.campaigns.test_packages_read import AT, BODIES, KEY, ORDER

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import following
from thongsuot.campaigns.models import Campaign
from thongsuot.ledger.models import Evidence
from thongsuot.links import actions as links
from thongsuot.links.actions import Draft
from thongsuot.links.models import Package
from thongsuot.organisations.models import Area, Organisation

pytestmark = pytest.mark.django_db


def test_all_that_two_installs_said_of_a_campaign_is_read_and_names_people_by_name_alone(tried):
    kinds = set()
    for end in (tried.department, tried.operator):
        with tried.at(end) as running:
            usernames = [running.person("dd-1", role).username for role in ("lanhdao", "daumoi")]
            for package in Package.objects.filter(kind__in=BODIES).exclude(kind="campaign.refusal"):
                read, text = queries.told(package), bytes(package.body).decode()
                kinds.add((package.kind, package.direction))
                assert read.keys() == BODIES[package.kind].keys()
                assert re.fullmatch("[0-9a-f]{24}|", read["by"]["key"])
                assert not any(f'"{username}"' in text for username in usernames)
    assert kinds == {
        ("campaign.order", "out"),
        ("campaign.order", "in"),
        ("campaign.step", "out"),
        ("campaign.step", "in"),
    }


def test_an_order_says_nothing_of_the_other_operators(pair):
    with pair.at(pair.department) as running:
        running.request("dd-1", "dd-2")
        text = bytes(Package.objects.filter(kind="campaign.order").latest("id").body).decode()
        other = Organisation.objects.get(code="dd-2")
        assert '"dd-1"' in text
        assert '"dd-2"' not in text
        assert other.name not in text


HOSTILE = [
    [], {**ORDER, "reality": "exercise"}, {"x" * 3_000: 1}, {"version": 1, "share": {"share": [KEY]}},
    {**ORDER, "a\0b": 1}, {"version": 1, "x" * 1_048_000: 1}, {"version": 1, "share": "x" * 1_048_000},
    {"version": 1, "share": ["\x7f" * 100_000]},
]  # fmt: skip


@pytest.mark.parametrize("kind", ["campaign.order", "campaign.refusal"])
def test_hostile_bodies_are_each_refused_with_a_reason_and_none_holds_up_another(pair, kind):
    with pair.at(pair.operator):
        before = set(Campaign.objects.values_list("pk", flat=True))
    with pair.at(pair.department):
        to = Organisation.objects.get(code="dd-1")
        for body in HOSTILE:
            links.queue(Draft(kind, to, body), by=BY, at=pair.moment)
    for parcel in pair.parcels(pair.department):
        assert pair.bring(pair.operator, parcel).taken
    pair.take_in(pair.operator)
    reasons = pair.refusals(pair.operator)
    assert len(reasons) == len(HOSTILE)
    assert all(reason.startswith("Nội dung gói tin không đúng dạng (") for reason in reasons)
    assert max(len(reason) for reason in reasons) <= 500
    with pair.at(pair.operator):
        assert queries.packages_waiting().count() == 0
        assert set(Campaign.objects.values_list("pk", flat=True)) == before
        answers = Package.objects.filter(direction="out", kind="campaign.refusal", state="queued").count()
    assert answers == (0 if kind == "campaign.refusal" else len(HOSTILE))  # a refusal is not refused in turn


TOO_MUCH = [
    ("campaign__brand", "B" * 500, "trái với điều kiện"), ("campaign__number", "9" * 500, "trái với điều kiện"),
    ("campaign__parts", 2**53 - 1, "trái với điều kiện"), ("taken", 2**53 - 1, "trái với điều kiện"),
    ("by__key", "k" * 5_000, "trái với điều kiện"), ("campaign__area", "A" * 300, "không có mã"),
    ("campaign__text", "t" * 100_001, "không đúng dạng"), ("campaign__waves", [AT] * 2_000, "trái với điều kiện"),
    ("campaign__requested_at", "0001-01-01T00:00:00+14:00", "trái với điều kiện"), ("operator", "khong-co", "khong-co"),
    ("campaign__waves", ["9999-12-31T23:59:59-14:00"], "không đúng dạng"), ("operator", "d" * 300, "doanh nghiệp"),
    ("campaign__text", "x\u202e", "ký tự đảo chiều chữ"), ("campaign__text", "x\u0007", "ký tự điều khiển"),
]  # fmt: skip


def test_orders_that_the_book_has_no_room_for_begin_no_campaign(pair):
    with pair.at(pair.department) as running:
        running.request("dd-1")
    with pair.at(pair.operator):
        before = set(Campaign.objects.values_list("pk", flat=True))
    shares = [str(uuid4()) for _ in TOO_MUCH]
    for share, (place, value, _word) in zip(shares, TOO_MUCH, strict=True):
        pair.later(MINUTE)
        strange = {"share": share, "number": 1, "campaign__number": "77/X", place: value}
        pair.bring(pair.operator, say(pair, pair.department, "campaign.order", **strange))
    pair.take_in(pair.operator)
    reasons = pair.refusals(pair.operator)
    for reason, (place, _value, word) in zip(reasons, TOO_MUCH, strict=True):
        assert word in reason, place
    with pair.at(pair.operator):
        assert queries.packages_waiting().count() == 0
        assert set(Campaign.objects.values_list("pk", flat=True)) == before
        rows = Package.objects.filter(direction="out", kind="campaign.refusal").order_by("id")
        answers = [queries.told(row) for row in rows]
    assert [answer["reason"] for answer in answers] == reasons
    assert [str(answer["share"]) for answer in answers] == shares


def test_an_enterprise_orders_nothing_however_truly_it_signs(pair):
    pair.asked()
    with pair.at(pair.operator):
        Organisation.objects.filter(code="so-khcn").update(kind=Organisation.Kind.AUTHORITY)
        before = Campaign.objects.count()
    pair.bring(pair.operator, say(pair, pair.department, "campaign.order", share=str(uuid4()), number=1))
    pair.take_in(pair.operator)
    assert "không phải là Sở" in pair.refusals(pair.operator)[0]
    with pair.at(pair.operator):
        assert Campaign.objects.count() == before


@pytest.mark.parametrize(
    ("territory", "begun"), [("other", False), ("below", False), ("its own", True), ("none", True)]
)
def test_a_department_orders_for_its_own_territory_alone(pair, territory, begun):
    with pair.at(pair.operator):
        province = Area.objects.get(kind="province")
        told = {"valid_from": pair.moment - 400 * HOUR, "sort_key": "x", "source": "thử"}
        areas = {
            "other": Area.objects.create(code="NS", kind="province", name="Tỉnh Nam Sơn", **told),
            "below": Area.objects.create(code="DX77", kind="district", name="Huyện Ia Kly", parent=province, **told),
            "its own": province,
            "none": None,
        }
        Organisation.objects.filter(code="so-khcn").update(area=areas[territory])
        before = Campaign.objects.count()
    with pair.at(pair.department) as running:
        running.request("dd-1")
    pair.carry()
    refusals = pair.refusals(pair.operator)
    assert ("không thuộc địa bàn" in "".join(refusals)) is not begun
    with pair.at(pair.operator):
        assert Campaign.objects.count() - before == begun


def test_an_area_is_within_what_lies_above_it_and_a_ring_of_areas_ends():
    province = Area(code="DX", pk=1)
    commune = Area(code="DX0101", pk=3, parent=Area(code="DX01", pk=2, parent=province))
    assert queries.lies_within(commune, Area(code="DX", pk=9))  # entered anew, the same code
    assert not queries.lies_within(province, commune)
    province.parent = commune
    assert not queries.lies_within(commune, Area(code="NS"))


FALSE = [
    {"sent": 20_000, "subscribers": 9_999}, {"delivered": 6}, {"failed": 6}, {"uncertain": 6}, {"segments": 1_000},
    {"subscribers": 2**53 - 1}, {"subscribers": 2**53 - 1, "sent": 2**53 - 1, "segments": 2**53 - 1},
]  # fmt: skip
TRUE = {"subscribers": 5, "sent": 5, "delivered": 3, "failed": 1, "uncertain": 1, "segments": 10}


@pytest.mark.parametrize("name", ["sending_at", "confirmed_until", "ended_at"])
def test_a_moment_beyond_every_calendar_reaches_no_page(approved, name):
    pair = approved
    pair.try_out()
    pair.later(MINUTE)
    step = say(pair, pair.operator, "campaign.step", number=100, **{f"stands__{name}": "9999-12-31T23:59:59+00:00"})
    pair.bring(pair.department, step)
    pair.take_in(pair.department)
    assert f"({name})" in pair.refusals(pair.department)[0]


@pytest.mark.parametrize("wrong", [{"subscribers": 2**53 - 1}, {"rate": 2**31 - 1}, {"rate": 0}, {"parts": 30_000}])
def test_an_approval_over_more_than_anybody_can_send_is_refused(pair, wrong):
    campaign = pair.asked()
    pair.estimate()
    told = approval_of(pair, campaign)
    told["stands"]["estimate"] |= wrong
    order = json.loads(told["approval"]["order"])
    order |= {name: value for name, value in wrong.items() if name in order}
    told["approval"]["order"] = json.dumps(order, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    pair.later(MINUTE)
    pair.bring(pair.operator, say(pair, pair.department, "campaign.order", number=9, **told))
    pair.take_in(pair.operator)
    (reason,) = pair.refusals(pair.operator)
    assert "vượt quá mức có thể gửi" in reason
    assert pair.states()[2:] == ("requested", "estimated")


def test_counts_of_a_gateway_that_cannot_be_true_together_are_no_evidence(approved):
    pair = approved
    pair.try_out(numbers=500)
    pair.carry()
    for number, wrong in enumerate(FALSE, 1):
        pair.later(MINUTE)
        step = say(pair, pair.operator, "campaign.step", number=100 + number, measured={**TRUE, **wrong})
        pair.bring(pair.department, step)
        pair.take_in(pair.department)
        assert len(pair.refusals(pair.department)) == number, wrong
    assert all("không khớp nhau" in reason for reason in pair.refusals(pair.department))
    assert not Evidence.objects.filter(kind="MASS_SMS").exists()
    pair.later(MINUTE)
    pair.bring(pair.department, say(pair, pair.operator, "campaign.step", number=200, measured=TRUE))
    pair.take_in(pair.department)
    assert Evidence.objects.get(kind="MASS_SMS").figures == TRUE


def test_a_share_is_counted_by_a_gateway_or_by_hand_and_never_by_both(tried):
    pair = tried
    with pair.at(pair.operator) as running:
        running.tally(pair.copy())
    pair.carry()
    pair.later(MINUTE)
    pair.bring(pair.department, say(pair, pair.operator, "campaign.step", number=100, measured=TRUE))
    pair.take_in(pair.department)
    assert "một nguồn số liệu" in pair.refusals(pair.department)[0]
    assert not Evidence.objects.filter(kind="MASS_SMS", measured=True).exists()


def test_what_the_database_says_of_one_package_holds_up_none_behind_it(pair, monkeypatch):
    pair.asked()
    pair.estimate()
    real, turns = following.follow, iter(["SELECT 1 / (SELECT 0)::int", "SELECT khong_co FROM khong_co"])

    def poisoned(*told, **more):
        for statement in turns:
            with connection.cursor() as cursor:
                cursor.execute(statement)
        real(*told, **more)

    monkeypatch.setattr(following, "follow", poisoned)
    for subscribers in (450_000, 440_000, 400_000):
        pair.estimate(subscribers=subscribers)
    first, second = pair.refusals(pair.department)
    assert "điều kiện của cơ sở dữ liệu" in first
    assert "không xử lý được gói tin này (ProgrammingError)" in second
    assert pair.share(pair.department).subscribers == 400_000
