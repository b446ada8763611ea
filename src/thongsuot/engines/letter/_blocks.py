"""Part the body of a letter into its blocks: items of lists, numbered paragraphs, plain paragraphs."""

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


@dataclass(frozen=True, slots=True)
class Block:
    """`start` lies behind the marker; `mark` is the marker's own sign; `depth` counts the lists around it."""

    start: int
    end: int
    marker: Marker
    sign: str
    depth: int = 0


_Style = tuple[Marker, str]
_SIGNS = (
    (Marker.ARTICLE, r"dieu\s+\d{1,3}\s*[.:]"),
    (Marker.SUBNUMBER, r"\d{1,2}(?:\.\d{1,2})+[.)]?(?=\s)"),
    (Marker.NUMBER, r"\d{1,2}\s?[.)](?!\d)|\d{1,2}-(?=\s)|\(\d{1,2}\)"),
    (Marker.ROMAN, r"(?:xi{0,3}|i{1,3}|iv|vi{0,3}|ix)\s?[.)](?=\s)"),
    (Marker.LETTER, r"[a-z]\s?\)|[a-e]\.(?=\s)"),
    (Marker.BULLET, r"[-+*\u2022\u25cf\u25aa\u25e6\u00b7\u27a2\u2713\u2714\uf0b7\uf02d\u25a0\u25a1\u2043](?![-+*])"),
)
_SIGN = "|".join(f"(?P<{marker.name}>{pattern})" for marker, pattern in _SIGNS)
_AT_LINE = re.compile(rf"^[ \t]*(?:{_SIGN})[ \t]*(?=\S)", re.MULTILINE)
_INLINE = re.compile(rf"(?<=[.;:])[ \t]*\s(?:{_SIGN})\s*(?=\S)|(?<=[;:])(?P<GLUED>[-+])\s*(?=\S)")
_LINE = re.compile(r"[^\n]+")
_LISTS = re.compile(r"(?:nhu|gom|bao gom|vi du)\s*:$")
_CLOSERS = re.compile(
    r"(?:nhan duoc (?:cong van|van ban|chi thi|cong dien|ke hoach)|truong hop dot|tren day la|"
    r"trong qua trinh|(?:so .{5,60} )?(?:yeu cau|de nghi) (?:cac|quy|thu truong|nguoi dung dau))\b"
)


def blocks_of(source: Source, start: int, end: int) -> list[Block]:
    """The blocks between two offsets, in the order of the text."""
    cuts = {cut.start: cut for cut in _plain_cuts(source, start, end)}
    for cut in _marked(source, start, end):
        cuts[cut.start] = cut
    marked = {cut.start: cut for cut in cuts.values() if cut.sign}
    edges = sorted(cuts.values(), key=lambda cut: cut.at)
    if not edges or edges[0].at > start:
        edges.insert(0, _Cut(start, start, Marker.NONE, ""))
    blocks, stack = list[Block](), list[_Style]()
    for edge, after in zip(edges, [*edges[1:], None], strict=False):
        stop = after.at if after else end
        if source.plain[edge.start : stop].strip() and (edge.start not in marked or edge.sign):
            _climb(stack, edge, blocks, source)
            blocks.append(Block(edge.start, stop, edge.marker, edge.sign, len(stack)))
    return blocks


@dataclass(frozen=True, slots=True)
class _Cut:
    at: int
    start: int
    marker: Marker
    sign: str


def _climb(stack: list[_Style], cut: _Cut, blocks: list[Block], source: Source) -> None:
    """Keep the stack of list styles: a new style opens a list inside the current one, a known one closes back to it."""
    if cut.marker is Marker.NONE:
        if (
            blocks
            and blocks[-1].marker is not Marker.NONE
            and not source.plain[: blocks[-1].end].rstrip().endswith(":")
        ):
            del stack[next((i for i, style in enumerate(stack) if style[0] >= Marker.LETTER), 0) :]
        return
    style = (cut.marker, cut.sign if cut.marker is Marker.BULLET else "")
    if style in stack:
        del stack[stack.index(style) + 1 :]
        return
    while stack and stack[-1][0] > cut.marker:
        stack.pop()
    stack.append(style)


def _marked(source: Source, start: int, end: int) -> list[_Cut]:
    plain = source.plain
    found = []
    for pattern in (_AT_LINE, _INLINE):
        for match in pattern.finditer(plain, start, end):
            marker, sign = _which(match)
            sign_at = match.end() - len(match.group().lstrip()) if pattern is _INLINE else match.start()
            if _is_marker(source, match, marker, sign, start, inline=pattern is _INLINE):
                found.append(_Cut(sign_at, match.end(), marker, sign))
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
        return opens or not before or before[-1] in '.;:,/!?)"' or (sign != "-" and source.plain[match.end()].isalpha())
    return opens or (not before or before[-1] in '.;:/)"') and source.plain[match.end()].isalpha()


def _plain_cuts(source: Source, start: int, end: int) -> list[_Cut]:
    """Paragraphs without a marker begin where the line before ended its sentence and had room for the next word."""
    plain = source.plain
    lines = [match for match in _LINE.finditer(plain, start, end) if match.group().strip()]
    if not lines:
        return []
    width = sorted(len(line.group().strip()) for line in lines)[int(len(lines) * 0.9) if len(lines) > 1 else 0]
    found = []
    for before, line in zip(lines, lines[1:], strict=False):
        text = line.group()
        at = line.start() + len(text) - len(text.lstrip())
        last = before.group().strip()
        room = len(last) + 1 + len(text.split(maxsplit=1)[0]) <= width * 0.97
        ended = last[-1] in ".;:!?" or last.endswith("./.")
        heading = source.shouts(*_trim(before)) and not source.shouts(*_trim(line))
        if _LISTS.search(last):
            continue
        if source.upper(at) and (
            (ended and (room or _CLOSERS.match(plain, at))) or heading or (room and len(last) < width * 0.6)
        ):
            found.append(_Cut(at, at, Marker.NONE, ""))
    return found


def _trim(line: re.Match[str]) -> tuple[int, int]:
    text = line.group()
    return line.start() + len(text) - len(text.lstrip()), line.start() + len(text.rstrip())
