"""Texts as SMS: alphabets, parts and headers, what a message costs, what in it deceives.

Text in, octets and frozen values out, and back; `smpp` carries the octets. Texts are normalised first (NFC, line feeds
alone). Units are septets in GSM-7 and 16-bit units in UCS-2. Sources: 3GPP TS 23.038 (alphabets), 3GPP TS 23.040
(parts, headers), SMPP 3.4 (esm_class, data_coding, message_payload, SAR). `compose` and `count` raise
`UnsendableText`, `Profile` raises `UnusableProfile`, `join` raises `NotTogether`; reading octets never fails.
"""

from thongsuot.engines.message._address import international
from thongsuot.engines.message._advice import Advice, Unaccented, advise, unaccented
from thongsuot.engines.message._alphabet import Alphabet
from thongsuot.engines.message._characters import Kind
from thongsuot.engines.message._check import Finding, check
from thongsuot.engines.message._compose import Part, compose
from thongsuot.engines.message._count import Count, UnsendableText, count
from thongsuot.engines.message._cut import normalised
from thongsuot.engines.message._gsm import decode_gsm, encode_gsm, fits_gsm
from thongsuot.engines.message._header import Place
from thongsuot.engines.message._pieces import NotTogether, Piece, join, read
from thongsuot.engines.message._profile import USUAL, Carriage, Profile, Steps, UnusableProfile
from thongsuot.engines.message._septets import pack, unpack

__all__ = [
    "USUAL",
    "Advice",
    "Alphabet",
    "Carriage",
    "Count",
    "Finding",
    "Kind",
    "NotTogether",
    "Part",
    "Piece",
    "Place",
    "Profile",
    "Steps",
    "Unaccented",
    "UnsendableText",
    "UnusableProfile",
    "advise",
    "check",
    "compose",
    "count",
    "decode_gsm",
    "encode_gsm",
    "fits_gsm",
    "international",
    "join",
    "normalised",
    "pack",
    "read",
    "unaccented",
    "unpack",
]
