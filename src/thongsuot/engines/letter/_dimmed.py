"""A reading of recognised words is no surer than the words it was made of."""

from collections.abc import Sequence
from typing import Any

from thongsuot.engines.letter._ocr_looks import confidence_of
from thongsuot.engines.letter._ocr_words import Placed


def dimmed(reading: dict[str, Any], words: Sequence[Placed]) -> dict[str, Any]:
    """The reading, an object of `to_json`, each chance lowered to what the words under it were recognised with.

    A duty stands on the words of its quotation; a field of the head and a time limit on those of the whole letter.
    """
    whole = _clear(words)
    duties = [
        {**duty, "score": round(duty["score"] * _clear(_under(words, duty["start"], duty["end"])), 2)}
        for duty in reading["obligations"]
    ]
    fields = {name: round(share * whole, 2) for name, share in reading.get("confidence", {}).items()}
    return {**reading, "obligations": duties, "confidence": fields}


def _under(words: Sequence[Placed], start: int, end: int) -> list[Placed]:
    return [placed for placed in words if placed.start < end and placed.end > start]


def _clear(words: Sequence[Placed]) -> float:
    """How sure words are on the whole, from 0 to 1; what was not recognised, but read, is sure."""
    return confidence_of([placed.word for placed in words]) / 100 if words else 1.0
