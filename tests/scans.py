"""A letter of our own as a scanner would deliver it: clean, or with all that makes scans hard; the same each time."""

from __future__ import annotations

import functools
import io
import random
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from thongsuot.engines.officialdoc import Item, Letterhead, Paper, Paragraph, Signature, to_pdf
from thongsuot.web import typefaces

PROJECT = Path(__file__).resolve().parents[1]
CREATED = datetime(2026, 2, 7, 14, 0, tzinfo=timezone(timedelta(hours=7)))
SEED = 20_200_207
RED = (205, 45, 50)

LETTER = Paper(
    letterhead=Letterhead(
        parent="Ủy ban nhân dân tỉnh Đông Xuyên",
        body="Sở Khoa học và Công nghệ",
        symbol="SKHCN-BCVT",
        place="Đông Xuyên",
        number=45,
        on=date(2020, 2, 3),
    ),
    subject="bảo đảm thông tin liên lạc phục vụ phòng, chống dịch",
    addressees=("Các doanh nghiệp viễn thông trên địa bàn tỉnh",),
    blocks=(
        Paragraph(
            "Thực hiện chỉ đạo của Ủy ban nhân dân tỉnh, Sở yêu cầu các doanh nghiệp thực hiện các nội dung sau:"
        ),
        Item("Các doanh nghiệp viễn thông kiểm tra thiết bị dự phòng tại các trạm, bố trí ca trực suốt ngày đêm."),
        Item("Bảo đảm chất lượng mạng lưới tại các bệnh viện và khu cách ly; kịp thời ứng cứu khi có sự cố."),
        Item("Nhắn tin đến thuê bao khi cơ quan có thẩm quyền đề nghị."),
        Item("Báo cáo kết quả thực hiện về Sở trước 14 giờ 00 ngày 07/02/2020 để tổng hợp."),
        Paragraph("Trong quá trình thực hiện, nếu có vướng mắc, đề nghị các doanh nghiệp phản ánh kịp thời về Sở."),
    ),
    recipients=("Như trên", "UBND tỉnh (để b/c)", "Lưu: VT, BCVT"),
    signatures=(Signature(post="Giám đốc", name="Đinh Văn Khải"),),
)


@functools.cache
def printed() -> bytes:
    """Return the letter as PDF with its text layer."""
    fonts = PROJECT / "build" / "typefaces"
    typefaces.build(PROJECT / "node_modules", fonts)
    return to_pdf(LETTER, fonts=fonts, created=CREATED)


@functools.cache
def words() -> str:
    """Return the words of the letter as they were printed."""
    document = pypdfium2.PdfDocument(printed())
    return "\n".join(page.get_textpage().get_text_bounded() for page in document).replace("\r\n", "\n")


def page(dpi: int = 200) -> Image.Image:
    """Return the letter's first page as a scanner sees it on clean glass."""
    document = pypdfium2.PdfDocument(printed())
    return document[0].render(scale=dpi / 72).to_pil().convert("RGB")


def degraded(dpi: int = 150, *, skew: float = 1.8, noise: float = 0.02, seal: bool = True) -> Image.Image:
    """Return the page badly scanned: coarse, askew, grey and specked, a red seal over the signer and the last lines."""
    image = page(dpi)
    if seal:
        _stamp(image, dpi)
    image = image.rotate(skew, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    image = Image.blend(image, Image.new("RGB", image.size, (222, 216, 205)), 0.25)
    chance = random.Random(SEED)  # noqa: S311  # specks, not secrets
    dots = ImageDraw.Draw(image)
    for _ in range(round(image.width * image.height * noise / 10)):
        at = chance.randrange(image.width), chance.randrange(image.height)
        dots.point(at, fill=(chance.randrange(40, 200),) * 3)
    return image.filter(ImageFilter.GaussianBlur(0.6))


def _stamp(image: Image.Image, dpi: int) -> None:
    seal = Image.new("RGBA", image.size)
    draw = ImageDraw.Draw(seal)
    across, down = image.width * 0.6, image.height * 0.55
    size = dpi * 0.7
    for ring in (1.0, 0.85, 0.5):
        box = (across - size * ring, down - size * ring, across + size * ring, down + size * ring)
        draw.ellipse(box, outline=(*RED, 210), width=max(2, dpi // 40))
    image.paste(Image.alpha_composite(image.convert("RGBA"), seal).convert("RGB"))


def saved(*images: Image.Image, form: str = "PNG", dpi: int = 200) -> bytes:
    """Return the pages as one file: PNG, JPEG, TIFF or PDF without a text layer."""
    stream = io.BytesIO()
    more = {"save_all": True, "append_images": list(images[1:])} if len(images) > 1 else {}
    how = {"resolution": dpi} if form == "PDF" else {"dpi": (dpi, dpi)}
    images[0].save(stream, form, **how, **more)
    return stream.getvalue()


def body(text: str) -> str:
    """Return the part of a letter between its head and its tail, where no columns stand side by side."""
    return text[text.index("Kính gửi") : text.index("Nơi nhận")]


def errors(read: str, meant: str) -> float:
    """Return the share of characters that differ, white space aside (Levenshtein's distance)."""
    one, other = "".join(read.split()), "".join(meant.split())
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, wanted in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != wanted))
    return row[-1] / len(other)
