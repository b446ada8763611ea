"""A page is turned straight, what light and shadow did to its paper is taken away, and its inks are parted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

FARTHEST, STEP, FINE = 6.0, 0.5, 0.1  # degrees a page is turned at most, and how they are tried
DARK = 60  # how much darker than the paper around it ink is
SIDEWAYS = 1.5  # how much more sharply columns part than rows where a page lies on its side
GRAIN = 16  # pixels: paper is looked at so coarsely
HALF = 128  # of full light; what is darker is taken for that dark
TINT, COLOURED = 15, 70  # how far the colours of black ink may lie apart, and those of red and blue do
HARDLY = 0.0003  # a share of the page that may be dust


def turned(page: Image, quarters: int) -> Image:
    return page.rotate(90 * quarters, expand=True) if quarters else page


def straight(page: Image) -> Image:
    """Turn a page so that its lines lie level; whether it then stands on its head only its words can tell."""
    from PIL import Image

    ink = _ink(page)
    aside = ink.rotate(90, expand=True)
    turns = [STEP * n for n in range(-round(FARTHEST / STEP), round(FARTHEST / STEP) + 1)]
    angle, sharp = _sharpest(ink, turns)
    angle_aside, sharp_aside = _sharpest(aside, turns)
    if sharp_aside > SIDEWAYS * sharp:
        page, ink, angle = page.rotate(90, expand=True), aside, angle_aside
    near = round(STEP / FINE)
    angle, _ = _sharpest(ink, [angle + FINE * n for n in range(-near, near + 1)])
    if abs(angle) < 2 * FINE:
        return page
    white: Any = (255, 255, 255) if page.mode == "RGB" else 255
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=white)


def _ink(page: Image) -> Image:
    from PIL import Image

    small = page.convert("L")
    small.thumbnail((900, 900), Image.Resampling.BOX)
    return even(small, GRAIN // 2).point([255] * (256 - DARK) + [0] * DARK)


def _sharpest(ink: Image, angles: list[float]) -> tuple[float, int]:
    """Return the angle at which rows of ink and rows of paper part most sharply, and how sharply."""
    from PIL import Image

    def sharpness(angle: float) -> int:
        rows = ink.rotate(angle).resize((1, ink.height), Image.Resampling.BOX).tobytes()
        return sum((a - b) ** 2 for a, b in zip(rows, rows[1:], strict=False))

    told = {angle: sharpness(angle) for angle in angles}
    best = max(told, key=lambda angle: (told[angle], -abs(angle)))
    return best, told[best]


def even(grey: Image, grain: int = GRAIN) -> Image:
    """Take away what light and shadow did to the paper: all of it becomes white, and ink as dark as in full light."""
    from PIL import Image, ImageChops, ImageFilter

    coarse = grey.resize((max(1, grey.width // grain), max(1, grey.height // grain)), Image.Resampling.BOX)
    paper = coarse.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(2))
    paper = paper.resize(grey.size, Image.Resampling.BILINEAR)
    lit = ImageChops.add(grey, ImageChops.invert(paper))
    twice = lit.point([max(0, 2 * n - 255) for n in range(256)])
    lacking = paper.point([255 if n < HALF else round(255 * (255 / n - 1)) for n in range(256)])
    return Image.composite(twice, lit, lacking)


def inks(page: Image) -> tuple[Image, Image | None]:
    """Part black ink from red and blue on even paper: seals, signatures and stamps leave the words that they lie on.

    The second picture says how coloured each place is; there is none where the page has hardly any colour.
    """
    from PIL import ImageChops

    if page.mode != "RGB":
        return even(page.convert("L")), None
    red, green, blue = map(even, page.split())  # first, or the light that coloured ink reflects would pass for paper
    lightest = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    colour = ImageChops.subtract(lightest, ImageChops.darker(ImageChops.darker(red, green), blue))
    some = sum(colour.histogram()[COLOURED:]) > HARDLY * page.width * page.height
    paled = colour.point([min(255, max(0, n - TINT) * 2) for n in range(256)])
    return ImageChops.add(lightest, paled), colour if some else None


def in_black(colour: Image) -> Image:
    """Return coloured ink as black on white."""
    return colour.point([255 - min(255, max(0, n - COLOURED // 2) * 3) for n in range(256)])


def coarsely(colour: Image) -> Image:
    """Return how much of each little square is coloured ink."""
    from PIL import Image

    strong = colour.point([0] * (COLOURED // 2) + [255] * (256 - COLOURED // 2))
    return strong.resize((max(1, colour.width // GRAIN), max(1, colour.height // GRAIN)), Image.Resampling.BOX)
