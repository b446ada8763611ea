"""Where paragraphs without a sign begin."""

import re

from thongsuot.engines.letter._markers import Cut, Marker
from thongsuot.engines.letter._source import Source

_LINE = re.compile(r"[^\n]+")
_NARROW = 40  # characters; a shorter line without an end is a heading or an entry
_ENDS = (".", ";", ":", "!", "?")
_LISTS = re.compile(r"(?:nhu|gom|bao gom|vi du)\s*:$")
_CLOSERS = re.compile(
    r"(?:nhan duoc (?:cong van|van ban|chi thi|cong dien|ke hoach)|truong hop dot|tren day la|"
    r"trong qua trinh|(?:so .{5,60} )?(?:yeu cau|de nghi) (?:cac|quy|thu truong|nguoi dung dau))\b"
)


def plain_cuts(source: Source, start: int, end: int) -> list[Cut]:
    """Paragraphs without a marker begin where the line before ended its sentence and had room for the next word."""
    plain = source.plain
    lines = [match for match in _LINE.finditer(plain, start, end) if match.group().strip()]
    if not lines:
        return []
    width = sorted(len(line.group().strip()) for line in lines)[int(len(lines) * 0.9) if len(lines) > 1 else 0]
    found = []
    for earlier, before, line in zip([None, *lines], lines, lines[1:], strict=False):
        text = line.group()
        at = line.start() + len(text) - len(text.lstrip())
        last = before.group().strip()
        fits = len(last) + 1 + len(text.split(maxsplit=1)[0]) <= width * 0.97
        room = fits and not _broken(earlier, before, line)
        ended = last.endswith(_ENDS)
        heading = source.shouts(*_trim(before)) and not source.shouts(*_trim(line))
        if _LISTS.search(last):
            continue
        if source.upper(at) and (
            (ended and (room or _spaced(plain, before.end(), at) or _CLOSERS.match(plain, at)))
            or heading
            or (room and len(last) < width * 0.6)
        ):
            found.append(Cut(at, at, Marker.NONE, ""))
    return found


def _broken(earlier: re.Match[str] | None, before: re.Match[str], line: re.Match[str]) -> bool:
    """Whether a line may end where its paragraph was broken: the next word would make it the longest here."""
    last, text = before.group().strip(), line.group().strip()
    above = earlier.group().strip() if earlier else ""
    beside = max(len(text), 0 if above.endswith(_ENDS) else len(above))
    return len(last) >= _NARROW and len(last) + 1 + len(text.split(maxsplit=1)[0]) > beside


def _spaced(plain: str, start: int, end: int) -> bool:
    """Whether an empty line stands between."""
    return plain.count("\n", start, end) > 1


def _trim(line: re.Match[str]) -> tuple[int, int]:
    text = line.group()
    return line.start() + len(text) - len(text.lstrip()), line.start() + len(text.rstrip())
