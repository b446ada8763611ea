"""Sequence numbers: 1 to 0x7FFFFFFF, then 1 again (SMPP 3.4, 5.1.4)."""

import numpy as np
from numpy.typing import NDArray

LAST = 0x7FFFFFFF


def after(sequence: int, steps: int) -> int:
    """Return the number so many steps behind another."""
    return (sequence - 1 + steps) % LAST + 1


def numbers(first: int, count: int, step: int = 1) -> NDArray[np.uint32]:
    """Return `count` numbers from `first` on, each `step` behind the one before (u4)."""
    steps = np.arange(first - 1, first - 1 + count * step, step, dtype=np.int64)
    if first - 1 + count * step > LAST:
        steps %= LAST
    return (steps + 1).astype(np.uint32)


def steps_behind(first: int, sequences: NDArray[np.uint32]) -> NDArray[np.int64]:
    """Return how many steps each number stands behind `first`, 0 to LAST - 1; what is no number stands behind all."""
    steps = sequences.astype(np.int64) - first
    steps[steps < 0] += LAST
    steps[(sequences == 0) | (sequences > LAST)] = LAST
    return steps
