"""To whom the letter is written, and where its body begins."""

import re

from thongsuot.engines.letter._frame import Frame
from thongsuot.engines.letter._greetings import end_of
from thongsuot.engines.letter._openers import DIEN, KINH_MOI
from thongsuot.engines.letter._source import Source

_NUMBERED = re.compile(r"^(?:\d{1,2}[.)]|[a-z]\))\s*(?=\D)")


def addressees_of(source: Source, frame: Frame, body: int) -> tuple[tuple[str, ...], int]:
    """The names after "Kính gửi" or "điện:", and the offset at which the body begins."""
    if frame.greeting:
        return _listed(source, frame.greeting.end(), frame.tail)
    wired = DIEN.search(source.plain, 0, min(frame.tail, frame.head + 900))
    if wired is None:
        wired = KINH_MOI.search(source.plain, 0, min(frame.tail, frame.head + 900))
    if wired:
        return _listed(source, wired.end(), frame.tail)
    return (), body


def _listed(source: Source, start: int, tail: int) -> tuple[tuple[str, ...], int]:
    end = end_of(source, start, tail)
    names = []
    for a, b in _items(source.plain, start, end):
        name = _NUMBERED.sub("", source.value(a, b).strip(" -–—+*•;,.:|"))
        if name:
            names.append(name)
    return tuple(names), end


def _items(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts = [start]
    listed = len(re.findall(r"\n[ \t]*[-+*•][ \t]*\S", plain[start:end])) > 1
    cuts.extend(
        m.end()
        for m in re.finditer(
            r";|\n(?=[ \t]*(?:[-+*•]|\d{1,2}[.)]|[a-z]\))[ \t]*\S)|(?<=[:;.])\s*(?=[-+•]\s)", plain[:end]
        )
        if m.start() >= start and not (listed and m.group() == ";")
    )
    return list(zip(cuts, [*cuts[1:], end], strict=False))
