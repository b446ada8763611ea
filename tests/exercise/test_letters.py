"""The letters of the demonstration and of these tests read as a person reads them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from tests.exercise.agreement import LETTERS

from thongsuot.engines import letter
from thongsuot.exercise import queries

SEED = Path(__file__).parents[3] / "shared" / "data" / "letters" / "gia-lai-2020-02-04.txt"
ON, DUE = date(2026, 11, 24), date(2026, 11, 27)
FORMULAS = {"doanh nghiệp bưu chính", "nơi nhận như trên", "kt giám đốc phó", "giám đốc phó giám", "đốc phó giám đốc"}

# paragraph by paragraph: kind and, where it is not what most are, mode or whom it binds; read by hand
FLOOD = {
    1: "NETWORK_SAFETY NETWORK_SAFETY CAPACITY_UPGRADE:one_off",
    2: "SPARE_EQUIPMENT:one_off SPARE_EQUIPMENT MUTUAL_AID:conditional "
    "PORTAL_AVAILABILITY NETWORK_SAFETY PRIORITY_RESTORATION",
    3: "GOVERNMENT_NETWORK GOVERNMENT_POST CONFERENCE_LINES",
    4: "MISINFORMATION MISINFORMATION",
    5: "MASS_SMS:one_off:mobile MASS_SMS:conditional:mobile",
    6: "CONTENT_CHECK:standing:postal GOODS_SUSPENSION:prohibition:postal",
    7: "OFFICIAL_INFORMATION OFFICIAL_INFORMATION:one_off OFFICIAL_INFORMATION:one_off",
    8: "DUTY_ROSTER DUTY_ROSTER DUTY_ROSTER DUTY_ROSTER",
    9: "STAFF_ACKNOWLEDGEMENT:one_off",
    10: "REPORT:one_off",
    11: "HOTLINE:conditional",
    12: "RECEIPT",
}
HEAT = {
    1: "SPARE_EQUIPMENT:one_off",
    2: "PRIORITY_RESTORATION",
    3: "DUTY_ROSTER DUTY_ROSTER",
    4: "OTHER:standing:postal OFFICIAL_INFORMATION:standing:postal",
    5: "STAFF_ACKNOWLEDGEMENT:one_off",
    6: "REPORT:one_off",
    7: "RECEIPT",
}
EXAMINATION = {
    1: "CAPACITY_UPGRADE:one_off:telecom OTHER:prohibition:telecom",
    2: "OTHER:standing:postal SPARE_EQUIPMENT:standing:postal",
    3: "MISINFORMATION",
    4: "REPORT:recurring",
    5: "REPORT:one_off",
}


def read(name):
    """Return what the engine reads in a letter of the demonstration."""
    text = queries.letter(name, number=52, on=ON, due=DUE)
    return letter.to_json(letter.read(text.encode(), filename=f"{name}.txt"))


def told(duty):
    """Return a duty as the tables above write it."""
    kind = "RECEIPT" if duty["kind"] in ("RECEIPT", "OTHER") and "ngay khi nhận" in duty["quote"] else duty["kind"]
    parts = [kind, duty["mode"], duty["obliged"]]
    while len(parts) > 1 and parts[-1] == ("standing" if len(parts) == 2 else "all"):
        parts.pop()
    return ":".join(parts)


@pytest.mark.parametrize(
    ("name", "expected"), [("mua-lu", FLOOD), ("nang-nong", HEAT), ("ky-thi", EXAMINATION)], ids=lambda v: str(v)[:9]
)
def test_every_proposal_of_the_demonstration_is_sensible(name, expected):
    reading = read(name)
    found: dict[int, list[str]] = {}
    for duty in reading["obligations"]:
        found.setdefault(duty["paragraph"], []).append(told(duty))
    assert {number: " ".join(duties) for number, duties in found.items()} == expected
    assert reading["warnings"] == []
    assert (reading["doc_type"], reading["date"]) == ("Công văn", "2026-11-24")
    assert all(duty["quote"] == reading["text"][duty["start"] : duty["end"]] for duty in reading["obligations"])
    dated = [d["deadline"] for d in reading["obligations"] if d["kind"] == "REPORT" and d["mode"] == "one_off"]
    assert [(d["at"], d["relation"]) for d in dated] == [("2026-11-27T14:00:00+07:00", "before")]


def test_the_prohibition_of_the_demonstration_began_before_the_letter():
    ban = next(duty for duty in read("mua-lu")["obligations"] if duty["mode"] == "prohibition")
    assert ban["effective_from"] == "2026-11-21"


@pytest.mark.parametrize("gold", sorted(LETTERS.glob("*.gold.json")), ids=lambda file: file.name.partition(".")[0])
def test_the_letters_of_these_tests_are_read_as_by_hand(gold):
    by_hand = json.loads(gold.read_text())
    data = (LETTERS / by_hand["letter"]).read_bytes()
    reading = letter.to_json(letter.read(data, filename=by_hand["letter"]))
    found = reading["obligations"]
    assert [duty["quote"][: len(g["begins"])] for duty, g in zip(found, by_hand["obligations"], strict=False)] == [
        g["begins"] for g in by_hand["obligations"]
    ]
    assert len(found) == len(by_hand["obligations"])
    assert reading["date"] == by_hand["date"]
    for duty, expected in zip(found, by_hand["obligations"], strict=True):
        deadline = duty["deadline"] and {"at": duty["deadline"]["at"], "relation": duty["deadline"]["relation"]}
        read_as = (duty["mode"], duty["obliged"], duty["kind"], deadline)
        assert read_as == (expected["mode"], expected["obliged"], expected["kind"], expected["deadline"])


@pytest.mark.skipif(not SEED.exists(), reason="the real letter is not part of the repository")
def test_not_more_than_three_words_of_the_real_letter_stand_in_ours():
    theirs = _runs(SEED.read_text())
    folder = Path(queries.__file__).parent / "letters"
    for file in sorted(folder.glob("*.txt")):
        assert _runs(file.read_text()) & theirs <= FORMULAS, file.name


def _runs(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {" ".join(words[place : place + 4]) for place in range(len(words) - 3)}
