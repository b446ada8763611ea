"""A second opinion on a duty by its words alone: how it binds and whom, whatever the rules said."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from thongsuot.engines.letter._letter import Letter, Obligation
from thongsuot.engines.letter._logit import shares, weights

_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d+")
_SENTENCE = re.compile(r"[.;]\s|\n\s*\n")
_BEHIND, _AHEAD = 200, 25  # characters before a duty and words of it that are looked at


def mode_cues(letter: Letter, start: int, end: int) -> list[str]:
    """Words and pairs of a quotation, and the words of its sentence before it."""
    return list(_mode_cues(letter.text[start:end], letter.text[max(0, start - _BEHIND) : start]))


@lru_cache(maxsize=256)
def _mode_cues(quote: str, before: str) -> tuple[str, ...]:
    said = _words(quote)[:_AHEAD]
    led = _words(_SENTENCE.split(before)[-1])[-10:]
    cues = [*(f"{n}{word}" for n, word in enumerate(said[:2])), *_pairs("", said), *(f"<{word}" for word in led)]
    return tuple(_once(cues))


def obliged_cues(letter: Letter, start: int, end: int) -> list[str]:
    """Words before and in a quotation, the addressees, and the type of the letter."""
    said = _words(letter.text[start:end])[:_AHEAD]
    led = _words(letter.text[max(0, start - _BEHIND) : start])[-15:]
    named = _words(" ".join(letter.addressees))
    return _once(
        [
            *said,
            *_pairs("<", led),
            *(f"@{word}" for word in named),
            f"#{letter.doc_type}",
            f"@{min(3, len(letter.addressees))}",
        ]
    )


def opinions(letter: Letter, duty: Obligation, told: Mapping[str, Any] | None = None) -> dict[str, float]:
    """How likely the mode and the party that the rules found are, by words alone; `told` are weights not our own."""
    told = weights() if told is None else told
    modes = shares(mode_cues(letter, duty.start, duty.end), told["mode"])
    parties = shares(obliged_cues(letter, duty.start, duty.end), told["obliged"])
    return {"mode": modes.get(duty.mode, 0.0), "obliged": parties.get(duty.obliged, 0.0)}


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(_FIGURE.sub("0", unicodedata.normalize("NFC", text).lower())))


def _pairs(sign: str, words: Sequence[str]) -> list[str]:
    pairs = [f"{sign}{one} {other}" for one, other in zip(words, words[1:], strict=False)]
    return [*(f"{sign}{word}" for word in words), *pairs]


def _once(cues: list[str]) -> list[str]:
    return list(dict.fromkeys(cues))
