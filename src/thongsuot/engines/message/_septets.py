"""Septets packed into octets and back (3GPP TS 23.038, 6.1.2.1)."""

_FILL = 0x0D  # TS 23.038, 6.1.2.3.1: seven spare bits say carriage return, zeros would say "@"


def pack(septets: bytes, *, fill: int = 0) -> bytes:
    """Pack septets, one an octet, into octets, least significant bits first, behind `fill` zero bits (0 to 6).

    Where seven bits are left over, a carriage return fills them: SMPP tells the length in octets, not in septets.
    """
    if (fill + 7 * len(septets)) % 8 == 1:
        septets += bytes([_FILL])
    number = 0
    for place, septet in enumerate(septets):
        number |= septet << (fill + 7 * place)
    return number.to_bytes((fill + 7 * len(septets) + 7) // 8, "little")


def unpack(octets: bytes, *, fill: int = 0) -> bytes:
    """Unpack octets into septets, one an octet; a carriage return that fills the last octet to its end is left out."""
    bits = max(0, 8 * len(octets) - fill)
    number = int.from_bytes(octets, "little") >> fill
    septets = bytes((number >> 7 * place) & 0x7F for place in range(bits // 7))
    return septets[:-1] if not bits % 7 and septets[-1:] == bytes([_FILL]) else septets


def fill_behind(header: int) -> int:
    """Count the bits between a header of so many octets and the next septet (3GPP TS 23.040, 9.2.3.24)."""
    return -8 * header % 7
