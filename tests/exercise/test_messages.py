"""The mass message of an exercise: real steps, the real gateway, centres in memory; what was counted is reported."""

from __future__ import annotations

import json

import pytest
from tests.exercise.agreement import LETTERS, expected_of

from thongsuot.campaigns import queries as sendings
from thongsuot.campaigns.models import Batch, Campaign, Lane, Locality, Share
from thongsuot.engines import letter
from thongsuot.exercise import queries
from thongsuot.exercise.actions.playing import play
from thongsuot.exercise.gateway import read_record
from thongsuot.exercise.gateway.operators import Operators
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access
from thongsuot.reports.models import Submission
from thongsuot.web.exercise_command import machinery

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("drill")]


@pytest.fixture
def played(cast):
    """Play a letter in which messages are ready for when they are asked for; return the machinery and the letter."""
    name, works = "doi-han", machinery()
    data = (LETTERS / f"{name}.txt").read_bytes()
    directive = play(letter.to_json(letter.read(data, filename=f"{name}.txt")), data, machinery=works)
    with access.acting_as_system():
        yield works, directive


def test_a_campaign_goes_all_its_way_and_its_counts_reach_the_report(played):
    works, directive = played
    expected = expected_of("doi-han")
    campaign = Campaign.objects.get()
    assert (campaign.state, campaign.requested_by.username, campaign.approved_by.username) == (
        "closed", "so.chuyenvien", "so.lanhdao",
    )  # fmt: skip
    shares = list(Share.objects.select_related("organisation", "campaign", "accepted_by", "released_by"))
    assert {share.organisation.code for share in shares} == {"dd-1", "dd-2", "dd-3"}
    for share in shares:
        code = share.organisation.code
        assert (share.state, share.accepted_by.username, share.released_by.username) == (
            "done", f"{code}.daumoi", f"{code}.lanhdao",
        )  # fmt: skip
        evidence = Evidence.objects.filter(kind="MASS_SMS", organisation=share.organisation).order_by("pk")
        assert [row.figures for row in evidence if row.measured][-1] == expected.messages(code)
        assert not [row for row in evidence if not row.measured and row.figures]
        report = Submission.objects.filter(report__directive=directive, organisation=share.organisation).latest("pk")
        assert report.figures["MASS_SMS"] == {"measured": expected.messages(code), "declared": {}}
    assert queries.result_of(directive)["figures"] == expected.figures()
    assert all(sendings.readings_of(share) and not sendings.misread(share) for share in shares)
    the_centres_agree(works, shares)
    areas_are_the_districts_and_add_up(shares)
    the_steps_leave_what_a_real_gateway_leaves()


def the_centres_agree(works, shares):
    """Each centre heard every subscriber once and the test telephone once, under the brand name."""
    (operators,) = [job for job in works.jobs if isinstance(job, Operators)]
    told = queries.cast()["campaign"]
    for share in shares:
        lines = list(read_record(operators.record_of(share.organisation_id)))
        heard = [line.destination for line in lines]
        assert len(heard) == len(set(heard)) == told["subscribers"][share.organisation.code] + 1
        assert heard[0] == "84900900111"
        assert {line.source for line in lines} == {told["brand"]}
        figures = sendings.sendings_of([share], share.ended_at)[share.pk]
        assert figures.sent.accepted + figures.phones.accepted == sum(line.accepted for line in lines)
        assert figures.sent.silent == figures.left == 0


def areas_are_the_districts_and_add_up(shares):
    """Progress by area comes to the sums."""
    assert set(Locality.objects.values_list("area__code", flat=True)) == {
        d["code"] for d in queries.cast()["districts"]
    }
    told = sendings.by_area(sendings.sendings_of(shares, shares[0].ended_at).values())
    for share in shares:
        rows, sent = told[share.pk].rows, sendings.sent_of(share)
        assert sum(row.accepted for row in rows) == sent.accepted > 0
        assert sum(row.refused for row in rows) == sent.refused > 0
        assert sum(row.subscribers for row in rows) == sent.settled
        assert told[share.pk].over == len(rows) == 9


def the_steps_leave_what_a_real_gateway_leaves():
    """Lanes, batches and causes are those of a gateway."""
    assert set(Lane.objects.values_list("number", "gateway")) == {(0, "exercise")}
    assert set(Batch.objects.values_list("reality", flat=True)) == {"exercise"}
    assert not Batch.objects.exclude(lane__isnull=False).exists()
    assert json.loads(json.dumps(Batch.objects.filter(wave=1, block__kind="rest").first().causes)).keys() == {"11"}


def test_whoever_is_silent_is_left_out_and_without_any_operator_nothing_is_asked_for(cast):
    data = (LETTERS / "chi-buu-chinh.txt").read_bytes()
    play(letter.to_json(letter.read(data, filename="chi-buu-chinh.txt")), data, machinery=machinery())
    with access.acting_as_system():
        assert not Campaign.objects.exists()
