"""How well a reading agrees with one made by hand: precision, recall and F1 of each field.

A field that holds one value counts where either side has it; a list counts its items. A duty is right when it begins
within `SLACK` characters of the place that gold names, in its mode, binding whom it should. A time limit is right by
its relation and its moment, or by its relation and the rule by which it repeats.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from thongsuot.engines.letter._fold import fold

SLACK = 12
ONE = ("doc_type", "number", "date", "place", "subject", "urgency")
LISTS = ("addressees", "legal_basis", "contacts", "recipients", "cites")
Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Score:
    """How much was found, how much there was, and how much of it was right."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.found + other.found, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there was that was found and is right; 1 where there was nothing."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(read: Json, gold: Json) -> dict[str, Score]:
    """Score one reading, in the shape of `to_json`, against gold; a field that gold does not name is left out."""
    told = {name: _one(read.get(name), gold[name]) for name in ONE if name in gold}
    for part, names in (("issuer", ("name", "parent")), ("signer", ("authority_form", "title", "name"))):
        if part in gold:
            mine, theirs = read.get(part) or {}, gold[part] or {}
            told |= {f"{part}.{name}": _one(mine.get(name), theirs.get(name)) for name in names}
    told |= {name: _many(read.get(name) or [], gold[name] or []) for name in LISTS if name in gold}
    if "deadlines" in gold:
        told["deadlines"] = _limits(read.get("deadlines") or [], gold["deadlines"])
    return told | (_duties(read, gold["obligations"]) if "obligations" in gold else {})


def unread(gold: Json) -> dict[str, Score]:
    """Score a letter that could not be read: everything that gold names is missed."""
    return score({"text": ""}, {**gold, "obligations": gold.get("obligations", [])})


def _one(found: Any, wanted: Any) -> Score:
    mine, theirs = _plain(found), _plain(wanted)
    return Score(int(mine == theirs and bool(theirs)), int(bool(mine)), int(bool(theirs)))


def _many(found: Iterable[Any], wanted: Iterable[Any]) -> Score:
    left = [_plain(item) for item in found]
    count, right, of = len(left), 0, 0
    for item in wanted:
        of += 1
        if (plain := _plain(item)) in left:
            left.remove(plain)
            right += 1
    return Score(right, count, of)


def limits(found: Iterable[Json], wanted: Iterable[Json]) -> tuple[list[Json], list[Json], list[Json]]:
    """Pair time limits: those found in both, those missed, those too many.

    To miss one that gold calls `optional` is no fault. A gold that names no beginning (`from`) or nothing to be done
    at once (`asap`) says nothing about them: such rows are then left out.
    """
    wanted = list(wanted)
    named = {row["relation"] for row in wanted} | {"before", "until"}
    left = [row for row in found if row["relation"] in named]
    both, missed = [], []
    for row in wanted:
        same = next((other for other in left if _same_limit(other, row)), None)
        if same is not None:
            left.remove(same)
            both.append(row)
        elif not row.get("optional"):
            missed.append(row)
    return both, missed, left


def _limits(found: Iterable[Json], wanted: Iterable[Json]) -> Score:
    both, missed, extra = limits(found, wanted)
    return Score(len(both), len(both) + len(extra), len(both) + len(missed))


def _same_limit(one: Json, other: Json) -> bool:
    if one["relation"] != other["relation"]:
        return False
    mine, theirs = _rule(one), _rule(other)
    return _same_rule(mine, theirs) if mine or theirs else _same_moment(one.get("at"), other.get("at"))


def _rule(row: Json) -> dict[str, str]:
    """The parts of a recurrence; a rule without INTERVAL repeats at every turn."""
    parts = dict(part.split("=", 1) for part in (row.get("recurrence") or "").split(";") if "=" in part)
    return {"INTERVAL": "1", **parts} if parts else {}


def _same_rule(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Two rules agree when they repeat alike; hour and end count where both state them."""
    loose = {"BYHOUR", "BYMINUTE", "UNTIL"}
    return all(
        one.get(name) == other.get(name)
        for name in one.keys() | other.keys()
        if name not in loose or name in one.keys() & other.keys()
    )


def _same_moment(one: str | None, other: str | None) -> bool:
    """The same moment; 24:00 of a day and 23:59 of it are one."""
    if not one or not other or one == other:
        return (one or None) == (other or None)
    try:
        gap = dt.datetime.fromisoformat(one) - dt.datetime.fromisoformat(other)
    except (TypeError, ValueError):  # written by hand: a moment without its zone, or no moment at all
        return False
    return abs(gap) <= dt.timedelta(minutes=1)


def _plain(value: Any) -> Any:
    """A value as it is compared: white space and case folded, the names of gold and of readings made one."""
    if isinstance(value, Mapping):
        names = {"role": "title"}
        kept = {
            names.get(key, key): _plain(item) for key, item in value.items() if key not in ("kind", "inferred", "why")
        }
        return {key: item for key, item in kept.items() if item}
    return " ".join(str(value).split()).casefold().strip(" .;,") if value is not None else ""


def _duties(read: Json, gold: list[Json]) -> dict[str, Score]:
    """The duties as a whole, and field by field among those that begin where they should."""
    text, open_ = read["text"], list(read.get("obligations") or [])
    pairs: list[tuple[Json, Json]] = []
    missed = 0
    for duty in gold:
        near = [row for row in open_ if any(abs(row["start"] - at) <= SLACK for at in _starts(text, duty))]
        if near:
            best = min(near, key=lambda row: (not _agree(row, duty), row["start"]))
            pairs.append((best, duty))
            open_.remove(best)
        else:
            missed += not (duty.get("optional") or duty.get("may_merge_with"))
    finer = [at for duty in gold for words in duty.get("finer_splits", ()) for at in _places(text, words)]
    extra = sum(all(abs(row["start"] - at) > SLACK for at in finer) for row in open_)
    told = {"obligations": Score(sum(_agree(*pair) for pair in pairs), len(pairs) + extra, len(pairs) + missed)}
    for name, same in FIELDS.items():
        asked = [(row, duty) for row, duty in pairs if name in duty]
        told[f"obligations.{name}"] = Score(sum(same(row, duty) for row, duty in asked), len(asked), len(asked))
    return told


def _starts(text: str, duty: Json) -> list[int]:
    words = [duty["start"], *duty.get("start_also", ())] if isinstance(duty.get("start"), str) else []
    own = [duty["span"][0]] if "span" in duty else []
    return own + [at for part in (words[1:] if own else words) for at in _places(text, part)]


def _places(text: str, words: str) -> list[int]:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [match.start() for match in re.finditer(pattern, text)]


def _agree(row: Json, duty: Json) -> bool:
    return _mode(row, duty) and _obliged(row, duty)


def _mode(row: Json, duty: Json) -> bool:
    return row["mode"] in (duty["mode"], *duty.get("mode_also", ()))


def _obliged(row: Json, duty: Json) -> bool:
    return bool(duty.get("obl_any")) or row["obliged"] == duty["obliged"]


def _kind(row: Json, duty: Json) -> bool:
    return bool(duty.get("anykind")) or row["kind"] == duty["kind"]


def _deadline(row: Json, duty: Json) -> bool:
    mine, theirs = row.get("deadline"), duty["deadline"]
    if not mine or not theirs:
        return not mine and not theirs
    return all(mine.get(name) == theirs.get(name) for name in ("at", "relation"))


def _names(row: Json, duty: Json) -> bool:
    same = {fold(name) for name in row.get("obliged_names") or ()} == {fold(name) for name in duty["obliged_names"]}
    return bool(duty.get("obl_any")) or same


FIELDS: dict[str, Callable[[Json, Json], bool]] = {
    "mode": _mode,
    "obliged": _obliged,
    "obliged_names": _names,
    "kind": _kind,
    "deadline": _deadline,
}
