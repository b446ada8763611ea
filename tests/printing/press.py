"""Print a letter: typst sets its boxes, and the place of the signer's name says where hand and seal belong."""

from __future__ import annotations

import functools
import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import pypdfium2
import typst
from tests.printing.sheet import Sheet, sheet_of

from thongsuot.web import typefaces

PROJECT = Path(__file__).resolve().parents[2]
FACES = PROJECT / "build" / "typefaces"
TEMPLATE = Path(__file__).with_name("sheet.typ")
CREATED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
POINTS = 72


@dataclass(frozen=True)
class Printed:
    """A letter as PDF with its words, the number of its pages, and where the signer's name stands on the last."""

    name: str
    pdf: bytes
    pages: int
    signed_at: tuple[float, float]  # shares of the page's width and height, from the top left


@functools.cache
def printed(file: Path) -> Printed:
    """Return a letter of the corpus on paper."""
    sheet = sheet_of(file.read_text(encoding="utf-8"))
    if sheet is None:
        raise ValueError(f"{file.name} has no layout of boxes")
    typefaces.build(PROJECT / "node_modules", FACES)
    pdf = typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=[str(FACES)],
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(asdict(sheet))},
        timestamp=CREATED,
    )
    return _found(file.stem, pdf, sheet)


def _found(name: str, pdf: bytes, sheet: Sheet) -> Printed:
    document = pypdfium2.PdfDocument(pdf)
    last = document[len(document) - 1]
    words = last.get_textpage()
    place, at = words.search(sheet.signer), (0.7, 0.8)
    while (hit := place.get_next()) is not None:
        left, _, right, top = words.get_charbox(hit[0])[0], 0, words.get_charbox(hit[0] + hit[1] - 1)[2], 0
        top = words.get_charbox(hit[0])[3]
        at = (left + right) / 2 / last.get_width(), 1 - top / last.get_height()
    return Printed(name, pdf, len(document), at)
