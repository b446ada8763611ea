"""The signs before the items of a list, told from dashes inside a sentence."""

import re
from dataclasses import dataclass
from enum import IntEnum

from thongsuot.engines.letter._source import Source


class Marker(IntEnum):
    """What stands before a block, from the widest part of a document to the narrowest."""

    NONE = 0
    ARTICLE = 1
    ROMAN = 2
    NUMBER = 3
    SUBNUMBER = 4
    LETTER = 5
    BULLET = 6


_SIGNS = (
    (Marker.ARTICLE, r"dieu\s+\d{1,3}\s*[.:]"),
    (Marker.SUBNUMBER, r"\d{1,2}(?:\.\d{1,2})+[.)]?(?=\s)"),
    (
        Marker.NUMBER,
        r"\d{1,2}\s?[.)](?!\d)|\d{1,2}[-/](?=\s)|\(\d{1,2}\)|(?:mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi) la\s?[,:]|"
        r"thu (?:nhat|hai|ba|tu|nam|sau|bay)\s?[,:](?! ngay)",
    ),
    (Marker.ROMAN, r"(?:xi{0,3}|i{1,3}|iv|vi{0,3}|ix)\s?[.)-](?=\s)"),
    (Marker.LETTER, r"[a-z]\s?\)|[a-e]\.(?=\s)"),
    (Marker.BULLET, r"[-+*\u2022\u25cf\u25aa\u25e6\u00b7\u27a2\u2713\u2714\uf0b7\uf02d\u25a0\u25a1\u2043](?![-+*])"),
)
_SIGN = "|".join(f"(?P<{marker.name}>{pattern})" for marker, pattern in _SIGNS)
_AT_LINE = re.compile(rf"^[ \t]*(?:{_SIGN})[ \t]*(?=\S)", re.MULTILINE)
_INLINE = re.compile(rf"(?<=[.;:])[ \t]*\s(?:{_SIGN})\s*(?=\S)|(?<=[;:])(?P<GLUED>[-+])\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Cut:
    at: int
    start: int
    marker: Marker
    sign: str


def marked_cuts(source: Source, start: int, end: int) -> list[Cut]:
    """The signs that open items between two offsets."""
    plain = source.plain
    found = []
    for pattern in (_AT_LINE, _INLINE):
        for match in pattern.finditer(plain, start, end):
            marker, sign = _which(match)
            sign_at = match.end() - len(match.group().lstrip()) if pattern is _INLINE else match.start()
            if _is_marker(source, match, marker, sign, start, inline=pattern is _INLINE):
                found.append(Cut(sign_at, match.end(), marker, sign))
    return found


def _which(match: re.Match[str]) -> tuple[Marker, str]:
    for marker, _ in _SIGNS:
        if match.group(marker.name):
            return marker, match.group(marker.name)
    return Marker.BULLET, match.group("GLUED")


def _is_marker(source: Source, match: re.Match[str], marker: Marker, sign: str, start: int, *, inline: bool) -> bool:
    """A sign opens an item after a finished line or before a capital; a dash inside a wrapped line opens nothing."""
    before = source.plain[start : match.start()].rstrip()
    opens = source.upper(match.end())
    if inline:
        return opens and (marker in (Marker.BULLET, Marker.ARTICLE) or not before.endswith(":") or sign[:1] in "1a(i")
    if marker is Marker.BULLET:
        parted = "\n" in source.plain[len(before) + start : match.start()].strip(" \t")[1:] or source.shouts(
            source.plain.rfind("\n", 0, start + len(before)) + 1, start + len(before)
        )
        return (
            opens
            or parted
            or not before
            or before[-1] in '.;:,/!?)"'
            or (sign != "-" and source.plain[match.end()].isalpha())
        )
    return opens or (not before or before[-1] in '.;:/)"') and source.plain[match.end()].isalpha()
