"""Where a list of addressees ends and the body begins."""

import re

from thongsuot.engines.letter._openers import OPENERS
from thongsuot.engines.letter._source import Source

_MOST = 8_000  # characters of a list of addressees; a longer one has lost its end
_ORDERS = re.compile(
    r"(?<!\w)(?:de nghi|yeu cau|(?:xin |kinh )?thong bao|kinh moi|nhan duoc|co y kien|tran trong|cam on)(?!\w)(?! cua)"
)
_STOP = re.compile(r"\.\s+(?=[a-z])")
_ITEM = re.compile(r"[ \t]*(?:[-+*•]|\d{1,2}[.)]|[a-z]\))[ \t]*")


def end_of(source: Source, start: int, tail: int) -> int:
    """A list of addressees ends with its full stop, or where the first words of a body stand."""
    plain, tail = source.plain, min(tail, start + _MOST)
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
                and (OPENERS.match(words) or _ORDERS.search(words) or _ended(plain[start:at]))
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
    for found in _STOP.finditer(source.plain, start, stop):
        word = source.plain[max(start, found.start() - 12) : found.start()].rsplit(" ", 1)[-1]
        begins = OPENERS.match(source.plain, found.end()) or (
            word.isalpha() and word not in ("tp", "tx", "tt", "p", "q", "h", "st") and found.start() > start + 8
        )
        if source.upper(found.end()) and begins:
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
