"""Inside the sandbox: one page of a scan becomes a picture for people and a grey one for recognition.

Both pictures are turned straight and show the same, the grey one larger. A page of a PDF that has words of its own
gives them with their boxes instead of the grey picture.
"""

from __future__ import annotations

import base64
import io
from typing import TYPE_CHECKING, Any

from thongsuot.files.gateway.levelling import coarsely, in_black, inks, straight, turned
from thongsuot.files.gateway.pdf_pages import check_pictures, words_of
from thongsuot.files.gateway.refusing import TOO_MANY, NoPage, check_size, refusing

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 200
LONG_SIDE = 2339  # pixels of A4 at 200 dots an inch, as a page is shown
HEAD = 0.4  # of a page, where stamps say something: how urgent the letter is, when it came in
FIRST, CLOSER = 1.25, 1.5  # how much nearer the first look and the second go


def leaves(data: bytes, *, name: str) -> dict[str, Any]:
    """Count the pages of a scan."""
    with refusing():
        pages = _count(data)
    if pages > MOST_PAGES:
        raise NoPage("too_many", TOO_MANY)
    return {"pages": pages}


def leaf(data: bytes, *, name: str) -> dict[str, Any]:
    """Return one page in its colours, with its own words or a grey picture to recognise them in, stamps apart.

    The name is the page's number and, after a space, by how many quarters it is to be turned besides.
    """
    number, quarters = _asked(name)
    with refusing():
        if not quarters and _is_pdf(data) and (own := words_of(data, number, LONG_SIDE)) is not None:
            return {**own, "picture": _encoded(own["picture"], "JPEG", quality=70)}
        page = _level(data, number, quarters, FIRST)
        black, colour = inks(page)
        page.thumbnail((LONG_SIDE, LONG_SIDE))
        shown = _encoded(page.convert("RGB"), "JPEG", quality=70)
        drawn = {"width": page.width, "height": page.height, "picture": shown, **_to_recognise(black)}
        return drawn if colour is None else {**drawn, **_coloured(colour)}


def _coloured(colour: Image) -> dict[str, Any]:
    """Return the stamps on a page's head as a grey picture, and how much of each little square is coloured."""
    squares = coarsely(colour)
    stamps = in_black(colour.crop((0, 0, colour.width, round(colour.height * HEAD))))
    ink = {"squares": base64.b64encode(squares.tobytes()).decode(), "across": squares.width}
    return {"stamps": _to_recognise(stamps), "ink": ink}


def closer(data: bytes, *, name: str) -> dict[str, Any]:
    """Return one page for a second look: larger and without specks."""
    from PIL import ImageFilter

    number, quarters = _asked(name)
    with refusing():
        black, _ = inks(_level(data, number, quarters, CLOSER))
        return _to_recognise(black.filter(ImageFilter.MedianFilter(3)))


def _to_recognise(grey: Image) -> dict[str, Any]:
    return {"grey": _encoded(grey, "PNG", compress_level=1), "grey_width": grey.width}


def _asked(name: str) -> tuple[int, int]:
    number, _, quarters = name.partition(" ")
    return int(number), int(quarters or 0)


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _count(data: bytes) -> int:
    import pypdfium2
    from PIL import Image

    if _is_pdf(data):
        with pypdfium2.PdfDocument(data) as document:
            return len(document)
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
        check_size(*image.size)
        return getattr(image, "n_frames", 1)


def _level(data: bytes, number: int, quarters: int, nearer: float) -> Image:
    """Return a page that stands upright and straight, so many times as large as it is shown."""
    return straight(turned(_page(data, number, round(LONG_SIDE * nearer)), quarters))


def _page(data: bytes, number: int, long_side: int) -> Image:
    """Return a page in RGB or grey, its long side as asked for; pages are counted from 1."""
    return _drawn(data, number, long_side) if _is_pdf(data) else _photographed(data, number, long_side)


def _drawn(data: bytes, number: int, long_side: int) -> Image:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        page = document[number - 1]
        check_pictures(page)
        image: Image = page.render(scale=long_side / max(page.get_size())).to_pil()
        return image if image.mode in ("RGB", "L") else image.convert("RGB")


def _photographed(data: bytes, number: int, long_side: int) -> Image:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
        if number > 1:
            image.seek(number - 1)
        check_size(*image.size)
        grey = image.mode in ("1", "L", "I;16")
        page = ImageOps.exif_transpose(image.convert("L" if grey else "RGB"))
    factor = long_side / max(page.size)
    return page.resize(
        (max(1, round(page.width * factor)), max(1, round(page.height * factor))), Image.Resampling.LANCZOS
    )


def _encoded(image: Image, form: str, **how: Any) -> str:
    stream = io.BytesIO()
    image.save(stream, form, **how)
    return base64.b64encode(stream.getvalue()).decode()
