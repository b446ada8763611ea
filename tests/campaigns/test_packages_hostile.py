"""Damaged and hostile packages under a true signature: each is refused with a reason, and none holds up another."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest
from tests.campaigns.pair import BY
from tests.campaigns.running import MINUTE
from tests.campaigns.test_carried_wrong import say
from tests.campaigns.test_packages_read import AT, BODIES, KEY, ORDER

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Campaign
from thongsuot.links import actions as links
from thongsuot.links.actions import Draft
from thongsuot.links.models import Package
from thongsuot.organisations.models import Organisation

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
    ("campaign__waves", ["9999-12-31T23:59:59-14:00"], "trái với điều kiện"), ("operator", "d" * 300, "doanh nghiệp"),
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
