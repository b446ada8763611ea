"""The signs of automatic lists, counted as Word counts them (ECMA-376, 17.9)."""

import re
from dataclasses import dataclass, field
from typing import Any

from thongsuot.engines.letter._docx_xml import is_on, local, number, tag, value

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "bullet"
    words: str = ""
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class _List:
    """A list's levels, and how far each has been counted."""

    levels: dict[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        level = self.levels.get(depth, _Level())
        self.counts[depth] = self.counts.get(depth, level.start - 1) + 1
        for deeper in [other for other in self.counts if other > depth]:
            del self.counts[deeper]
        if level.format == "bullet":
            return "-"
        if level.format == "none":
            return _PLACE.sub("", level.words).strip()
        return _PLACE.sub(lambda place: self._shown(int(place.group(1)) - 1, level), level.words).strip()

    def _shown(self, depth: int, of: _Level) -> str:
        level = self.levels.get(depth, _Level("decimal"))
        return written(self.counts.get(depth, level.start), "decimal" if of.legal else level.format)


class Lists:
    """All lists of a document."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        self._styles = {} if styles is None else {s.get(tag("styleId")): s for s in styles.iter(tag("style"))}
        self._abstract: dict[str | None, Any] = {}
        self._numbers: dict[str | None, Any] = {}
        for child in () if numbering is None else numbering:
            if local(child) == "abstractNum":
                self._abstract[child.get(tag("abstractNumId"))] = child
            elif local(child) == "num":
                self._numbers[child.get(tag("numId"))] = child
        self._lists: dict[str, _List] = {}
        self._counted: dict[str | None, dict[int, int]] = {}

    def sign(self, paragraph: Any) -> str:
        """The sign before a paragraph, counted on; empty where it belongs to no list."""
        found = self._place(paragraph)
        if found is None:
            return ""
        name, depth = found
        if name not in self._lists:
            self._lists[name] = self._begun(name)
        return self._lists[name].next(depth)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        """The list and level of a paragraph: its own, else its style's."""
        own = paragraph.find(tag("pPr"))
        name, depth = _numbered(own)
        style: str | None = value(own, "pStyle")
        for _ in range(12):  # styles that lean on each other in a circle
            if name is not None or style is None:
                break
            element = self._styles.get(style)
            name, deeper = _numbered(None if element is None else element.find(tag("pPr")))
            depth = deeper if depth is None else depth
            style = value(element, "basedOn")
        if name is None or name == "0":
            return None
        return name, min(max(number(depth, 0), 0), _LEVELS - 1)

    def _begun(self, name: str) -> _List:
        """A list; those of one kind go on counting together unless one starts anew."""
        element = self._numbers.get(name)
        kind = value(element, "abstractNumId")
        levels = self._levels(kind)
        counts = self._counted.setdefault(kind, {})
        for change in () if element is None else element.iter(tag("lvlOverride")):
            depth = number(change.get(tag("ilvl")), 0)
            own = change.find(tag("lvl"))
            level = levels.get(depth, _Level()) if own is None else _level(own)
            start = value(change, "startOverride")
            levels[depth] = _Level(level.format, level.words, number(start, level.start), level.legal)
            if start is not None:
                counts = {other: count for other, count in counts.items() if other < depth}
        return _List(levels, counts)

    def _levels(self, kind: str | None, depth: int = 0) -> dict[int, _Level]:
        element = self._abstract.get(kind)
        if element is None:
            return {}
        levels = {number(level.get(tag("ilvl")), 0): _level(level) for level in element.iter(tag("lvl"))}
        link = value(element, "numStyleLink")
        if levels or link is None or depth > 4:
            return levels
        name = value(self._styles.get(link), "pPr", "numPr", "numId")
        return self._levels(value(self._numbers.get(name), "abstractNumId"), depth + 1)


def _numbered(properties: Any) -> tuple[str | None, str | None]:
    return value(properties, "numPr", "numId"), value(properties, "numPr", "ilvl")


def _level(element: Any) -> _Level:
    return _Level(
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        number(value(element, "start"), 1),
        is_on(element, "isLgl"),
    )


def written(count: int, form: str) -> str:
    """A number in a form of lists: 3, 03, c, C, iii, III."""
    count = min(max(count, 0), 100_000)
    if form in ("lowerLetter", "upperLetter") and count:
        letter = chr(97 + (count - 1) % 26) * min((count - 1) // 26 + 1, 4)
        return letter.upper() if form == "upperLetter" else letter
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (count // worth)
            count %= worth
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02d}" if form == "decimalZero" else str(count)
