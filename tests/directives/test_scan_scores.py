"""A letter that was printed and scanned says nearly what its text says: one of each part, clean and badly scanned."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests import printing, recognising
from tests.directives.scanned import needs_tesseract

LETTERS = printing.chosen(1)


def reached(fault: str, dpi: int) -> dict[str, float]:
    """Return the share of each score that is left of what the letters' own text reaches."""

    def read(file):
        return recognising.scored(file, recognising.from_scan(file, fault, dpi).reading)

    with ThreadPoolExecutor(2) as pool:
        scans = list(pool.map(read, LETTERS))
    texts = [recognising.scored(file, recognising.from_text(file)) for file in LETTERS]
    return {
        part: recognising.added([score[part] for score in scans]).f1
        / recognising.added([score[part] for score in texts]).f1
        for part in recognising.PARTS
    }


@needs_tesseract
@pytest.mark.parametrize(
    ("fault", "dpi", "heads", "deadlines", "duties"),
    [("clean", 200, 0.93, 0.93, 0.9), ("hard", 200, 0.75, 0.93, 0.8)],
)
def test_a_scan_keeps_most_of_what_its_text_says(fault, dpi, heads, deadlines, duties):
    left, floors = reached(fault, dpi), (heads, deadlines, duties)
    assert [(part, round(left[part], 3)) for part, least in zip(left, floors, strict=True) if left[part] < least] == []


def test_the_letters_come_from_every_part():
    assert len({file.stem.partition("-")[0] for file in LETTERS}) == len(LETTERS) == 5
