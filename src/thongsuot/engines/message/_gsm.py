"""The GSM 7-bit default alphabet with its extension table, one septet an octet (3GPP TS 23.038, 6.2.1)."""

import re

ESCAPE = 0x1B
_LETTERS = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
DEFAULT = {letter: code for code, letter in enumerate(_LETTERS) if code != ESCAPE}
EXTENSION = {
    "\f": 0x0A, "^": 0x14, "{": 0x28, "}": 0x29, "\\": 0x2F, "[": 0x3C, "~": 0x3D, "]": 0x3E, "|": 0x40, "€": 0x65,
}  # fmt: skip
_CODES = str.maketrans(
    {letter: chr(code) for letter, code in DEFAULT.items()}
    | {letter: chr(ESCAPE) + chr(code) for letter, code in EXTENSION.items()}
)
_OUTSIDE = re.compile(f"[^{re.escape(''.join([*DEFAULT, *EXTENSION]))}]")
_BEHIND_ESCAPE = {code: letter for letter, code in EXTENSION.items()}
_UNKNOWN = "\ufffd"


def fits_gsm(text: str) -> bool:
    """Tell whether GSM-7 with its extension table can say all of a text (3GPP TS 23.038, 6.2.1 and 6.2.1.1)."""
    return _OUTSIDE.search(text) is None


def encode_gsm(text: str) -> bytes:
    """Give the septets of a text, one an octet, most significant bit 0; KeyError names a character it cannot say."""
    if outside := _OUTSIDE.search(text):
        raise KeyError(outside[0])
    return text.translate(_CODES).encode("ascii")


def decode_gsm(septets: bytes) -> str:
    """Give the text of septets that stand one an octet; it never fails.

    An escape before a code without a meaning shows the letter of the default table, one before nothing or before
    another escape shows a space (TS 23.038, 6.2.1 note 1 and 6.2.1.1). An octet above 0x7F gives U+FFFD.
    """
    letters, escaped = [], False
    for code in septets:
        if code == ESCAPE:
            if escaped:
                letters.append(" ")
            escaped = not escaped
        elif code > 0x7F:
            letters.append(_UNKNOWN)
            escaped = False
        else:
            letters.append(_BEHIND_ESCAPE.get(code, _LETTERS[code]) if escaped else _LETTERS[code])
            escaped = False
    return "".join(letters) + " " * escaped
