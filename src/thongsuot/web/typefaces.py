"""Set-up step: one complete Times-metric face for papers, merged from the subsets npm brings."""

import os
import unicodedata
from pathlib import Path

from fontTools.merge import Merger  # type: ignore[import-untyped]  # fontTools ships no types
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]  # the same

from thongsuot.engines.officialdoc import TYPEFACES

_SUBSETS = ("latin", "latin-ext", "vietnamese")
_CUTS = {"Regular": "400-normal", "Bold": "700-normal", "Italic": "400-italic", "BoldItalic": "700-italic"}
_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")

VIETNAMESE = frozenset("đĐ") | frozenset(
    unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS + _VOWELS.upper() for tone in _TONES
)


class IncompleteTypeface(Exception):
    """A face is missing, or lacks Vietnamese letters."""


def build(node_modules: Path, out: Path) -> list[Path]:
    """Make the four faces in `out`, unless they are there already, and return their paths."""
    out.mkdir(parents=True, exist_ok=True)
    return [_face(node_modules, out / name) for name in TYPEFACES]


def _face(node_modules: Path, face: Path) -> Path:
    if face.exists():
        return face
    cut = _CUTS[face.stem.removeprefix("Tinos-")]
    font = _merged(node_modules / "@fontsource" / "tinos" / "files", cut)
    lacking = VIETNAMESE - {chr(code) for code in font.getBestCmap()}
    if lacking:
        raise IncompleteTypeface(f"Phông {face.stem} thiếu chữ: {' '.join(sorted(lacking))}. Hãy chạy lại npm ci.")
    unfinished = face.with_suffix(f".{os.getpid()}")
    font.save(unfinished)
    unfinished.replace(face)  # a face that exists is a whole face, even after a power cut
    return face


def _merged(files: Path, cut: str) -> TTFont:
    subsets = [files / f"tinos-{subset}-{cut}.woff2" for subset in _SUBSETS]
    absent = [subset.name for subset in subsets if not subset.exists()]
    if absent:
        raise IncompleteTypeface(
            f"Không thấy tệp phông {', '.join(absent)} trong {files}. Hãy chạy npm ci rồi thử lại."
        )
    font = Merger().merge([str(subset) for subset in subsets])
    font.recalcTimestamp = False  # the same subsets make the same bytes
    dated = TTFont(subsets[0])["head"]
    font["head"].created, font["head"].modified = dated.created, dated.modified
    return font
