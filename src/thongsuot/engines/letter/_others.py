"""Whom a duty names beside the one it binds: partners, and those it reports to."""

import re

from thongsuot.engines.letter._named import named_in
from thongsuot.engines.letter._parties import party_at
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._steps import verb_at
from thongsuot.engines.letter._words import words_of

_WITH = re.compile(
    r"phoi hop (?:chat |chat che |tot |dong bo )?(?:,? ?[\w ]{0,20} )?voi (?P<who>.+?)(?= (?:dam bao|"
    r"bao dam|xac minh|thuc hien|trien khai|to chuc|xay dung|kiem tra|ra soat|xu ly|su dung|huong dan|"
    r"tuyen truyen|tham muu|giai quyet|ngan chan|cung cap|theo doi|trong viec|de|nham|trong|phat hien|"
    r"ung pho|chuan bi|thong ke|doi soat|khac phuc|van dong)\b|[,;.]|$)".replace(" ", r"\s+").replace(
        r"[\w\s+]", r"[\w ]"
    )
)
_TO = re.compile(
    r"(?:ve|cho|den|toi)\s+(?P<who>(?:ban chi (?:huy|dao)|(?:so|bo|ubnd|uy ban|cuc|chi cuc|phong|van phong|"
    r"trung tam|tong|cong an|ban)\s?(?!,)[^,;.:(])[^,;.:(]{0,89}?)(?=\s*(?:\(|,|;|\.|:|$)|\s(?:truoc|"
    r"cham|qua|de|bang|theo|trong|hang|dinh|ngay|tu|ke|vao|tai|truong|nham|duoi|muon|khi)\b)"
)


def partners(source: Source, start: int, end: int) -> tuple[str, ...]:
    """Whom the duty is to be done with, as its words name them."""
    match = _WITH.search(source.plain, start, end) if source.has("phoi", start, end) else None
    if match is None:
        return ()
    at, stop = match.span("who")
    words = words_of(source, at, end)
    party = party_at(words, 0)
    if party and party.after < len(words) and verb_at(words, party.after):
        return named_in(source, at, words[party.after - 1].end)  # "Sở Y tế lập dự toán": without what is done
    return (source.value(at, stop).rstrip(" ,"),)


def receivers(source: Source, start: int, end: int) -> tuple[str, ...]:
    """Whom a report or message goes to, as the words name them."""
    if not re.search(r"bao\s+cao|gui|phan\s+anh|thong\s+bao|lien\s+he", source.plain[start:end]):
        return ()
    match = _TO.search(source.plain, start, end)
    return (source.value(*match.span("who")).rstrip(" ,"),) if match else ()
