"""Progress by area: where the operator's list says who is where, counts alone, for whoever sees the share."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from tests.campaigns import gated
from tests.campaigns.test_numbers import ended, read, subscribers, take, tried
from tests.campaigns.test_views import opened

from thongsuot.campaigns import actions, queries
from thongsuot.campaigns.models import AreaCounts, Block, Locality
from thongsuot.engines.tables import read_subscribers
from thongsuot.organisations import access
from thongsuot.organisations.models import Area

pytestmark = pytest.mark.django_db


def localities(share):
    """Return by number which area it is and how many are there."""
    rows = Locality.objects.filter(share=share).values_list("number", "area__code", "subscribers")
    return {number: (code, many) for number, code, many in rows}


def placed(share):
    """Return the area of each recipient, as blocks and localities say together."""
    names, told = localities(share), {}
    for block in Block.objects.filter(share=share).exclude(kind="phones"):
        numbers = np.frombuffer(bytes(block.recipients), "<i8").tolist()
        areas = np.frombuffer(bytes(block.areas), "<u2").tolist() if block.areas else [0] * block.count
        told |= {number: names[area][0] for number, area in zip(numbers, areas, strict=True)}
    return told


def two_districts(running, **other):
    """Return a share with 300 subscribers in one district, 200 in another, 10 of whom the list says two things."""
    share = running.share(running.approved(**other))
    text = subscribers(300) + subscribers(200, "DX02;DX01", start=1_000)
    text += subscribers(10, "DX03;DX03", 5_000) + subscribers(10, "DX04;DX03", 5_000)
    take(running, share, text)
    return share


def test_each_recipient_stands_beside_the_area_that_the_list_names(running):
    share = two_districts(running)
    assert localities(share) == {0: (None, 10), 1: ("DX01", 300), 2: ("DX02", 200)}
    expected = {84_900_000_000 + number: "DX01" for number in range(300)}
    expected |= {84_900_001_000 + number: "DX02" for number in range(200)}
    expected |= {84_900_005_000 + number: None for number in range(10)}
    assert placed(share) == expected


@pytest.mark.parametrize("rule", ["present", "both"])
def test_where_people_are_present_is_no_area(running, rule):
    share = running.share(running.approved(rule=rule, area=Area.objects.get(code="DX01")))
    take(running, share, subscribers(20, "DX02;DX01") + subscribers(5, "DX01;DX02", 100))
    told = {"present": {0: (None, 20)}, "both": {0: (None, 20), 1: ("DX01", 5)}}
    assert localities(share) == told[rule]


def test_a_list_without_areas_keeps_none(running):
    share = running.share(running.approved())
    with access.acting_as_system():
        found = read_subscribers([b"0900000001\n0900000002\n"], queries.wanted(share, running.at))
    reading = actions.Reading("so.csv", "c" * 64, found)
    running.do("take_numbers", share, reading, by=running.person("dd-1", "daumoi"))
    assert localities(share) == {0: (None, 2)}
    assert set(Block.objects.filter(share=share).values_list("areas", flat=True)) == {None}


def test_two_areas_of_one_name_inside_are_no_area_of_their_own(running):
    for code in ("DX01", "DX02"):
        Area.objects.create(
            code=f"{code}01", kind="commune", name="Xã Tân An", parent=Area.objects.get(code=code), source="x",
            valid_from=running.at,
        )  # fmt: skip
    share = running.share(running.approved())
    take(running, share, "0900000001;Xã Tân An;\n0900000002;DX0101;\n0900000003;Tân An;\n")
    assert localities(share) == {0: (None, 2), 1: ("DX0101", 1)}


def test_a_newer_list_brings_its_own_areas(running):
    share = two_districts(running)
    take(running, share, subscribers(7, "DX05;DX05"))
    assert localities(share) == {1: ("DX05", 7)}


def test_a_correction_goes_to_the_same_areas(running):
    campaign = running.approved()
    take(running, running.share(campaign), subscribers(150) + subscribers(50, "DX02;DX02", 500))
    tried(running, campaign)
    share = running.share(running.do("correct", campaign, reason="Sai ngày", by=running.khanh))
    running.do("take_again", share, by=running.person("dd-1", "daumoi"))
    wrong = running.share(campaign)
    assert localities(share) == localities(wrong) == {1: ("DX01", 150), 2: ("DX02", 50)}
    assert placed(share) == placed(wrong)


def test_who_is_where_goes_with_the_numbers_and_the_counts_stay(running):
    share = ended(running)
    assert Block.objects.filter(share=share, areas__isnull=False).exists()
    assert actions.purge_numbers(running.at + timedelta(days=31)) == 1
    assert set(Block.objects.filter(share=share).values_list("recipients", "areas")) == {(None, None)}
    assert localities(share) == {1: ("DX01", 120)}


@pytest.mark.parametrize("change", [{"recipients": None}, {"areas": b"\1\0", "recipients": None}])
def test_the_database_lets_areas_go_with_the_numbers_alone(running, change):
    share = two_districts(running)
    with pytest.raises(DatabaseError), transaction.atomic():
        Block.objects.filter(share=share).update(**change)


def test_the_database_wants_an_area_of_each(running):
    share = two_districts(running)
    block = Block.objects.filter(share=share, kind="rest").first()
    with pytest.raises(IntegrityError, match="campaigns_area_of_each"), transaction.atomic():
        Block.objects.create(
            share=share, organisation_id=share.organisation_id, reality=share.reality, kind="rest", number=99,
            count=block.count, recipients=block.recipients, areas=b"\0\0",
        )  # fmt: skip


def sent(running, campaign):
    """Let the 1 % have an outcome in two districts, and return the share."""
    take(running, running.share(campaign), subscribers(600) + subscribers(400, "DX02;DX02", 5_000))
    tried(running, campaign)
    share = running.share(campaign)
    (batch,) = share.batches.filter(wave=1)
    gated.settle(batch, refused={0x0B: 1}, uncertain=1)
    place = {"share": share, "organisation_id": share.organisation_id, "reality": share.reality}
    counts = np.array([[0, 0, 0], [5, 0, 1], [3, 1, 0]], "<u4").tobytes()
    AreaCounts.objects.create(batch=batch, counts=counts, **place)
    return share


def test_whoever_sees_the_share_sees_its_areas_and_nobody_sees_a_number(clock):
    campaign = clock.approved("dd-1", "dd-2")
    share = sent(clock, campaign)
    for person in (clock.binh, clock.person("dd-1", "daumoi")):
        for page in (
            opened(person, "campaigns:campaign", campaign.pk),
            opened(person, "campaigns:share", share.pk),
        ):
            assert "Theo địa bàn" in page
            for row in ("Thành phố Đông Xuyên", "6/600", "4/400"):
                assert row in page
            assert "900005" not in page.replace(" ", "")
    assert "Theo địa bàn" not in opened(clock.person("dd-2", "daumoi"), "campaigns:campaign", campaign.pk)


def test_areas_of_several_operators_are_put_together_and_waves_add_up(running):
    campaign = running.approved("dd-1", "dd-2", waves=[running.at + timedelta(hours=n) for n in (3, 5)])
    share = sent(running, campaign)
    with access.acting_as(running.binh, running.at):
        told = queries.overview(campaign, list(queries.shares_visible_to(running.binh, running.at)), running.at)
    (one,) = [line.areas for line in told.lines if line.share == share]
    assert {(row.subscribers, row.expected, row.settled, row.left) for row in one.rows} == {
        (400, 800, 4, 796), (600, 1_200, 6, 1_194),
    }  # fmt: skip
    whole = queries.ByArea.of([*one.rows, *one.rows, queries.AreaSent(None, "", "", 5, 5, 5, 0, 0)])
    told = [(row.key is None, row.subscribers, row.accepted) for row in whole.rows]
    assert (set(told[:2]), told[2]) == ({(False, 800, 6), (False, 1_200, 10)}, (True, 5, 5))
    assert (whole.count, whole.many, whole.over) == (3, False, 1)
    assert whole.rows[-1].name == "Không rõ địa bàn"


def test_more_shares_and_batches_take_no_more_queries(running):
    campaign = running.approved("dd-1", "dd-2")
    share = sent(running, campaign)
    with CaptureQueriesContext(connection) as asked:
        queries.by_area(queries.sendings_of([share], running.at).values())
    one = len(asked)
    other = running.share(campaign, "dd-2")
    running.do("take_numbers", other, read(running, other, subscribers(20)), by=running.person("dd-2", "daumoi"))
    gated.batches(running.share(campaign), 1)
    shares = [running.share(campaign, code) for code in ("dd-1", "dd-2")]
    with CaptureQueriesContext(connection) as asked:
        told = queries.by_area(queries.sendings_of(shares, running.at).values())
    assert (len(told), len(asked)) == (2, one)
