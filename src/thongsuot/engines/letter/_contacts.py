"""Telephone numbers of the body with the person and the post beside them."""

import re

from thongsuot.engines.letter._parts import Contact
from thongsuot.engines.letter._source import Source

_PHONE = re.compile(r"(?<![\d/.-])\(?(?:0|\+84[ .-]?)\d{1,4}\)?(?:[ .-]?\d{1,4}){2,4}(?![\d/])")
_PERSON = re.compile(r"(?:d/c|dong chi|ong|ba|anh|chi|dau moi)\s*:?\s*(?P<name>(?:[a-z]+\s+){1,5}[a-z]+)")
_POST = re.compile(
    r"(?:-|\+|\u2022|;|:|^|\n|,|\(|\s(?=duong))\s*(?P<post>(?:pho )?(?:giam doc|truong phong|"
    r"chanh van phong|chuyen vien|chu tich|can bo|chi cuc truong|cuc truong|truong ban|phong|truc ban|"
    r"duong day nong|van phong|thuong truc|to truong|bo phan|trung tam)[^:;,()\n]*)"
)
_CALL = re.compile(r"(?:so )?(?:dien thoai|dt|sdt|di dong|so may|tel|may|lien he)(?: lien he| di dong)?\s*:?\s*$")


def contacts_of(source: Source, start: int, end: int) -> tuple[Contact, ...]:
    """Each number once, in the order of the text."""
    plain = source.plain
    found: list[Contact] = []
    matches = [match for match in _PHONE.finditer(plain, start, end) if sum(c.isdigit() for c in match.group()) >= 8]
    for i, match in enumerate(matches):
        left = max(matches[i - 1].end() if i else start, _line_start(plain, match.start(), start))
        right = _line_end(plain, match.end(), matches[i + 1].start() if i + 1 < len(matches) else end)
        found.append(
            Contact(
                _person(source, left, match, right),
                _post(source, left, match.start()) or _post(source, match.end(), right),
                source.value(*match.span()),
            )
        )
    return tuple(found)


def _line_start(plain: str, at: int, floor: int) -> int:
    """The item or sentence that holds the number."""
    floor = max(floor, at - 219)
    marks = [plain.rfind(mark, floor, at) for mark in ("\n-", "\n +", "\n+", "; ", "\n\n")]
    return max(*marks, floor - 1) + 1


def _line_end(plain: str, at: int, ceiling: int) -> int:
    stops = [found for mark in (";", "\n", ". ") if (found := plain.find(mark, at, ceiling)) >= 0]
    return min([*stops, ceiling])


def _person(source: Source, left: int, match: re.Match[str], right: int) -> str | None:
    for start, end in ((match.end(), right), (left, match.start())):
        for found in _PERSON.finditer(source.plain, start, end):
            name = _capitals(source.value(*found.span("name")))
            if name:
                return name
    return None


def _capitals(words: str) -> str | None:
    kept: list[str] = []
    for word in words.split():
        if not word[:1].isupper():
            break
        kept.append(word)
    return " ".join(kept) if len(kept) > 1 else None


def _post(source: Source, left: int, at: int) -> str | None:
    posts = [found for found in _POST.finditer(source.plain, left, at)]
    if not posts:
        return None
    words = source.value(*posts[-1].span("post")).strip(" -")
    if len(words.split()) > 6:
        return None
    return words if not _CALL.fullmatch(words.lower()) else None
