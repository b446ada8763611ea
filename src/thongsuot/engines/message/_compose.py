"""A text becomes the parts that SMPP carries."""

import re
from dataclasses import dataclass

from thongsuot.engines.message._alphabet import Alphabet
from thongsuot.engines.message._count import UnsendableText, alphabet_of
from thongsuot.engines.message._cut import cut, normalised
from thongsuot.engines.message._gsm import encode_gsm
from thongsuot.engines.message._header import UDHI, Place, sar, udh
from thongsuot.engines.message._profile import USUAL, Carriage, Profile
from thongsuot.engines.message._septets import fill_behind, pack

_HALF = re.compile("[\ud800-\udfff]")
PAYLOAD = 0x0424  # message_payload, SMPP 3.4, 5.3.2.32


@dataclass(frozen=True, slots=True)
class Part:
    """One submit_sm, field by field as SMPP 3.4 names them; `tlvs` are tags and values, `text` is what the part says.

    With message_payload one Part carries all that telephones will show as several.
    """

    text: str
    esm_class: int
    data_coding: int
    short_message: bytes
    tlvs: tuple[tuple[int, bytes], ...] = ()


def compose(text: str, profile: Profile = USUAL, *, reference: int = 0) -> tuple[Part, ...]:
    """Give the parts of a text, which is normalised first; all of one alphabet, in order.

    `reference` tells the messages to one recipient apart: 0 to 255, with Carriage.UDH16 to 65 535 (SAR keeps to 255,
    so that the centre's own header stays one of 6 octets); another one raises ValueError. Raises UnsendableText with
    code `alphabet` (the operator takes none that can say the text), `too_long` (more than `most_parts`) or `broken`
    (half of a surrogate pair).
    """
    if not 0 <= reference < (1 << 16 if profile.carriage == Carriage.UDH16 else 1 << 8):
        raise ValueError(f"{reference} is no reference for {profile.carriage}")
    text = normalised(text)
    alphabet = alphabet_of(text, profile)
    pieces = cut(text, alphabet, profile.carriage)
    if len(pieces) > profile.most_parts:
        raise UnsendableText.too_long(len(pieces), profile.most_parts)
    if half := _HALF.search(text):
        raise UnsendableText(
            "broken",
            f"Nội dung có một ký tự hỏng ở vị trí {half.start() + 1}; chưa gửi gì. Đề nghị xóa và gõ lại ký tự này.",
        )
    if len(pieces) == 1:
        return (Part(text, 0, profile.coding(alphabet), _octets(text, alphabet, profile)),)
    if profile.carriage == Carriage.PAYLOAD:
        return (_payload(text, alphabet, profile),)
    return tuple(
        _joined(piece, Place(reference, len(pieces), number), alphabet, profile)
        for number, piece in enumerate(pieces, 1)
    )


def _payload(text: str, alphabet: Alphabet, profile: Profile) -> Part:
    octets = _octets(text, alphabet, profile)
    return Part(text, 0, profile.coding(alphabet), b"", ((PAYLOAD, octets),))


def _joined(text: str, place: Place, alphabet: Alphabet, profile: Profile) -> Part:
    coding = profile.coding(alphabet)
    if profile.carriage == Carriage.SAR:
        return Part(text, 0, coding, _octets(text, alphabet, profile), sar(place))
    header = udh(place, long=profile.carriage == Carriage.UDH16)
    return Part(text, UDHI, coding, header + _octets(text, alphabet, profile, header=len(header)))


def _octets(text: str, alphabet: Alphabet, profile: Profile, *, header: int = 0) -> bytes:
    if alphabet is Alphabet.GSM7:
        septets = encode_gsm(text)
        return pack(septets, fill=fill_behind(header)) if profile.packed else septets
    return text.encode("utf-16-be")
