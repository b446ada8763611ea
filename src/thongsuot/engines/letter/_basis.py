"""The documents a letter stands on, as its opening sentences cite them."""

import re
from datetime import date

from thongsuot.engines.letter._citations import BY, CITED, DATED, HOLDER, LAW, LAWS, NAMED, SAYS, TITLE
from thongsuot.engines.letter._dates import BARE, made
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._parts import LegalBasis
from thongsuot.engines.letter._source import Source, squeeze

_LONGEST = 700  # characters behind a number that may tell its date, issuer and title
_AMBIGUOUS = re.compile(
    r"(?<!\w)(?:ve|cua)(?!\w)|(?<=, )(?:so|bo|cuc|vu|ban|phong|truong|do|vi|nen|hien|"
    r"qua|xet|da|tai|nhung|de|nay|chi)(?!\w)"
)
_MEANT = listed("về; của; ve; cua; do; vì; nên; hiện; qua; xét; đã; tại; những; nhưng; để; nay")


def basis_of(source: Source, start: int, end: int) -> tuple[LegalBasis, ...]:
    """The citations between two offsets, in order, each number once."""
    found: dict[tuple[int, str], LegalBasis] = {}
    for law in LAW.finditer(source.plain, start, end):
        if not source.upper(law.start("kind")):
            continue
        when, _ = _date(source, law.end(), end)
        number = source.value(*law.span("number")) if law["number"] else None
        found[(law.start(), "")] = LegalBasis(LAWS[law["kind"]], number, when, None, source.value(*law.span("name")))
    numbers: set[str] = set()
    for cited in CITED.finditer(source.plain, start, end):
        number = source.value(*cited.span("number")).replace(" ", "")
        if number in numbers or not re.search(r"[A-ZĐ]", number) or _told_of(source, start, cited.start()):
            continue
        numbers.add(number)
        found[(cited.start(), number)] = _cited(source, cited, number, (start, end))
    return tuple(found[key] for key in sorted(found))


def _told_of(source: Source, start: int, at: int) -> bool:
    """A later sentence that begins "Tại Công văn ..." tells what happened; the letter does not stand on it."""
    sentence = start_of_sentence(source.plain, at)
    return sentence > start and re.fullmatch(r"\s*tai\s+", source.plain[sentence:at]) is not None


def _cited(source: Source, cited: re.Match[str], number: str, opening: tuple[int, int]) -> LegalBasis:
    start, end = opening
    when, at = _date(source, cited.end(), end)
    plain = _told(source, at, min(end, at + _LONGEST))
    by = BY.match(plain)
    who = source.value(at + by.start("who"), at + by.end("who")).rstrip(" ,") if by else None
    title = TITLE.match(plain, by.end() if by else 0)
    part = "quoted" if title and title["quoted"] else "about"
    words = source.value(at + title.start(part), at + title.end(part)).strip(' ,.“”"') if title else None
    who = who or _holder(source, max(start, start_of_sentence(source.plain, cited.start())), cited.start())
    if title is not None and not by:
        later = BY.match(plain, title.end() + (1 if title["quoted"] else 0))
        who = who or (source.value(at + later.start("who"), at + later.end("who")).rstrip(" ,") if later else None)
    return LegalBasis(NAMED[" ".join(cited["type"].split())], number, when, who, squeeze(words) if words else None)


def _holder(source: Source, sentence: int, at: int) -> str | None:
    """Who speaks in a document that stands behind "tại", or who has issued it."""
    for pattern in (HOLDER, SAYS):
        start = max(sentence, at - 200)
        found = pattern.search(source.plain[start:at])
        if (
            found
            and source.upper(start + found.start("who"))
            and not (pattern is HOLDER and source.upper(start + found.start()))
        ):
            return source.value(start + found.start("who"), start + found.end("who")).rstrip(" ,")
    return None


def _told(source: Source, start: int, end: int) -> str:
    """The folded words, without those that only fold like the words that end a name or a title."""
    return _AMBIGUOUS.sub(
        lambda m: m.group() if _means(source, start + m.start(), start + m.end()) else "x" * len(m.group()),
        source.plain[start:end],
    )


def _means(source: Source, start: int, end: int) -> bool:
    word = source.value(start, end)
    return word.lower() in _MEANT or (word[:1].isupper() and source.plain[start:end] not in ("ve", "cua"))


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
