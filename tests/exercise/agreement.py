"""The result and every paper of an exercise held against what independent code expects."""

from __future__ import annotations

import json
from pathlib import Path

from tests.exercise import papers
from tests.exercise.independent import Expected

LETTERS = Path(__file__).parent / "letters"
MAIN = ("bao-cao-bo", "bao-cao-ubnd")


def expected_of(name: str) -> Expected:
    """Return what the letter of that name must come to."""
    return Expected.of(LETTERS / f"{name}.gold.json")


def agree(out: Path, expected: Expected) -> None:
    """Compare result.json and the figures in the text of each PDF and each DOCX with the expected numbers."""
    assert json.loads((out / "result.json").read_text()) == expected.result()
    words = expected.words()
    total = {word: sum(row[word] for row in words.values()) for word in next(iter(words.values()))}
    for stem in MAIN:
        for form in ("pdf", "docx"):
            text = papers.text_of(out / f"{stem}.{form}")
            assert papers.lines(text) == expected.on_paper(), f"{stem}.{form}"
            assert papers.statistics(text) == total, f"{stem}.{form}"
            _same_count(text, expected)
        _rows(out / f"{stem}.docx", expected)
        _supplement(out, stem, expected)


def _same_count(text: str, expected: Expected) -> None:
    counted = (len(expected.on_time), len(expected.due))
    assert papers.reported(text) == (counted if expected.due else None)
    if expected.due:
        named = {e["code"]: e["name"] for e in expected.cast["enterprises"]}
        for code in expected.due[:2]:  # nothing of the late one is there at the minute: both are missing
            assert named[code] in text.split("Chưa gửi: ")[1].split(").")[0]


def _rows(file: Path, expected: Expected) -> None:
    names = {e["code"]: e["name"] for e in expected.cast["enterprises"]}
    assert papers.organisations(file) == {names[c]: expected.words()[c] for c in expected.due}


def _supplement(out: Path, stem: str, expected: Expected) -> None:
    files = [out / f"{stem}-bo-sung-1.{form}" for form in ("pdf", "docx")]
    assert [file.exists() for file in files] == [bool(expected.late)] * 2
    for file in files if expected.late else ():
        assert papers.lines(papers.text_of(file)) == expected.on_paper(supplement=True), file.name
