"""Fit what the words of duties weigh, from letters read before anyone had tuned on them and marked by hand."""

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

from tests.engines.letter import scoring
from tests.engines.letter.blind import Blind
from tests.engines.letter.fitting import learnt

from thongsuot.engines import letter as letters
from thongsuot.engines.letter import opened
from thongsuot.engines.letter._read import letter_of
from thongsuot.engines.letter._weighed import cues_of

WEIGHTS = Path(letters.__file__).parent / "modes.json"
SEALED = "sealed"
OLDEST = ("first", "second")  # the final part is measured, never learnt from
OFTEN = 5  # how often a cue must have been seen to count
Row = tuple[list[str], str]


def marked(blind: Blind) -> Iterator[Row]:
    """The cues of each duty that was found in a letter, and the mode that it has by hand."""
    rows = [{"at": at, **row} for at, row in enumerate(letters.to_json(blind.letter)["obligations"])]
    both, _, _ = scoring.pair_duties({"text": blind.letter.text, "obligations": rows}, dict(blind.gold))
    for found, duty in both:
        if not duty.get("umbrella"):
            yield cues_of(blind.letter, blind.letter.obligations[found["at"]]), duty["mode"]


def oldest() -> Iterator[Blind]:
    """The letters of the first parts, of which no blind reading was kept: as the rules alone read them."""
    for data, gold in [scoring.seed(), *chain.from_iterable(map(scoring.pairs, OLDEST))]:
        yield Blind("", 0, letter_of(opened(data), "", secret=True), gold)


def rows(blinds: Iterable[Blind]) -> list[Row]:
    """The cues and modes of the letters given and of the oldest; those that are still sealed tell nothing."""
    told = chain(oldest(), (blind for blind in blinds if not blind.name.startswith(SEALED)))
    return [row for blind in told for row in marked(blind)]


def weights(blinds: Iterable[Blind]) -> Mapping[str, Mapping[str, float]]:
    """What the cues weigh by those letters."""
    told = rows(blinds)
    return learnt([cues for cues, _ in told], [mode for _, mode in told], OFTEN)


def fit(blinds: Iterable[Blind]) -> str:
    """The file of weights."""
    told: Any = weights(blinds)
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"
