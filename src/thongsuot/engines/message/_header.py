"""What says that parts belong together: the user data header, or SMPP's SAR parameters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

UDHI = 0x40  # esm_class: the octets begin with a user data header (SMPP 3.4, 5.2.12)
SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER = 0x020C, 0x020E, 0x020F  # SMPP 3.4, 5.3.2.22 to 24
_SHORT, _LONG = 0x00, 0x08  # 3GPP TS 23.040, 9.2.3.24.1 and 9.2.3.24.8


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: `number` of `total` (both from 1) of the message that the sender calls `reference`."""

    reference: int
    total: int
    number: int


def udh(place: Place, *, long: bool = False) -> bytes:
    """Give the user data header of a part: 6 octets, or 7 where the reference has 16 bits."""
    if long:
        return bytes([6, _LONG, 4, *place.reference.to_bytes(2, "big"), place.total, place.number])
    return bytes([5, _SHORT, 3, place.reference, place.total, place.number])


def sar(place: Place) -> tuple[tuple[int, bytes], ...]:
    """Give the three SAR parameters of a part as tag and value."""
    return (
        (SAR_REFERENCE, place.reference.to_bytes(2, "big")),
        (SAR_TOTAL, bytes([place.total])),
        (SAR_NUMBER, bytes([place.number])),
    )


def read_udh(octets: bytes) -> tuple[int, Place | None]:
    """Give the length of a header in octets, its length octet counted, and the place that it names.

    As TS 23.040, 9.2.3.24 asks: elements of another kind are passed over, of several of one kind the last counts, a
    number of 0 or above the total names no place, and elements that overrun the header make it say nothing.
    """
    length = min(len(octets), 1 + octets[0]) if octets else 0
    place = None
    try:
        for kind, value in _elements(octets[1:length]):
            place = _place(kind, value) or place
    except IndexError:
        return length, None
    return length, place


def _elements(octets: bytes) -> Iterator[tuple[int, bytes]]:
    while octets:
        end = 2 + octets[1]
        if end > len(octets):
            raise IndexError(end)
        yield octets[0], octets[2:end]
        octets = octets[end:]


def _place(kind: int, value: bytes) -> Place | None:
    if (kind, len(value)) not in ((_SHORT, 3), (_LONG, 4)):
        return None
    return _sensible(int.from_bytes(value[:-2], "big"), value[-2], value[-1])


def read_sar(tlvs: Mapping[int, bytes]) -> Place | None:
    """Give the place that the SAR parameters name; of three that are not all there, or not all sound, none."""
    reference, total, number = (tlvs.get(tag, b"") for tag in (SAR_REFERENCE, SAR_TOTAL, SAR_NUMBER))
    if (len(reference), len(total), len(number)) != (2, 1, 1):
        return None
    return _sensible(int.from_bytes(reference, "big"), total[0], number[0])


def _sensible(reference: int, total: int, number: int) -> Place | None:
    return Place(reference, total, number) if 1 <= number <= total else None
