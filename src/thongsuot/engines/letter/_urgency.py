"""The mark of urgency beside the number of a letter: KHẨN, THƯỢNG KHẨN, HỎA TỐC (box 10b)."""

import re
from enum import StrEnum

from thongsuot.engines.letter._fold import fold


class Urgency(StrEnum):
    """How urgent the signer says that the letter is."""

    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    FLASH = "flash"


_MARKS = {"khan": Urgency.URGENT, "thuong khan": Urgency.VERY_URGENT, "hoa toc": Urgency.FLASH}
_MARK = re.compile(r"(?:cong dien )?(khan|thuong khan|hoa toc)(?: hen gio)?")
_APART = re.compile(r"\s{3,}|[\t|]")  # the columns of a head that became lines of text
_END_OF_HEAD = re.compile(r"(?im)^[ \t]*kính gửi")
_LONGEST_HEAD = 3000


def urgency_of(text: str) -> Urgency | None:
    """Return the mark in the head of a letter's text, the most urgent where there are several; none without one."""
    end = _END_OF_HEAD.search(text)
    head = text[: end.start() if end else _LONGEST_HEAD]
    cells = (cell.strip(" .*!-") for line in head.splitlines() for cell in _APART.split(line))
    marks = [match for cell in cells if cell.isupper() and (match := _MARK.fullmatch(fold(cell)))]
    found = [_MARKS[match[1]] for match in marks]
    return max(found, key=list(Urgency).index, default=None)
