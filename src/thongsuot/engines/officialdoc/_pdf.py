"""The PDF writer: typst sets the words; PDF/A with tags, the same bytes for the same paper and time."""

import json
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import cast

import typst

from thongsuot.engines.officialdoc._content import content_of
from thongsuot.engines.officialdoc._paper import Paper
from thongsuot.engines.officialdoc._qr import qr_code
from thongsuot.engines.officialdoc._text import VIETNAM

TYPEFACES = ("Tinos-Regular.ttf", "Tinos-Bold.ttf", "Tinos-Italic.ttf", "Tinos-BoldItalic.ttf")
_TEMPLATE = files(__package__).joinpath("paper.typ").read_bytes()
_one_at_a_time = Lock()  # a compiler refuses a second caller


class MissingTypeface(Exception):
    """A face that papers are set in is not where it should be."""


def to_pdf(paper: Paper, *, fonts: Path, created: datetime) -> bytes:
    """Tagged PDF/A-2a and UA-1; A-3a where the paper carries data, attached as `so-lieu.json`.

    `fonts` is the folder of TYPEFACES, `created` an aware time. Raises MissingTypeface.
    """
    inputs = {"paper": json.dumps(content_of(paper), default=vars)}
    if paper.data is not None:
        inputs["data"] = json.dumps(paper.data, sort_keys=True)
    if paper.verification and paper.verification.address:
        inputs["picture"] = json.dumps(list(qr_code(paper.verification.address)))
    attached = paper.data is not None
    return compiled(_TEMPLATE, inputs, fonts=fonts, created=created, attached=attached)


def compiled(
    template: bytes, inputs: dict[str, str], *, fonts: Path, created: datetime, attached: bool = False
) -> bytes:
    """The PDF of a template filled in, for archives and UA-1. Raises MissingTypeface."""
    with _one_at_a_time:
        pdf = _compiler(fonts).compile(
            template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=["a-3a" if attached else "a-2a", "ua-1"],
            timestamp=created.astimezone(VIETNAM).replace(microsecond=0),  # PDF times have whole seconds
        )
    return cast(bytes, pdf)  # a list or None only for pictures and files


@lru_cache
def _compiler(fonts: Path) -> typst.Compiler:
    absent = [name for name in TYPEFACES if not (fonts / name).exists()]
    if absent:
        raise MissingTypeface(f"Thiếu phông chữ {', '.join(absent)} trong {fonts}. Hãy chạy lại make up rồi in lại.")
    faces = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts])
    return typst.Compiler(font_paths=faces, ignore_system_fonts=True)
