"""Receipts of one batch: what of its messages is known, and what new ones change of its counts."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from thongsuot.campaigns.actions.keeping import Lot
from thongsuot.engines.smpp import MessageState

ROW = np.dtype([("place", "<u4"), ("state", "u1")])  # as ReceiptLot keeps them
NOTHING = 255  # no receipt yet; no MessageState


@dataclass(eq=False)
class BatchReceipts:
    """One octet a message (MessageState), as the tables have it up to the lot `known`; `coming` is not kept yet."""

    batch: int
    parts: int
    known: int = 0
    coming: list[NDArray[np.void]] = field(default_factory=list)
    states: NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))

    def add(self, places: NDArray[np.int64], states: NDArray[np.uint8]) -> None:
        """Take receipts that are to be kept."""
        rows = np.empty(places.size, ROW)
        rows["place"], rows["state"] = places, states
        self.coming.append(rows)

    def load(self, known: int, rows: bytes) -> None:
        """Begin again with what the tables have."""
        self.known, self.states = known, np.empty(0, np.uint8)
        self._enter(np.frombuffer(rows, ROW))

    def lot(self) -> tuple[Lot, NDArray[np.void]] | None:
        """Return what is to be kept of what came, and its rows; None where all of it was known before."""
        if not self.coming:
            return None
        rows = np.concatenate(self.coming)
        self.coming = []
        self._widen(int(rows["place"].max()) + 1)
        rows = rows[self.states[rows["place"]] == NOTHING]
        places, first = np.unique(rows["place"], return_index=True)
        if not places.size:
            return None
        rows = rows[first]
        before = self._counts(places)
        self.states[places] = rows["state"]
        after = self._counts(places)
        self.states[places] = NOTHING
        delivered, undelivered = after[0] - before[0], after[1] - before[1]
        return Lot(self.batch, delivered, undelivered, self.known, rows.tobytes()), rows

    def kept(self, known: int, rows: NDArray[np.void]) -> None:
        """Take note that rows stand in the tables."""
        self.known = known
        self._enter(rows)

    def _enter(self, rows: NDArray[np.void]) -> None:
        if rows.size:
            self._widen(int(rows["place"].max()) + 1)
            self.states[rows["place"]] = rows["state"]

    def _counts(self, places: NDArray[np.uint32]) -> tuple[int, int]:
        """Count of the recipients whose messages these are, in order, who has all, and who certainly has not."""
        recipients = places // self.parts  # in order, as the places are
        first = np.diff(recipients, prepend=recipients[:1] + 1) != 0
        of = self.states.reshape(-1, self.parts)[recipients[first]]
        failed = ((of != NOTHING) & (of != MessageState.DELIVERED)).any(axis=1)
        return int(np.count_nonzero((of == MessageState.DELIVERED).all(axis=1))), int(np.count_nonzero(failed))

    def _widen(self, size: int) -> None:
        size = -(-size // self.parts) * self.parts
        if size > self.states.size:
            wider = np.full(-(-max(size, 2 * self.states.size) // self.parts) * self.parts, NOTHING, np.uint8)
            wider[: self.states.size] = self.states
            self.states = wider
