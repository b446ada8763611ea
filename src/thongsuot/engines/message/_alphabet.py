"""The alphabets of SMS, and how many units characters take in them."""

import re
from enum import StrEnum

from thongsuot.engines.message._gsm import EXTENSION


class Alphabet(StrEnum):
    """How characters become octets; a unit is a septet in GSM-7 and two octets in UCS-2. The last two only arrive."""

    GSM7 = "gsm7"
    UCS2 = "ucs2"
    LATIN1 = "latin1"
    BINARY = "binary"


_DOUBLE = {
    Alphabet.GSM7: re.compile(f"[{re.escape(''.join(EXTENSION))}]"),
    Alphabet.UCS2: re.compile("[\U00010000-\U0010ffff]"),
}


def doubles(text: str, alphabet: Alphabet) -> list[int]:
    """Give the places of the characters that take two units: those of the extension table, those outside UCS-2."""
    return [found.start() for found in _DOUBLE[alphabet].finditer(text)]
