"""Texts written to make a reader slow: the engine stays about linear in their length."""

import time
from collections.abc import Callable

import pytest

from thongsuot.engines import letter

HEAD = "SỞ GIAO THÔNG\nSố: 1/SGT\nKính gửi: Các doanh nghiệp\n\n1. "
ORDER = "Kính gửi: Các đơn vị.\n\nSở Y tế yêu cầu các đơn vị:\n- "
WORST = 3.2  # linear work doubles with its text; a square would take four times as long
SIZES = (16_000, 100_000)  # each is doubled, up to 200 000 characters
QUIET = 0.004  # seconds below which a clock tells nothing

ALPHABETS = {
    "spaces": " ",
    "lines": "\n",
    "spaced lines": " \n",
    "tabs": "\t",
    "letters": "a",
    "words": "bao cao ",
    "one word a line": "cong\n",
    "digits": "1",
    "spaced digits": "1 ",
    "dates": "12/3/",
    "commas": ", ",
    "words and commas": "truoc, ",
    "capitals": "Ubnd Tinh ",
    "semicolons": "; ",
    "dashes": "- ",
    "brackets": "( ",
    "closed": "(a) ",
    "quotes": '" ',
    "slashes": "a/",
    "dots": ". ",
    "colons": "gom: ",
}


def seconds(work: Callable[[], object]) -> float:
    """Seconds of this process alone: a busy machine changes nothing."""
    start = time.process_time()
    work()
    return time.process_time() - start


def growth(work: Callable[[str], object], unit: str, size: int) -> float:
    """How much longer a text twice as long takes, the least of several tries; 0 where both are too short to tell."""
    small, large = (unit * (n // len(unit)) for n in (size, 2 * size))
    best = float("inf")
    for _ in range(8):
        once, twice = seconds(lambda: work(small)), seconds(lambda: work(large))
        if twice < QUIET:
            return 0.0
        best = min(best, twice / max(once, QUIET / 4))
        if best < WORST:
            break
    return best


def grows(work: Callable[[str], object], unit: str, sizes: tuple[int, ...]) -> float:
    """The worst growth on the way up; a text that is slow while short is not made longer."""
    for size in sizes:
        worst = growth(work, unit, size)
        if worst >= WORST:
            return worst
    return 0.0


@pytest.mark.parametrize("unit", ALPHABETS.values(), ids=ALPHABETS)
def test_no_text_makes_the_engine_slower_than_its_length(unit):
    assert grows(lambda text: letter.read_text(HEAD + text), unit, SIZES) == 0.0


SENTENCES = {
    "verbs": "kiểm tra, ",
    "items": "\n- Kiểm tra trạm;",
    "conditions": "Nếu có, ",
    "citations": "Công văn số 12/UBND-VX của ",
    "limits": "trong vòng 03 ngày kể từ ",
    "greetings": "Kính gửi: ",
    "copies": "Nơi nhận: ",
    "telephones": "0900 000 001 ",
    "parties": "Các doanh nghiệp ",
}


@pytest.mark.parametrize("unit", SENTENCES.values(), ids=SENTENCES)
def test_no_phrase_repeated_makes_the_engine_slower_than_its_length(unit):
    assert grows(lambda text: letter.read_text(ORDER + text), unit, (8_000, 32_000)) == 0.0
