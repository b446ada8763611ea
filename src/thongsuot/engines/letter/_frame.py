"""Find where the head of a letter ends and where its tail begins."""

import re
from dataclasses import dataclass

from thongsuot.engines.letter._annex import annex_of
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._openers import AUTHORITY, KINH_GUI, NOI_NHAN, OPENERS, POST_LINE
from thongsuot.engines.letter._source import Source

_TYPE = "|".join(sorted({fold(name) for name in table("offices")["types"].values()} - {"cong van"}))
_TITLES = re.compile(rf"^[ \t|]*({_TYPE})[ \t|]*(?:$|(?= khan| hoa toc))", re.MULTILINE)
_INLINE = re.compile(rf"(?<= nam \d\d\d\d)[ \t]+({_TYPE})[ \t]+(?=\S)")
_SIGNATURE = 300  # characters under a letter that hold its signature, where no copies stand beside it
_END = re.compile(r"\./\.")


@dataclass(frozen=True, slots=True)
class Frame:
    """The head is `[0, head)`, the tail `[tail, annex)`; `greeting` is the "Kính gửi", `title` the type's own line."""

    head: int
    greeting: re.Match[str] | None
    title: re.Match[str] | None
    tail: int
    recipients: re.Match[str] | None
    annex: int


def frame_of(source: Source) -> Frame:
    """The head and tail of a letter."""
    plain = source.plain
    annex = annex_of(source)
    recipients = _last(NOI_NHAN, plain, annex)
    tail = _tail(source, recipients, annex)
    greeting = next((m for m in KINH_GUI.finditer(plain, 0, tail) if _opens_line(plain, m)), None)
    titles = (m for pattern in (_TITLES, _INLINE) for m in pattern.finditer(plain, 0, tail))
    title = next((m for m in titles if source.shouts(*m.span(1))), None)
    if title and greeting and title.start() > greeting.start():
        title = None
    head = min([m.start() for m in (greeting, title) if m] or [_first_line_of_body(source, tail)])
    if greeting and title:
        head = greeting.start()
    return Frame(head, greeting, title, tail, recipients, annex)


def _opens_line(plain: str, match: re.Match[str]) -> bool:
    return (
        match.group().rstrip().endswith((":", "."))
        or not plain[plain.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
    )


def _last(pattern: re.Pattern[str], plain: str, end: int) -> re.Match[str] | None:
    return next(reversed(list(pattern.finditer(plain, 0, end))), None)


def _tail(source: Source, recipients: re.Match[str] | None, annex: int) -> int:
    plain = source.plain
    stops = [annex]
    if recipients:
        stops.append(recipients.start())
    half = annex // 3
    for match in AUTHORITY.finditer(plain, half, annex):
        if source.upper(match.start()) and source.shouts(match.start(), min(match.end() + 4, annex)):
            stops.append(match.start())
            break
    stops += [
        m.start() for m in POST_LINE.finditer(plain, max(half, annex - _SIGNATURE), annex) if source.shouts(*m.span())
    ]
    tail = min(stops)
    closed = [match.end() for match in _END.finditer(plain, 0, tail)]
    return closed[-1] if closed and tail - closed[-1] < annex // 3 else tail


def _first_line_of_body(source: Source, tail: int) -> int:
    """Where neither greeting nor title stands, the body begins with the first line after the date."""
    plain = source.plain
    dated = re.search(r"ngay\s*\d{1,2}\s*thang\s*\d{1,2}\s*nam\s*\d{4}\s*", plain[: min(tail, 1500)])
    if dated and OPENERS.search(plain[dated.end() : tail]) is not None:
        return dated.end()
    return 0
