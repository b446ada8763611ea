"""Receipts gathered while octets are read, singly or by the column, until they are told as one event."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._events import Receipts
from thongsuot.engines.smpp._layout import Columns, Layout, learn
from thongsuot.engines.smpp._pdu import HEADER
from thongsuot.engines.smpp._receipts import Receipt
from thongsuot.engines.smpp._stretch import Places, Stretch

_TRIES = 4  # layouts of one length in one stretch; what is rarer is read singly
_KNOWN = 16


@dataclass(slots=True)
class Incoming:
    """Layouts are learnt once and kept, by their length."""

    run: int
    _layouts: dict[int, Layout] = field(default_factory=dict)
    _columns: list[tuple[NDArray[np.uint32], Columns]] = field(default_factory=list)
    _single: list[tuple[int, Receipt]] = field(default_factory=list)

    def one(self, sequence: int, receipt: Receipt) -> None:
        """Take a receipt that was read singly."""
        self._single.append((sequence, receipt))

    def hear(self, stretch: Stretch) -> tuple[int, Places]:
        """Read a stretch of deliver_sm; return how many receipts it had, and which rows have to be read singly."""
        left = []
        for rows, length in stretch.groups():
            left.append(self._alike(stretch, np.arange(stretch.count)[rows], length))
        singly = np.sort(np.concatenate(left))
        return stretch.count - singly.size, singly

    def _alike(self, stretch: Stretch, rows: Places, length: int) -> Places:
        """Read rows of one length; return those that are not read."""
        for _ in range(_TRIES):
            if rows.size < self.run:
                break
            octets = stretch.columns(rows, 0, length)
            fit = self._fitting(octets, length)
            if fit is None:
                break
            layout = self._layouts[length]
            fitting = octets if fit.all() else octets[fit]
            sequences = np.ascontiguousarray(fitting[:, 12 : HEADER.size]).view(">u4").ravel().astype(np.uint32)
            self._columns.append((sequences, layout.read(fitting)))
            rows = rows[~fit]
        return rows

    def _fitting(self, octets: NDArray[np.uint8], length: int) -> NDArray[np.bool_] | None:
        """Tell which rows have the layout that is known for the length, or else that of the first row."""
        known = self._layouts.get(length)
        if known is not None and (fit := known.fits(octets)).any():
            return fit
        layout = learn(octets[0].tobytes())
        if layout is None or not (fit := layout.fits(octets)).any():
            return None
        if len(self._layouts) >= _KNOWN:
            self._layouts.clear()
        self._layouts[length] = layout
        return fit

    def told(self) -> Receipts | None:
        """Return all that was gathered since the last time."""
        if self._single:
            self._columns.append(_in_columns(self._single))
            self._single = []
        if not self._columns:
            return None
        sequences, columns = zip(*self._columns, strict=True)
        self._columns = []
        return Receipts(
            np.concatenate(sequences),
            np.concatenate([each.message_ids for each in columns]),
            np.concatenate([each.states for each in columns]),
            np.concatenate([each.errors for each in columns]),
        )


def _in_columns(single: list[tuple[int, Receipt]]) -> tuple[NDArray[np.uint32], Columns]:
    return (
        np.array([sequence for sequence, _receipt in single], np.uint32),
        Columns(
            np.array([receipt.message_id for _sequence, receipt in single], np.bytes_),
            np.array([receipt.state for _sequence, receipt in single], np.uint8),
            np.array([receipt.error for _sequence, receipt in single], np.bytes_),
        ),
    )
