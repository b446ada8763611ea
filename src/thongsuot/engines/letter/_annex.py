"""Where the annexes under a letter's signature begin, and which of them can order anything."""

import re

from thongsuot.engines.letter._openers import AUTHORITY, NOI_NHAN
from thongsuot.engines.letter._source import Source

_ANNEX = re.compile(r"^[ \t|*#]*(?P<title>(?:phu\s+luc|bang\s+phan\s+cong)(?!\w)[^\n]{0,160})$", re.MULTILINE)
_BARE = re.compile(r"phu\s+luc\s*(?:so)?\s*(?:\d{1,2}|[ivx]{1,4}|[a-d])?\W*")
_SIGNED = re.compile(r"^[ \t]*(?:pho )?(?:chu tich|giam doc|tong giam doc|cuc truong|chanh van phong)", re.MULTILINE)
_FORMS = re.compile(r"(?<!\w)(?:mau|bieu|de cuong|danh sach|danh muc|bao cao|thong ke|so lieu|huong dan dien)(?!\w)")
_HEAD = 300  # characters of an annex that hold its title


def annex_of(source: Source) -> int:
    """The offset of the first annex behind the signature; the end of the text where none stands."""
    plain = source.plain
    for match in _ANNEX.finditer(plain):
        if _titles(source, match) and _closed(source, match.start()):
            return match.start()
    return len(plain)


def annexes_of(source: Source, start: int) -> list[tuple[int, int]]:
    """The annexes from an offset on, without those that are forms and lists to fill in or look up."""
    plain = source.plain
    edges = [match.start() for match in _ANNEX.finditer(plain, start) if _titles(source, match)]
    found = []
    for at, stop in zip(edges, [*edges[1:], len(plain)], strict=False):
        lines = [line for line in plain[at : min(stop, at + _HEAD)].split("\n") if line.strip()]
        if not any(_FORMS.search(line) for line in lines[:2] if not line.lstrip().startswith("(")):
            found.append((at, stop))
    return found


def _titles(source: Source, match: re.Match[str]) -> bool:
    return source.upper(match.start("title")) and (
        source.shouts(*match.span("title")) or _BARE.fullmatch(match["title"]) is not None
    )


def _closed(source: Source, at: int) -> bool:
    """Whether the copies or the signature stand before."""
    plain = source.plain
    if NOI_NHAN.search(plain, 0, at) or _SIGNED.search(plain, at // 2, at):
        return True
    return any(source.shouts(*match.span()) for match in AUTHORITY.finditer(plain, at // 2, at))
