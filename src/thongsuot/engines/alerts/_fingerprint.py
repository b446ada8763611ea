"""A failure's name where the source gives none: the hash that Prometheus and Alertmanager make of labels."""

from __future__ import annotations

from collections.abc import Mapping

_BASIS, _PRIME, _WORD = 0xCBF29CE484222325, 0x100000001B3, 0xFFFFFFFFFFFFFFFF  # FNV-1a, 64 bits
_BETWEEN = b"\xff"  # no byte of UTF-8


def fingerprint(labels: Mapping[str, str]) -> str:
    """Return 16 hexadecimal digits: FNV-1a over name and value of each label, sorted by name, 0xFF behind each.

    It is what Alertmanager gives as `fingerprint` for the same labels.
    """
    ordered = sorted((name.encode(), value.encode()) for name, value in labels.items())
    total = _BASIS
    for octet in b"".join(name + _BETWEEN + value + _BETWEEN for name, value in ordered):
        total = (total ^ octet) * _PRIME & _WORD
    return f"{total:016x}"
