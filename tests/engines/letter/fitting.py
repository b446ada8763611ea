"""Fit weights in plain Python: chances by Newton's method, shares of classes by small steps; no figure is random."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

Signs = Mapping[str, float]
_RIDGE = 10.0  # how strongly weights are held near nought
_OFTEN = 12  # how often a cue must have been seen to count
_ROUNDS, _STEP, _HELD, _LEAST = 8, 0.3, 0.001, 0.35


def fitted(rows: Sequence[Signs], right: Sequence[bool], ridge: float = _RIDGE) -> dict[str, float]:
    """Weights under which `chance` tells how often such rows are right."""
    names = ["", *sorted({name for row in rows for name in row})]
    place = {name: at for at, name in enumerate(names)}
    known = [[(0, 1.0), *((place[name], value) for name, value in row.items() if value)] for row in rows]
    weights = [0.0] * len(names)
    for _ in range(8):
        slope = [ridge * weight if at else 0.0 for at, weight in enumerate(weights)]
        bend = [
            [ridge * (at == to and at > 0) + 1e-9 * (at == to) for to in range(len(names))] for at in range(len(names))
        ]
        for row, was in zip(known, right, strict=True):
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(weights[at] * value for at, value in row)))))
            for at, value in row:
                slope[at] += (p - was) * value
                line, weight = bend[at], p * (1 - p) * value
                for to, other in row:
                    line[to] += weight * other
        step = solved(bend, slope)
        weights = [weight - change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return {name: round(weight, 3) for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.005}


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of linear equations, by elimination."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    size = len(rows)
    for at in range(size):
        best = max(range(at, size), key=lambda line: abs(rows[line][at]))
        rows[at], rows[best] = rows[best], rows[at]
        for line in range(at + 1, size):
            share = rows[line][at] / rows[at][at]
            if share:
                rows[line] = [a - share * b for a, b in zip(rows[line], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(rows[at][to] * found[to] for to in range(at + 1, size))
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found


def learnt(texts: Sequence[Sequence[str]], classes: Sequence[str], often: int = _OFTEN) -> dict[str, dict[str, float]]:
    """Weights under which `shares` tells the class of a text by its cues, each seen `often` times or more."""
    seen = Counter(cue for text in texts for cue in text)
    cues = ["", *sorted(cue for cue, count in seen.items() if count >= often)]
    place = {cue: at for at, cue in enumerate(cues)}
    known = [([place[cue] for cue in text if cue in place], (1 + len(text)) ** -0.5) for text in texts]
    names = sorted(set(classes))
    weights = {name: [math.log(classes.count(name) / len(classes))] + [0.0] * (len(cues) - 1) for name in names}
    moved = {name: [0.01] * len(cues) for name in names}
    for _ in range(_ROUNDS):
        for (places, scale), own in zip(known, classes, strict=True):
            totals = {name: line[0] + scale * sum([line[at] for at in places]) for name, line in weights.items()}
            most = max(totals.values())
            powers = {name: math.exp(total - most) for name, total in totals.items()}
            whole = sum(powers.values())
            for name in names:
                gap = powers[name] / whole - (name == own)
                if abs(gap) > 0.02:
                    _step(weights[name], moved[name], places, gap * scale)
    return {
        name: {cue: round(weight, 2) for cue, weight in zip(cues, line, strict=True) if abs(weight) >= _LEAST}
        for name, line in weights.items()
    }


def _step(weights: list[float], moved: list[float], places: Sequence[int], slope: float) -> None:
    """One step down the slope, smaller for cues that have moved far."""
    for at in places:
        change = slope + _HELD * weights[at]
        moved[at] += change * change
        weights[at] -= _STEP * change / moved[at] ** 0.5


def apart(rows: Sequence[tuple[float, bool]], bins: int = 10) -> list[tuple[int, float, float]]:
    """Equal bins by chance: how many rows, their mean chance, and the share that was right."""
    ordered = sorted(rows)
    parts = [ordered[len(ordered) * at // bins : len(ordered) * (at + 1) // bins] for at in range(bins)]
    return [
        (len(part), sum(p for p, _ in part) / len(part), sum(was for _, was in part) / len(part))
        for part in parts
        if part
    ]


def error(rows: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Expected calibration error: how far chance and share lie apart, over all bins."""
    return sum(count * abs(mean - share) for count, mean, share in apart(rows, bins)) / len(rows)


def ranked(rows: Sequence[tuple[float, bool]]) -> float:
    """How often a right row has the higher chance than a wrong one."""
    right = [p for p, was in rows if was]
    wrong = [p for p, was in rows if not was]
    better = sum((a > b) + 0.5 * (a == b) for a in right for b in wrong)
    return better / (len(right) * len(wrong)) if right and wrong else 1.0
