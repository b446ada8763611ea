"""The lines under the name of a document's type."""

import re
from itertools import pairwise

from thongsuot.engines.letter._lines import LETTERS, lines_of
from thongsuot.engines.letter._openers import ABOUT, KINH_GUI, OPENERS
from thongsuot.engines.letter._source import Source, squeeze

MARK = re.compile(r"(?:thuong khan|khan|hoa toc)(?: hen gio)?(?!\w)[\s.:-]*")
_SENTENCE = re.compile(r"(?<!tp)[.;:](?:\s|$)|, [a-z ]{2,40} (?:da|yeu cau|de nghi|nhan duoc|ban hanh|co) ")
_ENACTS = re.compile(
    r"(?:(?:pho )?(?:chu tich|giam doc|tong giam doc|cuc truong|bo truong|truong|hieu truong|thu tuong|chanh|"
    r"vien truong|ban|"
    r"hoi dong|uy ban|ubnd|bi thu|so|bo|cuc|tong cuc)\s)"
)
WRAPPED_YEAR = re.compile(r"\d{4}(?:\s?-\s?\d{4})?")  # a title wrapped before its last word
UNTOLD = re.compile(r"(?:năm|năm học|khóa|giai đoạn|nhiệm kỳ|kỳ|niên độ|Năm|ngày|và|-)\s*\Z")
_LINE = 60  # characters of a line that may be a sentence of the body
_WORD = re.compile(r"(?<= )\w+")
_WHOLE = 300  # characters of a line that no title is as long as


def under_title(source: Source, start: int, tail: int) -> tuple[str | None, int]:
    """Lines under the type's name up to an empty line, the greeting or the first words of a body."""
    parts: list[str] = []
    at = start
    for line_start, line_end in lines_of(source.plain, start, min(tail, start + 1500)):
        line = source.plain[line_start:line_end].strip()
        begins = line_start + len(source.plain[line_start:line_end]) - len(source.plain[line_start:line_end].lstrip())
        if not LETTERS.search(line) or (not parts and line.startswith("cua ") and source.shouts(line_start, line_end)):
            if parts and (rest := WRAPPED_YEAR.fullmatch(line)) and UNTOLD.search(parts[-1]):
                parts.append(rest.group())
                at = line_end
                continue
            if parts:
                at = line_end
                break
            continue
        if (
            KINH_GUI.match(line)
            or re.match(r"(?:dieu 1|[ivx]+\.|1\.|-|\+)\s", line)
            or (parts and _body_begins(source, begins, line))
            or len(parts) > 4
            or (parts and not parts[-1].isupper() and source.shouts(begins, line_end) and _ENACTS.match(line))
        ):
            break
        if not parts and re.match(r"(?:can cu|thuc hien (?:chi|cong|ke|quyet)|ngay \d|so thong|de )", line):
            break
        if not parts:
            about = ABOUT.match(line) or (
                MARK.match(line) if source.shouts(begins, min(begins + 3, line_end)) else None
            )
            begins += about.end() if about else 0
            line_start, line_end = begins, _runs_on(source, begins, line_end)
        parts.append(source.value(line_start, line_end))
        at = line_end
    return squeeze(" ".join(parts)).rstrip(" .;") or None, at


def _body_begins(source: Source, at: int, line: str) -> bool:
    if not source.upper(at) or line.startswith("ve viec"):
        return False
    return OPENERS.match(line) is not None or (len(line) > _LINE and _SENTENCE.search(line) is not None)


def _runs_on(source: Source, start: int, end: int) -> int:
    """Where a letter is one line, its body begins in the line of its title."""
    if end - start < _WHOLE:
        return end
    inside = (found for found in OPENERS.finditer(source.plain, start + 1, end) if source.upper(found.start()))
    shouted = (found.start() for found in _ENACTS.finditer(source.plain, start + 1, end))
    enacts = next((at for at in shouted if source.plain[at - 1] == " " and source.shouts(at, min(at + 12, end))), 0)
    if enacts and not source.shouts(start, min(start + 12, end)):
        return enacts
    opened = next((found.start() for found in inside if source.plain[found.start() - 1] == " "), 0)
    return opened or _last_start(source, start, end)


def _last_start(source: Source, start: int, end: int) -> int:
    """Where no opening words stand, the sentence that is first closed begins with its last capital."""
    closed = source.plain.find(". ", start, end)
    starts = [m.start() for m in _WORD.finditer(source.plain, start + 1, max(closed, start + 1))]
    led = [at for at, after in pairwise(starts) if source.upper(at) and not source.upper(after)]
    return led[-1] if led else end
