"""An operator's subscribers: who may bring them and when, which of them are kept, in which order, and for how long."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from tests.campaigns.gated import settle
from tests.campaigns.running import HOUR, MINUTE

from thongsuot.campaigns import actions, jobs, queries
from thongsuot.campaigns.actions.numbering import sizes
from thongsuot.campaigns.models import Block, Numbers
from thongsuot.engines.tables import read_subscribers
from thongsuot.ledger.models import Edit
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Area

pytestmark = pytest.mark.django_db
HEAD = "so_thue_bao;khu_vuc_dang_ky;khu_vuc_hien_dien\n"


def subscribers(count, area="DX01;DX01", start=0):
    return "".join(f"09{start + number:08d};{area}\n" for number in range(count))


def read(running, share, text, **other):
    with access.acting_as_system():
        found = read_subscribers([(HEAD + text).encode()], queries.wanted(share, running.at))
    return actions.Reading(**{"source": "thue-bao.csv", "sha256": "b" * 64, "subscribers": found, **other})


def take(running, share, text, role="daumoi"):
    return running.do("take_numbers", share, read(running, share, text), by=running.person("dd-1", role))


def tried(running, campaign):
    """Release the 1 % once our gateway has written to the test telephone."""
    running.tested(campaign)
    for batch in running.share(campaign).batches.filter(wave=0):
        settle(batch)
    running.do("try_out", running.share(campaign), by=running.person("dd-1", "lanhdao"))


def recipients(share, *kinds):
    blocks = Block.objects.filter(share=share, kind__in=kinds or ("trial", "rest")).order_by("-kind", "number")
    return np.concatenate([np.frombuffer(block.recipients, "<i8") for block in blocks]).tolist()


def test_numbers_are_kept_in_blocks_the_trial_first(running):
    share = running.share(running.approved())
    numbers = take(running, share, subscribers(25_000))
    assert (numbers.rows, numbers.kept, numbers.repeated, numbers.elsewhere, numbers.bad) == (25_000, 25_000, 0, 0, 0)
    told = Block.objects.filter(share=share).order_by("kind", "number").values_list("kind", "count")
    assert [count for kind, count in told if kind == "trial"] == list(sizes(250))
    assert [count for kind, count in told if kind == "rest"] == list(sizes(24_750))
    everybody = recipients(share)
    assert sorted(everybody) == [84_900_000_000 + number for number in range(25_000)]
    assert everybody != sorted(everybody)


def test_the_order_is_the_shares_own_and_does_not_hang_on_the_file(running):
    campaign = running.approved("dd-1", "dd-2")
    one, other = running.share(campaign), running.share(campaign, "dd-2")
    text = subscribers(300)
    take(running, one, text)
    first = recipients(one)
    take(running, one, "".join(reversed(text.splitlines(keepends=True))))
    assert recipients(one) == first
    running.do("take_numbers", other, read(running, other, text), by=running.person("dd-2", "daumoi"))
    assert sorted(recipients(other)) == sorted(first)
    assert recipients(other) != first


def test_the_trial_is_one_in_a_hundred_and_at_least_one(running):
    share = running.share(running.approved())
    for many, trial in ((1, 1), (100, 1), (101, 2), (1_250, 13)):
        take(running, share, subscribers(many))
        assert len(recipients(share, "trial")) == trial


def test_a_newer_list_takes_the_place_of_the_older_and_leaves_test_telephones_alone(running):
    campaign = running.approved()
    share = running.share(campaign)
    take(running, share, subscribers(200))
    running.tested(campaign)
    phones = Block.objects.filter(share=share, kind="phones").count()
    take(running, share, subscribers(50, start=1_000))
    assert Numbers.objects.get(share=share).kept == 50
    assert min(recipients(share)) == 84_900_001_000
    assert Block.objects.filter(share=share, kind="phones").count() == phones == 1
    before, after = Edit.objects.filter(topic="share", row=share.pk).values_list("before", "after").last()
    assert (before["numbers"]["kept"], after["numbers"]["kept"]) == (200, 50)


@pytest.mark.parametrize(("rule", "kept"), [("registered", [1, 2]), ("present", [2, 3]), ("both", [1, 2, 3])])
def test_the_campaigns_rule_and_area_say_who_is_inside(running, rule, kept):
    share = running.share(running.approved(rule=rule, area=Area.objects.get(code="DX01")))
    areas = {1: "DX01;DX02", 2: "dx01;Thành phố Đông Xuyên", 3: "DX02;DX01", 4: "DX;DX02", 5: "DX02;DX"}
    numbers = take(running, share, "".join(f"090000000{number};{area}\n" for number, area in areas.items()))
    assert sorted(number % 10 for number in recipients(share)) == kept
    assert numbers.elsewhere == 5 - len(kept)


def test_everything_below_an_area_belongs_to_it(running):
    district = Area.objects.get(code="DX01")
    commune = Area.objects.create(
        code="DX0101", kind="commune", name="Xã Ia Lơ", parent=district, source="x", valid_from=running.at
    )
    share = running.share(running.approved(area=district))
    assert queries.codes_within(share, running.at) == ["DX01", "DX0101"]
    take(running, share, "0900000001;Ia Lơ;\n0900000002;DX02;\n")
    assert recipients(share) == [84_900_000_001]
    commune.valid_until = running.at
    commune.save()
    assert queries.codes_within(share, running.at) == ["DX01"]


def test_two_areas_of_one_name_are_told_by_code_alone(running):
    districts = {code: Area.objects.get(code=code) for code in ("DX01", "DX02")}
    for code, district in districts.items():
        Area.objects.create(
            code=f"{code}01", kind="commune", name="Xã Tân An", parent=district, source="x", valid_from=running.at
        )
    share = running.share(running.approved(area=districts["DX01"]))
    numbers = take(running, share, "0900000001;Xã Tân An;\n0900000002;DX0101;\n0900000003;DX0201;\n")
    assert recipients(share) == [84_900_000_002]
    assert (numbers.bad_lines, numbers.elsewhere) == ([[2, "•••••••001", "unknown_area", "Xã Tân An"]], 1)


FAULTY = """0900000001;DX01;
+84 900.000.001;DX01;
02693824123;DX01;
+85512345678;DX01;
01651234567;DX01;
9.12E+08;DX01;
113;DX01;
0900000002;XX;
0900000003;;
Nguyễn Văn An;DX01;
"0900000004;DX01;
0900000005;DX02;
"""


def test_every_fault_stands_on_its_line_and_nobody_behind_it_is_kept(running):
    share = running.share(running.approved(area=Area.objects.get(code="DX01")))
    numbers = take(running, share, FAULTY)
    assert recipients(share) == [84_900_000_001]
    assert (numbers.rows, numbers.kept, numbers.repeated, numbers.elsewhere, numbers.bad) == (12, 1, 1, 1, 9)
    assert [(line, why) for line, _seen, why, _hint in numbers.bad_lines] == [
        (4, "landline"), (5, "foreign"), (6, "old"), (7, "damaged"), (8, "short"), (9, "unknown_area"), (10, "no_area"),
        (11, "no_number"), (12, "torn"),
    ]  # fmt: skip
    assert sum(numbers.causes.values()) == 9


def test_a_list_without_a_usable_number_changes_nothing(running):
    share = running.share(running.approved())
    take(running, share, subscribers(5))
    with pytest.raises(actions.NobodyInside, match=r"3 dòng.+Dòng 2 \(••••••••123\): số cố định.+Dòng 4") as caught:
        take(running, share, "02693820123;DX01;\n02693824123;DX01;\n113;DX01;\n")
    assert caught.value.field == "file"
    assert len(recipients(share)) == 5


@pytest.mark.parametrize("role", ["daumoi", "lanhdao", "trucban"])
def test_the_operators_officers_bring_numbers(running, role):
    assert take(running, running.share(running.approved()), subscribers(3), role).kept == 3


def test_nobody_else_brings_numbers(running):
    share = running.share(running.approved())
    reading = read(running, share, subscribers(3))
    for by in (running.binh, running.khanh, running.person("dd-2", "daumoi"), running.person("dd-1", "kiemsoat")):
        with pytest.raises(NotAllowed):
            running.do("take_numbers", share, reading, by=by)
    assert not Block.objects.exists()


def test_numbers_come_between_the_estimate_and_the_first_subscriber(running):
    campaign = running.request()
    with pytest.raises(actions.NotYet, match="sau khi ước tính"):
        take(running, running.share(campaign), subscribers(3))
    running.estimate(campaign)
    take(running, running.share(campaign), subscribers(3))
    running.approve(campaign)
    tried(running, campaign)
    with pytest.raises(actions.NotYet, match="trước khi gửi thử"):
        take(running, running.share(campaign), subscribers(4))
    assert Numbers.objects.get().kept == 3


def test_a_test_by_another_platform_does_not_count_for_our_gateway(running):
    campaign = running.approved()
    share = running.tested(campaign)
    running.later(MINUTE)
    take(running, share, subscribers(3))
    with pytest.raises(actions.NotYet, match="sau khi gửi đến máy thử"):
        running.do("try_out", running.share(campaign), by=running.person("dd-1", "lanhdao"))


def test_a_tenth_more_or_less_than_estimated_is_said(running):
    share = running.share(running.approved())
    assert share.subscribers == 500_000
    assert [queries.differs(share, kept) for kept in (450_000, 449_999, 550_000, 550_001, 500_000)] == [
        False, True, False, True, False,
    ]  # fmt: skip


def test_a_correction_reaches_exactly_those_who_were_meant_to_have_the_wrong_text(running):
    campaign = running.approved()
    take(running, running.share(campaign), subscribers(250))
    tried(running, campaign)
    right = running.do("correct", campaign, reason="Sai ngày", by=running.khanh)
    share, wrong = running.share(right), running.share(campaign)
    numbers = running.do("take_again", share, by=running.person("dd-1", "daumoi"))
    assert recipients(share) == recipients(wrong)
    assert (numbers.kept, numbers.rows, len(recipients(share, "trial"))) == (250, 250, 3)


def test_there_is_nothing_to_take_again_without_a_wrong_message(running):
    with pytest.raises(actions.NotYet, match="không còn được lưu"):
        running.do("take_again", running.share(running.approved()), by=running.person("dd-1", "daumoi"))


def ended(running):
    campaign = running.approved()
    share = running.share(campaign)
    take(running, share, subscribers(120) + "113;DX01;\n")
    running.tested(campaign)
    running.do("halt", campaign, reason="Hết dịch", by=running.khanh)
    return running.share(campaign)


def test_numbers_go_thirty_days_after_the_share_has_ended(running):
    share = ended(running)
    due = running.at + timedelta(days=30)
    assert queries.next_purge() == due
    jobs.run(due - MINUTE)
    assert Block.objects.filter(share=share, recipients=None).count() == 0
    jobs.run(due)
    assert set(Block.objects.filter(share=share).values_list("recipients", flat=True)) == {None}
    numbers = Numbers.objects.get(share=share)
    assert (numbers.purged_at, numbers.bad_lines, numbers.kept, numbers.bad) == (due, [], 120, 1)
    assert sum(Block.objects.filter(share=share).exclude(kind="phones").values_list("count", flat=True)) == 120
    assert queries.next_purge() is None
    assert actions.purge_numbers(due + HOUR) == 0


def test_how_long_numbers_stay_is_a_setting(running, settings):
    settings.NUMBERS_KEPT_DAYS = 2
    ended(running)
    assert queries.next_purge() == running.at + timedelta(days=2)
    assert Numbers.objects.get().purge_at == running.at + 3 * HOUR + timedelta(days=2)


def test_numbers_of_a_share_that_goes_on_stay(running):
    take(running, running.share(running.approved()), subscribers(3))
    assert queries.next_purge() is None
    assert actions.purge_numbers(running.at + timedelta(days=400)) == 0


def test_what_was_purged_cannot_be_taken_again(running):
    campaign = running.approved()
    take(running, running.share(campaign), subscribers(250))
    tried(running, campaign)
    right = running.do("correct", campaign, reason="Sai ngày", by=running.khanh)
    assert actions.purge_numbers(running.at + timedelta(days=31)) == 1
    with pytest.raises(actions.NotYet, match="không còn được lưu"):
        running.do("take_again", running.share(right), by=running.person("dd-1", "daumoi"))
