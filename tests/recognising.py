"""Letters of the corpus read back from paper and glass, and how much of them came through."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import printing, scans

from thongsuot.directives import gateway
from thongsuot.engines import letter as engine

PARTS = ("heads", "deadlines", "obligations")


@dataclass(frozen=True)
class Read:
    """A letter as it was read from a scan, and how often its pages were looked at."""

    reading: Mapping[str, Any]
    pages: int
    looks: int


def from_scan(file: Path, fault: str, dpi: int) -> Read:
    """Print a letter, scan it and read what was recognised, page after page."""
    letter = printing.printed(file)
    form = "TIFF" if fault in ("left", "over", "right") else "PDF"
    data = scans.saved(*printing.scanned(letter, fault, dpi), form=form, dpi=dpi)
    leaves = [gateway.leaf(data, number) for number in range(1, letter.pages + 1)]
    text = "\n".join(engine.recognised(leaf.words, leaf.width).text for leaf in leaves)
    reading = engine.to_json(engine.read_text(text or ".", secret=True))
    return Read(reading, letter.pages, sum(leaf.looks for leaf in leaves))


def from_words(file: Path) -> Mapping[str, Any]:
    """Read the printed letter's PDF with its own words."""
    return engine.to_json(engine.read(printing.printed(file).pdf, secret=True))


@functools.cache
def from_text(file: Path) -> Mapping[str, Any]:
    """Read the letter's text."""
    return engine.to_json(engine.read(file.read_bytes(), secret=True))


def scored(file: Path, reading: Mapping[str, Any]) -> dict[str, engine.Score]:
    """Score a reading against gold: the fields of the head and tail together, the deadlines, the duties."""
    gold = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    told = engine.score(reading, gold)
    heads = [score for name, score in told.items() if name.partition(".")[0] not in ("obligations", "deadlines")]
    return {"heads": added(heads), "deadlines": told["deadlines"], "obligations": told["obligations"]}


def added(scores: list[engine.Score]) -> engine.Score:
    """Return several scores as one."""
    return functools.reduce(lambda one, other: one + other, scores, engine.Score())
