"""Scans: each page is drawn in the sandbox, recognised by tesseract in the same walls, looked at twice where needed."""

from __future__ import annotations

import base64
import csv
import io
import re
import shutil
import subprocess
import threading
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.engines.letter import (
    Ink,
    Placed,
    Word,
    completed,
    confidence_of,
    recognised,
    with_stamps,
    without_strokes,
)
from thongsuot.files.gateway import Unreadable, read_in_sandbox, run_in_sandbox

MIB = 1024 * 1024
AT_ONCE = 2  # pages, in one process
SECONDS, MEMORY = 60, 1024 * MIB  # a page's; memory is address space, most of it never touched
# A page below the first, or with a word of at least so many letters below the second, is looked at again.
ENOUGH, UNSURE, LONG = 86.0, 45.0, 3
ON_ITS_HEAD = 60.0  # a page below it is tried upside down too
# One mark that tesseract writes in two codes, of which Vietnamese has the first alone.
TWICE = re.compile("(?<=Đ)Ð|Ð(?=Đ)|(?<=đ)ð|⁄(?=/)|(?<=/)⁄")
ONCE = str.maketrans("Ðð⁄", "Đđ/")
WAVES, DOUBTED = ("~", "~-", "-~"), 70.0  # a dash seen as a wave stays a doubtful word, marked for people to compare
_slots = threading.BoundedSemaphore(AT_ONCE)


class NotInstalled(Exception):
    """This machine cannot recognise words."""

    def __init__(self) -> None:
        super().__init__()
        self.message = _(
            "Máy chủ chưa cài phần nhận dạng chữ (các gói tesseract-ocr và tesseract-ocr-vie). Tệp quét vẫn được giữ. "
            "Hãy báo quản trị hệ thống cài đặt, hoặc gửi bản DOCX hay PDF có lớp chữ."
        )


@dataclass(frozen=True)
class Leaf:
    """A page as it was recognised, or why it was not."""

    number: int
    words: tuple[Word, ...] = ()
    width: int = 0
    height: int = 0
    picture: bytes = b""
    trouble: str = ""
    looks: int = 0  # none at a page that had words of its own
    ink: Ink | None = None
    quarters: int = 0  # by which it was turned, beside what its lines told


def check_installed() -> None:
    """Refuse where tesseract or its Vietnamese words are missing."""
    program = shutil.which("tesseract")
    if program is None:
        raise NotInstalled
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)  # noqa: S603  # the program of this machine, without anybody's words
    if "vie" not in told.stdout.split():
        raise NotInstalled


def leaves(data: bytes, pages: int) -> Generator[Leaf, None, None]:
    """Recognise every page, two at a time, each as soon as it is done; whoever stops asking stops the work."""
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="scan") as pool:
        waiting: set[Future[Leaf]] = set()
        for number in range(1, pages + 1):
            waiting.add(pool.submit(leaf, data, number))
            if len(waiting) >= AT_ONCE:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        for future in waiting:
            yield future.result()


def leaf(data: bytes, number: int) -> Leaf:
    """Recognise one page; a page that cannot be read says why and holds up nothing."""
    with _slots:
        try:
            return _leaf(data, number)
        except Unreadable as refusal:
            return Leaf(number, trouble=refusal.message[:300])


def _leaf(data: bytes, number: int) -> Leaf:
    page = _first(data, number, quarters=0)
    if page.looks and confidence_of(page.words) < ON_ITS_HEAD:
        page = max(page, _first(data, number, quarters=2), key=lambda leaf: confidence_of(leaf.words))
    return _again(data, page) if page.looks and _wants_again(page.words) else page


def _first(data: bytes, number: int, *, quarters: int) -> Leaf:
    """Look at a page, turned by so many quarters; a page of a PDF may have words of its own."""
    drawn = read_in_sandbox("leaf", data, name=f"{number} {quarters}", seconds=SECONDS)
    page = Leaf(number, (), drawn["width"], drawn["height"], base64.b64decode(drawn["picture"]), quarters=quarters)
    if (own := drawn.get("words")) is not None:
        return replace(page, words=tuple(Word(*row) for row in own))
    words = _words(drawn, page, "4", 250)
    if told := drawn.get("ink"):
        ink = Ink(base64.b64decode(told["squares"]), told["across"], page.width / told["across"])
        words = with_stamps(without_strokes(words, ink), _words(drawn["stamps"], page, "11", 250))
        page = replace(page, ink=ink)
    return replace(page, words=tuple(words), looks=1)


def _wants_again(words: Sequence[Word]) -> bool:
    unsure = any(word.confidence < UNSURE and word.says >= LONG for word in words)
    return not words or confidence_of(words) < ENOUGH or unsure


def _again(data: bytes, page: Leaf) -> Leaf:
    """Look closer; what the first look was sure of stands."""
    try:
        drawn = read_in_sandbox("closer", data, name=f"{page.number} {page.quarters}", seconds=SECONDS)
        second = without_strokes(_words(drawn, page, "11", 300), page.ink)
    except Unreadable:
        return page
    return replace(page, words=tuple(completed(page.words, second)), looks=2)


def _words(drawn: dict[str, Any], page: Leaf, layout: str, dpi: int) -> list[Word]:
    """Return what tesseract sees in a page's picture; layout 4 is one column of text, 11 whatever stands anywhere."""
    how = ["stdin", "stdout", "-l", "vie", "--psm", layout, "--dpi", str(dpi), "-c", "tessedit_create_tsv=1"]
    picture = base64.b64decode(drawn["grey"])
    table = run_in_sandbox("tesseract", how, picture, seconds=SECONDS, memory=MEMORY).decode("utf-8", "replace")
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    seen = (row for row in rows if row["level"] == "5" and (row["text"] or "").strip())
    return [_word(row, page.width / drawn["grey_width"]) for row in seen]


def _word(row: dict[str, Any], scale: float) -> Word:
    text = TWICE.sub("", re.sub(r"\s+", " ", row["text"].strip())).translate(ONCE)
    left, top, wide, high = (int(row[name]) * scale for name in ("left", "top", "width", "height"))
    sure = float(row["conf"])
    if text in WAVES:
        text, sure = "-", min(sure, DOUBTED)
    return Word(text, round(left), round(top), round(left + wide), round(top + high), sure)


def compose(leaves: Iterable[Leaf]) -> tuple[str, list[tuple[Leaf, tuple[Placed, ...]]]]:
    """Return the whole text, page after page, and each page with its words at their places in it."""
    text = ""
    pages = []
    for page in sorted(leaves, key=lambda page: page.number):
        read = recognised(page.words, page.width)
        at = len(text)
        words = tuple(replace(placed, start=placed.start + at, end=placed.end + at) for placed in read.words)
        pages.append((page, words))
        text += f"{read.text}\n" if read.text else ""
    return text, pages


def reading_of(text: str, *, name: str, pages: int) -> dict[str, Any]:
    """Read the recognised text as any letter's, in the sandbox."""
    reading = read_in_sandbox("words", text.encode(), name=name)
    return {**reading, "format": "scan", "pages": pages}
