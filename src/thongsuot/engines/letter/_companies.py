"""Spell the name of a company: after its kind, the rest is its own."""

import re

from thongsuot.engines.letter._fold import listed

_COMPANIES = re.compile(r"(?:Tổng công ty|Công ty|Tập đoàn|Chi nhánh|Bưu điện|Báo|Đài|Trung tâm)\s")
_COMMON = listed(
    "thông; chính; điện; lực; tin; và; cổ; phần; tnhh; một; thành; viên; trách; nhiệm; hữu; hạn; dịch; vụ; "
    "thương; mại; đầu; tư; phát; triển; tỉnh; huyện; thành; phố; công; ty; tổng; nhà; nước; tư; vấn; kỹ; thuật; "
    "không; sắt; dầu; khí; khoán; hiểm; hình; sản"
)


def company(text: str) -> str:
    """The rest of a company's name is its own."""
    head = _COMPANIES.match(text)
    if head is None:
        return text
    rest = [word if word in _COMMON else word[:1].upper() + word[1:] for word in text[head.end() :].split(" ")]
    return head.group() + " ".join("TNHH" if word == "tnhh" else word for word in rest)


def titled(parts: list[str]) -> list[str]:
    """The words with a capital each."""
    return [part[:1].upper() + part[1:] for part in parts]
