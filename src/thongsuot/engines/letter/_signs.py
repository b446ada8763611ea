"""What speaks for and against a duty as it was read: how it was found, its verb, its length, its mode and party."""

import math
import re

from thongsuot.engines.letter._clause import is_verb_of
from thongsuot.engines.letter._letter import Letter, Obligation
from thongsuot.engines.letter._lexicon import match, phrases
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._steps import verb_at
from thongsuot.engines.letter._terms import Mode
from thongsuot.engines.letter._tokens import Token
from thongsuot.engines.letter._words import Word, words_of

_FOUND = (  # what stands before a duty, the first that matches
    ("item", re.compile(r"(?:^|\n)\s*(?:[-+*•–]|\(?(?:\d+(?:\.\d+)*|[a-zđ]|[IVX]+)[.)]|\d+(?:\.\d+)+\.?)\s*\Z")),
    ("article", re.compile(r"(?:Điều|Bước|Mục)\s+\d+[.:]?\s*\Z")),
    ("line", re.compile(r"\n\s*\Z")),
    ("sentence", re.compile(r"[.!?]\s*\Z")),
    ("semicolon", re.compile(r";\s*\Z")),
    ("colon", re.compile(r":\s*\Z")),
    ("comma", re.compile(r",\s*\Z")),
    ("and", re.compile(r"(?<!\w)(?:và|đồng thời|hoặc)\s*\Z", re.IGNORECASE)),
    ("must", re.compile(r"(?:phải|cần|có trách nhiệm|có nhiệm vụ)\s*\Z", re.IGNORECASE)),
    ("command", re.compile(r"(?:yêu cầu|đề nghị|giao)\s*\Z", re.IGNORECASE)),
)
_CONDITION = re.compile(r"\b(?:khi|nếu|trường hợp|mọi)\b", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_TOLD = ("đã", "được", "sẽ", "là", "bị")
_BEFORE, _BEGINS = 60, 70  # characters looked at before a duty, and of it for its verb
_ORDERS = {
    "Công văn": "letter",
    "Công điện": "letter",
    "Chỉ thị": "letter",
    "Kế hoạch": "plan",
    "Quyết định": "decision",
}
Signs = dict[str, float]


def duty_signs(letter: Letter, duty: Obligation, opinion: dict[str, float]) -> Signs:
    """The signs of a duty, each 1 or a measure; `opinion` is how likely its words alone make its mode and party."""
    found = found_by(letter.text, duty.start)
    source = Source(duty.quote[:_BEGINS])
    words = words_of(source, 0, len(source.plain))
    verb = verb_at(words, 0) if words else None
    told = [f"found {found}", f"verb {_verb(words, verb)}", f"mode {duty.mode}", f"obliged {duty.obliged}"]
    told += [f"type {_ORDERS.get(letter.doc_type or '', 'other')}"]
    told += [f"{name} {duty.mode}" for name in _evidence(duty, verb)]
    told += [*_shape(duty, words), *_place(letter, duty)]
    return dict.fromkeys(told, 1.0) | {
        "opinion mode": _odds(opinion["mode"]),
        "opinion obliged": _odds(opinion["obliged"]),
        "doubted mode": float(opinion["mode"] < 0.5),
        "doubted obliged": float(opinion["obliged"] < 0.5),
    }


def found_by(text: str, start: int) -> str:
    """What mark or word a duty begins behind."""
    before = text[max(0, start - _BEFORE) : start]
    return next((name for name, pattern in _FOUND if pattern.search(before)), "inside" if before.strip() else "line")


def _verb(words: list[Word], verb: Token | None) -> str:
    if verb is not None:
        return verb.part.value
    return "item" if words and match(words, 0, phrases("verbs", "item")) else "unknown"


def _evidence(duty: Obligation, verb: Token | None) -> list[str]:
    """What in the words speaks for or against the mode."""
    said = {
        "trigger": duty.trigger is not None and duty.trigger in duty.quote,
        "carried trigger": duty.trigger is not None and duty.trigger not in duty.quote,
        "condition": _CONDITION.search(duty.quote) is not None,
        "deadline": duty.deadline is not None,
        "digits": _DIGIT.search(duty.quote) is not None,
        "once": is_verb_of("once", verb),
        "forbids": is_verb_of("forbid", verb),
    }
    return [name for name, holds in said.items() if holds]


def _shape(duty: Obligation, words: list[Word]) -> list[str]:
    """How long it is, and what it tells instead of ordering."""
    lows = [word.low for word in words[:8]]
    length = len(duty.quote.split())
    size = "short" if length < 5 else "middling" if length < 25 else "long" if length < 50 else "very long"
    told = [f"length {size}", *(f"tells {word}" for word in _TOLD if word in lows)]
    if duty.umbrella:
        told.append("umbrella")
    if "\n\n" in duty.quote or "\n \n" in duty.quote:
        told.append("two paragraphs")
    if words and party_at(words, 0):
        told.append("party first")
    return told


def _place(letter: Letter, duty: Obligation) -> list[str]:
    """Where it stands among the others, and whom the letter names."""
    beside = [other.start for other in letter.obligations if other.paragraph == duty.paragraph]
    addressees = min(len(letter.addressees), 2)
    told = [f"in paragraph {min(beside.index(duty.start), 2) if duty.start in beside else 0}"]
    told += [f"obliged {duty.obliged} of {addressees}", f"names {min(len(duty.obliged_names), 2)}"]
    if len(letter.obligations) < 4:
        told.append("few")
    if duty.mode is Mode.STANDING and duty.deadline is not None:
        told.append("standing with a date")
    return told


def _odds(share: float) -> float:
    share = max(0.02, min(0.98, share))
    return math.log(share / (1 - share))
