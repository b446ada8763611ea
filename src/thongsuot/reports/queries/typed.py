"""What somebody types on the one page, before anything is done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

COMMON = -1  # where a conflict over difficulties and proposals is told; paragraphs count from 0


@dataclass(frozen=True)
class Said:
    """What is typed under one paragraph, and the version of it that the writer saw."""

    version: str
    words: str = ""
    figures: dict[int, dict[str, int]] = field(default_factory=dict)  # by the duty that bears them
    kept: Sequence[str] = ()  # digests of the earlier files that stay
    uploads: Sequence[tuple[str, bytes]] = ()
    finished: bool = False


@dataclass(frozen=True)
class Typed:
    """What is typed on the page; a paragraph that is not there was not touched."""

    passages: dict[int, Said] = field(default_factory=dict)
    version: str = ""  # of difficulties and proposals
    difficulties: str | None = None
    proposals: str | None = None
