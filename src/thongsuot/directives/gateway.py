"""Scans: each page is drawn in the sandbox, recognised by tesseract in the same walls, looked at twice where needed."""

from __future__ import annotations

import base64
import csv
import io
import re
import shutil
import subprocess
import threading
from collections.abc import Generator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from thongsuot.engines.letter import Word, completed, confidence_of
from thongsuot.files.gateway import Unreadable, read_in_sandbox, run_in_sandbox

MIB = 1024 * 1024
AT_ONCE = 2  # pages, in one process
SECONDS, MEMORY = 60, 1024 * MIB  # a page's; memory is address space, most of it never touched
# A page below the first, or with a word of at least so many letters below the second, is looked at again.
ENOUGH, UNSURE, LONG = 86.0, 45.0, 3
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
    looks: int = 0


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
    drawn = read_in_sandbox("leaf", data, name=str(number), seconds=SECONDS)
    words = _words(base64.b64decode(drawn["grey"]), "4", 200)
    page = Leaf(number, tuple(words), drawn["width"], drawn["height"], base64.b64decode(drawn["picture"]), looks=1)
    return _again(data, page) if _wants_again(words) else page


def _wants_again(words: list[Word]) -> bool:
    unsure = any(word.confidence < UNSURE and len(word.text) >= LONG for word in words)
    return not words or confidence_of(words) < ENOUGH or unsure


def _again(data: bytes, page: Leaf) -> Leaf:
    """Look closer; what the first look was sure of stands."""
    try:
        drawn = read_in_sandbox("closer", data, name=str(page.number), seconds=SECONDS)
        closer = _words(base64.b64decode(drawn["grey"]), "11", 300)
    except Unreadable:
        return page
    across, down = page.width / drawn["width"], page.height / drawn["height"]
    second = [
        replace(
            word,
            left=round(word.left * across),
            right=round(word.right * across),
            top=round(word.top * down),
            bottom=round(word.bottom * down),
        )
        for word in closer
    ]
    return replace(page, words=tuple(completed(page.words, second)), looks=2)


def _words(picture: bytes, layout: str, dpi: int) -> list[Word]:
    """Return what tesseract sees in a picture; layout 4 is one column of text, 11 whatever stands anywhere."""
    how = ["stdin", "stdout", "-l", "vie", "--psm", layout, "--dpi", str(dpi), "-c", "tessedit_create_tsv=1"]
    table = run_in_sandbox("tesseract", how, picture, seconds=SECONDS, memory=MEMORY).decode("utf-8", "replace")
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [_word(row) for row in rows if row["level"] == "5" and (row["text"] or "").strip()]


def _word(row: dict[str, Any]) -> Word:
    left, top = int(row["left"]), int(row["top"])
    text = re.sub(r"\s+", " ", row["text"].strip())
    return Word(text, left, top, left + int(row["width"]), top + int(row["height"]), float(row["conf"]))


def reading_of(text: str, *, name: str, pages: int) -> dict[str, Any]:
    """Read the recognised text as any letter's, in the sandbox."""
    reading = read_in_sandbox("letter", text.encode(), name=name)
    return {**reading, "format": "scan", "pages": pages}
