"""Readings of letters by rules that nobody had tuned on them: what confidence is fitted on and judged by."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.engines.letter import scoring

from thongsuot.engines.letter import Letter, from_json, opened

READINGS = Path(__file__).parent / "blind.jsonl"
_DUTY = (
    "start", "end", "mode", "obliged", "obliged_names", "effective_from", "deadline", "recurrence", "paragraph",
    "trigger", "umbrella",
)  # fmt: skip
_HEAD = (*scoring.HEAD, "deadlines", "urgency", "pages")


@dataclass(frozen=True)
class Blind:
    """A letter as it was read before anyone had tuned on it; `rules` counts the generations of the rules."""

    name: str
    rules: int
    letter: Letter
    gold: dict[str, Any]


def kept(name: str, rules: int, read: dict[str, Any]) -> str:
    """One line of the file of readings."""
    row = {key: read[key] for key in _HEAD if key in read}
    row["obligations"] = [{key: duty[key] for key in _DUTY} for duty in read["obligations"]]
    return json.dumps({"name": name, "rules": rules, "read": row}, ensure_ascii=False, separators=(",", ":"))


def keep(prefix: str) -> int:
    """Keep the readings, by the rules of today, of letters of the corpus that are not kept yet; how many they were."""
    known = {blind.name: blind.rules for blind in readings()}
    new = [file for file in sorted(scoring.CORPUS.glob(f"{prefix}*.txt")) if file.stem not in known]
    rules = max(known.values(), default=0) + 1
    lines = [kept(file.stem, rules, scoring.read(file.read_bytes())) for file in new]
    with READINGS.open("a", encoding="utf-8") as out:
        out.writelines(f"{line}\n" for line in lines)
    return len(lines)


def readings() -> Iterator[Blind]:
    """The readings that were kept, letter by letter."""
    for line in READINGS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        file = scoring.CORPUS / f"{row['name']}.txt"
        text = opened(file.read_bytes()).text
        gold = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        yield Blind(row["name"], row["rules"], _letter(row["read"], text), gold)


def _letter(read: dict[str, Any], text: str) -> Letter:
    duties = [
        {
            "kind": "OTHER",
            "score": 0.0,
            "coordinate_with": [],
            "to": [],
            **duty,
            "quote": text[duty["start"] : duty["end"]],
        }
        for duty in read["obligations"]
    ]
    blank = {"file": "", "format": "txt", "text_sha256": "", "paragraphs": [], "warnings": []}
    return from_json({**blank, **read, "text": text, "obligations": duties})
