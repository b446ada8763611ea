"""Read an official letter of Vietnam: its head, its duties with their quotations and time limits, its signer.

Bytes or text in, a frozen `Letter` out. Offsets count code points of `Letter.text`; `quote == text[start:end]`. Times
carry +07:00. A file that cannot be read raises `UnreadableLetter` (codes empty, encrypted, no_text, unknown_type,
damaged, too_large, secret); nothing else leaves. The form of letters follows Decree 30/2020/NĐ-CP and Circular
01/2011/TT-BNV.
"""

from typing import Any

from thongsuot.engines.letter import _json
from thongsuot.engines.letter._beside import Beside, beside
from thongsuot.engines.letter._certainty import SURE, certain
from thongsuot.engines.letter._dimmed import dimmed
from thongsuot.engines.letter._letter import Commitment, Deadline, Letter, Obligation
from thongsuot.engines.letter._ocr_looks import Ink, completed, confidence_of, with_stamps, without_strokes
from thongsuot.engines.letter._ocr_words import Placed, Recognised, Word, recognised
from thongsuot.engines.letter._open import as_it_stands, opened
from thongsuot.engines.letter._parts import (
    Cite,
    Contact,
    CutOff,
    Group,
    Issuer,
    LegalBasis,
    Paragraph,
    Recipient,
    Signer,
)
from thongsuot.engines.letter._read import letter_of
from thongsuot.engines.letter._score import Score, score, unread
from thongsuot.engines.letter._spans import limit_from
from thongsuot.engines.letter._spoken import Spoken, heard, written
from thongsuot.engines.letter._terms import Act, Kin, Mode, Obliged, Relation, UnreadableLetter
from thongsuot.engines.letter._urgency import Urgency, urgency_of
from thongsuot.engines.letter._weighed import weighed

__all__ = [
    "SURE",
    "Act",
    "Beside",
    "Cite",
    "Commitment",
    "Contact",
    "CutOff",
    "Deadline",
    "Group",
    "Ink",
    "Issuer",
    "Kin",
    "LegalBasis",
    "Letter",
    "Mode",
    "Obligation",
    "Obliged",
    "Paragraph",
    "Placed",
    "Recipient",
    "Recognised",
    "Relation",
    "Score",
    "Signer",
    "Spoken",
    "UnreadableLetter",
    "Urgency",
    "Word",
    "beside",
    "completed",
    "confidence_of",
    "dimmed",
    "from_json",
    "heard",
    "limit_from",
    "read",
    "read_text",
    "recognised",
    "score",
    "to_json",
    "unread",
    "urgency_of",
    "with_stamps",
    "without_strokes",
    "written",
]


def read(data: bytes, *, filename: str = "", secret: bool = False) -> Letter:
    """Read the bytes of a TXT, DOCX or PDF file; its type is told by content, `filename` is only kept.

    A letter that bears a mark of secrecy is refused; `secret` reads it all the same, for those who only score readings.
    """
    return certain(weighed(letter_of(opened(data), filename, secret=secret)))


def read_text(text: str, *, filename: str = "", secret: bool = False) -> Letter:
    """Read a text that is already decoded; an empty one raises `UnreadableLetter`."""
    if not text.strip():
        raise UnreadableLetter(
            "empty", "Văn bản không có nội dung; chưa ghi nhận gì. Đề nghị nhập hoặc tải lên nội dung văn bản."
        )
    return certain(weighed(letter_of(as_it_stands(text), filename, secret=secret)))


def to_json(letter: Letter) -> dict[str, Any]:
    """The letter as plain JSON values."""
    return _json.to_json(letter)


def from_json(plain: dict[str, Any]) -> Letter:
    """The letter of an object made by `to_json`."""
    return _json.from_json(plain)
