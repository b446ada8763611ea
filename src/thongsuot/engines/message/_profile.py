"""What an operator's message centre takes, and how it charges."""

from dataclasses import dataclass
from enum import StrEnum

from thongsuot.engines.message._alphabet import Alphabet

_SENT = frozenset({Alphabet.GSM7, Alphabet.UCS2})


class Carriage(StrEnum):
    """How a text of several parts travels: header with an 8- or 16-bit reference, SAR parameters, one long payload."""

    UDH8 = "udh8"
    UDH16 = "udh16"
    SAR = "sar"
    PAYLOAD = "payload"


@dataclass(frozen=True, slots=True)
class Steps:
    """An operator's own way of charging: units (septets or UCS-2 units) in one message, and in each of several."""

    alone: int
    joined: int


class UnusableProfile(ValueError):
    """A profile contradicts itself or the standards."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What one operator's centre takes.

    `gsm_coding` and `ucs2_coding` are its data_coding values (SMPP 3.4, 5.2.19); `packed` says that it wants septets
    packed into octets, where most want one septet an octet. `gsm_steps` and `ucs2_steps` are its own way of charging;
    without them each part is one converted message (tin nhắn quy đổi). Raises UnusableProfile.
    """

    name: str = ""
    alphabets: frozenset[Alphabet] = _SENT
    carriage: Carriage = Carriage.UDH8
    most_parts: int = 255
    gsm_coding: int = 0x00
    ucs2_coding: int = 0x08
    packed: bool = False
    gsm_steps: Steps | None = None
    ucs2_steps: Steps | None = None

    def __post_init__(self) -> None:
        """Refuse what no centre can mean."""
        if not self.alphabets or not self.alphabets <= _SENT:
            raise UnusableProfile("Hồ sơ nhà mạng cần ít nhất một bảng mã: GSM-7 hoặc UCS-2; chưa lưu hồ sơ.")
        if self.carriage not in set(Carriage):
            raise UnusableProfile("Cách chuyển tin dài phải là udh8, udh16, sar hoặc payload; chưa lưu hồ sơ.")
        if not 1 <= self.most_parts <= 255:
            raise UnusableProfile("Số phần tối đa của một tin phải từ 1 đến 255; chưa lưu hồ sơ.")
        if not {self.gsm_coding, self.ucs2_coding} <= set(range(256)) or self.gsm_coding == self.ucs2_coding:
            raise UnusableProfile("Hai giá trị data_coding phải khác nhau và từ 0 đến 255; chưa lưu hồ sơ.")
        if any(steps and not 1 <= steps.joined <= steps.alone for steps in (self.gsm_steps, self.ucs2_steps)):
            raise UnusableProfile("Độ dài tính cước của một tin ghép phải từ 1 đến độ dài tin đơn; chưa lưu hồ sơ.")

    def coding(self, alphabet: Alphabet) -> int:
        """Return the data_coding of an alphabet that is sent."""
        return self.gsm_coding if alphabet is Alphabet.GSM7 else self.ucs2_coding

    def steps(self, alphabet: Alphabet) -> Steps | None:
        """Return the operator's own way of charging texts of an alphabet."""
        return self.gsm_steps if alphabet is Alphabet.GSM7 else self.ucs2_steps


USUAL = Profile()
