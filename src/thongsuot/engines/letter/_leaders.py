"""Who leads a duty that several carry out: "Giao Sở A chủ trì, phối hợp với Sở B ...", "do Sở A chủ trì"."""

import re

from thongsuot.engines.letter._source import Source

_LEADS = re.compile(
    r"(?<!\w)(?:chu\s+tri(?!\s+(?:phien|cuoc|hoi|buoi))|lam\s+dau\s+moi|la\s+(?:don\s+vi|co\s+quan)\s+(?:dau\s+moi|"
    r"chu\s+tri))(?!\w)"
)
_BY = re.compile(
    r"(?<!\w)(?:do|duoi\s+su\s+(?:chi\s+dao|chu\s+tri|"
    r"dieu\s+hanh)\s+(?:truc\s+tiep\s+)?cua)\s+(?P<who>[^,;.:()\n]{2,90}?)\s*"
    r"(?:(?<=\s)(?:lam\s+)?(?:chu\s+tri|dau\s+moi)(?!\w)|(?=[,;.:()]|\s(?:de|nham|trong|khi|theo|tu)\s|$))"
)
_ROLE = re.compile(
    r"(?<!\w)la\s+(?:(?:don\s+vi|co\s+quan|bo\s+phan|phong|nguoi)\s+)?(?:dau\s+moi|chu\s+tri|thuong\s+truc)(?!\w)[^,;.:]{0,30}\Z"
)
_BEFORE = 60  # characters before a duty in which its party may be called the one who leads
_NEAR = 90  # characters from the head of a duty in which "chủ trì" says that its party leads


def leaders_of(source: Source, start: int, end: int, party: tuple[str, ...]) -> tuple[str, ...]:
    """Who leads, as the words name them: the party of the duty, or another that they put above it."""
    by = _BY.search(source.plain, start, end)
    if (
        by
        and source.upper(by.start("who"))
        and ("chu tri" in " ".join(by.group().split()) or by.group().startswith("duoi"))
    ):
        return (source.value(*by.span("who")),)
    if _LEADS.search(source.plain, max(0, start - 14), min(end, start + _NEAR)):
        return party
    if _ROLE.search(source.plain, max(0, start - _BEFORE), start):
        return party
    return ()
