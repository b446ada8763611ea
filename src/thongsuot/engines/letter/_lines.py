"""The lines of a stretch of text."""

import re

LETTERS = re.compile(r"[a-z]")


def lines_of(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines between two offsets, empty ones too."""
    found, at = [], start
    while at < end:
        stop = plain.find("\n", at, end)
        stop = end if stop < 0 else stop
        found.append((at, stop))
        at = stop + 1
    return found
