"""Receipts of one layout read as columns."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from thongsuot.engines.smpp._bodies import Message
from thongsuot.engines.smpp._fields import BadPdu
from thongsuot.engines.smpp._pdu import HEADER, decode
from thongsuot.engines.smpp._receipts import MessageState, fields_of, read_receipt, state_of
from thongsuot.engines.smpp._tlv import Tag

Octets = NDArray[np.uint8]
_SEPARATORS = tuple(b",;:=")
_SINGLY: frozenset[int] = frozenset(
    {Tag.NETWORK_ERROR_CODE, Tag.MESSAGE_PAYLOAD}
)  # parameters that say more than a column holds
_NO_STATE = 255
_STATES = np.full(256, _NO_STATE, np.uint8)
_STATES[list(MessageState)] = list(MessageState)


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What receipts of one layout say, one place a receipt."""

    message_ids: NDArray[np.bytes_]
    states: NDArray[np.uint8]
    errors: NDArray[np.bytes_]


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Where receipts of one length say what: learnt from one, held against every other octet by octet.

    `fixed` octets are the same in all; `words` hold no separator, `filled` no NUL, so that reading them singly
    would cut them at the same places.
    """

    sample: Octets
    fixed: NDArray[np.bool_]
    words: NDArray[np.int64]
    filled: NDArray[np.int64]
    name: slice
    state: int | None
    stat: slice
    error: slice

    def fits(self, rows: Octets) -> NDArray[np.bool_]:
        """Tell which rows (receipts x octets) have this layout."""
        differs = rows != self.sample
        differs &= self.fixed
        words = rows[:, self.words]
        apart = words <= ord(" ")
        for separator in _SEPARATORS:
            apart |= words == separator
        faults = [differs, apart, rows[:, self.filled] == 0]
        if self.state is not None:
            faults.append(_STATES[rows[:, self.state, None]] == _NO_STATE)
        fit = np.ones(len(rows), bool)
        for fault in faults:
            if np.count_nonzero(fault):
                fit &= ~fault.any(axis=1)
        return fit

    def read(self, rows: Octets) -> Columns:
        """Cut the columns out of rows that fit."""
        if self.state is not None:
            states = _STATES[rows[:, self.state]]
        else:
            said, which = np.unique(_strings(rows, self.stat), return_inverse=True)
            states = np.array([state_of(word) for word in said.tolist()], np.uint8)[which]
        return Columns(_strings(rows, self.name), states, _strings(rows, self.error))


def _strings(rows: Octets, columns: slice) -> NDArray[np.bytes_]:
    width = columns.stop - columns.start
    if not width:
        return np.zeros(len(rows), "S1")
    return np.ascontiguousarray(rows[:, columns]).view(f"S{width}").ravel()


def learn(octets: bytes) -> Layout | None:
    """Learn where a receipt says what; None where one like it has to be read singly."""
    try:
        message = decode(octets).body
    except BadPdu:
        return None
    if not isinstance(message, Message) or read_receipt(message) is None:
        return None
    addresses, words, tlvs = _places(message)
    fields = fields_of(message.short_message)
    tags = [tag for tag, _value in message.tlvs]
    told_before = "text" not in fields or (list(fields)[-1] == "text" and {"id", "stat"} <= fields.keys())
    if not told_before or len(set(tags)) < len(tags) or not _SINGLY.isdisjoint(tags):
        return None
    values = {name: slice(words + place.start, words + place.stop) for name, place in fields.items()}
    return _layout(octets, addresses, values, dict(zip(tags, tlvs, strict=True)))


def _layout(octets: bytes, addresses: list[slice], values: dict[str, slice], tlvs: dict[int, slice]) -> Layout:
    named, state = _named(octets, tlvs), tlvs.get(Tag.MESSAGE_STATE)
    if state is not None and _STATES[octets[state.start]] == _NO_STATE:
        state = None
    filled = [*addresses, *([named] if named else [])]
    fixed = np.ones(len(octets), bool)
    for part in (slice(12, HEADER.size), *filled, *values.values(), *([state] if state else [])):
        fixed[part] = False
    values.pop("text", None)
    nothing = slice(0, 0)
    return Layout(
        np.frombuffer(octets, np.uint8),
        fixed,
        _every(list(values.values())),
        _every(filled),
        named or values["id"],
        None if state is None else state.start,
        values.get("stat", nothing),
        values.get("err", nothing),
    )


def _named(octets: bytes, tlvs: dict[int, slice]) -> slice | None:
    """Return where receipted_message_id names a message, without a NUL at its end; None where it does not."""
    place = tlvs.get(Tag.RECEIPTED_MESSAGE_ID, slice(0, 0))
    end = place.stop - (place.stop > place.start and octets[place.stop - 1] == 0)
    return slice(place.start, end) if end > place.start else None


def _every(parts: list[slice]) -> NDArray[np.int64]:
    return np.concatenate([np.empty(0, np.int64), *(np.arange(part.start, part.stop) for part in parts)])


def _places(message: Message) -> tuple[list[slice], int, list[slice]]:
    """Return where a message's addresses, short message and values of parameters stand in its PDU."""
    source = HEADER.size + len(message.service_type) + 3
    destination = source + len(message.source_addr) + 3
    words = destination + len(message.destination_addr) + 1 + 3
    words += len(message.schedule_delivery_time) + len(message.validity_period) + 2 + 5
    at, tlvs = words + len(message.short_message), []
    for _tag, value in message.tlvs:
        tlvs.append(slice(at + 4, at + 4 + len(value)))
        at += 4 + len(value)
    addresses = [
        slice(source, source + len(message.source_addr)),
        slice(destination, destination + len(message.destination_addr)),
    ]
    return addresses, words, tlvs
