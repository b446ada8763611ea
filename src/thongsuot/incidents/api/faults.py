"""A fault that a machine repeats a thousand times is written down once, and then how often it came."""

from __future__ import annotations

import logging
import time
from collections.abc import Hashable

PAUSE = 600.0  # seconds until the same fault is told again
MOST = 1_000  # faults that are told apart

logger = logging.getLogger("thongsuot.incidents.intake")


class Once:
    """The faults told lately, each with the number of times it came since."""

    def __init__(self, pause: float = PAUSE) -> None:
        self.pause = pause
        self._told: dict[Hashable, tuple[float, int]] = {}

    def tell(self, key: Hashable, words: str) -> bool:
        """Log a fault unless that was done lately; return whether it was logged."""
        now = time.monotonic()
        since, count = self._told.get(key, (0.0, 0))
        if key in self._told and now - since < self.pause:
            self._told[key] = since, count + 1
            return False
        if len(self._told) >= MOST:
            self._told.clear()
        self._told[key] = now, 0
        if count:
            logger.warning("%s (%s times more since it was last told)", words, count)
        else:
            logger.warning("%s", words)
        return True
