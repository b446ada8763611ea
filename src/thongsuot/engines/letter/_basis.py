"""The documents a letter stands on, as its opening sentences cite them."""

import re
from datetime import date

from thongsuot.engines.letter._dates import BARE, DATE, made
from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._letter import LegalBasis
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._source import Source, squeeze

_TYPES = sorted(
    {*table("offices")["types"].values(), "Thông tư liên tịch", "Nghị định", "Văn bản"}, key=len, reverse=True
)
_NAMED = {fold(name): name for name in _TYPES}
_TYPE = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(_NAMED, key=len, reverse=True))
_CITED = re.compile(
    rf"(?<!\w)(?P<type>{_TYPE})\s*(?:(?:hoa toc|khan)\s*)?(?:so\s*:?\s*)?"
    r"(?P<number>\d[\d ]{0,5}\s?(?:/\s?\d{4})?\s?[/-]\s?[a-z][a-z0-9&.]*(?:\s?[-/]\s?[a-z0-9&.]*[a-z0-9])*)"
)
_BARE = re.sub(r"(?<=P<)(day|month|year)", r"\1_", BARE)
_DATED = re.compile(
    rf"[\s,(]*(?:{DATE})|"
    rf"[\s,(]*{_BARE}"
)
_BY = re.compile(
    r"\s*,?\s*cua\s+(?P<who>(?:(?! ve (?!sinh)|"
    r" va (?:chi thi|cong van|ke hoach|quyet dinh)| quy dinh| phe duyet| ban hanh| huong dan|\s[\"(]|"
    r"[;:.\"“(]|,\s*(?:ve |de |nham |so |[a-z ]{0,40}(?:yeu cau|de nghi)))(?:.|\n))+)"
)
_TITLE = re.compile(
    r"[\s,]*(?:\"(?P<quoted>[^\"]{4,400})\"|(?P<about>(?:v/v|ve(?: viec)?)\s(?:[^;.\":]|\.(?=\w))*?)"
    r"(?=\"|;|\.\s|\.$|,\s*(?:so|ubnd|uy ban|bo|cuc|de|nham|thuc hien|can cu|theo|chu tich|"
    r"giam doc|cong an|van phong|chi cuc|ban|nay)\s|$))"
)
_HOLDER = re.compile(
    r"(?:(?:y kien )?(?:huong dan|chi dao)|y kien|de nghi|huong dan|yeu cau|"
    r"thong bao)\s+(?:cua\s+)?(?P<who>(?:[^\W\d]\w*[,\s]+){1,18}?)tai\s+$"
)
_LAW = re.compile(
    r"can cu\s+(?:bo )?luat\s+(?P<name>[^;.,\d]{3,80}?)(?=\s*(?:;|\.|,|so\s*\d|nam\s*\d|ngay\s*\d|"
    r"\())\s*(?:so\s*(?P<number>\d+/\d{4}/qh\d+))?\s*(?:nam\s*\d{4})?"
)


def basis_of(source: Source, start: int, end: int) -> tuple[LegalBasis, ...]:
    """The citations between two offsets, in order, each number once."""
    found: dict[tuple[int, str], LegalBasis] = {}
    for law in _LAW.finditer(source.plain, start, end):
        when, _ = _date(source, law.end(), end)
        number = source.value(*law.span("number")) if law["number"] else None
        found[(law.start(), "")] = LegalBasis("Luật", number, when, None, source.value(*law.span("name")))
    numbers: set[str] = set()
    for cited in _CITED.finditer(source.plain, start, end):
        number = source.value(*cited.span("number")).replace(" ", "")
        if number in numbers or not re.search(r"[A-ZĐ]", number):
            continue
        numbers.add(number)
        found[(cited.start(), number)] = _cited(source, cited, number, end)
    return tuple(found[key] for key in sorted(found))


def _cited(source: Source, cited: re.Match[str], number: str, end: int) -> LegalBasis:
    when, at = _date(source, cited.end(), end)
    by = _BY.match(source.plain, at, end)
    who = source.value(*by.span("who")).rstrip(" ,") if by else None
    at = by.end() if by else at
    title = _TITLE.match(source.plain, at, end)
    words = source.value(*title.span("quoted" if title["quoted"] else "about")).strip(' ,.“”"') if title else None
    if who is None:
        before = _HOLDER.search(
            source.plain, max(start_of_sentence(source.plain, cited.start()), cited.start() - 200), cited.start()
        )
        who = source.value(*before.span("who")) if before else None
    if title is not None and not by:
        later = _BY.match(source.plain, title.end() + (1 if title["quoted"] else 0), end)
        who = who or (source.value(*later.span("who")).rstrip(" ,") if later else None)
    return LegalBasis(_NAMED[" ".join(cited["type"].split())], number, when, who, squeeze(words) if words else None)


def start_of_sentence(plain: str, at: int) -> int:
    """The offset behind the last full stop or semicolon before an offset."""
    return max(plain.rfind(". ", 0, at), plain.rfind(".\n", 0, at), plain.rfind(";", 0, at)) + 1


def _date(source: Source, at: int, end: int) -> tuple[date | None, int]:
    dated = _DATED.match(source.plain, at, end)
    if dated is None:
        return None, at
    if dated["day_"]:
        plain = next(re.finditer(BARE, dated.group()))
        return made(plain, None), dated.end()
    return made(dated, None), dated.end()
