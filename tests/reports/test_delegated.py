"""The leader is away: somebody else prepares or sends, and never both halves of one pair."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import client_of
from tests.reports import small
from tests.worlds import world

from thongsuot.ledger import queries as ledger
from thongsuot.organisations import actions as organisations
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.actions import Terms
from thongsuot.organisations.models import Deed, Role
from thongsuot.outbox.models import Message
from thongsuot.reports import actions
from thongsuot.reports.models import Report

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AT = small.DAY_BEFORE


@world
def report(cast):
    """Return the draft of the first mobile operator's report."""
    return small.report_of(small.drafted(cast))


@pytest.fixture
def linh(cast):
    """Return its officer on duty."""
    return cast.person("dd-1.trucban")


def give(cast, giver, to, *deeds, at=AT - HOUR):
    """Let somebody act for the giver until the day after the deadline."""
    terms = Terms(deeds, at, small.DEADLINE + 24 * HOUR)
    return organisations.delegate(giver, to, terms, organisation=giver.organisation, by=giver, at=at)


def prepared(report, by):
    """Lay the report before the leader."""
    return actions.prepare(report, by=by, at=AT)


def test_with_the_leader_away_the_delegate_sends_and_the_history_says_for_whom(cast, report, linh):
    give(cast, cast.long, linh, Deed.SUBMIT)
    submission = actions.submit(prepared(report, cast.hang), by=linh, at=AT + HOUR)
    report = Report.objects.get(pk=report.pk)
    assert (report.state, report.submitted_by, report.submitted_at) == ("submitted", linh, AT + HOUR)
    assert submission.by_name == linh.name
    move = ledger.moves_of(report).last()
    assert (move.by_name, move.note) == (linh.name, f"theo ủy quyền của {cast.long.name}")


def test_the_delegate_is_told_that_a_report_waits(cast, report, linh):
    give(cast, cast.long, linh, Deed.SUBMIT)
    prepared(report, cast.hang)
    told = Message.objects.filter(key__startswith="prepared:", channel="in_app")
    assert {message.recipient for message in told} == {cast.long, linh}


def test_without_a_delegation_nobody_sends_for_the_leader(cast, report, linh):
    give(cast, cast.long, linh, Deed.PREPARE)
    with pytest.raises(NotAllowed):
        actions.submit(prepared(report, cast.hang), by=linh, at=AT)


def test_who_prepared_does_not_send_by_delegation(cast, report):
    give(cast, cast.long, cast.hang, Deed.SUBMIT)
    with pytest.raises(NotAllowed, match="hai người khác nhau"):
        actions.submit(prepared(report, cast.hang), by=cast.hang, at=AT)


def test_the_givers_own_draft_is_not_sent_in_the_givers_name(cast, report, linh):
    give(cast, cast.long, linh, Deed.SUBMIT)
    with pytest.raises(NotAllowed, match="hai người khác nhau"):
        actions.submit(prepared(report, cast.long), by=linh, at=AT)


def test_a_draft_made_in_the_leaders_name_is_not_sent_by_the_leader(cast, report, linh):
    give(cast, cast.long, linh, Deed.PREPARE)
    row = prepared(report, linh)
    assert ledger.moves_of(row).last().note == f"theo ủy quyền của {cast.long.name}"
    with pytest.raises(NotAllowed, match="hai người khác nhau"):
        actions.submit(row, by=cast.long, at=AT)


def test_two_delegates_of_one_giver_are_not_two_halves(cast, report, linh):
    other = cast.person("dd-1.kiemsoat")
    give(cast, cast.long, linh, Deed.PREPARE)
    give(cast, cast.long, other, Deed.SUBMIT)
    with pytest.raises(NotAllowed, match="hai người khác nhau"):
        actions.submit(prepared(report, linh), by=other, at=AT)


def test_a_delegate_of_the_contact_prepares_and_the_leader_sends(cast, report, linh):
    give(cast, cast.hang, linh, Deed.PREPARE)
    assert actions.submit(prepared(report, linh), by=cast.long, at=AT).pk


def test_the_page_offers_the_delegate_to_send(cast, report, linh):
    from django.utils.timezone import now

    prepared(report, cast.hang)
    before = client_of(linh).get(report.get_absolute_url()).content.decode()
    terms = Terms((Deed.SUBMIT,), now(), now() + HOUR)
    organisations.delegate(cast.long, linh, terms, organisation=linh.organisation, by=cast.long, at=now())
    after = client_of(linh).get(report.get_absolute_url()).content.decode()
    assert f"/{report.pk}/gui/" not in before
    assert f"/{report.pk}/gui/" in after


def test_a_role_of_ones_own_comes_before_a_delegation(cast, report):
    organisations.grant(cast.hang, Role.Name.LEADER, organisation=cast.hang.organisation, by=cast.binh, at=AT - HOUR)
    give(cast, cast.long, cast.hang, Deed.SUBMIT)
    row = prepared(report, cast.person("dd-1.daumoi"))
    with pytest.raises(NotAllowed):
        actions.submit(row, by=cast.hang, at=AT)
    assert actions.submit(row, by=cast.long, at=AT).pk
