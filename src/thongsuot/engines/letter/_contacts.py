"""Telephone numbers of the body with the person and the post beside them."""

import re

from thongsuot.engines.letter._parts import Contact
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._who import person_in, post_in

_PHONE = re.compile(
    r"(?<![\d/.-])(?:\(?(?:0|\+84[ .-]?)\d{1,4}\)?(?:[ .-]?\d{1,4}){2,4}|1[89]00(?:[ .-]?\d{2,6}){1,3})(?![\d/])"
)
_HOTLINE = re.compile(r"duong day|tong dai|dien thoai|so may|hotline|goi|lien he|\bdt\b")
_BESIDE = re.compile(r"\s*[(-]\s*[^(),;\d]{3,60}")
_DIGITS = (8, 14)


def contacts_of(source: Source, start: int, end: int) -> tuple[Contact, ...]:
    """Each number once, in the order of the text."""
    plain = source.plain
    found: list[Contact] = []
    matches = [match for match in _PHONE.finditer(plain, start, end) if _is_phone(plain, match)]
    for i, match in enumerate(matches):
        left = max(matches[i - 1].end() if i else start, _line_start(plain, match.start(), start))
        right = _line_end(plain, match.end(), matches[i + 1].start() if i + 1 < len(matches) else end)
        found.append(
            Contact(
                _person(source, left, match, right),
                _post(source, left, match, right),
                source.value(*match.span()),
            )
        )
    return tuple(found)


def _person(source: Source, left: int, match: re.Match[str], right: int) -> str | None:
    """The name in brackets or behind a dash after the number, else the one before, else any that follows."""
    beside = _BESIDE.match(source.plain, match.end(), right)
    return (
        (person_in(source, beside.start(), beside.end()) if beside else None)
        or person_in(source, left, match.start())
        or person_in(source, match.end(), right)
    )


def _post(source: Source, left: int, match: re.Match[str], right: int) -> str | None:
    """The post in brackets behind the number, where a person is there too; else the one before, or what follows."""
    beside = _BESIDE.match(source.plain, match.end(), right)
    own = beside is not None and person_in(source, beside.start(), beside.end()) is not None
    return (
        (post_in(source, beside.start(), beside.end()) if beside and own else None)
        or post_in(source, left, match.start())
        or post_in(source, match.end(), right)
    )


def _is_phone(plain: str, match: re.Match[str]) -> bool:
    """A number is long enough, and a hotline is called one."""
    digits = sum(c.isdigit() for c in match.group())
    return _DIGITS[0] <= digits <= _DIGITS[1] and (
        not match.group().startswith("1")
        or _HOTLINE.search(plain, max(0, match.start() - 60), match.start()) is not None
    )


def _line_start(plain: str, at: int, floor: int) -> int:
    """The item or sentence that holds the number."""
    floor = max(floor, at - 219)
    marks = [plain.rfind(mark, floor, at) for mark in ("\n-", "\n +", "\n+", "; ", "\n\n")]
    return max(*marks, floor - 1) + 1


def _line_end(plain: str, at: int, ceiling: int) -> int:
    stops = [found for mark in (";", "\n", ". ") if (found := plain.find(mark, at, ceiling)) >= 0]
    return min([*stops, ceiling])
