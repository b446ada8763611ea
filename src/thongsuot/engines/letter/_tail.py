"""The two blocks under a letter, put back in order: to whom copies go, and who signs."""

import re

from thongsuot.engines.letter._columns import pieces_of
from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._parts import Recipient, Signer
from thongsuot.engines.letter._recipients import ITEM, add_entry, recipient_of
from thongsuot.engines.letter._signer import could_name, is_signature, signer_of
from thongsuot.engines.letter._source import Source


def tail_of(source: Source, frame: Frame) -> tuple[tuple[Recipient, ...], Signer]:
    """The recipients and the signer."""
    listed: list[list[str]] = []
    signs: list[str] = []
    opened = False
    for piece in pieces_of(source, frame):
        words = source.value(piece.start, piece.end).strip()
        if re.match(r"(?i)\W*n[ơo]i\s*nh[ậa]n", words):
            opened = True
            words = re.sub(r"(?i)^\W*n[ơo]i\s*nh[ậa]n\s*:?\s*", "", words)
        if not words or re.fullmatch(r"(?i)\(?đã ký\)?", words):
            continue
        if is_signature(words) or (not opened and could_name(words)):
            signs.append(words)
        elif opened and (not signs or ITEM.match(words) or not could_name(words)):
            add_entry(listed, words)
        else:
            signs.append(words)
    return tuple(recipient_of(" ".join(parts)) for parts in listed if " ".join(parts).strip(" -;.")), signer_of(signs)
