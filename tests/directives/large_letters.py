"""A letter of fifteen pages and eighty duties, as the engine would read it, in words or as a scan."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont
from tests.directives.letters import reading

from thongsuot.directives.actions import Sheet
from thongsuot.engines.letter import Placed, Word

FONT = Path(__file__).resolve().parents[2] / "build" / "typefaces" / "Tinos-Regular.ttf"
PAGE_LETTERS = 2900  # of a page of thirteen points
UNSURE = 8  # every so manieth duty is one that the engine is unsure of
A4 = (1240, 1754)  # 150 dpi
MARGIN, SIZE, LINE = 130, 27, 38
HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH ĐÔNG XUYÊN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 80/SKHCN-BCVT\n"
    "Đông Xuyên, ngày 03 tháng 02 năm 2020\nKính gửi: Các doanh nghiệp viễn thông, bưu chính trên địa bàn tỉnh\n"
)
DUTIES = (
    ("kiểm tra máy phát điện, ắc quy và nhiên liệu dự trữ tại cụm trạm số {}", "one_off", "telecom", "SPARE_EQUIPMENT"),
    ("bố trí ca trực lãnh đạo và ca trực ứng cứu suốt ngày đêm tại tổ số {}", "standing", "all", "DUTY_ROSTER"),
    ("sẵn sàng nhắn tin đến thuê bao của khu vực số {} khi có đề nghị", "conditional", "mobile", "MASS_SMS"),
    ("báo cáo kết quả của khu vực số {} về Sở trước 14 giờ 00 ngày 07/02/2020", "one_off", "all", "REPORT"),
)
FILLING = (
    "Thời gian qua mạng lưới trên địa bàn giữ được liên lạc ở phần lớn các xã, song một số tuyến truyền dẫn đi qua "
    "vùng núi vẫn chỉ có một hướng, nguồn điện lưới chập chờn và đường vào trạm dễ bị chia cắt khi mưa lớn kéo dài. "
)


def large_reading(*, duties: int = 80, pages: int = 15, each: int = 8, **changes: Any) -> dict[str, Any]:
    """Return what the engine reads in such a letter; every eighth duty is read with little confidence."""
    text, rows, paragraphs = HEAD, [], []
    filling = FILLING * max(1, (pages * PAGE_LETTERS - len(text)) // duties // len(FILLING))
    for place in range(duties):
        if place % each == 0:
            paragraphs.append({"number": len(paragraphs) + 1, "start": len(text), "end": len(text)})
            text += f"{len(paragraphs)}. "
        words, mode, obliged, kind = DUTIES[place % len(DUTIES)]
        text += filling
        quote = f"Các doanh nghiệp {words.format(place + 1)}."
        rows.append(_duty(quote, len(text), mode, obliged, kind, place, len(paragraphs)))
        text += quote + "\n"
        paragraphs[-1]["end"] = len(text) - 1
    told = {"number": "80/SKHCN-BCVT", "text": text, "obligations": rows, "paragraphs": paragraphs, "pages": pages}
    return reading(**{**told, **changes})


def _duty(quote: str, start: int, mode: str, obliged: str, kind: str, place: int, paragraph: int) -> dict[str, Any]:
    deadline = {"at": "2020-02-07T14:00:00+07:00", "relation": "before", "text": "trước 14 giờ 00 ngày 07/02/2020"}
    return {
        "quote": quote, "start": start, "end": start + len(quote), "mode": mode, "obliged": obliged,
        "obliged_names": [], "kind": kind, "effective_from": None, "deadline": deadline if kind == "REPORT" else None,
        "score": 0.45 if place % UNSURE == UNSURE - 1 else 0.93, "paragraph": paragraph,
    }  # fmt: skip


def sheets(text: str, *, drawn: bool = True) -> Iterator[Sheet]:
    """Yield the pages on which the text would stand, each word with its box; a word in nine is hard to read."""
    font = ImageFont.truetype(str(FONT), SIZE) if drawn else None
    page, words, number = Image.new("L", A4, "white"), list[Placed](), 1
    across, down = MARGIN, MARGIN
    for start, word in _words(text):
        wide = round(font.getlength(word)) if font and word.strip() else 13 * len(word)
        if word == "\n" or across + wide > A4[0] - MARGIN:
            across, down = MARGIN, down + LINE
        if down > A4[1] - MARGIN:
            yield _sheet(number, words, page if drawn else None)
            page, words, number, down = Image.new("L", A4, "white"), [], number + 1, MARGIN
        if word == "\n":
            continue
        if font:
            ImageDraw.Draw(page).text((across, down), word, fill="black", font=font)
        sure = 55.0 if len(words) % 9 == 8 else 96.0
        words.append(Placed(start, start + len(word), Word(word, across, down, across + wide, down + SIZE, sure)))
        across += wide + 8
    yield _sheet(number, words, page if drawn else None)


def _words(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        for word in line.split(" "):
            if word:
                yield at, word
            at += len(word) + 1
        yield at, "\n"


def _sheet(number: int, words: list[Placed], page: Image.Image | None) -> Sheet:
    stream = io.BytesIO()
    if page is not None:
        page.save(stream, "JPEG", quality=70)
    picture = stream.getvalue() or b"\xff\xd8\xff picture" + bytes([number])
    return Sheet(number, tuple(words), *A4, picture, "")
