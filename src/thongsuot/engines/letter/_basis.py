"""The documents a letter stands on, as its opening sentences cite them."""

import re
from typing import NamedTuple

from thongsuot.engines.letter._citations import (
    BETWEEN,
    BY,
    CITED,
    ENACTS,
    FURTHER,
    HOLDER,
    JOINT,
    NAMED,
    SAYS,
    SENDER,
    TITLE,
    UNNUMBERED,
    YOURS,
    date_behind,
)
from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._laws import laws_of
from thongsuot.engines.letter._parts import LegalBasis
from thongsuot.engines.letter._source import Source, squeeze

_TYPED = len("quyet dinh")  # the name of a type, which is no order
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
_NAMED_IN = re.compile(  # what a sentence only measures its tale by: "chưa xét nghiệm theo hướng dẫn tại ..."
    r"(?:theo\s+(?:dung\s+)?(?:huong dan|quy dinh)|(?:cac\s+)?(?:noi dung|nhiem vu|chi tieu))"
    r"(?:\s+(?:da\s+|duoc\s+)?(?:neu|giao|de ra))?\s+(?:tai|trong)\s+\Z"
)
_LEADS = re.compile(
    r"[\s-]*(?:can cu|thuc hien|theo|xet|thi hanh|trien khai|de|duoc|tren co so|phuc dap|tra loi|tiep|lien quan|ve|"
    r"dap ung|nhan|sau khi)\s"
)
_GROUND = re.compile(r"[ \t-]*(?:can cu|thuc hien|theo|xet|thi hanh|trien khai)\s")
_GROUND_ENDS = re.compile(r";(?=[ \t]*\n|\s*(?:can cu|thuc hien|xet|theo)\s)|\n\s*\n|:|\.\s")
_QUOTED = re.compile(r"\s*\"[^\"]{3,200}\"(?=\s*[;,.]|\s+va\s)")
_OBEYED = re.compile(r"(?<!\w)(?:theo|thuc hien|trien khai|va)\s+\Z")
_MORE = re.compile(r"(?:,|;|\sva)\s+\Z")
_ARTICLE = re.compile(r"(?:dieu|khoan)\s+\d+\w?,?\s+\Z")
_RULES = re.compile(r"(?<!các)\s+quy định\s(?!chi tiết).*$")
_RULED = re.compile(
    r"[\s-]*(?:theo\s+(?:(?:(?:cac\s+)?quy dinh\s+(?:tai|cua)\s+)?(?:bo\s+luat|luat|phap lenh|nghi dinh|thong tu)|"
    r"(?:huong dan|quy dinh)\s+tai)|(?:(?:qua|sau)\s[^.;,]{0,60}?|"
    r"(?:trong )?thoi gian (?:vua )?qua,\s)(?:thuc hien|trien khai|chap hanh))\s"
)
_ORDERED = re.compile(
    r"(?<!\w)(?:yeu cau|de nghi|huong dan|thong bao|chi thi|co y kien|ban hanh|kinh moi|quyet dinh|nhu sau|bao cao)"
    r"(?!\w)"
)
_MEANT = listed("về; của; ve; cua; do; vì; nên; hiện; qua; xét; đã; tại; những; nhưng; để; nay")


class _Cited(NamedTuple):
    """A citation, its type, and who issued it where that stands before the number."""

    match: re.Match[str]
    kind: str
    by: str | None


class _Title(NamedTuple):
    """Where the title of a document ends, and whether its verb takes up others: "sửa đổi", "phê duyệt"."""

    end: int
    enacts: bool


def basis_of(source: Source, start: int, end: int, reader: str | None = None) -> tuple[LegalBasis, ...]:
    """The citations between two offsets, in order, each number once."""
    found: dict[tuple[int, str], LegalBasis] = {}
    for at, law in laws_of(source, start, end):
        if not _ruled(source, start, at):
            found[(at, "")] = law
    numbers: set[str] = set()
    titled = _Title(start, enacts=False)
    told = False
    for one in _all_cited(source, start, end):
        cited = one.match
        number = source.value(*cited.span("number")).replace(" ", "") if cited.re is not UNNUMBERED else ""
        if number in numbers or (number and not re.search(r"[A-ZĐ]", number)):
            continue
        told = _told_of(source, start, cited.start()) or (told and cited.re is FURTHER)
        if told:
            numbers.add(number)
            continue
        if cited.start() < titled.end and (titled.enacts or not _told_whole(source, cited, end)):
            continue  # a document that only the title of another names
        numbers |= {number} - {""}
        found[(cited.start(), number)], titled = _cited(source, one, number, (start, end), reader)
    return tuple(found[key] for key in sorted(found))


def _told_whole(source: Source, cited: re.Match[str], end: int) -> bool:
    """Whether a document in the title of another is obeyed with it: "... theo Chỉ thị số ... của Thủ tướng"."""
    at = cited.end()
    if not _OBEYED.search(source.plain, max(0, cited.start() - 20), cited.start()):
        return False
    return date_behind(source, at, end)[0] is not None or BY.match(source.plain, at, end) is not None


def _all_cited(source: Source, start: int, end: int) -> list[_Cited]:
    """Every citation with its type; a further number has that of the one before it."""
    unnumbered = [found for found in UNNUMBERED.finditer(source.plain, start, end) if source.upper(found.start("type"))]
    further = FURTHER.finditer(source.plain, start, end) if source.has(" so ", start, end) else ()
    found = [*CITED.finditer(source.plain, start, end), *further, *unnumbered]
    rows: list[_Cited] = []
    for cited in sorted(found, key=lambda match: match.end()):
        if cited.re is FURTHER:
            rows += [rows[-1]._replace(match=cited)] if rows else []
        else:
            by = source.value(*cited.span("by")) if cited.groupdict().get("by") else None
            rows.append(_Cited(cited, NAMED[" ".join(cited["type"].split())], by))
    return rows


def _told_of(source: Source, start: int, at: int) -> bool:
    """ "Tại Công văn ..." in a later sentence, or "đã có Công văn ...": told; the letter does not stand on it."""
    sentence = start_of_sentence(source.plain, at)
    if _HAD.search(source.plain, max(start, at - 60), at) or _ruled(source, start, at):
        return True
    if _NAMED_IN.search(source.plain, max(start, at - 60), at) and not _LEADS.match(source.plain, max(start, sentence)):
        return True
    return sentence > start and re.fullmatch(r"\s*tai\s+", source.plain[sentence:at]) is not None


def _ruled(source: Source, start: int, at: int) -> bool:
    """Whether a sentence "Theo Luật ..." only tells what a rule says, and orders nothing."""
    sentence = max(start, start_of_sentence(source.plain, at))
    stop = re.compile(r"\.\s|\Z").search(source.plain, at)
    words = source.plain[sentence : stop.start() if stop else at]
    return _RULED.match(words) is not None and _ORDERED.search(words, at - sentence + _TYPED) is None


def _cited(
    source: Source, one: _Cited, number: str, opening: tuple[int, int], reader: str | None
) -> tuple[LegalBasis, _Title]:
    """The document, and its title, which may name others: "sửa đổi ... của Nghị định số ..."."""
    start, end = opening
    cited, kind = one.match, one.kind
    when, at = date_behind(source, cited.end(), end)
    plain = _told(source, at, min(end, at + _LONGEST))
    by = (JOINT if kind == "Thông tư liên tịch" else BY).match(plain)
    both = None if by else BETWEEN.match(plain)
    then = by.end() if by else both.end() if both else 0
    if by and when is None:
        when, behind = date_behind(source, at + then, end)
        then = behind - at
    title = TITLE.match(plain, then)
    part = next((name for name in ("quoted", "inside", "about") if title and title[name]), "")
    ends = _title_end(source, start, at, at + title.end(part)) if title and part == "about" else 0
    words = source.value(at + title.start(part), ends or at + title.end(part)).strip(" ,.") if title else None
    words = words if ends or words is None else words.strip(' ,.“”"')
    if words and part == "about" and _ARTICLE.search(source.plain, max(start, cited.start() - 30), cited.start()):
        words = _RULES.sub("", words)
    who = (
        _words(source, at, by)
        or one.by
        or _holder(source, max(start, start_of_sentence(source.plain, cited.start())), cited)
    )
    if who is None and YOURS.search(source.plain, max(start, cited.start() - 40), cited.start()):
        who = reader
    if who is None and title is not None:
        who = _words(source, at, BY.match(plain, title.end() + (1 if part == "quoted" else 0)))
    basis = LegalBasis(kind, number or None, when, who, squeeze(words) if words else None)
    if title is None:
        return basis, _Title(cited.end(), enacts=False)
    return basis, _Title(max(ends, at + title.end(part)), enacts=re.match(ENACTS, title[part]) is not None)


def _title_end(source: Source, start: int, at: int, end: int) -> int:
    """Where a title ends that fills its ground up to the semicolon; 0 where other grounds follow it, or an order."""
    quoted = _QUOTED.match(source.plain, end)
    if quoted:
        return quoted.end()
    line = max(start, source.plain.rfind("\n", 0, at) + 1)
    stop = _GROUND_ENDS.search(source.plain, end, at + _LONGEST) if _GROUND.match(source.plain, line) else None
    if stop is None or stop.group() != ";":
        return 0
    others = (found.start() for found in CITED.finditer(source.plain, end, stop.start()))
    return 0 if any(_MORE.search(source.plain, end, other) for other in others) else stop.start()


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
