"""Scan a printed letter: signed and sealed, stamped on arrival, and with what goes wrong on the glass."""

from __future__ import annotations

import io
import math
import random
from collections.abc import Callable

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont
from tests.printing.press import FACES, POINTS, Printed

RED, BLUE = (196, 38, 46), (32, 58, 160)
MILLIMETRES = 25.4
Fault = Callable[[Image.Image, int, random.Random], Image.Image]


def scanned(letter: Printed, fault: str, dpi: int = 200) -> list[Image.Image]:
    """Return the pages of a letter as a scanner of so many dots an inch gives them, with the faults of that name."""
    document = pypdfium2.PdfDocument(letter.pdf)
    pages = [page.render(scale=dpi / POINTS).to_pil().convert("RGB") for page in document]
    chance = random.Random(f"{letter.name} {fault} {dpi}")  # noqa: S311  # faults, not secrets
    if fault in SIGNED:
        _sign(pages[-1], letter.signed_at, dpi, chance)
        _arrive(pages[0], dpi, chance)
    for step in FAULTS[fault]:
        pages = [step(page, dpi, chance) for page in pages]
    return pages


def _sign(page: Image.Image, at: tuple[float, float], dpi: int, chance: random.Random) -> None:
    """Sign in blue above the name and put the red seal over the left third of it, its ink upon the words."""
    unit = dpi / MILLIMETRES
    across, down = at[0] * page.width, at[1] * page.height - 13 * unit
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    stroke = [
        (
            across + (step - 20) * 0.9 * unit,
            down + math.sin(step * 0.9) * (9 - step * 0.15) * unit * chance.uniform(0.6, 1),
        )
        for step in range(41)
    ]
    draw.line(stroke, fill=BLUE, width=max(2, round(0.5 * unit)), joint="curve")
    left = across - 15 * unit
    for radius, width in ((17.5, 0.8), (15.5, 0.3), (9, 0.3)):
        box = (left - radius * unit, down - radius * unit, left + radius * unit, down + radius * unit)
        draw.ellipse(box, outline=RED, width=max(1, round(width * unit)))
    _around(layer, "CƠ QUAN BAN HÀNH * VĂN BẢN GIẤY * ", (left, down), 12.6 * unit, 3.2 * unit)
    _star(draw, (left, down), 6 * unit)
    page.paste(ImageChops.multiply(page, layer))


def _around(layer: Image.Image, words: str, at: tuple[float, float], radius: float, size: float) -> None:
    font = ImageFont.truetype(str(FACES / "Tinos-Bold.ttf"), max(6, round(size)))
    for number, letter in enumerate(words):
        angle = number * 360 / len(words)
        tile = Image.new("L", (round(size * 2), round(size * 2)))
        ImageDraw.Draw(tile).text((size, size), letter, fill=255, font=font, anchor="mm")
        tile = tile.rotate(-angle, Image.Resampling.BICUBIC)
        turn = math.radians(angle - 90)
        place = round(at[0] + radius * math.cos(turn) - size), round(at[1] + radius * math.sin(turn) - size)
        layer.paste(RED, place, tile)


def _star(draw: ImageDraw.ImageDraw, at: tuple[float, float], size: float) -> None:
    points = [
        (at[0] + size * reach * math.sin(step * math.pi / 5), at[1] - size * reach * math.cos(step * math.pi / 5))
        for step, reach in enumerate((1.0, 0.4) * 5)
    ]
    draw.polygon(points, outline=RED, width=2)


def _arrive(page: Image.Image, dpi: int, chance: random.Random) -> None:
    """Stamp the letter as one that came in, in the corner above the letterhead."""
    unit = dpi / MILLIMETRES
    stamp = Image.new("RGB", (round(46 * unit), round(19 * unit)), "white")
    draw = ImageDraw.Draw(stamp)
    draw.rectangle((2, 2, stamp.width - 3, stamp.height - 3), outline=RED, width=max(2, round(0.5 * unit)))
    font = ImageFont.truetype(str(FACES / "Tinos-Bold.ttf"), round(3.6 * unit))
    day = f"{chance.randrange(1, 28):02}/{chance.randrange(1, 12):02}"
    for row, words in enumerate(("VĂN THƯ", f"ĐẾN  Số: {chance.randrange(200, 9000)}", f"Ngày: {day}")):
        draw.text((4 * unit, (1.5 + 5.5 * row) * unit), words, fill=RED, font=font)
    stamp = stamp.rotate(chance.uniform(-4, 4), Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    place = round(9 * unit), round(3 * unit)
    page.paste(ImageChops.multiply(page.crop((*place, place[0] + stamp.width, place[1] + stamp.height)), stamp), place)


def _skewed(page: Image.Image, dpi: int, chance: random.Random) -> Image.Image:
    angle = chance.choice((-1, 1)) * chance.uniform(1.0, 3.2)
    return page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))


def _noisy(page: Image.Image, dpi: int, chance: random.Random) -> Image.Image:
    """Grey paper, grain over all of it, and specks."""
    page = Image.blend(page, Image.new("RGB", page.size, (214, 208, 196)), 0.22)
    grain = Image.frombytes("L", page.size, chance.randbytes(page.width * page.height))
    page = Image.blend(page, grain.convert("RGB"), 0.14)
    specks = Image.frombytes("L", page.size, chance.randbytes(page.width * page.height)).point([255] + [0] * 255)
    page.paste((70, 70, 70), mask=specks)
    return page


def _blurred(page: Image.Image, dpi: int, chance: random.Random) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(0.9 * dpi / 200))


def _squeezed(page: Image.Image, dpi: int, chance: random.Random) -> Image.Image:
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=28)
    return Image.open(stream).convert("RGB")


def _shaded(page: Image.Image, dpi: int, chance: random.Random) -> Image.Image:
    """Light that falls off to one side, and the shadow of a binding."""
    fall = Image.linear_gradient("L").rotate(90 * chance.randrange(4)).resize(page.size)
    page = ImageChops.multiply(page, fall.point([110 + round(145 * n / 255) for n in range(256)]).convert("RGB"))
    band = Image.new("L", page.size, 255)
    at, wide = round(page.width * chance.uniform(0.02, 0.05)), round(page.width * 0.03)
    ImageDraw.Draw(band).rectangle((at - wide, 0, at, page.height), fill=120)
    return ImageChops.multiply(page, band.filter(ImageFilter.GaussianBlur(wide / 2)).convert("RGB"))


def _turned(quarters: int) -> Fault:
    return lambda page, dpi, chance: page.rotate(90 * quarters, expand=True)


FAULTS: dict[str, tuple[Fault, ...]] = {
    "clean": (),
    "skew": (_skewed,),
    "noise": (_noisy,),
    "blur": (_blurred, _squeezed),
    "seal": (),
    "light": (_shaded,),
    "hard": (_shaded, _skewed, _noisy, _blurred, _squeezed),
    "left": (_skewed, _turned(1)),
    "over": (_skewed, _turned(2)),
    "right": (_skewed, _turned(3)),
}
SIGNED = {"seal", "hard", "left", "over", "right"}
