"""How a centre writes the id of a message in its answer, and how in the receipt."""

from __future__ import annotations

from enum import StrEnum

FIRST = 0x0ABCDE01  # letters and a leading zero stand in the hexadecimal form, as at real centres


class Ids(StrEnum):
    """What a receipt's id is to the answer's."""

    SAME = "same"
    HEX = "hex"  # the answer says it in decimal, the receipt in hexadecimal
    DECIMAL = "decimal"  # the other way round
    ZEROS = "zeros"  # the receipt puts zeros before it
    CASE = "case"  # the receipt writes small letters


def in_answer(ids: Ids, number: int) -> bytes:
    """Return the id of a message's number as the answer says it."""
    return b"%d" % number if ids in (Ids.HEX, Ids.ZEROS) else b"%08X" % number


def in_receipt(ids: Ids, number: int) -> bytes:
    """Return the id of the same message as the receipt says it."""
    match ids:
        case Ids.HEX | Ids.SAME:
            return b"%08X" % number
        case Ids.CASE:
            return b"%08x" % number
        case Ids.ZEROS:
            return b"%020d" % number
    return b"%d" % number


def number_of(ids: Ids, message_id: bytes) -> int:
    """Return the number behind an id that an answer gave; -1 where it is none of ours."""
    try:
        number = int(message_id, 10 if ids in (Ids.HEX, Ids.ZEROS) else 16)
    except ValueError:
        return -1
    return number if in_answer(ids, number) == message_id else -1
