"""Inside the sandbox: one page of a scan becomes a picture for people and a grey one for recognition.

Both pictures are turned straight and have one size, so that a word's box fits either.
"""

from __future__ import annotations

import base64
import contextlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from thongsuot.files.gateway.parent import N_

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES = 200
MOST_PIXELS = 40_000_000  # A4 at 600 dots an inch is 35 million
LONG_SIDE, CLOSER = 2339, 1.5  # pixels of A4 at 200 dots an inch; how much nearer a second look goes
FARTHEST, STEP, FINE = 6.0, 0.5, 0.1  # degrees a page is turned at most, and how they are tried
DARK = 150


class NoPage(Exception):
    """There is no picture to recognise; `message` tells a person why and what to do."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


DAMAGED = N_(
    "Trang không phải là ảnh đọc được hoặc đã bị hỏng. Hãy mở thử tệp trên máy của mình, quét lại trang ấy rồi gửi lại."
)
LOCKED = N_("Tệp PDF được đặt mật khẩu; chưa đọc nội dung nào. Đề nghị bỏ mật khẩu rồi tải lên lại.")
TOO_MANY = N_("Bản quét dài quá 200 trang nên không được nhận dạng. Hãy tách riêng phần văn bản rồi gửi lại.")
TOO_BIG = N_(
    "Ảnh lớn bất thường (quá 40 triệu điểm ảnh) nên không được mở. "
    "Hãy quét lại ở độ phân giải 200 đến 300 dpi rồi gửi lại."
)


def leaves(data: bytes, *, name: str) -> dict[str, Any]:
    """Count the pages of a scan."""
    with _refusing():
        pages = _count(data)
    if pages > MOST_PAGES:
        raise NoPage("too_many", TOO_MANY)
    return {"pages": pages}


def leaf(data: bytes, *, name: str) -> dict[str, Any]:
    """Return one page, its number given as the name: the picture in its colours and the grey one."""
    with _refusing():
        page = _straight(_page(data, int(name), LONG_SIDE))
        shown = _encoded(page.convert("RGB"), "JPEG", quality=70)
        grey = _encoded(page.convert("L"), "PNG", compress_level=1)
    return {"width": page.width, "height": page.height, "picture": shown, "grey": grey}


def closer(data: bytes, *, name: str) -> dict[str, Any]:
    """Return one page for a second look: larger, without specks, and a red seal over the words made pale."""
    from PIL import ImageFilter

    with _refusing():
        page = _straight(_page(data, int(name), round(LONG_SIDE * CLOSER)))
        grey = page.getchannel("R") if page.mode == "RGB" else page
        grey = grey.filter(ImageFilter.MedianFilter(3))
    return {"width": grey.width, "height": grey.height, "grey": _encoded(grey, "PNG", compress_level=1)}


@contextlib.contextmanager
def _refusing() -> Iterator[None]:
    """Give every failure of the libraries one name that helps."""
    import pypdfium2
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = None  # the size is asked for before anything is unpacked
    try:
        yield
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error).lower() or "security" in str(error).lower()
        raise NoPage("encrypted" if locked else "damaged", LOCKED if locked else DAMAGED) from error
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError) as error:
        raise NoPage("damaged", DAMAGED) from error


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def _count(data: bytes) -> int:
    import pypdfium2
    from PIL import Image

    if _is_pdf(data):
        document = pypdfium2.PdfDocument(data)
        try:
            return len(document)
        finally:
            document.close()
    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
        _check(image.width * image.height)
        return getattr(image, "n_frames", 1)


def _check(pixels: int) -> None:
    if pixels > MOST_PIXELS:
        raise NoPage("bomb", TOO_BIG)


def _page(data: bytes, number: int, long_side: int) -> Image:
    """Return a page in RGB or grey, its long side as asked for; pages are counted from 1."""
    return _drawn(data, number, long_side) if _is_pdf(data) else _photographed(data, number, long_side)


def _drawn(data: bytes, number: int, long_side: int) -> Image:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        page = document[number - 1]
        for held in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            wide, high = held.get_px_size()
            _check(wide * high)
        image: Image = page.render(scale=long_side / max(page.get_size())).to_pil()
        return image if image.mode in ("RGB", "L") else image.convert("RGB")
    finally:
        document.close()


def _photographed(data: bytes, number: int, long_side: int) -> Image:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "TIFF")) as image:
        if number > 1:
            image.seek(number - 1)
        _check(image.width * image.height)
        grey = image.mode in ("1", "L", "I;16")
        page = ImageOps.exif_transpose(image.convert("L" if grey else "RGB"))
    factor = long_side / max(page.size)
    return page.resize(
        (max(1, round(page.width * factor)), max(1, round(page.height * factor))), Image.Resampling.LANCZOS
    )


def _straight(page: Image) -> Image:
    """Turn a page so that its lines lie level."""
    from PIL import Image

    angle = _angle(page)
    if abs(angle) < 2 * FINE:
        return page
    white: Any = (255, 255, 255) if page.mode == "RGB" else 255
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=white)


def _angle(page: Image) -> float:
    """Return the angle at which rows of ink and rows of paper part most sharply."""
    from PIL import Image, ImageOps

    small = ImageOps.autocontrast(page.convert("L"))
    small.thumbnail((900, 900), Image.Resampling.BOX)
    ink = small.point([255] * DARK + [0] * (256 - DARK))

    def sharpness(angle: float) -> int:
        rows = ink.rotate(angle).resize((1, ink.height), Image.Resampling.BOX).tobytes()
        return sum((a - b) ** 2 for a, b in zip(rows, rows[1:], strict=False))

    steps = round(FARTHEST / STEP)
    best = max((STEP * n for n in range(-steps, steps + 1)), key=lambda angle: (sharpness(angle), -abs(angle)))
    near = round(STEP / FINE)
    return max((best + FINE * n for n in range(-near, near + 1)), key=lambda angle: (sharpness(angle), -abs(angle)))


def _encoded(image: Image, form: str, **how: Any) -> str:
    stream = io.BytesIO()
    image.save(stream, form, **how)
    return base64.b64encode(stream.getvalue()).decode()
