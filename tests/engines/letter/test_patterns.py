"""No pattern of the engine backtracks more than its text is long, whatever alphabet the text repeats."""

import pytest
from tests.engines.letter import patterns
from tests.engines.letter.test_hostile import ALPHABETS, grows

from thongsuot.engines.letter._fold import folded

STEPS = (2_000, 25_000)  # twice the last is the longest; a slow one is told while it is short
NAMES = {**patterns.searched(), **patterns.of_kinds()}


def shadow(text: str) -> str:
    """What patterns are searched in: folded letters, endless blanks cut."""
    return folded(text).plain


def test_the_walk_meets_the_patterns_of_every_part():
    parts = {name.partition(".")[0].partition(":")[0] for name in NAMES}
    assert {"_dated", "_spans", "_recurrences", "_senders", "_basis", "_conditions", "_contacts", "REPORT"} <= parts
    assert len(NAMES) > 100


@pytest.mark.parametrize("unit", ALPHABETS.values(), ids=ALPHABETS)
def test_a_pattern_takes_time_in_proportion_to_its_text(unit):
    texts: dict[str, str] = {}

    def search(pattern):
        def work(text):
            return sum(1 for _ in pattern.finditer(texts[text]))

        return work

    for size in STEPS:
        for length in (size, 2 * size):
            text = unit * (length // len(unit))
            texts[text] = shadow(text)
    slow = {name: worst for name, pattern in NAMES.items() if (worst := grows(search(pattern), unit, STEPS))}
    assert slow == {}


def test_a_run_of_blanks_has_an_end_in_the_shadow_and_the_way_back_still_holds():
    text = "Kính gửi:" + " " * 5_000 + "Các đơn vị" + "\n" * 5_000 + "hết"
    fold = folded(text)
    assert len(fold.plain) < 200
    start = fold.plain.index("cac don vi")
    first, last = fold.span(start, start + len("cac don vi"))
    assert text[first:last] == "Các đơn vị"
    assert fold.at[len(fold.plain)] == len(text)
