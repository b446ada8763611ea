"""How many parts a text makes, and what they cost."""

import math
from dataclasses import dataclass

from thongsuot.engines.message._alphabet import Alphabet, doubles
from thongsuot.engines.message._cut import cut, normalised, sizes
from thongsuot.engines.message._gsm import fits_gsm
from thongsuot.engines.message._profile import USUAL, Profile


class UnsendableText(ValueError):
    """A text cannot go as it is; `code` is alphabet, too_long or broken, the message is for the person who wrote it."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)

    @classmethod
    def too_long(cls, parts: int, most: int) -> "UnsendableText":
        """Say that a text makes more parts than the operator takes."""
        return cls(
            "too_long",
            f"Nội dung dài {parts} phần, nhà mạng nhận tối đa {most} phần; chưa gửi gì. Đề nghị rút gọn hoặc dùng bản "
            f"không dấu.",
        )


@dataclass(frozen=True, slots=True)
class Count:
    """What a text takes: units (septets or UCS-2 units), parts as telephones count them, units left in the last part.

    `converted` is the number of messages that the operator charges to each recipient (tin nhắn quy đổi).
    """

    alphabet: Alphabet
    units: int
    parts: int
    left: int
    converted: int


def count(text: str, profile: Profile = USUAL) -> Count:
    """Count a text, which is normalised first; raises UnsendableText where the operator has no alphabet for it.

    One message holds 160 septets or 70 UCS-2 units; each of several holds 153 or 67 behind a header with an 8-bit
    reference, 152 or 66 behind one with a 16-bit reference (3GPP TS 23.038, 23.040).
    """
    text = normalised(text)
    alphabet = alphabet_of(text, profile)
    pieces = cut(text, alphabet, profile.carriage)
    size = sizes(alphabet, profile.carriage)[len(pieces) > 1]
    units, last = _units(text, alphabet), _units(pieces[-1], alphabet)
    return Count(alphabet, units, len(pieces), size - last, _converted(units, len(pieces), alphabet, profile))


def alphabet_of(text: str, profile: Profile) -> Alphabet:
    """Choose the cheapest alphabet that the operator takes and that can say the text."""
    if Alphabet.GSM7 in profile.alphabets and fits_gsm(text):
        return Alphabet.GSM7
    if Alphabet.UCS2 in profile.alphabets:
        return Alphabet.UCS2
    raise UnsendableText(
        "alphabet",
        "Nhà mạng chỉ nhận tin không dấu (GSM-7) mà nội dung có chữ ngoài bảng mã này; chưa gửi gì. Đề nghị dùng bản "
        "không dấu.",
    )


def _units(text: str, alphabet: Alphabet) -> int:
    return len(text) + len(doubles(text, alphabet))


def _converted(units: int, parts: int, alphabet: Alphabet, profile: Profile) -> int:
    steps = profile.steps(alphabet)
    if steps is None:
        return parts
    return 1 if units <= steps.alone else math.ceil(units / steps.joined)
