"""Pages of a PDF that come from a scanner, and the words of those that do not."""

from __future__ import annotations

import sys
from typing import Any

from thongsuot.files.gateway.refusing import check_pixels, check_size

CERTAIN = 100.0  # per cent
HYPHENS = {0xFFFE: "-", 0x2: "-"}  # at the end of a line, as PDFium names them
FEW, FULL = 200, 0.5  # letters: fewer are an electronic stamp's; the share of a page that a scanned picture covers


def scanned_pages(data: bytes) -> int:
    """Count the pages that are pictures of paper with no words, or no more than an electronic stamp's."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return sum(_is_scanned(page) for page in document)


def check_pictures(page: Any) -> None:
    """Refuse an immense picture before it is unpacked."""
    check_size(*page.get_size())
    for held in _pictures(page):
        check_pixels(*held.get_px_size())


def words_of(data: bytes, number: int, long_side: int) -> dict[str, Any] | None:
    """Return a page's picture and its words with their boxes in it; None where there are none, or a scan holds more."""
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        page = document[number - 1]
        if not _letters(page) or _is_scanned(page):
            return None
        check_pictures(page)
        drawn = page.render(scale=long_side / max(page.get_size()))
        place = drawn.get_posconv(page)
        words = [_box(text, boxes, place) for text, boxes in _words(page.get_textpage())]
        return {"words": words, "width": drawn.width, "height": drawn.height, "picture": drawn.to_pil().convert("RGB")}


def _pictures(page: Any) -> Any:
    import pypdfium2

    return page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)


def _letters(page: Any) -> int:
    return len("".join(page.get_textpage().get_text_bounded().split()))


def _is_scanned(page: Any) -> bool:
    if _letters(page) >= FEW:
        return False
    wide, high = page.get_size()
    bounds = [held.get_bounds() for held in _pictures(page)]
    covered = sum((right - left) * (top - bottom) for left, bottom, right, top in bounds)
    return bool(covered > FULL * wide * high)


def _words(text: Any) -> list[tuple[str, list[tuple[float, float, float, float]]]]:
    """Each word of a page with the boxes of its characters."""
    from pypdfium2 import raw

    found: list[tuple[str, list[tuple[float, float, float, float]]]] = []
    inside = False
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if (ended := code == 0 or code > sys.maxunicode or chr(code).isspace()) or not inside:
            found += [] if ended else [("", [])]
        if not ended:
            word, boxes = found[-1]
            boxes.append(text.get_charbox(index))
            found[-1] = word + HYPHENS.get(code, chr(code)), boxes
        inside = not ended
    return found


def _box(text: str, boxes: list[tuple[float, float, float, float]], place: Any) -> list[Any]:
    corners = [place.to_bitmap(x, y) for left, bottom, right, top in boxes for x, y in ((left, bottom), (right, top))]
    across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return [text, min(across), min(down), max(across), max(down), CERTAIN]
