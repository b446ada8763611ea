"""An operator counts by its own log; versions are kept, figures are evidence and reach the report."""

from __future__ import annotations

import hashlib

import pytest
from tests.campaigns.running import HOUR, LOG, MINUTE

from thongsuot.campaigns import actions
from thongsuot.campaigns.models import Tally
from thongsuot.ledger import actions as ledger
from thongsuot.ledger import queries as reading
from thongsuot.ledger.models import Evidence
from thongsuot.organisations.access import NotAllowed
from thongsuot.web import rebuild_command

pytestmark = pytest.mark.django_db


def evidence():
    return reading.current().filter(kind="MASS_SMS")


def test_a_later_count_is_another_version_and_replaces_the_evidence(running):
    campaign = running.sending()
    running.later(MINUTE).tally(campaign, subscribers=200_000, sent=200_000, delivered=199_900, segments=400_000)
    assert list(Tally.objects.values_list("version", "phase")) == [(1, "trial"), (2, "sending")]
    row = evidence().get()
    assert row.figures == {
        "subscribers": 200_000, "sent": 200_000, "delivered": 199_900, "failed": 80, "uncertain": 20,
        "segments": 400_000,
    }  # fmt: skip
    assert (row.measured, row.version, row.about) == (False, 2, f"share:{running.share(campaign).pk}")
    assert LOG in row.summary


def test_the_same_count_again_changes_nothing(running):
    campaign = running.sending()
    running.tally(campaign)
    running.tally(campaign)
    assert Tally.objects.count() == 2  # of the trial, and of everybody


def test_the_evidence_is_about_the_order_in_force(running):
    office = running.cast.organisation("dd-1")
    for key, hours in (("obligation:1", 2), ("obligation:7", 1), ("obligation:8", 1)):
        ledger.enter_order(
            key=key, kind="MASS_SMS", organisation=office, reality="live",
            starts_at=running.at - hours * HOUR, known_at=running.at,
        )  # fmt: skip
    campaign = running.sending()
    assert evidence().get().about == "obligation:7"
    told = reading.declared(["obligation:7"], office.pk, reality="live")
    assert told.get().figures["sent"] == 5_000
    other = running.cast.organisation("dd-2")
    assert not reading.declared(["obligation:7"], other.pk, reality="live").exists()
    assert running.share(campaign).order_key == "obligation:7"


def test_an_order_that_comes_later_is_served_from_the_next_count_on(running):
    campaign = running.sending()
    office = running.cast.organisation("dd-1")
    ledger.enter_order(
        key="obligation:9", kind="MASS_SMS", organisation=office, reality="live",
        starts_at=running.at, known_at=running.at,
    )  # fmt: skip
    running.later(MINUTE).tally(campaign, subscribers=9_000)
    assert evidence().get().about == "obligation:9"


@pytest.mark.parametrize(
    ("other", "field", "said"),
    [
        ({"delivered": 4_901}, "sent", r"Tin nhắn đã gửi \(5\.000\) phải bằng .+ \(5\.001\)"),
        ({"sent": -1}, "sent", "số nguyên không âm"),
        ({"subscribers": 2_000}, "sent", r"nhiều hơn số có thể gửi .+\(4\.000\)"),
        ({"segments": 4_999}, "segments", r"từ 5\.000 đến 10\.000"),
        ({"segments": 10_001}, "segments", r"từ 5\.000 đến 10\.000"),
        ({"log_sha256": "A" * 64}, "log_sha256", "64 chữ số thập lục phân"),
    ],
)
def test_figures_that_cannot_be_true_together_are_refused(running, other, field, said):
    campaign = running.sending()
    before = Tally.objects.count()
    with pytest.raises(actions.Unsuitable, match=said) as refused:
        running.tally(campaign, **other)
    assert refused.value.field == field
    assert Tally.objects.count() == before


def test_there_is_nothing_to_count_before_anybody_was_sent_anything(running):
    campaign = running.approved()
    running.tested(campaign)
    with pytest.raises(actions.NotYet, match="Chưa gửi tin cho thuê bao nào"):
        running.tally(campaign)


def test_what_was_halted_before_anybody_was_sent_anything_counts_nothing(running):
    campaign = running.approved()
    running.tested(campaign)
    running.do("halt", campaign, reason="Sai", by=running.binh)
    with pytest.raises(actions.NotYet, match="Chưa gửi tin cho thuê bao nào"):
        running.tally(campaign)
    assert not Tally.objects.exists()


def test_the_department_counts_for_nobody(running):
    share = running.share(running.sending())
    with pytest.raises(NotAllowed):
        running.do("tally", share, running.counted(), by=running.khanh)


def test_what_was_sent_before_a_halt_is_still_counted(running):
    campaign = running.sending()
    running.do("halt", campaign, reason="Sai", by=running.binh)
    running.later(MINUTE).tally(campaign, subscribers=9_000)
    assert Tally.objects.last().phase == "sending"


def test_the_file_of_a_count_is_kept_with_the_evidence(running):
    campaign = running.sending()
    upload = actions.Uploaded("so-lieu.csv", b"subscribers,sent\n1,1\n")
    running.later(MINUTE).do(
        "tally",
        running.share(campaign),
        running.counted(sent=4_999, delivered=4_899),
        by=running.cast.hang,
        upload=upload,
    )
    assert evidence().get().files == [hashlib.sha256(upload.data).hexdigest()]


def test_rebuilding_the_evidence_changes_nothing_and_restores_what_is_missing(running, capsys):
    running.sending("dd-1", "dd-2")
    before = Evidence.objects.count()
    assert rebuild_command.run([]) == 0
    assert Evidence.objects.count() == before
    assert actions.rebuild() == 2
    assert "bổ sung 0 bản ghi" in capsys.readouterr().out
