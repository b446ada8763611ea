"""Chances from weights that were fitted on letters nobody had tuned on; `confidence.json` holds them."""

import json
import math
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

Signs = Mapping[str, float]


@cache
def weights() -> dict[str, Any]:
    """The weights by model."""
    told: dict[str, Any] = json.loads(Path(__file__).with_name("confidence.json").read_text(encoding="utf-8"))
    return told


def chance(signs: Signs, weighed: Signs) -> float:
    """How likely something is by its signs; what has no weight says nothing."""
    total = weighed.get("", 0.0) + sum(weighed[name] * value for name, value in signs.items() if name in weighed)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def shares(cues: Iterable[str], weighed: Mapping[str, Mapping[str, float]]) -> dict[str, float]:
    """How likely each class is by the cues of a text; the shares add up to one."""
    known = list(cues)
    scale = (1 + len(known)) ** -0.5
    totals = {name: own.get("", 0.0) + scale * sum(filter(None, map(own.get, known))) for name, own in weighed.items()}
    most = max(totals.values())
    powers = {name: math.exp(total - most) for name, total in totals.items()}
    whole = sum(powers.values())
    return {name: power / whole for name, power in powers.items()}
