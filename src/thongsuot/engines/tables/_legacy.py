"""Text typed in the fonts of the time before Unicode: the codes of TCVN3 (ABC) and VNI put into Unicode.

The file holds them as Latin-1 signs; only the font made Vietnamese of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from thongsuot.engines.tables._sheet import Row
from thongsuot.engines.vietnamese import from_tcvn3, from_vni

# TCVN3 (.VnTime): đ, ă, ơ ... sit where Latin-1 has signs that never stand inside a word: `V¨n`, `tªn`, `tho¹i`.
_TCVN3 = re.compile("[A-Za-z][\xa8-\xae\xb5-\xb9\xbb-\xbe][a-z]")
# VNI: the mark follows its vowel: `Vaên`, `Leâ`, `Thuûy`; no Vietnamese word has these pairs of letters.
_VNI = re.compile("[AEOaeo][\xc2\xe2]|[Aa][\xca\xea]|[AEIOUYaeiouy][\xcf\xd8\xdb\xef\xf8\xfb]")
_ENOUGH = 2
_FONTS = (("tcvn3", _TCVN3), ("vni", _VNI))
_UNICODE = re.compile("[\u0100-\u024f\u0300-\u036f\u1e00-\u1eff]")  # what neither font ever leaves in a file


def to_unicode(text: str, font: str) -> str:
    """Give the text of an old font in Unicode (NFC)."""
    return from_tcvn3(text) if font == "tcvn3" else from_vni(text)


def font_of(text: str) -> str:
    """Name the old font in whose code the text stands: tcvn3 or vni; nothing where it is none."""
    for font, pattern in _FONTS:
        if len(list(islice(pattern.finditer(text), _ENOUGH))) == _ENOUGH:
            return font
    return ""


def rows_in_unicode(rows: Sequence[Row]) -> tuple[list[Row], str]:
    """Put rows whose cells stand in an old font into Unicode, and name the font.

    Where some cells of the sheet are Unicode already, only those change that surely are not.
    """
    font = font_of("\n".join(cell for row in rows for cell in row.cells if not cell.isascii()))
    if not font:
        return list(rows), ""
    mixed = any(_UNICODE.search(cell) for row in rows for cell in row.cells)
    sure = dict(_FONTS)[font]

    def cell_in_unicode(cell: str) -> str:
        if cell.isascii() or _UNICODE.search(cell) or (mixed and not sure.search(cell)):
            return cell
        return to_unicode(cell, font)

    return [replace(row, cells=tuple(map(cell_in_unicode, row.cells))) for row in rows], font
