"""The PDUs of one text to many recipients, in one buffer that is filled once and only touched up after."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._bodies import Message
from thongsuot.engines.smpp._command import Command
from thongsuot.engines.smpp._digits import digits, lengths
from thongsuot.engines.smpp._pdu import HEADER, Pdu, encode
from thongsuot.engines.smpp._sequence import numbers
from thongsuot.engines.smpp._stretch import void

_SEQUENCE = 12  # where a header says its sequence number
Octets = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class _Row:
    """All parts to one recipient: their octets, where each part begins, where in it the address stands."""

    octets: Octets
    begins: tuple[int, ...]
    addresses: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """PDUs one behind the other; of `step` octets a recipient, or where lengths differ each beginning at `starts`."""

    octets: Octets
    begins: tuple[int, ...]
    step: int
    starts: NDArray[np.int64] | None

    def edge(self, index: int) -> int:
        """Return where PDU `index` begins, which is where the one before it ends."""
        if self.starts is not None:
            return int(self.starts[index])
        row, part = divmod(index, len(self.begins))
        return row * self.step + self.begins[part]

    def number(self, first: int, recipients: int) -> None:
        """Write the sequence numbers, `first` on the first PDU."""
        parts = len(self.begins)
        if self.starts is not None:
            places = self.starts[:-1, None] + np.arange(_SEQUENCE, _SEQUENCE + 4)
            self.octets[places] = numbers(first, recipients * parts).astype(">u4").view(np.uint8).reshape(-1, 4)
            return
        every = numbers(first, recipients * parts)
        for part, begin in enumerate(self.begins):
            column: NDArray[np.uint32] = np.ndarray((recipients,), ">u4", self.octets, begin + _SEQUENCE, (self.step,))
            column[:] = every[part::parts]


class StencilTaken(ValueError):
    """A stencil still holds the PDUs of a batch that is not done."""


class Holder(Protocol):
    """Whoever sends what a stencil holds."""

    @property
    def done(self) -> bool:
        """Whether nothing of it is to go out and nothing is waited for."""

    @property
    def uncertain(self) -> int:
        """How many of its messages nobody answered."""


class Stencil:
    """`parts` (one Message a part, their destination is ignored) to at most `recipients` recipients at a time.

    It holds one sheet at a time: take turns with two stencils, so that the next batch can wait behind the one before.
    """

    def __init__(self, parts: Sequence[Message], recipients: int) -> None:
        """Make room; raises UnwritablePdu where a part does not fit."""
        if not parts or recipients < 1:
            raise ValueError("a stencil needs a part and room for a recipient; nothing was made")
        self.parts = tuple(parts)
        self.room = recipients
        self._rows: dict[int, _Row] = {}
        self.holder: Holder | None = None
        self._octets: Octets = np.empty(0, np.uint8)
        self._filled = (0, 0)
        self._row(15)

    def fill(self, recipients: NDArray[np.int64]) -> Sheet:
        """Address the PDUs to recipients (int64, MSISDN); raises UnusableRecipients, StencilTaken."""
        if self.holder is not None and not self.holder.done:
            raise StencilTaken("the batch before is not done, its PDUs may not be changed; nothing was sent")
        if self.holder is not None and self.holder.uncertain:  # what nobody answered may still wait to be written
            self._octets, self._filled = np.empty(0, np.uint8), (0, 0)
        if recipients.size > self.room:
            raise ValueError(
                f"{recipients.size} recipients do not fit a stencil for {self.room}; nothing was sent: "
                "make more batches or a larger stencil"
            )
        longest, each = lengths(recipients)
        if each is None:
            return self._even(recipients, longest)
        return self._mixed(recipients, each)

    def _even(self, recipients: NDArray[np.int64], length: int) -> Sheet:
        row, step = self._row(length), self._row(length).octets.size
        self._reserve(self.room * step)
        matrix = self._octets[: self.room * step].reshape(self.room, step)
        already = self._filled[1] if self._filled[0] == length else 0
        if recipients.size > already:
            matrix[already : recipients.size] = row.octets
            self._filled = (length, recipients.size)
        _address(matrix[: recipients.size], row, recipients, length)
        return Sheet(self._octets, row.begins, step, None)

    def _mixed(self, recipients: NDArray[np.int64], each: NDArray[np.int64]) -> Sheet:
        parts = len(self.parts)
        found = [int(length) for length in np.unique(each)]
        begins = np.zeros((max(found) + 1, parts + 1), np.int64)
        for length in found:
            begins[length] = (*self._row(length).begins, self._row(length).octets.size)
        rows = np.concatenate(([0], np.cumsum(begins[each, parts])))
        self._reserve(int(rows[-1]))
        self._filled = (0, 0)
        for length in found:
            of_length = np.flatnonzero(each == length)
            row = self._row(length)
            matrix = np.tile(row.octets, (of_length.size, 1))
            _address(matrix, row, recipients[of_length], length)
            self._octets[rows[of_length, None] + np.arange(row.octets.size)] = matrix
        starts = (rows[:-1, None] + begins[each, :parts]).ravel()
        return Sheet(self._octets, self._row(found[0]).begins, 0, np.append(starts, rows[-1]))

    def _reserve(self, octets: int) -> None:
        if self._octets.size < octets:
            self._octets = np.empty(octets, np.uint8)
            self._filled = (0, 0)

    def _row(self, length: int) -> _Row:
        """Return the parts to a recipient of so many digits."""
        if length not in self._rows:
            blank = [replace(part, destination_addr=b"0" * length) for part in self.parts]
            pdus = [encode(Pdu(Command.SUBMIT_SM, 0, 0, part)) for part in blank]
            ends = np.cumsum([0, *map(len, pdus)])
            self._rows[length] = _Row(
                np.frombuffer(b"".join(pdus), np.uint8),
                tuple(int(end) for end in ends[:-1]),
                tuple(HEADER.size + len(part.service_type) + len(part.source_addr) + 6 for part in blank),
            )
        return self._rows[length]


def _address(matrix: Octets, row: _Row, recipients: NDArray[np.int64], length: int) -> None:
    written, kind = digits(recipients, length), void(length)
    padded = written.shape[1]
    numbers: NDArray[np.void] = np.ndarray((len(written),), kind, written, padded - length, (padded,))
    for begin, address in zip(row.begins, row.addresses, strict=True):
        to: NDArray[np.void] = np.ndarray((len(written),), kind, matrix, begin + address, (row.octets.size,))
        to[:] = numbers
