"""The promise: reviewing what was read costs a person less than half of typing a letter's duties in by hand.

Plays the review of every letter of the corpus by script: from the engine's proposals to gold, key by key, by the
keystroke model of tests/directives/keystrokes.py. Beside it the same letters without proposals: the duties selected in
the text, and typed. Prints the seconds a letter; 1 where the promise is broken.
"""

import statistics
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.directives import keystrokes  # noqa: E402 - the path is set above
from tests.engines.letter import scoring  # noqa: E402 - the path is set above

WAYS: dict[str, Callable[[dict[str, Any], dict[str, Any]], keystrokes.Cost]] = {
    "review of the proposals": keystrokes.confirming,
    "selecting without proposals": keystrokes.selecting_all,
    "typing all by hand": keystrokes.typing_all,
}
PROMISE = 0.5


def main() -> int:
    """Print a table a part of the corpus, and the share that the review costs of typing."""
    parts = sorted({file.name.split("-")[0] for file in scoring.CORPUS.glob("*.txt")})
    everything: list[tuple[dict[str, Any], dict[str, Any]]] = []
    print(f"K {keystrokes.KEY}, P {keystrokes.POINT}, B {keystrokes.BUTTON}, H {keystrokes.HAND}, "
          f"M {keystrokes.THINK} s; reading {60 / keystrokes.SYLLABLE:.0f} syllables a minute")  # fmt: skip
    for part in parts:
        letters = [(scoring.read(data), gold) for data, gold in scoring.pairs(part)]
        show(part, letters)
        everything += letters
    return 0 if show("all", everything) <= PROMISE else 1


def show(part: str, letters: list[tuple[dict[str, Any], dict[str, Any]]]) -> float:
    """Print the seconds a letter each way; return what the review costs of typing, reading left out of both."""
    duties = sum(len(gold["obligations"]) for _read, gold in letters)
    print(f"{part}: {len(letters)} letters, {duties} duties")
    acting = {}
    for way, cost in WAYS.items():
        told = [cost(read, gold) for read, gold in letters]
        seconds = [one.seconds for one in told]
        acting[way] = sum(one.seconds - one.syllables * keystrokes.SYLLABLE for one in told)
        read = statistics.median(one.syllables * keystrokes.SYLLABLE for one in told)
        keys = statistics.median(one.keys for one in told)
        print(
            f"  {way:28} median {statistics.median(seconds):5.0f} s, p90 {ninth(seconds):5.0f} s a letter "
            f"(of the median {read:.0f} s reading; {keys:.0f} keys)"
        )
    share = acting["review of the proposals"] / acting["typing all by hand"]
    print(f"  without reading, the review costs {share:.0%} of typing")
    return share


def ninth(figures: list[float]) -> float:
    """Return the 90th percentile."""
    return statistics.quantiles(figures, n=10, method="inclusive")[-1] if len(figures) > 1 else figures[0]


if __name__ == "__main__":
    sys.exit(main())
