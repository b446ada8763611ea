"""The mark of urgency beside the number of a letter: KHẨN, THƯỢNG KHẨN, HỎA TỐC (box 10b)."""

from enum import StrEnum

from thongsuot.engines.letter._fold import fold
from thongsuot.engines.letter._frame import Frame, frame_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._stamps import stamps_in


class Urgency(StrEnum):
    """How urgent the signer says that the letter is."""

    URGENT = "urgent"
    VERY_URGENT = "very_urgent"
    FLASH = "flash"


_MARKS = {"khan": Urgency.URGENT, "thuong khan": Urgency.VERY_URGENT, "hoa toc": Urgency.FLASH}
_WORDS = {Urgency.URGENT: "khẩn", Urgency.VERY_URGENT: "thượng khẩn", Urgency.FLASH: "hỏa tốc"}


def urgency_of(text: str) -> Urgency | None:
    """Return the mark in the head of a letter's text, the most urgent where there are several; none without one."""
    source = Source(text)
    return _marked(source, frame_of(source))


def urgency_in(source: Source, frame: Frame) -> str | None:
    """The mark in the words of the letter: "khẩn", "thượng khẩn", "hỏa tốc"."""
    found = _marked(source, frame)
    return _WORDS[found] if found else None


def _marked(source: Source, frame: Frame) -> Urgency | None:
    found = [_MARKS[fold(mark)] for mark in stamps_in(source, frame, "thuong khan|khan|hoa toc")]
    return max(found, key=list(Urgency).index, default=None)
