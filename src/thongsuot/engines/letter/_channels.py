"""By which ways a duty asks its answer to be sent: addresses of e-mail, papers, software, telephones."""

import re

from thongsuot.engines.letter._source import Source

_SENDS = re.compile(
    r"(?<!\w)(?:bao\s+cao|gui|nop|thong\s+bao|bao|phan\s+anh|cung\s+cap|lien\s+he|dang\s+ky|tra\s+loi|trao\s+doi|"
    r"trinh|"
    r"cap\s+nhat|nhap|thong\s+tin|goi|de\s+nghi)(?!\w)"
)
_NAME = (
    r"(?:(?!\s(?:ve|gui|truoc|cham|den|de|va|khi|theo|trong|hang|dinh|ngay|hoac|dong|bang|qua|cho|"
    r"tai)\s)[^,;.:()\n]|\n(?!\s)){0,70}"
)
_NUMBER = r"(?:\s*(?:so|:|la|may|theo|cua|van|phong){0,3}[\s:]*\+?\d[\d .\-]{5,16}\d)?"
_EMAIL = re.compile(r"(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WAY = re.compile(
    r"(?<!\w)(?P<lead>bang|qua|tren|vao|thong\s+qua|theo)\s+(?:cac\s+|ca\s+|hinh\s+thuc\s+|duong\s+|kenh\s+|"
    r"dia\s+chi\s+|mang\s+)*"
    r"(?P<way>van\s+ban(?:\s+(?:giay|dien\s+tu))?(?!\s+(?:so|nay|tren|chi|huong|cua))|ban\s+(?:giay|cung|mem|"
    r"dien\s+tu)|"
    r"thu\s+dien\s+tu|e-?mail|hop\s+thu(?:\s+cong\s+vu|\s+dien\s+tu)?|tin\s+nhan(?:\s+sms)?|sms|buu\s+(?:dien|chinh)|"
    rf"fax{_NUMBER}|(?:so\s+)?(?:dien\s+thoai|dt|so\s+may|duong\s+day\s+nong|tong\s+dai|hotline|dau\s+so){_NUMBER}|"
    rf"(?:nhom\s+)?(?:zalo|viber|telegram){_NAME}|truc\s+lien\s+thong{_NAME}|phan\s+mem{_NAME}|he\s+thong{_NAME}|"
    rf"ung\s+dung{_NAME}|cong\s+(?:thong\s+tin|dich\s+vu|du\s+lieu){_NAME}|website{_NAME}|trang\s+(?:thong\s+tin|"
    rf"web){_NAME})(?!\w)"
)
_LISTED = re.compile(
    r"\s*(?:,|va|hoac|dong\s+thoi)\s+(?:(?:qua|bang|gui)\s+)?(?P<way>van\s+ban(?:\s+(?:giay|dien\s+tu))?|"
    r"ban\s+(?:giay|cung|mem|dien\s+tu)|"
    rf"thu\s+dien\s+tu|e-?mail|tin\s+nhan|zalo|fax{_NUMBER}|dien\s+thoai{_NUMBER})(?!\w)"
)
_NOT_SENT = re.compile(
    r"(?:he\s+thong|ung\s+dung)(?!.{0,40}(?:bao\s+cao|van\s+ban|dieu\s+hanh|tiep\s+nhan|thong\s+tin|ioffice|"
    r"quan\s+ly))"
)
_NEGATED = re.compile(r"(?<!\w)(?:khong|cam|tranh)\s+(?:\w+\s+){0,3}\Z")
_PUBLIC = re.compile(r"(?:tren|vao)\s+(?:cac\s+)?(?:cong|trang|website)(?!.{0,60}bao\s+cao)")
_NUMBERED = re.compile(r"(?:so\s+)?(?:so\s+may|dau\s+so|tong\s+dai|hotline)\s*|so\s+dien\s+thoai\s*")


def channels_of(source: Source, start: int, end: int, until: int) -> tuple[str, ...]:
    """The ways told up to `until` for a duty that sends something, in their order, each as it is written."""
    if not _SENDS.search(source.plain, start, end):
        return ()
    end = until
    found = {match.start(): match.end() for match in _EMAIL.finditer(source.plain, start, end)}
    for match in _WAY.finditer(source.plain, start, end):
        if match["lead"] in ("theo", "vao", "tren") and match["way"].startswith(("van ban", "buu")):
            continue
        if _NEGATED.search(source.plain, max(start, match.start() - 24), match.start()) or _PUBLIC.match(match.group()):
            continue
        if _NUMBERED.fullmatch(match["way"]) or source.plain.startswith(" di dong", match.end()):
            continue
        if _NOT_SENT.match(" ".join(match["way"].split())):
            continue
        at, stop = match.span("way")
        while at < stop:
            found.setdefault(at, stop)
            more = _LISTED.match(source.plain, stop, end)
            at, stop = more.span("way") if more else (stop, stop)
    words = [source.value(at, found[at]).rstrip(" ,-") for at in sorted(found)]
    return tuple(dict.fromkeys(words))
