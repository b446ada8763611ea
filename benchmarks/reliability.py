"""Whether confidence keeps its word: reliability.py [FOLDER] [--keep PREFIX] [--fit] [--plot FILE.svg].

Without words: what was read in letters that nobody had tuned on, each judged by weights fitted on other letters. With a
folder of letters and their gold: what the reader says of those now. `--keep` reads new letters of the corpus before
anyone tunes on them and keeps the readings; `--fit` writes the reader's weights anew from all that were kept.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.engines.letter import blind, certainty, fitting, weighing  # noqa: E402 - the path is set above

from thongsuot.engines import letter  # noqa: E402 - the path is set above
from thongsuot.engines.letter._logit import chance, weights  # noqa: E402 - the path is set above

NAMES = {"duty": "duties", "head": "fields of head and tail", "limit": "time limits"}
COLOURS = {"duty": "#1d4ed8", "head": "#15803d", "limit": "#b45309"}
SIDE, EDGE = 420, 50
Row = tuple[float, bool]


def read_in(folder: Path) -> list[tuple[certainty.Judged, float]]:
    """Everything that the reader finds in a folder's letters, with the chance it gives."""
    found = []
    for file in sorted(folder.glob("*.json")):
        body = next((body for body in sorted(file.parent.glob(f"{file.stem}.*")) if body.suffix != ".json"), None)
        if body is not None:
            read = letter.read(body.read_bytes(), secret=True)
            gold = json.loads(file.read_text(encoding="utf-8"))
            found += [(row, chance(row.signs, weights()[row.model])) for row in certainty.judged(read, gold, weights())]
    return found


def table(model: str, rows: Sequence[Row]) -> None:
    """Print the bins of one model and what they come to."""
    right = sum(was for _, was in rows) / len(rows)
    brier = sum((p - was) ** 2 for p, was in rows) / len(rows)
    print(f"{NAMES[model]}: {len(rows)}, {right:.1%} right, mean confidence {sum(p for p, _ in rows) / len(rows):.1%}")
    print(f"  {'bin':>3} {'n':>5} {'confidence':>11} {'right':>7}")
    for number, (count, mean, share) in enumerate(fitting.apart(rows), 1):
        print(f"  {number:>3} {count:>5} {mean:>11.3f} {share:>7.3f}")
    always = right * (1 - right)
    print(f"  expected calibration error {fitting.error(rows):.3f}")
    print(f"  Brier score {brier:.3f}; of one who always says the mean {always:.3f}")
    print(f"  a right one has the higher confidence {fitting.ranked(rows):.0%} of the time")
    for said, part in (
        ("sure", [was for p, was in rows if p >= letter.SURE]),
        ("unsure", [was for p, was in rows if p < letter.SURE]),
    ):
        if part:
            print(f"  {said} ({letter.SURE:.0%} is the threshold): {len(part)}, {sum(part) / len(part):.1%} right")


def plot(by_model: dict[str, list[Row]]) -> str:
    """The bins as a drawing: confidence to the right, the share that was right upwards; on the line they agree."""
    whole = SIDE + 2 * EDGE

    def at(mean: float, share: float) -> tuple[float, float]:
        return EDGE + mean * SIDE, EDGE + (1 - share) * SIDE

    drawn = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{whole}" height="{whole}" font-family="sans-serif">',
        '<rect width="100%" height="100%" fill="#fff"/>',
        f'<rect x="{EDGE}" y="{EDGE}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#888"/>',
        f'<line x1="{EDGE}" y1="{EDGE + SIDE}" x2="{EDGE + SIDE}" y2="{EDGE}" stroke="#bbb" stroke-dasharray="4"/>',
        f'<text x="{whole / 2}" y="{whole - 12}" text-anchor="middle">mean confidence</text>',
        f'<text transform="translate(16 {whole / 2}) rotate(-90)" text-anchor="middle">observed right</text>',
    ]
    for tick in (0, 0.2, 0.4, 0.6, 0.8, 1):
        (x, y), below = at(tick, tick), EDGE + SIDE + 16
        drawn.append(f'<text x="{x:.0f}" y="{below}" text-anchor="middle">{tick:g}</text>')
        drawn.append(f'<text x="{EDGE - 6}" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for place, (model, rows) in enumerate(by_model.items()):
        bins = fitting.apart(rows)
        points = [at(mean, share) for _, mean, share in bins]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        drawn.append(f'<polyline fill="none" stroke="{COLOURS[model]}" points="{line}"/>')
        drawn += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{COLOURS[model]}"/>' for x, y in points]
        words = f"{NAMES[model]} ({len(rows)}), calibration error {fitting.error(rows):.3f}"
        drawn.append(f'<text x="{EDGE + 12}" y="{EDGE + 20 + 18 * place}" fill="{COLOURS[model]}">{words}</text>')
    return "\n".join([*drawn, "</svg>"]) + "\n"


def main() -> None:
    """Print everything."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path, nargs="?")
    ask.add_argument("--keep", metavar="PREFIX")
    ask.add_argument("--fit", action="store_true")
    ask.add_argument("--plot", type=Path)
    told = ask.parse_args()
    if told.keep:
        print(f"readings kept: {blind.keep(told.keep)}")
    if told.folder:
        found = read_in(told.folder)
    else:
        blinds = list(blind.readings())
        folds = certainty.left_out(blinds)
        found = certainty.crossed(folds)
        if told.fit:
            certainty.WEIGHTS.write_text(certainty.fit(blinds, folds), encoding="utf-8")
            weighing.WEIGHTS.write_text(weighing.fit(blinds), encoding="utf-8")
    by_model = {model: [(p, row.right) for row, p in found if row.model == model] for model in NAMES}
    by_model = {model: rows for model, rows in by_model.items() if rows}
    for model, rows in by_model.items():
        table(model, rows)
    if told.plot:
        told.plot.write_text(plot(by_model), encoding="utf-8")
        print(f"drawn in {told.plot}")


if __name__ == "__main__":
    main()
