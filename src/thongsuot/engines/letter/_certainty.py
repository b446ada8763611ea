"""How sure a reading is: chances that each duty, each field of the head and each time limit is right."""

from dataclasses import replace

from thongsuot.engines.letter._head_signs import HEAD, head_signs, limit_signs
from thongsuot.engines.letter._letter import Letter
from thongsuot.engines.letter._logit import chance, weights
from thongsuot.engines.letter._opinion import opinions
from thongsuot.engines.letter._signs import duty_signs

SURE = 0.85
"""From this chance on a duty counts as sure and may be confirmed together with others.

Of the duties above it in letters that nobody had tuned on, more than nine in ten began where they should, in the right
mode, binding whom they should; of those below it three in five. `benchmarks/reliability.py` prints both figures.
"""


def certain(letter: Letter) -> Letter:
    """The letter with the chance that each duty is right as its score, and those of its other fields by name.

    Time limits are named by their place: "deadlines.1" is the first of `deadlines`.
    """
    told = weights()
    duties = tuple(
        replace(duty, score=_rounded(chance(duty_signs(letter, duty, opinions(letter, duty)), told["duty"])))
        for duty in letter.obligations
    )
    signs = head_signs(letter)
    fields = {name: _rounded(chance(signs[name], told["head"])) for name in HEAD}
    limits = {
        f"deadlines.{number}": _rounded(chance(limit_signs(letter, limit), told["limit"]))
        for number, limit in enumerate(letter.deadlines, 1)
    }
    return replace(letter, obligations=duties, confidence=fields | limits)


def _rounded(share: float) -> float:
    return round(share, 2)
