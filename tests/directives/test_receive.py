"""A letter enters as proposals that bind nobody."""

from __future__ import annotations

import pytest
from tests.cast import MONDAY
from tests.directives.letters import reading

from thongsuot.directives import actions
from thongsuot.directives.models import Assignment, Directive, Obligation

pytestmark = pytest.mark.django_db


def receive(cast, **changes):
    """Receive the sample letter as the department's follower."""
    return actions.receive(
        reading(**changes), file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )


def test_a_letter_becomes_proposals_that_bind_nobody(cast):
    directive = receive(cast)
    assert directive.state == Directive.State.REVIEW
    assert [o.state for o in directive.obligations.all()] == [Obligation.State.PROPOSED] * 4
    assert not Assignment.objects.exists()


def test_every_quotation_stands_in_the_text_where_it_says(cast):
    directive = receive(cast)
    for obligation in directive.obligations.all():
        assert directive.text[obligation.start : obligation.end] == obligation.quote


def test_the_same_letter_is_received_once(cast):
    first = receive(cast)
    with pytest.raises(actions.AlreadyReceived) as refusal:
        receive(cast)
    assert refusal.value.directive == first
    assert Directive.objects.count() == 1


def test_an_enterprise_receives_no_letters_for_the_department(cast):
    with pytest.raises(PermissionError):
        actions.receive(reading(), file=None, organisation=cast.department, reality="live", by=cast.hang, at=MONDAY)
