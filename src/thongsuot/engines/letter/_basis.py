"""The documents a letter stands on, as its opening sentences cite them."""

import re
from datetime import date

from thongsuot.engines.letter._citations import BY, CITED, DATED, HOLDER, LAW, NAMED, TITLE
from thongsuot.engines.letter._dates import BARE, made
from thongsuot.engines.letter._parts import LegalBasis
from thongsuot.engines.letter._source import Source, squeeze


def basis_of(source: Source, start: int, end: int) -> tuple[LegalBasis, ...]:
    """The citations between two offsets, in order, each number once."""
    found: dict[tuple[int, str], LegalBasis] = {}
    for law in LAW.finditer(source.plain, start, end):
        when, _ = _date(source, law.end(), end)
        number = source.value(*law.span("number")) if law["number"] else None
        found[(law.start(), "")] = LegalBasis("Luật", number, when, None, source.value(*law.span("name")))
    numbers: set[str] = set()
    for cited in CITED.finditer(source.plain, start, end):
        number = source.value(*cited.span("number")).replace(" ", "")
        if number in numbers or not re.search(r"[A-ZĐ]", number):
            continue
        numbers.add(number)
        found[(cited.start(), number)] = _cited(source, cited, number, end)
    return tuple(found[key] for key in sorted(found))


def _cited(source: Source, cited: re.Match[str], number: str, end: int) -> LegalBasis:
    when, at = _date(source, cited.end(), end)
    by = BY.match(source.plain, at, end)
    who = source.value(*by.span("who")).rstrip(" ,") if by else None
    at = by.end() if by else at
    title = TITLE.match(source.plain, at, end)
    words = source.value(*title.span("quoted" if title["quoted"] else "about")).strip(' ,.“”"') if title else None
    if who is None:
        before = HOLDER.search(
            source.plain, max(start_of_sentence(source.plain, cited.start()), cited.start() - 200), cited.start()
        )
        who = source.value(*before.span("who")) if before else None
    if title is not None and not by:
        later = BY.match(source.plain, title.end() + (1 if title["quoted"] else 0), end)
        who = who or (source.value(*later.span("who")).rstrip(" ,") if later else None)
    return LegalBasis(NAMED[" ".join(cited["type"].split())], number, when, who, squeeze(words) if words else None)


def start_of_sentence(plain: str, at: int) -> int:
    """The offset behind the last full stop or semicolon before an offset."""
    return max(plain.rfind(". ", 0, at), plain.rfind(".\n", 0, at), plain.rfind(";", 0, at)) + 1


def _date(source: Source, at: int, end: int) -> tuple[date | None, int]:
    dated = DATED.match(source.plain, at, end)
    if dated is None:
        return None, at
    if dated["day_"]:
        plain = next(re.finditer(BARE, dated.group()))
        return made(plain, None), dated.end()
    return made(dated, None), dated.end()
