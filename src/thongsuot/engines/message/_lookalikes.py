"""Letters that look like Latin ones and are none."""

import unicodedata

# Cyrillic, Greek and stray Latin letters; Greek capitals that GSM-7 holds look like nothing Latin and are left out
_ALIKE = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХҮҺԚԜЗаеѕіјорсухһԁԛԝӏүв" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹϺαγικνορσυχηϲϳ" + "ÐƉðɖıɑɡʏɩǀ",
        "ABESIJKMHOPCTYXYHQW3aesijopcyxhdqwlyb" + "ABEZHIKMNOPTYXCMayikvopouxncj" + "ĐĐđđiagyil",
        strict=True,
    )
)


def look_of(char: str) -> str | None:
    """Give the Latin letter or digit that a character looks like, its marks kept (`ё` gives `ë`); None for others.

    Fullwidth, mathematical and other dressed-up forms of ASCII letters and digits count too.
    """
    first, *marks = list(unicodedata.normalize("NFD", char))
    if first in _ALIKE:
        return unicodedata.normalize("NFC", _ALIKE[first] + "".join(marks))
    plain = unicodedata.normalize("NFKC", char)
    dressed = plain != char and plain.isascii() and plain.isalnum() and len(plain) == 1
    return plain if dressed and unicodedata.category(char) in ("Lu", "Ll", "Nd") else None
