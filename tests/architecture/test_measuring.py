"""Measured and declared are never mixed up."""

from tests.architecture import callgraph, measuring
from tests.architecture.tree import PACKAGE


def test_only_rooms_that_enter_evidence_claim_a_measurement():
    assert measuring.claimed_in_wrong_rooms(PACKAGE) == []


def test_no_page_and_no_form_sets_a_measurement_in_motion():
    assert measuring.claimed_for_persons(PACKAGE) == []


def test_the_way_from_pages_to_the_ledger_is_seen_at_all():
    reached = callgraph.reached(PACKAGE, measuring.ASKED_BY_PERSONS)
    assert "thongsuot.ledger.actions.record" in reached
    assert "thongsuot.ledger.actions.move" in reached
