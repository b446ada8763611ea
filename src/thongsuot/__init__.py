"""Thông Suốt: a letter goes in, obligations reach everyone, the signed report goes up on time."""

__version__ = "0.1.0"
