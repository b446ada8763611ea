"""Slips of paper: one page A5 for each invited organisation, all of them one PDF."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import segno

from thongsuot.engines.officialdoc._pdf import compiled
from thongsuot.engines.officialdoc._text import cleaned

_TEMPLATE = files(__package__).joinpath("slips.typ").read_bytes()


@dataclass(frozen=True, kw_only=True)
class Slip:
    """What one organisation finds on its page; an empty text is left out."""

    parent: str
    body: str
    letter: str
    addressee: str
    deadline: str
    address: str  # what the square holds
    short_address: str  # what is typed instead, with the digits
    short_code: str
    phone: str = ""
    exercise: str = ""


def to_slips(slips: Sequence[Slip], *, fonts: Path, created: datetime) -> bytes:
    """Tagged PDF/A-2a and UA-1, one page a slip; the same bytes for the same slips and time. Raises MissingTypeface."""
    told = [asdict(cleaned(slip)) | {"square": _square(slip)} for slip in slips]
    return compiled(_TEMPLATE, {"slips": json.dumps(told)}, fonts=fonts, created=created)


def _square(slip: Slip) -> str:
    """Return the QR code of a slip's address as a drawing."""
    picture = BytesIO()
    segno.make(slip.address, error="m", micro=False).save(picture, kind="svg", border=2, xmldecl=False, nl=False)
    return picture.getvalue().decode()
