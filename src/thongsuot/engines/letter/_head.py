"""Number, date, place and type out of the head of a letter."""

import re
from datetime import date

from thongsuot.engines.letter._dates import ANY, BARE, WRITTEN, made
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._openers import ABOUT
from thongsuot.engines.letter._source import Source, squeeze

_SYMBOL = r"[a-z0-9&.]+(?:\s?-\s?[a-z0-9&.]+)*(?:\s?/\s?[a-z]+)?"
_NUMBER = re.compile(
    rf"(?<![a-z])so\s*[:.]?\s*(?P<count>\d[\d ]{{0,6}}?[a-d]?(?:-\d{{4}})?)\s*/\s*(?P<symbol>(?:\d{{4}}/)?{_SYMBOL})"
)
_PARTY = re.compile(r"(?<![a-z])so\s*[:.]?\s*(?P<count>\d{1,6})\s*-\s*(?P<symbol>[a-z]{1,4}\s?/\s?[a-z]{2,})")
_CAPITALS = re.compile(r"(?:[A-ZĐÂĂÊÔƠƯ0-9&./-]|(?<=Q)y(?=Đ)|(?<=TT)[rg]|(?<=CT)r)+")
_MIXED = re.compile(r"[A-ZĐÂĂÊÔƠƯ0-9&/-]+(?:[A-ZĐ][a-z]{1,3}|[A-ZĐ][a-z][A-ZĐ]+)")
_PLACED = re.compile(rf"(?<=, ){BARE}[ \t]*$", re.MULTILINE)
_HOUR = re.compile(r"(?<!\w)(?:(?:hoi|luc|vao)\s+(?:hoi\s+)?)?\d{1,2}\s*(?:gio|g|h|:)[^,]{0,20},?\s*$")
_UNDATED = re.compile(
    r"(?<=, )ngay\s*\d{0,2}\.*\s*thang\s*\d{0,2}\.*\s*nam\s*\d{4}"
)  # the day is still to be filled in
_OLD = re.compile(
    r"(?<![a-z])so\s*[:.]?\s*(?P<count>\d{1,6})"
    r"\s+(?P<symbol>[a-z]{1,4}\s?/\s?[a-z][a-z&]*(?:-[a-z&]+)*)"
)
_INNER = re.compile(r"[A-ZĐÂĂÊÔƠƯ0-9&/-]+[A-ZĐ][a-z][A-ZĐ]+")
_SHARED = frozenset({"HĐ", "ĐA", "DA", "PA", "PC", "QC"})  # a council, a project: those who issue, and types as well
_SMALL = re.compile(r"[^\W\d_]")


def number_of(source: Source, frame: Frame) -> tuple[str | None, int]:
    """The number with its symbol, and where it stands; (None, -1) where the head carries none."""
    for pattern, join in ((_NUMBER, "/"), (_PARTY, "-"), (_OLD, " ")):
        match = pattern.search(source.plain, 0, frame.head)
        if match:
            mixed = _dated_behind(source.plain, match.end()) is None
            symbol = _symbol(source.value(*match.span("symbol")), mixed=mixed)
            if symbol:
                count = source.value(*match.span("count")).replace(" ", "")
                return f"{count}{join}{symbol}", match.start()
    return None, -1


def _dated_behind(plain: str, at: int) -> re.Match[str] | None:
    """A place and a date behind the symbol may be glued to it."""
    return re.compile(r"[ \t]?[a-z. -]{0,30},?\s*ngay(?!\w)").match(plain, at)


def _symbol(written: str, *, mixed: bool) -> str:
    """The symbol; `mixed` allows the small letters that some units end with ("TTra")."""
    compact = written.replace(" ", "")
    if (mixed and _MIXED.fullmatch(compact)) or _INNER.fullmatch(compact):
        return compact
    match = _CAPITALS.match(compact)
    if match is None:
        return ""
    rest = compact[match.end() :]
    glued = bool(_SMALL.match(rest))
    return (match.group()[:-1] if glued else match.group()).rstrip("-./&")


def date_of(source: Source, frame: Frame) -> tuple[date | None, re.Match[str] | None]:
    """The day the letter was written and the match it came from."""
    for start, end in ((0, frame.head), (frame.tail, len(source.plain))):
        match = WRITTEN.search(source.plain, start, end)
        if match:
            return made(match, None), match
    match = next((m for m in ANY.finditer(source.plain, 0, frame.head) if m["year"]), None) or _PLACED.search(
        source.plain, 0, frame.head
    )
    return (made(match, None), match) if match else (None, None)


def place_of(source: Source, frame: Frame, match: re.Match[str] | None) -> str | None:
    """The place before the date: the capitalised words that lead up to it on its line."""
    match = match or _UNDATED.search(source.plain, 0, frame.head)
    if match is None:
        return None
    line = source.plain.rfind("\n", 0, match.start()) + 1
    hour = _HOUR.search(source.plain, line, match.start())
    words = source.value(line, hour.start() if hour else match.start()).rstrip(" ,.").split(" ")
    place: list[str] = []
    while words and len(place) < 5 and _names(words[-1], place):
        place.insert(0, words.pop())
    name = squeeze(" ".join(place)).strip("-–( ")
    glued = (f" {c}" if c.isupper() and before.islower() else c for before, c in zip(f" {name}", name, strict=False))
    return "".join(glued) or None


def _names(word: str, behind: list[str]) -> bool:
    if word in ("TP.", "Tp.", "TP") or (behind and word in ("-", "–", "phố")):
        return True
    if any(mark in word for mark in "/:;|0123456789") or (behind and word.endswith((",", "."))):
        return False
    return word[:1].isupper() and not (word.isupper() and len(word) > 1) and fold(word) not in ("phuc", "-")


def type_of(source: Source, frame: Frame, number: str | None) -> str | None:
    """The type of the document: its title, the symbol after the number, or a greeting without either."""
    types: dict[str, str] = table("offices")["types"]
    if frame.title:
        return next(name for name in types.values() if fold(name) == frame.title[1])
    if number:
        party = re.match(r"\d+-([A-ZĐ]+)/", number)
        parts = re.split(r"[-/]", number.split("/", 1)[1])
        sign = party.group(1) if party else parts[len(parts) > 1 and parts[0].isdigit()]
        about = frame.greeting and ABOUT.search(source.plain, 0, frame.head)
        if about and (len(parts) == 1 or sign in _SHARED):
            return "Công văn"
        return types.get(sign, "Công văn")
    return "Công văn" if frame.greeting else None
