"""One entry of "Nơi nhận": a name and what it receives the letter for."""

import re
from functools import cache

from thongsuot.engines.letter._fold import folded
from thongsuot.engines.letter._lexicon import table
from thongsuot.engines.letter._names import unglued
from thongsuot.engines.letter._parts import Recipient

ITEM = re.compile(r"^[ \t]*[-–—+*•●▪·][ \t]*")
_PURPOSE = re.compile(
    r"\s*\(\s*(?P<what>(?:de\s+(?=\w)|(?:de\s+)?(?:b/c|bao cao|t/h|thuc hien|th|phoi hop|p/h|tuyen truyen|dang tai|"
    r"dua tin|biet|theo doi|chi dao|thi hanh|giam sat|kiem tra|tong hop|dang tin|"
    r"phoi hop thuc hien|bc|dua|th/h|t\.h|b\.c|ph/h|p/hop|ph(?=\))|cong bo|thong bao|xem xet|qua (?=email|"
    r"e-mail|zalo)|email|e-mail|"
    r"qua mang|ban giay|ban dien tu|luu|phat hanh|niem yet|dang cong bao|cong khai))[^()]{0,40})\)"
)

_BRACKET = re.compile(r"\s*\(\s*(?P<what>[a-z][^()]{3,60})\)")


def add_entry(listed: list[list[str]], words: str) -> None:
    """Add words to the entry they go on with, or begin a new one."""
    if ITEM.match(words) or not listed or listed[-1][-1].endswith((";", ".")):
        listed.append([])
    listed[-1].append(words)


def recipient_of(words: str) -> Recipient:
    """An entry's name and what it receives the letter for."""
    name = ITEM.sub("", words).strip()
    plain = folded(name).plain
    purpose = None
    found = _PURPOSE.search(plain) or _asked(name, plain) if len(plain) == len(name) else None
    if found:
        purpose = name[found.start("what") : found.end("what")].strip()
        name = (
            f"{name[: found.start()]} {name[found.end() :].strip()}"
            if name[found.end() :].strip(" ;.,")
            else name[: found.start()]
        )
    return Recipient(unglued(_stripped(name)), purpose)


def _asked(name: str, plain: str) -> re.Match[str] | None:
    """A bracket that tells what is to be done: "(phát 2 giờ/lần)", "(bố trí phòng họp)"."""
    found = _BRACKET.search(plain)
    if found is None or not name[found.start("what")].islower():
        return None
    words = name[found.start("what") : found.end("what")].split()
    return found if any(" ".join(words[:count]) in _verbs() for count in (1, 2)) else None


@cache
def _verbs() -> frozenset[str]:
    lists = (table("verbs")[key] for key in ("strong", "weak", "lasting", "moves"))
    return frozenset(" ".join(verb.split()) for listed in lists for verb in listed.split(";"))


def _stripped(name: str) -> str:
    name = name.removesuffix("./.").removesuffix("./").strip(" ;,")
    name = (
        re.sub(r"(?:[,.]\s*|\s+|(?<=\)))\d{1,3}\s*(?:b|bản)?\s*\.?\s*$", "", name) if name.startswith("Lưu") else name
    )
    return name[:-1].rstrip() if name.endswith(".") and not name.endswith("..") else name
