"""The person and the post beside a telephone number."""

import re

from thongsuot.engines.letter._signer import RANK
from thongsuot.engines.letter._source import Source

_PERSON = re.compile(
    r"(?<!\w)(?P<call>d/c|dong chi|ong|ba|anh|chi|co|thay|dau moi)(?!\w)\s*:?\s*(?P<name>(?:[a-z]+\s+){0,5}[a-z]+)"
)
_CALLED = ("đ/c", "đồng chí", "ông", "bà", "anh", "chị", "cô", "thầy")
_HEAD = (
    r"(?:(?:pho )?(?:tong )?(?:giam doc|truong phong|chanh van phong|chanh thanh tra|chuyen vien|chu tich|can bo|"
    r"chi cuc truong|cuc truong|vu truong|truong ban)|phong|truc ban|duong day nong|hotline|tong dai|van phong|"
    r"thuong truc|so may truc|chi huy truong|truong cong an|truong tram|truong thon|bi thu|"
    r"to truong|doi truong|bo phan|trung tam|ban chi huy|chi cuc|thanh tra)"
).replace(" ", r"\s+")
_POST = re.compile(
    rf"(?:-|\+|\u2022|;|:|^|\n|,|\(|\s(?=duong|tong dai)|(?<!\w)(?:ve|qua|cua|toi|gap|den|gui|lien he|bao cao|"
    rf"dien thoai|"
    rf"voi)\s)\s*(?P<post>{_HEAD}(?!\w)"
    r"[^:;,()\n]*(?:\n(?=[a-z])[^:;,()\n]*)?)"
)
_REST = re.compile(
    r",\s+(?:vien thong|tu tuong|the thao|tim kiem|truyen hinh|chong|chua chay|hop tac)(?!\w)[^:;,()\n]*"
)
_CALL = re.compile(
    r"(?:,\s*|\s+|^)(?:(?:theo |qua )?(?:so )?(?:dien thoai|dt|sdt|di dong|so may|tel|may|lien he)"
    r"(?: lien he| di dong| so)?\s*:?\s*)+$"
)
_SHORT, _LONGEST = 9, 16


def person_in(source: Source, start: int, end: int) -> str | None:
    """The first name in capitals behind a form of address."""
    at = start
    while found := _PERSON.search(source.plain, at, end):
        at = found.end("call")
        kept: list[str] = []
        for word in RANK.sub("", source.value(*found.span("name"))).split():
            if not word[:1].isupper():
                break
            kept.append(word)
        called = source.value(*found.span("call")).lower() in _CALLED
        if len(kept) > 1 or (kept and called):
            return " ".join(kept)
    return None


def post_in(source: Source, start: int, end: int) -> str | None:
    """The last post or office of a stretch, without the words that introduce a number."""
    posts = list(_POST.finditer(source.plain, start, end))
    if not posts:
        return None
    at, stop = posts[-1].span("post")
    rest = _REST.match(source.plain, stop, end)
    stop = rest.end() if rest else stop
    call = _CALL.search(source.plain[at:stop])
    words = source.value(at, at + call.start() if call else stop).strip(" -")
    long = _LONGEST if source.upper(at) else _SHORT
    return words if words and len(words.split()) <= long else None
