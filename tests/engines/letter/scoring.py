"""Compare what the engine read with a gold file, by the counting rules the gold states."""

import functools
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thongsuot.engines import letter as letters
from thongsuot.engines.letter import _score

CORPUS = Path(__file__).parent / "corpus"
SEED = Path(__file__).parents[3].parent / "shared" / "data" / "letters" / "gia-lai-2020-02-04.txt"
SLACK = 12
HEAD = (  # a yardstick of its own: what the engine drops from its own list is still asked of it
    "doc_type",
    "number",
    "date",
    "place",
    "subject",
    "addressees",
    "legal_basis",
    "contacts",
    "recipients",
    "signer",
    "issuer",
)


@dataclass
class Tally:
    """Found, wanted and right, and what went wrong."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    faults: list[str] = field(default_factory=list)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.right + other.right, self.found + other.found, self.wanted + other.wanted, self.faults + other.faults
        )

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairs(part: str) -> list[tuple[bytes, dict[str, Any]]]:
    """The letters of one third of the corpus with their gold."""
    files = sorted(CORPUS.glob(f"{part}-*.txt"))
    return [(file.read_bytes(), json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))) for file in files]


def seed() -> tuple[bytes, dict[str, Any]]:
    """The real letter with its gold."""
    return SEED.read_bytes(), json.loads(SEED.with_suffix(".json").read_text(encoding="utf-8"))


def places(text: str, words: str) -> list[int]:
    """Where words stand in a text, white space being equal."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [match.start() for match in re.finditer(pattern, text)]


def starts(text: str, duty: dict[str, Any]) -> list[int]:
    """Every offset at which a duty may be said to begin."""
    if "span" in duty:
        text = text[: duty["span"][1]]
        own = [duty["span"][0]]
    else:
        own = places(text, duty["start"])
    return own + [at for other in duty.get("start_also", []) for at in places(text, other)]


def pair_duties(
    read: dict[str, Any], gold: dict[str, Any]
) -> tuple[list[tuple[dict[str, Any], dict[str, Any]]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Duties found in both, those missed, and those too many."""
    text = read["text"]
    open_ = list(read["obligations"])
    both, missed = [], []
    for duty in gold["obligations"]:
        at = starts(text, duty)
        near = [found for found in open_ if any(abs(found["start"] - start) <= SLACK for start in at)]
        if near:
            both.append((near[0], duty))
            open_.remove(near[0])
        elif not duty.get("optional") and not duty.get("may_merge_with"):
            missed.append(duty)
    finer = [at for duty in gold["obligations"] for words in duty.get("finer_splits", []) for at in places(text, words)]
    return both, missed, [found for found in open_ if not any(abs(found["start"] - at) <= SLACK for at in finer)]


def duties(read: dict[str, Any], gold: dict[str, Any]) -> Tally:
    """A duty is right when it begins where it should, binds whom it should, in its mode."""
    both, missed, extra = pair_duties(read, gold)
    tally = Tally(found=len(both) + len(extra), wanted=len(both) + len(missed))
    for found, duty in both:
        wrong = faults(found, duty, fields=("mode", "obliged"))
        tally.right += not wrong
        tally.faults += wrong
    tally.faults += [f"missed: {duty['start']}" for duty in missed]
    tally.faults += [f"extra: {' '.join(found['quote'].split())[:70]}" for found in extra]
    return tally


def faults(found: dict[str, Any], duty: dict[str, Any], *, fields: Iterable[str]) -> list[str]:
    """The fields of a duty that differ from gold."""
    wrong = []
    for name in fields:
        allowed = [duty[name], *duty.get("mode_also", [])] if name == "mode" else [duty[name]]
        if name == "obliged" and duty.get("obl_any"):
            continue
        if name == "kind" and duty.get("anykind"):
            continue
        if found[name] not in allowed:
            wrong.append(f"{name}: {found[name]} for {duty[name]} in {duty['start'][:50]}")
    return wrong


def details(read: dict[str, Any], gold: dict[str, Any]) -> Tally:
    """Kind, effective date, deadline and names of the duties found in both."""
    both, _, _ = pair_duties(read, gold)
    tally = Tally()
    for found, duty in both:
        names = [name for name in ("kind", "effective_from", "deadline", "recurrence", "obliged_names") if name in duty]
        if duty.get("obl_any"):
            names = [name for name in names if name != "obliged_names"]
        wrong = faults(found, duty, fields=names)
        tally += Tally(len(names) - len(wrong), len(names), len(names), wrong)
    return tally


def deadlines(read: dict[str, Any], gold: dict[str, Any]) -> Tally:
    """Time limits by moment, relation and rule exactly as gold writes them; of the words, one says what the other does.

    One reader quotes "định kỳ hằng quý" where another quotes "hằng quý": that is no other limit.
    """
    found, wanted = {_limit(row) for row in read["deadlines"]}, {_limit(row) for row in gold["deadlines"]}
    missed = sorted(wanted, key=str)
    extra = list[tuple[Any, ...]]()
    for *moment, words in sorted(found, key=str):
        same = [row for row in missed if list(row[:-1]) == moment and (row[-1] in words or words in row[-1])]
        missed.remove(same[0]) if same else extra.append((*moment, words))
    wrong = [f"extra deadline {row}" for row in extra] + [f"missed deadline {row}" for row in missed]
    return Tally(len(wanted) - len(missed), len(found), len(wanted), wrong)


def limits(read: dict[str, Any], gold: dict[str, Any]) -> Tally:
    """Time limits as the engine's own score pairs them: the same moment or rule, in whatever words."""
    both, missed, extra = _score.limits(read["deadlines"], gold["deadlines"])
    wrong = [f"extra limit {_limit(row)}" for row in extra] + [f"missed limit {_limit(row)}" for row in missed]
    return Tally(len(both), len(both) + len(extra), len(both) + len(missed), wrong)


def _limit(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return (row["at"], row["relation"], row.get("recurrence"), row["text"])


def heads(read: dict[str, Any], gold: dict[str, Any]) -> Tally:
    """The fields of head and tail, each right or wrong as a whole."""
    tally = Tally()
    for name in HEAD:
        same = plain(read[name]) == plain(gold[name])
        tally += Tally(int(same), 1, 1, [] if same else [f"{name}: {plain(read[name])} for {plain(gold[name])}"])
    return tally


_KEPT = {"role": "title"}
_LEFT = {"inferred", "why", "kind"}


def plain(value: Any) -> Any:
    """A gold value in the names the engine uses."""
    if isinstance(value, dict):
        return {_KEPT.get(key, key): plain(item) for key, item in value.items() if key not in _LEFT}
    return [plain(item) for item in value] if isinstance(value, list) else value


@functools.cache
def letter(data: bytes) -> letters.Letter:
    """The letter as the engine reads it, read once however many tests look at it."""
    return letters.read(data, secret=True)


def read(data: bytes) -> dict[str, Any]:
    """What the engine reads, as JSON values."""
    return letters.to_json(letter(data))


MEASURES = {"heads": heads, "duties": duties, "details": details, "deadlines": deadlines, "limits": limits}


def third(part: str) -> dict[str, Tally]:
    """The tallies of one part of the corpus."""
    totals = {name: Tally() for name in MEASURES}
    for data, gold in pairs(part):
        got = read(data)
        for name, count in MEASURES.items():
            totals[name] += count(got, gold)
    return totals
