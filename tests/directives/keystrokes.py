"""What it costs a person to bring a letter's duties in: keys, points and thoughts of the review, and of typing.

The keystroke-level model of Card, Moran and Newell (1983): K a key of an average typist, P to point with the mouse, B
to press its button, H to move the hand between mouse and keys, M to make up one's mind. Reading is our own estimate:
250 syllables a minute, as one reads to check. Vietnamese is typed the Telex way: a mark is a key more.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.engines.letter import scoring

KEY, POINT, BUTTON, HAND, THINK = 0.28, 1.1, 0.2, 0.4, 1.35
SYLLABLE = 60 / 250
CARD = 12  # syllables of a card beside its quotation: the office, the way, the limit
MOMENT = 13  # keys of a day and a time: ddmmyyyy, one key on, hhmm
STOPS = {"deadline_at": 6, "effective_from": 6}  # of the Tab key inside a field for a moment
FORM = (
    "kind", "mode", "obliged", "obliged_names", "deadline_relation", "deadline_at", "deadline_text", "recurrence",
    "effective_from", "quote",
)  # fmt: skip
CHOICES = {
    "mode": ("one_off", "recurring", "standing", "conditional", "prohibition"),
    "obliged": ("all", "telecom", "mobile", "fixed", "internet", "postal", "named", "issuer"),
    "deadline_relation": ("", "before", "until", "from", "asap"),
}
RHYTHM, KIND = 2, 3  # keys of a choice among rhythms; of a kind, found by its first letters
FRESH = {"kind": "OTHER", "mode": "one_off", "obliged": "all", "deadline": None, "recurrence": None}
HEAD = ("doc_type", "number", "date", "subject", "issuer")


@dataclass(frozen=True)
class Cost:
    """What was pressed, pointed at, thought over and read."""

    keys: int = 0
    points: int = 0
    hands: int = 0
    thoughts: int = 0
    syllables: int = 0

    def __add__(self, other: Cost) -> Cost:
        return Cost(
            self.keys + other.keys, self.points + other.points, self.hands + other.hands,
            self.thoughts + other.thoughts, self.syllables + other.syllables,
        )  # fmt: skip

    @property
    def seconds(self) -> float:
        """Return the seconds of the model."""
        acting = self.keys * KEY + self.points * (POINT + BUTTON) + self.hands * HAND
        return acting + self.thoughts * THINK + self.syllables * SYLLABLE


def keys_of(text: str) -> int:
    """Return the keys of a text typed the Telex way."""
    plain = " ".join(text.split())
    return len(unicodedata.normalize("NFD", plain)) + sum(sign in "đĐ" for sign in plain)


def reading(text: str) -> Cost:
    """Read so many syllables."""
    return Cost(syllables=len(text.split()))


SELECTING = Cost(points=2, hands=2, keys=1)  # drag over the words with the mouse, back to the keys, `a`


def steps(field: str, old: Any, new: Any) -> int:
    """Return the arrows from one choice to another."""
    options = CHOICES[field]
    return abs(options.index(new or options[0]) - options.index(old or options[0]))


def changes(old: dict[str, Any], new: dict[str, Any]) -> dict[str, int]:
    """Return the fields of the form that a duty needs changed, each with the keys that set it."""
    told: dict[str, int] = {}
    if "kind" in new and not new.get("anykind") and old["kind"] != new["kind"]:
        told["kind"] = KIND
    if old["mode"] not in (new["mode"], *new.get("mode_also", [])):
        told["mode"] = steps("mode", old["mode"], new["mode"])
    if not new.get("obl_any") and old["obliged"] != new["obliged"]:
        told["obliged"] = steps("obliged", old["obliged"], new["obliged"])
    if new["obliged"] == "named" and not new.get("obl_any") and old.get("obliged_names", []) != new["obliged_names"]:
        told["obliged_names"] = keys_of("\n".join(new["obliged_names"]))
    told |= _limit(old.get("deadline"), new["deadline"]) if "deadline" in new else {}
    if new.get("mode") == "recurring" and old.get("recurrence") != new.get("recurrence"):
        told["recurrence"] = RHYTHM
    if new.get("effective_from") and old.get("effective_from") != new["effective_from"]:
        told["effective_from"] = MOMENT
    return told


def _limit(old: dict[str, Any] | None, new: dict[str, Any] | None) -> dict[str, int]:
    was, told = old or {}, new or {}
    changed = {}
    if was.get("relation") != told.get("relation"):
        changed["deadline_relation"] = steps("deadline_relation", was.get("relation"), told.get("relation"))
    if was.get("at") != told.get("at"):
        changed["deadline_at"] = MOMENT
    return changed


def editing(changed: dict[str, int]) -> Cost:
    """Open the form with `e`, walk it with Tab, set each field after a thought, save with Ctrl Enter."""
    if not changed:
        return Cost()
    last = max(FORM.index(field) for field in changed)
    walked = sum(1 if field in changed else STOPS.get(field, 1) for field in FORM[:last])
    return Cost(keys=1 + walked + sum(changed.values()) + 2, thoughts=len(changed))


def confirming(read: dict[str, Any], gold: dict[str, Any]) -> Cost:
    """Review the proposals of a reading until they are what gold says: Enter, `x`, `e`, and what was missed added."""
    both, missed, extra = scoring.pair_duties(read, gold)
    total = reading(read["text"])
    for found, duty in both:
        total += Cost(keys=1, thoughts=1, syllables=CARD) + editing(changes(found, duty))
    total += Cost(keys=len(extra), thoughts=len(extra), syllables=CARD * len(extra))
    for duty in missed:
        total += SELECTING + Cost(keys=1, thoughts=1) + editing(changes(FRESH, duty))
    return total + heading(read, gold)


def heading(read: dict[str, Any], gold: dict[str, Any]) -> Cost:
    """Compare the head, and type anew what is wrong in it."""
    wrong = [name for name in HEAD if scoring.plain(read[name]) != scoring.plain(gold[name])]
    total = Cost(thoughts=1, syllables=CARD)
    if wrong:
        total += Cost(keys=1 + len(HEAD) + 2, thoughts=len(wrong))
        total += Cost(keys=sum(keys_of(_said(gold[name])) for name in wrong))
    return total


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part)
    return str(value or "")


def by_hand(bring: Callable[[dict[str, Any], str], Cost]) -> Callable[[dict[str, Any], dict[str, Any]], Cost]:
    """Return the cost without proposals: the letter read, its head typed, each duty brought in, its form filled."""

    def cost(read: dict[str, Any], gold: dict[str, Any]) -> Cost:
        total = reading(read["text"]) + Cost(thoughts=len(HEAD), keys=len(HEAD))
        total += Cost(keys=sum(keys_of(_said(gold[name])) for name in HEAD))
        for duty in gold["obligations"]:
            if not (duty.get("optional") or duty.get("may_merge_with")):
                total += bring(duty, read["text"]) + Cost(keys=1, thoughts=1) + editing(changes(FRESH, duty))
        return total

    return cost


def typed(duty: dict[str, Any], text: str) -> Cost:
    """Type the sentence of a duty as it stands in the letter."""
    begins = scoring.starts(text, duty)
    rest = text[begins[0] :] if begins else duty["start"]
    ends = [place for sign in (".", ";", "\n\n") if (place := rest.find(sign, len(duty["start"]))) > 0]
    return Cost(keys=keys_of(rest[: min(ends, default=len(duty["start"]))]), thoughts=1)


def selected(_duty: dict[str, Any], _text: str) -> Cost:
    """Select the sentence of a duty in the letter with the mouse."""
    return SELECTING + Cost(thoughts=1)


typing_all = by_hand(typed)
selecting_all = by_hand(selected)
