"""The documents a letter stands on, as its opening sentences cite them."""

import re
from datetime import date

from thongsuot.engines.letter._citations import (
    BY,
    CITED,
    DATED,
    ENACTS,
    HOLDER,
    JOINT,
    LAW,
    LAWS,
    NAMED,
    SAYS,
    SENDER,
    TITLE,
    YOURS,
)
from thongsuot.engines.letter._dates import BARE, made
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._parts import LegalBasis
from thongsuot.engines.letter._source import Source, squeeze

_LONGEST = 700  # characters behind a number that may tell its date, issuer and title
_AMBIGUOUS = re.compile(
    r"(?<!\w)(?:ve|cua)(?!\w)|(?<=, )(?:kho|thanh|toa|vien|hoc|benh|dai|bao|hoi|doan|lien|mat|dang|tinh|huyen|hieu|"
    r"thu|pho|tong|buu|dien|so|bo|cuc|vu|ban|phong|truong|do|vi|nen|hien|"
    r"qua|xet|da|tai|nhung|de|nay|chi)(?!\w)"
)
_HAD = re.compile(
    r"(?<!\w)(?:(?:da|tung)\s+(?:co|gui|ky|co\s+van ban|(?:ky\s+)?ban\s+hanh)|ban\s+hanh|thu\s+hoi|bai\s+bo|huy\s+bo|"
    r"thay\s+the|tiep\s+theo)"
    r"\s+(?:cac\s+)?\Z|"
    r"(?<!\w)theo\s+(?:quy dinh\s+(?:tai|cua)\s+)?(?:diem\s+\w+,?\s+)?(?:khoan\s+\d+,?\s+)?dieu\s+\d+\w?,?\s+\Z"
)
_ARTICLE = re.compile(r"(?:dieu|khoan)\s+\d+\w?,?\s+\Z")
_RULES = re.compile(r"(?<!các)\s+quy định\s(?!chi tiết).*$")
_RULED = re.compile(
    r"[\s-]*theo\s+(?:(?:cac\s+)?quy dinh\s+(?:tai|cua)\s+)?(?:bo\s+luat|luat|phap lenh|nghi dinh|thong tu)\s"
)
_ORDERED = re.compile(
    r"(?<!\w)(?:yeu cau|de nghi|huong dan|thong bao|chi thi|co y kien|ban hanh|kinh moi|quyet dinh|nhu sau|bao cao)"
    r"(?!\w)"
)
_MEANT = listed("về; của; ve; cua; do; vì; nên; hiện; qua; xét; đã; tại; những; nhưng; để; nay")


def basis_of(source: Source, start: int, end: int, reader: str | None = None) -> tuple[LegalBasis, ...]:
    """The citations between two offsets, in order, each number once."""
    found: dict[tuple[int, str], LegalBasis] = {}
    for law in LAW.finditer(source.plain, start, end):
        if not source.upper(law.start("kind")) or _ruled(source, start, law.start("kind")):
            continue
        when, _ = _date(source, law.end(), end)
        number = source.value(*law.span("number")) if law["number"] else None
        found[(law.start(), "")] = LegalBasis(
            LAWS[" ".join(law["kind"].split())], number, when, None, source.value(*law.span("name"))
        )
    numbers: set[str] = set()
    titled = start
    for cited in CITED.finditer(source.plain, start, end):
        number = source.value(*cited.span("number")).replace(" ", "")
        if number in numbers or not re.search(r"[A-ZĐ]", number):
            continue
        if _told_of(source, start, cited.start()):
            numbers.add(number)
            continue
        if cited.start() < titled:
            continue  # a document that only the title of another names
        numbers.add(number)
        found[(cited.start(), number)], titled = _cited(source, cited, number, (start, end), reader)
    return tuple(found[key] for key in sorted(found))


def _told_of(source: Source, start: int, at: int) -> bool:
    """ "Tại Công văn ..." in a later sentence, or "đã có Công văn ...": told; the letter does not stand on it."""
    sentence = start_of_sentence(source.plain, at)
    if _HAD.search(source.plain, max(start, at - 60), at) or _ruled(source, start, at):
        return True
    return sentence > start and re.fullmatch(r"\s*tai\s+", source.plain[sentence:at]) is not None


def _ruled(source: Source, start: int, at: int) -> bool:
    """Whether a sentence "Theo Luật ..." only tells what a rule says, and orders nothing."""
    sentence = max(start, start_of_sentence(source.plain, at))
    stop = re.compile(r"\.\s|\Z").search(source.plain, at)
    words = source.plain[sentence : stop.start() if stop else at]
    return _RULED.match(words) is not None and _ORDERED.search(words, at - sentence) is None


def _cited(
    source: Source, cited: re.Match[str], number: str, opening: tuple[int, int], reader: str | None
) -> tuple[LegalBasis, int]:
    """The document, and where a title ends that names others behind a verb: "sửa đổi ... của Nghị định số ..."."""
    start, end = opening
    kind = NAMED[" ".join(cited["type"].split())]
    when, at = _date(source, cited.end(), end)
    plain = _told(source, at, min(end, at + _LONGEST))
    by = (JOINT if kind == "Thông tư liên tịch" else BY).match(plain)
    then = by.end() if by else 0
    if by and when is None:
        when, behind = _date(source, at + then, end)
        then = behind - at
    title = TITLE.match(plain, then)
    part = next((name for name in ("quoted", "inside", "about") if title and title[name]), "")
    words = source.value(at + title.start(part), at + title.end(part)).strip(' ,.“”"') if title else None
    if words and part == "about" and _ARTICLE.search(source.plain, max(start, cited.start() - 30), cited.start()):
        words = _RULES.sub("", words)
    who = _words(source, at, by) or _holder(source, max(start, start_of_sentence(source.plain, cited.start())), cited)
    if who is None and YOURS.search(source.plain, max(start, cited.start() - 40), cited.start()):
        who = reader
    if who is None and title is not None:
        who = _words(source, at, BY.match(plain, title.end() + (1 if part == "quoted" else 0)))
    basis = LegalBasis(kind, number, when, who, squeeze(words) if words else None)
    names = title is not None and re.match(ENACTS, title[part])
    return basis, at + title.end(part) if title and names else cited.end()


def _words(source: Source, at: int, by: re.Match[str] | None) -> str | None:
    return source.value(at + by.start("who"), at + by.end("who")).rstrip(" ,") or None if by else None


def _holder(source: Source, sentence: int, cited: re.Match[str]) -> str | None:
    """Who speaks in a document that stands behind "tại", or who has issued it."""
    for pattern in (SENDER, HOLDER, SAYS):
        start = max(sentence, cited.start() - 200)
        found = pattern.search(source.plain[start : cited.start()])
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
