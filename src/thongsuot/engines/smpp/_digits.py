"""Numbers of subscribers as the octets of addresses."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

_POWERS = 10 ** np.arange(1, 19, dtype=np.int64)
MOST_DIGITS = 19  # what an int64 holds; E.164 stops at 15


class UnusableRecipients(ValueError):
    """There are no recipients, or one of them is no positive number."""


@cache
def _fours() -> NDArray[np.uint32]:
    """Return "0000" to "9999", the four octets of each as one number in this machine's order."""
    digits = np.arange(10_000)[:, None] // np.array([1000, 100, 10, 1]) % 10 + ord("0")
    fours: NDArray[np.uint32] = digits.astype(np.uint8).view(np.uint32).ravel()
    return fours


def lengths(numbers: NDArray[np.int64]) -> tuple[int, NDArray[np.int64] | None]:
    """Return how many digits all numbers have; where they differ, the most, and each one's own."""
    if not numbers.size or numbers.min() < 1:
        raise UnusableRecipients("a recipient is no positive number; nothing was sent")
    least, most = np.searchsorted(_POWERS, [numbers.min(), numbers.max()], side="right") + 1
    if least == most:
        return int(most), None
    return int(most), np.searchsorted(_POWERS, numbers, side="right").astype(np.int64) + 1


def digits(numbers: NDArray[np.int64], length: int) -> NDArray[np.uint8]:
    """Return numbers of `length` digits as octets, zeros before them (numbers x 4, 8, 12 ...)."""
    groups = -(-length // 4)
    fours = np.empty((numbers.size, groups), dtype=np.uint32)
    rest = numbers
    for group in range(groups - 1, 0, -1):
        above = rest // 10_000
        fours[:, group] = _fours()[rest - above * 10_000]
        rest = above
    fours[:, 0] = _fours()[rest]
    return fours.view(np.uint8)
