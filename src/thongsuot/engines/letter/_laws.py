"""Laws that a letter stands on: by name, by number, or in a list under one word."""

import re
from collections.abc import Iterator

from thongsuot.engines.letter._citations import TITLE, date_behind
from thongsuot.engines.letter._parts import LegalBasis
from thongsuot.engines.letter._source import Source

_NEXT = (
    r"so|nghi|thong|quyet|chi thi|cong (?:van|dien)|uy ban|ubnd|bo(?! sung)|theo|can cu|phap lenh|luat|"
    r"chu|cac|nguoi|moi|to chuc|ca nhan|don vi|doanh nghiep|hien|nay|trong|tu ngay"
)
_NUMBER = r"so\s*:?\s*(?P<number>\d+/\d{4}/(?:qh|pl-ubtvqh)\d+)"
_LED = r"(?:(?<!\w)(?:can cu|va|thuc hien|thi hanh|theo)|(?<=[,;]))\s+"
_NAMED = re.compile(
    rf"{_LED}(?P<kind>(?:bo\s+)?luat|phap lenh)\s+"
    rf"(?P<name>sua\sdoi[^;.\d]{{3,160}}|(?!so\s*:?\s*\d)(?:[^;.,\d]|,(?!\s*(?:{_NEXT})\s)){{3,110}}?)"
    rf"(?=\s*(?:;|\.|so\s*\d|nam\s*\d|ngay\s*\d|\(|,\s*(?:{_NEXT})\s|"
    r"va\s(?:nghi dinh|thong tu|quyet dinh|luat|phap lenh|cac\s)|duoc\s))\s*"
    rf"(?:{_NUMBER})?\s*(?:nam\s*\d{{4}})?"
)
_NUMBERED = re.compile(rf"{_LED}(?P<kind>(?:bo\s+)?luat|phap lenh)\s+{_NUMBER}")
_LIST = re.compile(rf"{_LED}cac\s+(?P<kind>(?:bo\s+)?luat|phap lenh)\s*:?\s+(?=[a-z])")
_ITEM = re.compile(
    rf"\s*(?:[;,]|va(?=\s))?\s*(?P<name>(?!(?:nghi dinh|thong tu|quyet dinh|can cu)\s)[a-z][^;\d]{{2,110}}?),?\s+"
    rf"(?=so\s*:?\s*\d|ngay\s*\d|nam\s*\d)(?:{_NUMBER})?\s*(?:nam\s*\d{{4}})?"
)
_KINDS = {"bo luat": "Bộ luật", "luat": "Luật", "phap lenh": "Pháp lệnh"}


def laws_of(source: Source, start: int, end: int) -> Iterator[tuple[int, LegalBasis]]:
    """Where each law is cited, and the law."""
    for pattern in (_NAMED, _NUMBERED):
        for law in pattern.finditer(source.plain, start, end):
            if source.upper(law.start("kind")):
                yield law.start("kind"), _law(source, law, _KINDS[" ".join(law["kind"].split())], end)
    for listed in _LIST.finditer(source.plain, start, end):
        at, kind = listed.end(), _KINDS[" ".join(listed["kind"].split())]
        while source.upper(listed.start("kind")) and (item := _ITEM.match(source.plain, at, end)):
            yield item.start("name"), _law(source, item, kind, end)
            at = date_behind(source, item.end(), end)[1]


def _law(source: Source, law: re.Match[str], kind: str, end: int) -> LegalBasis:
    when, at = date_behind(source, law.end(), end)
    number = source.value(*law.span("number")) if law["number"] else None
    if law.re is not _NUMBERED:
        return LegalBasis(kind, number, when, None, source.value(*law.span("name")))
    about = TITLE.match(source.plain, at, end)
    title = source.value(*about.span("about")).rstrip(" ,.") if about and about["about"] else None
    return LegalBasis(kind, number, when, None, title)
