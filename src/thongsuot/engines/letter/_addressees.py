"""To whom the letter is written, and where its body begins."""

import re

from thongsuot.engines.letter._frame import DIEN, OPENERS, Frame
from thongsuot.engines.letter._source import Source

_ITEM = re.compile(r"[ \t]*(?:[-+*•]|\d{1,2}[.)]|[a-z]\))[ \t]*")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def addressees_of(source: Source, frame: Frame, body: int) -> tuple[tuple[str, ...], int]:
    """The names after "Kính gửi" or "điện:", and the offset at which the body begins."""
    if frame.greeting:
        return _listed(source, frame.greeting.end(), frame.tail)
    wired = DIEN.search(source.plain, 0, min(frame.tail, frame.head + 900))
    if wired:
        return _listed(source, wired.end(), frame.tail)
    return (), body


def _listed(source: Source, start: int, tail: int) -> tuple[tuple[str, ...], int]:
    end = _end(source, start, tail)
    names = []
    for a, b in _items(source.plain, start, end):
        name = source.value(a, b).strip(" -–+*•;,.:")
        if name:
            names.append(name)
    return tuple(names), end


def _items(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    cuts.extend(
        m.end()
        for m in re.finditer(r";|\n(?=[ \t]*[-+*•][ \t]*\S)|(?<=[:;.])\s*(?=[-+•]\s)", plain[:end])
        if m.start() >= start
    )
    return list(zip(cuts, [*cuts[1:], end], strict=False))


def _end(source: Source, start: int, tail: int) -> int:
    """A list of addressees ends with its full stop, or where the first words of a body stand."""
    plain = source.plain
    at = start
    seen = False
    while at < tail:
        stop = plain.find("\n", at, tail)
        stop = tail if stop < 0 else stop
        line = plain[at:stop]
        words = line.strip()
        begins = at + len(line) - len(line.lstrip())
        if words:
            if (
                seen
                and source.upper(begins)
                and not _ITEM.match(line)
                and (OPENERS.match(words) or _ended(plain[start:at]))
            ):
                return begins
            inline = _inline(source, at, stop)
            if inline is not None:
                return inline
            seen = True
            if words.endswith(".") and not re.search(r"(?<!\w)(?:tp|tx|tt|p|q|h)\.$", words):
                return stop
        at = stop + 1
    return tail


def _ended(text: str) -> bool:
    """Whether an addressee line was closed and an empty line follows it."""
    return text.rstrip(" \t\r\n").endswith(".") or (
        bool(re.search(r"\n[ \t\r]*\n\s*$", text)) and not re.search(r"\n[ \t\r]*\n\s*\S", text.strip())
    )


def _inline(source: Source, start: int, stop: int) -> int | None:
    """The body may run on in the same line after a full stop."""
    for found in re.finditer(r"\.\s+(?=[a-z])", source.plain[:stop]):
        if found.start() < start:
            continue
        if source.upper(found.end()) and OPENERS.match(source.plain, found.end()):
            return found.end()
    for found in OPENERS.finditer(source.plain, start, stop):
        ahead = source.plain[found.start() - 1] if found.start() else "\n"
        if (
            found.start() > start + 8
            and source.upper(found.start())
            and ahead in " \t"
            and found.group().split()[0] in ("thuc", "can", "de", "nham", "theo", "tiep")
        ):
            return found.start()
    return None
