"""Whatever comes in: offsets hold, nothing but UnreadableLetter leaves, the same text is read the same."""

import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.letter import scoring

from thongsuot.engines import letter as letters

LETTERS = [file.read_text(encoding="utf-8") for file in sorted(scoring.CORPUS.glob("*.txt"))]
WORDS = sorted({word for text in LETTERS for word in text.split()})
SIGNS = [
    "\n",
    "\n\n",
    "- ",
    "; ",
    ". ",
    ": ",
    "1. ",
    "a) ",
    "(",
    ")",
    "./.",
    "Kính gửi:",
    "Nơi nhận:",
    "KT. GIÁM ĐỐC",
    "ngày 48/01/2022",
    "đồng thời",
    "điện:",
]
soup = st.lists(st.sampled_from(WORDS + SIGNS * 20), max_size=120).map(" ".join)


def holds(text: str) -> None:
    try:
        read = letters.read_text(text)
    except letters.UnreadableLetter:
        assert not text.strip()
        return
    assert read == letters.read_text(text)
    assert read == letters.from_json(letters.to_json(read))
    for duty in read.obligations:
        assert 0 <= duty.start < duty.end <= len(text)
        assert duty.quote == text[duty.start : duty.end]
    for paragraph in read.paragraphs:
        assert 0 <= paragraph.start < paragraph.end <= len(text)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(soup)
def test_any_mixture_of_a_letters_words(text):
    holds(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text):
    holds(text)


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data):
    refused = None
    try:
        letters.read(data)
    except letters.UnreadableLetter as error:
        refused = error
    assert refused is None or refused.code in {"empty", "encrypted", "no_text", "unknown_type", "damaged", "too_large"}
    assert refused is None or refused.message.endswith(".")


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(LETTERS),
    st.sampled_from(["\r\n", "\n", "\r", "\x85", "\u2028", "\u2028\n"]),
    st.sampled_from([" ", "\u00a0", "  "]),
)
def test_line_ends_and_spaces_change_no_count(text, end, space):
    changed = re.sub(r"(?<=\w) (?=\w)", space, text).replace("\n", end)
    assert len(letters.read_text(changed, secret=True).obligations) == len(
        letters.read_text(text, secret=True).obligations
    )


def wrapped(text, width):
    """The letter with its long lines broken at a width."""
    lines = []
    for line in text.split("\n"):
        row = ""
        for word in line.split(" "):
            if row and len(row) + 1 + len(word) > width and len(line) > 130:
                lines.append(row)
                row = word
            else:
                row = f"{row} {word}" if row else word
        lines.append(row)
    return "\n".join(lines)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(LETTERS), st.integers(50, 130))
def test_wrapping_changes_no_count(text, width):
    if "Kính gửi" not in text or len(text.split("\n")) < 8:
        return
    read = letters.read_text(wrapped(text, width), secret=True)
    assert len(read.obligations) == len(letters.read_text(text, secret=True).obligations)
