"""What the database refuses, whatever the program does; and what a competitor never sees."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.campaigns.running import HOUR

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Campaign, Share, Tally, Wave
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def refused(words, statement, *values):
    with pytest.raises(DatabaseError, match=words):
        sql(statement, *values)


UNAPPROVED = [
    ("campaigns_nothing_goes_on_unapproved", "SET state = 'approved'"),
    ("campaigns_nothing_goes_on_unapproved", "SET state = 'sending'"),
    ("campaigns_two_people_approve", "SET approved_by_id = requested_by_id"),
    ("campaigns_brand", "SET brand = 'UBND tỉnh'"),
    ("campaigns_text_says_something", "SET text = ''"),
    ("campaigns_legal_ground", "SET legal_ground = ''"),
    ("a campaign stays what it is", "SET reality = 'exercise'"),
    ("a campaign stays what it is", "SET generation = 0"),
]
FROZEN = ["brand = 'KHAC'", "text = 'x'", "correction = 'x'", "rule = 'present'", "approved_subscribers = 1",
          "approved_by_id = requested_by_id", "number = '1'"]  # fmt: skip


@pytest.mark.parametrize(("words", "change"), UNAPPROVED)
def test_a_campaign_that_nobody_approved_goes_nowhere(running, words, change):
    campaign = running.request()
    refused(words, f"UPDATE campaigns_campaign {change} WHERE id = %s", campaign.pk)


def test_an_approval_without_a_correction_is_none(running):
    campaign = running.request()
    told = "SET state = 'approved', correction = '', approved_by_id = %s, approved_name = 'x', approved_at = %s"
    refused(
        "campaigns_nothing_goes_on_unapproved",
        f"UPDATE campaigns_campaign {told}, approved_subscribers = 1 WHERE id = %s",
        running.khanh.pk, running.at, campaign.pk,
    )  # fmt: skip


@pytest.mark.parametrize("change", FROZEN)
def test_what_was_approved_is_frozen(running, change):
    campaign = running.approved()
    told = f"UPDATE campaigns_campaign SET {change} WHERE id = %s"  # noqa: S608  # from the list above
    refused("an approved campaign is frozen", told, campaign.pk)


def test_waves_are_frozen_too(running):
    campaign = running.approved()
    wave = campaign.waves.get()
    refused("is frozen", "UPDATE campaigns_wave SET starts_at = %s WHERE id = %s", running.at, wave.pk)
    refused("is frozen", "DELETE FROM campaigns_wave WHERE id = %s", wave.pk)
    told = {"organisation": campaign.organisation, "reality": "live", "campaign": campaign}
    with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
        Wave.objects.create(number=2, starts_at=running.at + 9 * HOUR, **told)


@pytest.mark.parametrize("state", ["accepted", "testing", "trial", "sending", "done"])
def test_no_share_goes_on_before_the_approval(running, state):
    campaign = running.request()
    running.estimate(campaign)
    refused("not approved", "UPDATE campaigns_share SET state = %s WHERE campaign_id = %s", state, campaign.pk)


SHARES = [
    ("campaigns_two_people_release", "SET released_by_id = accepted_by_id"),
    ("campaigns_released_by_somebody", "SET released_by_id = NULL"),
    ("a share stays what it is", "SET accepted_by_id = NULL"),
    ("a share stays what it is", "SET generation = 9"),
    ("a share stays what it is", "SET organisation_id = department_id"),
    ("an approved estimate is frozen", "SET subscribers = 1"),
    ("campaigns_somebody_watches", "SET confirmed_until = NULL"),
    ("campaigns_stopped_with_a_reason", "SET state = 'halted', reason = ''"),
    ("campaigns_paused_from_somewhere", "SET state = 'paused', reason = 'x', paused_from = ''"),
    ("campaigns_shift_of_a_day_at_most", "SET shift_hours = 25"),
]


@pytest.mark.parametrize(("words", "change"), SHARES)
def test_a_share_keeps_to_two_people_and_to_what_was_approved(running, words, change):
    campaign = running.sending()
    told = f"UPDATE campaigns_share {change} WHERE campaign_id = %s"
    refused(words, told, campaign.pk)


def test_after_a_halt_no_share_comes_back(running):
    campaign = running.sending()
    running.do("halt", campaign, reason="Sai", by=running.binh)
    for state in ("testing", "trial", "sending"):
        refused("does not run", "UPDATE campaigns_share SET state = %s WHERE campaign_id = %s", state, campaign.pk)


def test_an_estimate_is_whole(running):
    campaign = running.request()
    told = "UPDATE campaigns_share SET state = 'estimated' WHERE campaign_id = %s"
    refused("campaigns_estimate_is_whole", told, campaign.pk)


@pytest.mark.parametrize("table", ["campaigns_tally", "campaigns_testreading"])
@pytest.mark.parametrize("verb", ["UPDATE {} SET by_name = 'x'", "DELETE FROM {}"])
def test_counts_and_readings_are_written_once(running, table, verb):
    running.sending()
    refused("written once", verb.format(table))


TALLIES = [
    ("campaigns_tally_adds_up", {"delivered": 1}),
    ("campaigns_segments_at_least_sent", {"segments": 1}),
    ("more was counted", {"subscribers": 1}),
    ("campaigns_tally_sha256", {"log_sha256": "x"}),
]


@pytest.mark.parametrize(("words", "wrong"), TALLIES)
def test_a_count_that_cannot_be_is_not_stored(running, words, wrong):
    running.sending()
    row = Tally.objects.last()
    row.pk, row.version = None, 9
    for name, value in wrong.items():
        setattr(row, name, value)
    with pytest.raises(DatabaseError, match=words), transaction.atomic():
        row.save(force_insert=True)


def test_a_correction_says_nothing_but_what_was_approved(running):
    right = running.do("correct", running.sending(), reason="Sai", by=running.binh)
    for changed in ({"text": "Nội dung khác"}, {"brand": "KHAC"}, {"rule": "present"}):
        row = Campaign.objects.get(pk=right.pk)
        row.pk, row.state, row.approved_by = None, "requested", None
        for name, value in changed.items():
            setattr(row, name, value)
        with pytest.raises(DatabaseError, match="what was approved for it"), transaction.atomic():
            row.save(force_insert=True)


def test_real_and_exercise_never_mix(running):
    asked = running.request(number="99/UBND")
    refused(
        "campaigns_wave_same_root", "UPDATE campaigns_wave SET reality = 'exercise' WHERE campaign_id = %s", asked.pk
    )
    campaign = running.sending()
    share = running.share(campaign)
    refused("stays what it is", "UPDATE campaigns_share SET reality = 'exercise' WHERE id = %s", share.pk)
    for row, words in (
        (share.tallies.last(), "tally_same_root"),
        (share.readings.last(), "reading_same_root|own_phone"),
    ):
        row.pk, row.reality, row.version = None, "exercise", 9
        with pytest.raises(DatabaseError, match=words), transaction.atomic():
            row.save(force_insert=True)


def test_a_competitor_sees_its_own_share_alone(running):
    campaign = running.sending("dd-1", "dd-2")
    with access.acting_for(running.cast.organisation("dd-1")):
        assert [s.organisation.code for s in Share.objects.all()] == ["dd-1"]
        assert {t.organisation.code for t in Tally.objects.all()} == {"dd-1"}
        assert Campaign.objects.get() == campaign
        assert Wave.objects.count() == 1
    with access.acting_for(running.cast.organisation("bc-1")):
        assert not Campaign.objects.exists()
        assert not Wave.objects.exists()
    person = running.person("bc-1", "daumoi")
    assert not queries.visible_to(person, running.at).exists()
    assert not queries.shares_visible_to(person, running.at).exists()
    assert queries.shares_visible_to(running.cast.hang, running.at).get().organisation.code == "dd-1"
    assert queries.shares_visible_to(running.binh, running.at).count() == 2
