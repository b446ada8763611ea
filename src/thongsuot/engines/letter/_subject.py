"""What the letter is about: the V/v lines of a công văn, the lines under the title of any other type."""

import re

from thongsuot.engines.letter._dates import WRITTEN
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._head import place_of
from thongsuot.engines.letter._left_column import MOTTO
from thongsuot.engines.letter._lines import LETTERS, lines_of
from thongsuot.engines.letter._openers import ABOUT
from thongsuot.engines.letter._source import Source, squeeze
from thongsuot.engines.letter._titles import MARK, UNTOLD, WRAPPED_YEAR, under_title

_OFFICE = re.compile(r"(?:ubnd|uy ban nhan dan|bo|so|cuc|tong cuc|tong cong ty|tap doan|dang bo|tinh uy)\s")
_SPELT = re.compile(r"(?:^|(?<= nam \d{4}))[ \t|]*ve\s+viec\s+", re.MULTILINE)
_DATED = r"[^\n,;]{0,30},?\s*ngay\s*\d{0,2}\s*thang\s*\d{0,2}\s*nam\s*\d{0,4}"
_COLUMN_DATE = re.compile(r"(?<![ \t])[ \t]{3}[ \t]*+" + _DATED)
_SLASHED = re.compile(r"ngay\s*\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?=[ \t]*$)", re.MULTILINE)
_DATE_LINE = re.compile(r"(?:^|(?<![ \t])[ \t]{3}[ \t]*+)" + _DATED)


def subject_of(source: Source, frame: Frame) -> tuple[str | None, int]:
    """The subject without its "V/v", and where it ends; (None, head) where the letter states none."""
    about = ABOUT.search(source.plain, 0, frame.head + 1) or (
        None if frame.title else _SPELT.search(source.plain, 0, frame.head)
    )
    if about and not (frame.title and frame.title.end(1) <= about.start()):
        return _after_mark(source, frame, about.end(), max(frame.head, about.end())), frame.head
    if frame.title:
        return under_title(source, frame.title.end(), frame.tail)
    return None, frame.head


def _after_mark(source: Source, frame: Frame, start: int, end: int) -> str | None:
    """Lines up to the greeting, the motto and the date of the other column left out."""
    gap = re.search(r"\S[ \t]*\n\s*\n", source.plain[start:end])
    parts: list[str] = []
    for at, stop in lines_of(source.plain, start, end):
        line = source.plain[at:stop]
        if source.shouts(at, stop) and _is_other(line.strip(), parts):
            continue
        other = MOTTO.search(line) or (_COLUMN_DATE if at == start else _DATE_LINE).search(line)
        if other:
            left = at + other.start()
            if left > at and source.value(at, left):
                parts.append(source.value(at, left))
            if at + other.end() < stop and source.value(at + other.end(), stop) and not MOTTO.search(line):
                parts.append(source.value(at + other.end(), stop))
            continue
        dated = WRITTEN.search(source.plain, at, stop) or _SLASHED.search(source.plain, at, stop)
        if dated and (place := place_of(source, frame, dated)):
            left = source.plain.rfind(fold(place).split()[0], at, dated.start())
            parts.extend(words for words in (source.value(at, left), source.value(dated.end(), stop)) if words)
            continue
        if not LETTERS.search(line):
            if parts and WRAPPED_YEAR.fullmatch(line.strip()) and UNTOLD.search(parts[-1]):
                parts.append(source.value(at, stop))
                continue
            if parts and gap and not line.strip() and not _spaced(source.plain[start:end]):
                break
            continue
        parts.append(source.value(at, stop))
    words = squeeze(" ".join(parts)).rstrip(" .;")
    return (words if "(" in words else words.rstrip(" )")) or None


def _is_other(line: str, parts: list[str]) -> bool:
    """Whether a line in capitals is a mark of urgency, or an office behind a subject in small letters."""
    if MARK.fullmatch(line.strip(" *()")):
        return True
    return len(parts) > 0 and not parts[-1].isupper() and _OFFICE.match(line) is not None


def _spaced(text: str) -> bool:
    """Whether empty lines stand between all lines, so that they part nothing."""
    lines = text.strip().split("\n")
    return len(lines) > 2 and all(not line.strip() for line in lines[1::2])
