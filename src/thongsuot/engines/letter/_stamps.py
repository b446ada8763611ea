"""The marks that are stamped on the head of a letter: alone in their place, or between its number and its motto."""

import re

from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._source import Source

_CELL = re.compile(r"(?:(?! {3}| ?[\t|\n]).)+")  # the columns of a head became lines of text
_LONGEST_HEAD = 3000
_IN_PROSE = 600  # characters of a head that ran together with its body
_PROSE = re.compile(r"^(?=[^\n]{90})(?![^\n]*(?:   |\||\t))", re.MULTILINE)
_LABEL = re.compile(r"(?:do (?:khan|mat)|cong dien)\s*:?\s*")
_BEFORE = re.compile(r"\S*\d\S*|\S*[:;.(*_-]|dien|phuc|nam")
_AFTER = re.compile(
    r"\W*(?:cong hoa|cong dien|kinh|v/v|v/viec|dang cong|hen gio|chi thi|quyet dinh|thong bao|ke hoach)\b"
)
_EDGES = " .*!-_()[]:"


def stamps_in(source: Source, frame: Frame, marks: str) -> list[str]:
    """The marks, given as folded alternatives of a pattern, that stand on the head; each as it is written."""
    alone = re.compile(rf"({marks})(?: hen gio.*)?")
    inside = re.compile(rf"(?<!\S)[(*]?({marks})[)*.]?(?!\S)")
    found: list[str] = []
    for cell in _CELL.finditer(source.plain, 0, _end(source, frame)):
        start = cell.start() + len(cell.group()) - len(cell.group().lstrip(_EDGES))
        plain = cell.group().strip(_EDGES)
        label = _LABEL.match(plain)
        stamp = alone.fullmatch(plain, label.end() if label else 0)
        if stamp and (source.shouts(start, start + len(plain)) or (label and ":" in label.group())):
            found.append(source.value(start + stamp.start(1), start + stamp.end(1)))
        elif not stamp:
            found.extend(_inside(source, cell, inside))
    return found


def _end(source: Source, frame: Frame) -> int:
    """A head ends with its greeting, else with its first line of prose."""
    prose = _PROSE.search(source.plain)
    longest = min(_LONGEST_HEAD, len(source.plain))
    if prose and prose.start() < longest:
        longest = prose.start() or _IN_PROSE
    return min(longest, frame.greeting.start()) if frame.greeting else longest


def _inside(source: Source, cell: re.Match[str], marks: re.Pattern[str]) -> list[str]:
    """The marks in capitals that no word in capitals leads in or goes on with."""
    found = []
    for match in marks.finditer(source.plain, cell.start(), cell.end()):
        before = source.plain[cell.start() : match.start()].split()
        rest = source.plain[match.end() : cell.end()]
        after = source.value(match.end(), cell.end()).split()
        led = not before or _BEFORE.fullmatch(before[-1]) is not None
        ends = not after or not after[0].isupper() or _AFTER.match(rest) is not None
        if led and ends and source.shouts(*match.span(1)):
            found.append(source.value(*match.span(1)))
    return found
