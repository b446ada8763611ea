"""Know the letter that answers another: what it explains is no order, unless it asks in so many words."""

import re

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._source import Source

_SUBJECT = re.compile(
    r"(?:v/v:?\s*|ve\s+viec\s+)?(?:tra\s+loi|phuc\s+dap|giai\s+dap|hoi\s+dap|xac\s+nhan|cam\s+on|chuc\s+mung|"
    r"thong\s+tin\s+(?:ve|den|toi)|cung\s+cap\s+thong\s+tin|cho\s+y\s+kien|(?:tham\s+gia\s+|co\s+)?y\s+kien|gop\s+y|"
    r"giai\s+quyet|tiep\s+nhan|chap\s+thuan)"
)
_OPENS = re.compile(
    r"\s*(?:phuc\s+dap|tra\s+loi|dap\s+lai|(?:[\w/&,.-]+\s+){0,14}?(?:da\s+)?(?:nhan\s+duoc|tiep\s+nhan|xem\s+xet)\s+"
    r"(?:cong\s+van|van\s+ban|don|thu|phieu|kien\s+nghi|de\s+nghi|ho\s+so|to\s+trinh|bao\s+cao))(?!\w)"
)
_CLOSES = re.compile(
    r"(?:xin\s+)?tra\s+loi\s+(?:de\s+)?(?:\w+\s+){0,8}?(?:duoc\s+)?(?:biet|ro)|tra\s+loi\s+de\s|"
    r"tren\s+day\s+la\s+(?:y\s+kien|noi\s+dung\s+tra\s+loi|noi\s+dung\s+giai\s+dap)"
)
_GIVEN = 240  # characters of the first sentence that tell what is answered


_CUSTOMERS = re.compile(
    r"(?:(?:toan the|cac|quy)\s+)*(?:khach hang|quy khach|nguoi tieu dung|chu the|chu thue bao|thue bao)(?!\w)"
)


def serves(kind: str | None, addressees: tuple[str, ...]) -> bool:
    """Whether a notice only tells customers of a service: "Kính gửi: Quý khách hàng"."""
    return (
        kind in ("Thông báo", "Thông cáo")
        and bool(addressees)
        and all(_CUSTOMERS.match(fold(name)) for name in addressees)
    )


def answers(source: Source, subject: str, body: int, tail: int) -> bool:
    """Whether a letter only answers, thanks or informs: two of its subject, its first words and its last say so."""
    plain = source.plain
    first = _OPENS.match(plain, body, min(tail, body + _GIVEN))
    told = [first, _CLOSES.search(plain, body, tail), _SUBJECT.match(subject)]
    return sum(sign is not None for sign in told) > 1
