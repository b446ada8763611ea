"""Fit and judge confidence: chances fitted on some letters are compared with what was right in the others."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from tests.engines.letter import scoring
from tests.engines.letter.blind import Blind
from tests.engines.letter.fitting import fitted, learnt

from thongsuot.engines import letter as letters
from thongsuot.engines.letter import Letter, Obligation
from thongsuot.engines.letter._head_signs import HEAD, head_signs, limit_signs
from thongsuot.engines.letter._logit import chance
from thongsuot.engines.letter._opinion import mode_cues, obliged_cues, opinions
from thongsuot.engines.letter._signs import duty_signs

WEIGHTS = Path(letters.__file__).parent / "confidence.json"
RIDGES = {"duty": 10.0, "head": 1.0, "limit": 2.0}
FOLDS = 5
Weights = dict[str, Any]
_END = re.compile(r"[.;](?:\s|\Z)|\n\s*\n")


@dataclass(frozen=True)
class Judged:
    """Something that was read, its signs, and whether it was right."""

    model: str
    field: str
    signs: Mapping[str, float]
    right: bool
    rules: int = 0


def taught(letters_: Iterable[Blind]) -> Weights:
    """The weights of the second opinions, from what is right in some letters."""
    modes: list[tuple[list[str], str]] = []
    parties: list[tuple[list[str], str]] = []
    for blind in letters_:
        for duty in blind.gold["obligations"]:
            for start in scoring.starts(blind.letter.text, duty)[:1]:
                end = _end(blind.letter.text, start, duty)
                modes.append((mode_cues(blind.letter, start, end), duty["mode"]))
                if not duty.get("obl_any"):
                    parties.append((obliged_cues(blind.letter, start, end), duty["obliged"]))
    return {
        name: learnt([cues for cues, _ in rows], [own for _, own in rows])
        for name, rows in (("mode", modes), ("obliged", parties))
    }


def _end(text: str, start: int, duty: Mapping[str, Any]) -> int:
    if "span" in duty:
        return int(duty["span"][1])
    stop = _END.search(text, start, start + 500)
    return stop.start() if stop else min(len(text), start + 500)


def judged(letter: Letter, gold: Mapping[str, Any], told: Weights) -> Iterator[Judged]:
    """Everything that was read in a letter beside gold, with second opinions by the weights given."""
    for duty, right in _duties(letter, gold):
        yield Judged("duty", "obligations", duty_signs(letter, duty, opinions(letter, duty, told)), right)
    plain, signs = letters.to_json(letter), head_signs(letter)
    for name in HEAD:
        yield Judged("head", name, signs[name], scoring.plain(plain[name]) == scoring.plain(gold[name]))
    left = list(gold["deadlines"])
    for limit, row in zip(letter.deadlines, plain["deadlines"], strict=True):
        same = [other for other in left if scoring.limits({"deadlines": [row]}, {"deadlines": [other]}).right]
        if same:
            left.remove(same[0])
        yield Judged("limit", "deadlines", limit_signs(letter, limit), bool(same))


def _duties(letter: Letter, gold: Mapping[str, Any]) -> Iterator[tuple[Obligation, bool]]:
    """Each duty that counts, and whether it begins where it should, in its mode, binding whom it should."""
    rows = [{"at": at, **row} for at, row in enumerate(letters.to_json(letter)["obligations"])]
    both, _, extra = scoring.pair_duties({"text": letter.text, "obligations": rows}, dict(gold))
    right = {row["at"]: not scoring.faults(row, duty, fields=("mode", "obliged")) for row, duty in both}
    right |= {row["at"]: False for row in extra}
    yield from ((letter.obligations[at], right[at]) for at in sorted(right))


def weighed(rows: Sequence[Judged]) -> Weights:
    """The weights of each model from what was right."""
    found = {}
    for model, ridge in RIDGES.items():
        own = [row for row in rows if row.model == model]
        found[model] = fitted([row.signs for row in own], [row.right for row in own], ridge)
    return found


def parts(blinds: Sequence[Blind], folds: int = FOLDS) -> list[tuple[list[Blind], list[Blind]]]:
    """The letters to fit on and those to judge, once for each fold; a letter is never on both sides."""
    return [
        (
            [b for at, b in enumerate(blinds) if at % folds != fold],
            [b for at, b in enumerate(blinds) if at % folds == fold],
        )
        for fold in range(folds)
    ]


def left_out(blinds: Sequence[Blind], folds: int = FOLDS) -> list[list[Judged]]:
    """What was read in each fold's letters, with second opinions that never saw them."""
    found = []
    for others, own in parts(blinds, folds):
        told = taught(others)
        found.append(
            [replace(row, rules=blind.rules) for blind in own for row in judged(blind.letter, blind.gold, told)]
        )
    return found


def crossed(folds: Sequence[Sequence[Judged]]) -> list[tuple[Judged, float]]:
    """Everything with its chance, by weights fitted on the other folds."""
    found = []
    for at, own in enumerate(folds):
        told = weighed([row for to, rows in enumerate(folds) if to != at for row in rows])
        found.extend((row, chance(row.signs, told[row.model])) for row in own)
    return found


def fit(blinds: Sequence[Blind], folds: Sequence[Sequence[Judged]]) -> str:
    """The file of weights: opinions of all letters, and what was right where they were left out.

    Older rules were more often wrong: the whole is raised until it agrees with what the newest rules read.
    """
    rows = [row for fold in folds for row in fold]
    newest = max(blind.rules for blind in blinds)
    told = taught(blinds) | raised(weighed(rows), [row for row in rows if row.rules == newest])
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=None, separators=(",", ":")) + "\n"


def raised(told: Weights, rows: Sequence[Judged]) -> Weights:
    """The weights with that first term under which the mean chance of some rows is the share that was right."""
    found = {}
    for model, own in told.items():
        signs = [row.signs for row in rows if row.model == model]
        share = sum(row.right for row in rows if row.model == model) / len(signs)
        low, high = -4.0, 4.0
        for _ in range(40):
            middle = (low + high) / 2
            moved = own | {"": own.get("", 0.0) + middle}
            mean = sum(chance(each, moved) for each in signs) / len(signs)
            low, high = (middle, high) if mean < share else (low, middle)
        found[model] = own | {"": round(own.get("", 0.0) + (low + high) / 2, 3)}
    return found
