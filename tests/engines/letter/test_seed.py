"""The real letter: every duty found, every field right, nothing made up."""

from typing import Any

import pytest
from tests.engines.letter import scoring

pytestmark = pytest.mark.skipif(
    not scoring.SEED.exists(), reason="the real letter is not shipped; it lies in ../shared/data"
)

KINDS = {
    "NETWORK_SAFETY": ["O01", "O02"],
    "CAPACITY_UPGRADE": ["O03"],
    "SPARE_EQUIPMENT": ["O04", "O05"],
    "MUTUAL_AID": ["O06"],
    "PORTAL_AVAILABILITY": ["O07", "O08"],
    "PRIORITY_RESTORATION": ["O09"],
    "GOVERNMENT_NETWORK": ["O10"],
    "GOVERNMENT_POST": ["O11"],
    "CONFERENCE_LINES": ["O12"],
    "MISINFORMATION": ["O13", "O14"],
    "MASS_SMS": ["O15", "O16"],
    "CONTENT_CHECK": ["O17"],
    "GOODS_SUSPENSION": ["O18"],
    "OFFICIAL_INFORMATION": ["O19", "O20", "O21"],
    "DUTY_ROSTER": ["O22", "O23", "O24", "O25"],
    "STAFF_ACKNOWLEDGEMENT": ["O26"],
    "REPORT": ["O27"],
    "HOTLINE": ["O28"],
    "RECEIPT": ["O29"],
}


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, Any], dict[str, Any]]:
    data, gold = scoring.seed()
    return scoring.read(data), gold


def test_every_duty_is_found_with_at_most_one_too_many(both):
    found, missed, extra = scoring.pair_duties(*both)
    assert len(found) == 29
    assert missed == []
    assert len(extra) <= 1


def test_every_duty_has_its_mode_party_time_and_paragraph(both):
    found, _, _ = scoring.pair_duties(*both)
    wrong = [
        fault
        for mine, gold in found
        for fault in scoring.faults(mine, gold, fields=("mode", "obliged", "effective_from", "deadline", "paragraph"))
    ]
    assert wrong == []


def test_every_duty_has_the_kind_of_its_clause(both):
    found, _, _ = scoring.pair_duties(*both)
    kinds: dict[str, list[str]] = {}
    for mine, gold in found:
        kinds.setdefault(mine["kind"], []).append(gold["id"])
    assert kinds == KINDS


def test_triggers_partners_and_receivers_are_named(both):
    found, _, _ = scoring.pair_duties(*both)
    wrong = [
        f"{name}: {mine[name]} for {gold[name]}"
        for mine, gold in found
        for name in ("coordinate_with", "to", "trigger")
        if name in gold and name != "coordinate_with" and mine[name] != gold[name]
    ]
    assert wrong == []


def test_every_field_of_head_and_tail_is_right_and_the_lost_ones_are_null(both):
    assert scoring.heads(*both).faults == []
    assert scoring.deadlines(*both).faults == []


def test_the_text_is_the_decoded_file_and_quotes_are_its_words(both):
    data, gold = scoring.seed()
    read, _ = both
    assert read["text"] == data.decode()
    assert read["text_sha256"] == gold["text_sha256"]
    assert all(duty["quote"] == read["text"][duty["start"] : duty["end"]] for duty in read["obligations"])
