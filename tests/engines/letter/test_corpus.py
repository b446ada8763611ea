"""Our own letters: what was tuned on is read nearly without fault; the sealed part says what to expect of the world."""

import json

import pytest
from tests.engines.letter import scoring

# `deadlines` asks for moment, relation and rule as gold writes them; `limits` pairs them as `letter score` does.
FLOORS = {
    "first": {"heads": 0.97, "duties": 0.97, "details": 0.97, "deadlines": 0.97, "limits": 0.97},
    "second": {"heads": 0.97, "duties": 0.97, "details": 0.97, "deadlines": 0.97, "limits": 0.97},
    "final": {"heads": 0.97, "duties": 0.97, "details": 0.94, "deadlines": 0.97, "limits": 0.97},
    "tuned": {"heads": 0.98, "duties": 0.92, "details": 0.94, "deadlines": 0.89, "limits": 0.94},
    # Written blind, never tuned on: what was read in them sets the level of confidence and nothing else. The set was
    # replaced: the one before, read at first sight, stood at heads .900, duties .883, limits .922, and is tuned on now.
    "sealed": {"heads": 0.89, "duties": 0.85, "details": 0.93, "deadlines": 0.80, "limits": 0.84},
}
ONCE = pytest.mark.xdist_group("corpus")  # on one worker, so that each letter is read once
NAMES = sorted(file.stem for file in scoring.CORPUS.glob("*.txt"))


@ONCE
@pytest.mark.parametrize("part", FLOORS)
def test_each_part_reaches_its_floor(part):
    totals = scoring.third(part)
    assert set(totals) == set(FLOORS[part])
    low = {
        name: (round(totals[name].f1, 3), totals[name].faults)
        for name, floor in FLOORS[part].items()
        if totals[name].f1 < floor
    }
    assert low == {}


def test_the_corpus_has_its_parts():
    assert len(NAMES) >= 80
    counted = {part: sum(name.startswith(part) for name in NAMES) for part in FLOORS}
    assert counted == {"first": 9, "second": 9, "final": 9, "tuned": 190, "sealed": 20}


@ONCE
@pytest.mark.parametrize("name", NAMES)
def test_a_letter_without_duties_yields_none_and_every_span_holds(name):
    file = scoring.CORPUS / f"{name}.txt"
    gold = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    read = scoring.read(file.read_bytes())
    if not gold["obligations"] and not name.startswith("sealed"):  # what is sealed is judged by the floor of its part
        assert read["obligations"] == []
    assert all(duty["quote"] == read["text"][duty["start"] : duty["end"]] for duty in read["obligations"])
    assert [paragraph["number"] for paragraph in read["paragraphs"]] == list(range(1, len(read["paragraphs"]) + 1))
