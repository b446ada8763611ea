"""Octets that two ends exchanged, as a capture file: IPv4 and TCP made up around them, no capture rights needed."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

CENTRE = 2775
_SENDER, _RAW_IP, _TCP, _PUSH_ACK = 40_000, 101, 6, 0x18
_SEGMENT = 1_400  # octets; longer ones are cut, as a network would


def pcap(exchanged: Iterable[tuple[bool, bytes]]) -> bytes:
    """Return a capture of one connection; each piece says whether it went to the centre, and its octets."""
    sent = {True: 1, False: 1}
    frames = [struct.pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 1 << 16, _RAW_IP)]
    for to_centre, piece in exchanged:
        for start in range(0, len(piece), _SEGMENT):
            octets = piece[start : start + _SEGMENT]
            frames.append(_frame(len(frames), to_centre, sent[to_centre], sent[not to_centre], octets))
            sent[to_centre] += len(octets)
    return b"".join(frames)


def one_by_one(exchanged: Iterable[tuple[bool, bytes]]) -> Iterator[tuple[bool, bytes]]:
    """Cut what was exchanged into PDUs, so that each gets a frame of its own."""
    rest = {True: b"", False: b""}
    for to_centre, piece in exchanged:
        octets = rest[to_centre] + piece
        while len(octets) >= 4 and len(octets) >= (length := int.from_bytes(octets[:4], "big")):
            yield to_centre, octets[:length]
            octets = octets[length:]
        rest[to_centre] = octets


def _frame(number: int, to_centre: bool, sequence: int, acknowledged: int, octets: bytes) -> bytes:
    ports = (_SENDER, CENTRE) if to_centre else (CENTRE, _SENDER)
    tcp = struct.pack(">HHIIBBHHH", *ports, sequence, acknowledged, 5 << 4, _PUSH_ACK, 0xFFFF, 0, 0)
    ends = (b"\x7f\0\0\1", b"\x7f\0\0\2") if to_centre else (b"\x7f\0\0\2", b"\x7f\0\0\1")
    ip = struct.pack(">BBHHHBBH", 0x45, 0, 40 + len(octets), number & 0xFFFF, 0, 64, _TCP, 0) + b"".join(ends)
    packet = ip + tcp + octets
    return struct.pack("<IIII", 1_700_000_000 + number // 1000, number % 1000 * 1000, len(packet), len(packet)) + packet
