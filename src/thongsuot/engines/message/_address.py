"""A telephone number in whatever form it came, as the one that E.164 knows."""

import re

_PUNCTUATION = re.compile(r"[\s.()/-]")
_WHOLE = re.compile("[1-9][0-9]{6,14}")  # E.164: no country code begins with 0
_COUNTRY, _TRUNK = "84", "0"
_INTERNATIONAL, _NATIONAL = 1, 2  # type of number (SMPP 3.4, 5.2.5)
_BARE = 9  # digits of a Vietnamese mobile number behind its trunk 0


def international(number: str, *, ton: int = 0) -> str:
    """Give a number's digits with its country code, 7 to 15 of them; "" for what is no such number.

    `ton` is the type that SMPP gives with it: 1 says that the country code is there, 2 that it is not. Without one, a
    plus or 00 says the first, a leading 0 or nine digits that begin like a mobile number say the second; others are
    taken as they are. Short numbers and sender names give "".
    """
    bare = _PUNCTUATION.sub("", number)
    plain = bare.removeprefix("+")
    if not (plain.isascii() and plain.isdigit()):
        return ""
    if plain is bare and plain.startswith("00"):
        plain = plain[2:]
    elif plain.startswith(_TRUNK) or (ton == _NATIONAL and not plain.startswith(_COUNTRY)):
        plain = _COUNTRY + plain.removeprefix(_TRUNK)
    elif plain is bare and ton != _INTERNATIONAL and len(plain) == _BARE and plain[0] in "35789":
        plain = _COUNTRY + plain
    return plain if _WHOLE.fullmatch(plain) else ""
