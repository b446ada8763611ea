"""Which letters of the corpus are printed: of each part as many, spread evenly over those that have every box."""

from __future__ import annotations

from pathlib import Path

from tests.printing.sheet import sheet_of

CORPUS = Path(__file__).parents[1] / "engines" / "letter" / "corpus"
PARTS = ("first", "second", "final", "tuned", "sealed")


def chosen(most: int = 6) -> list[Path]:
    """Return the letters, part after part."""
    return [file for part in PARTS for file in _spread(_printable(part), most)]


def _printable(part: str) -> list[Path]:
    return [file for file in sorted(CORPUS.glob(f"{part}-*.txt")) if sheet_of(file.read_text(encoding="utf-8"))]


def _spread(files: list[Path], most: int) -> list[Path]:
    count = min(most, len(files))
    return [files[number * len(files) // count] for number in range(count)]
