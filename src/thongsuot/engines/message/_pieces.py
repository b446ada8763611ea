"""Parts that arrived, read and put together again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from thongsuot.engines.message._alphabet import Alphabet
from thongsuot.engines.message._compose import PAYLOAD
from thongsuot.engines.message._gsm import decode_gsm
from thongsuot.engines.message._header import UDHI, Place, read_sar, read_udh
from thongsuot.engines.message._profile import USUAL, Profile
from thongsuot.engines.message._septets import fill_behind, unpack

_BY_SMPP = {
    0: Alphabet.GSM7,
    1: Alphabet.LATIN1,
    2: Alphabet.BINARY,
    3: Alphabet.LATIN1,
    4: Alphabet.BINARY,
    8: Alphabet.UCS2,
}
_BY_BITS = {0b00: Alphabet.GSM7, 0b01: Alphabet.BINARY, 0b10: Alphabet.UCS2}


class NotTogether(ValueError):
    """Pieces are not one whole message; `missing` are the numbers still to come, empty where none will help."""

    def __init__(self, missing: tuple[int, ...] = ()) -> None:
        self.missing = missing
        super().__init__("Các phần nhận được chưa ghép thành một tin trọn vẹn; đã giữ các phần đang có.")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one part says: `body` without its header, in GSM-7 one septet an octet; `place` if it is one of several."""

    alphabet: Alphabet
    body: bytes
    place: Place | None = None

    @property
    def text(self) -> str:
        """The words of this part alone; what cannot be read is U+FFFD, and binary parts have none."""
        return _text(self.alphabet, self.body)


def read(
    short_message: bytes,
    *,
    esm_class: int = 0,
    data_coding: int = 0,
    tlvs: Mapping[int, bytes] | None = None,
    profile: Profile = USUAL,
) -> Piece:
    """Read one deliver_sm or submit_sm; no octets make it fail.

    data_coding is read by the profile first, then by SMPP 3.4, 5.2.19 and TS 23.038, 4; an unknown one is binary. A
    header names the place before SAR parameters do; message_payload counts where short_message is empty.
    """
    given = tlvs or {}
    octets = short_message or given.get(PAYLOAD, b"")
    header, place = read_udh(octets) if esm_class & UDHI else (0, None)
    alphabet, body = _alphabet(data_coding, profile), octets[header:]
    if alphabet is Alphabet.GSM7 and profile.packed:
        body = unpack(body, fill=fill_behind(header))
    return Piece(alphabet, body, place or read_sar(given))


def _alphabet(coding: int, profile: Profile) -> Alphabet:
    known = {profile.gsm_coding: Alphabet.GSM7, profile.ucs2_coding: Alphabet.UCS2}
    if coding in known:
        return known[coding]
    if coding < 0x10:
        return _BY_SMPP.get(coding, Alphabet.BINARY)
    if coding < 0x80:  # general groups, deletion included; 0x20 says compressed, which nobody sends
        return Alphabet.BINARY if coding & 0x20 else _BY_BITS.get(coding >> 2 & 3, Alphabet.BINARY)
    if coding >= 0xF0:  # message class
        return Alphabet.BINARY if coding & 0x04 else Alphabet.GSM7
    if coding >= 0xC0:  # message waiting
        return Alphabet.UCS2 if coding >= 0xE0 else Alphabet.GSM7
    return Alphabet.BINARY


def join(pieces: Iterable[Piece]) -> str:
    """Give the text of one message whose pieces came in any order, some perhaps twice (the last one counts).

    A character that another sender cut in two is whole again. Raises NotTogether where pieces are missing, are of
    different messages or alphabets, or are binary.
    """
    came = list(pieces)
    messages = {(piece.alphabet, piece.place and (piece.place.reference, piece.place.total)) for piece in came}
    if len(messages) != 1 or came[0].alphabet is Alphabet.BINARY:
        raise NotTogether
    first = came[0]
    if first.place is None:
        return came[-1].text
    bodies = {piece.place.number: piece.body for piece in came if piece.place}
    missing = tuple(number for number in range(1, first.place.total + 1) if number not in bodies)
    if missing:
        raise NotTogether(missing)
    return _text(first.alphabet, b"".join(bodies[number] for number in sorted(bodies)))


def _text(alphabet: Alphabet, body: bytes) -> str:
    match alphabet:
        case Alphabet.GSM7:
            return decode_gsm(body)
        case Alphabet.UCS2:
            return body.decode("utf-16-be", "replace")
        case Alphabet.LATIN1:
            return body.decode("latin-1")
    return ""
