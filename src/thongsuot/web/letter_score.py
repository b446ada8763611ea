"""`thongsuot letter score DIR [--json]`: every letter of a folder with gold beside it, scored field by field."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thongsuot.engines.letter import Score

ENDINGS = (".txt", ".docx", ".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png")


def run(folder: Path, *, as_json: bool) -> int:
    """Print the scores; 0 all pairs scored, 2 no pair there, 3 a letter or its gold could not be read."""
    pairs = list(_pairs(folder)) if folder.is_dir() else []
    if not pairs:
        print(f"Không có cặp văn bản và tệp .json nào trong {folder}; chưa chấm gì.", file=sys.stderr)  # noqa: T201  # a command speaks on its streams
        return 2
    totals: dict[str, Score] = {}
    code = 0
    for letter, gold in pairs:
        told, wrong = _score(letter, gold)
        if wrong:
            code = 3
            print(f"{letter.name}: {wrong}", file=sys.stderr)  # noqa: T201  # as above
        for field, found in told.items():
            totals[field] = totals[field] + found if field in totals else found
    table = {field: _figures(found) for field, found in sorted(totals.items())}
    print(json.dumps(table, ensure_ascii=False) if as_json else _lines(table, len(pairs)))  # noqa: T201  # as above
    return code


def _pairs(folder: Path) -> Iterator[tuple[Path, Path]]:
    for letter in sorted(folder.iterdir()):
        gold = letter.with_suffix(".json")
        if letter.suffix.lower() in ENDINGS and gold.is_file():
            yield letter, gold


def _score(letter: Path, gold: Path) -> tuple[dict[str, Score], str]:
    """Return the scores of one letter and what was wrong with it; what cannot be read counts as missed."""
    from thongsuot.engines import letter as engine
    from thongsuot.web import letter_reading

    try:
        wanted: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        return {}, f"tệp {gold.name} không phải JSON đọc được ({error}); văn bản này không được chấm."
    try:
        found = letter_reading.read(letter.read_bytes(), name=letter.name, secret=True)
    except letter_reading.Unread as error:
        return engine.unread(wanted), error.message
    return engine.score(found, wanted), ""


def _figures(found: Score) -> dict[str, float | int]:
    return {
        "precision": round(found.precision, 4),
        "recall": round(found.recall, 4),
        "f1": round(found.f1, 4),
        "n": found.wanted,
    }


def _lines(table: dict[str, dict[str, float | int]], count: int) -> str:
    rows = [f"{count} văn bản", f"{'trường':<26}{'chính xác':>10}{'đầy đủ':>10}{'F1':>10}{'số mẫu':>8}"]
    for field, told in table.items():
        rows.append(f"{field:<26}{told['precision']:>10.3f}{told['recall']:>10.3f}{told['f1']:>10.3f}{told['n']:>8}")
    return "\n".join(rows)
