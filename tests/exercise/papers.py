"""What stands in the papers of an exercise, read from the files as anybody would read them."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pypdfium2
from docx.table import Table
from docx.text.paragraph import Paragraph

RUNNING = re.compile(r"Văn bản phục vụ diễn tập, không có giá trị thi hành\.|DIỄN TẬP(?: \d+)?(?= )")
NUMBER = re.compile(r"(?<!\w)\d{1,3}(?:\.\d{3})*(?:/\d{1,3}(?:\.\d{3})*)?(?!\w)")
WORDS = {
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành quá hạn",
    "open_on_time": "Chưa hoàn thành trong hạn",
    "open_late": "Chưa hoàn thành quá hạn",
}


def text_of(file: Path) -> str:
    """Return the text of a paper on one line, without what runs along every page."""
    told = _pdf(file) if file.suffix == ".pdf" else _docx(file)
    return RUNNING.sub("", re.sub(r"\s+", " ", told))


def _pdf(file: Path) -> str:
    document = pypdfium2.PdfDocument(file)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _docx(file: Path) -> str:
    told = []
    for block in docx.Document(str(file)).iter_inner_content():
        if isinstance(block, Paragraph):
            told.append(block.text)
        elif isinstance(block, Table):
            told += [" ".join(cell.text for cell in row.cells) for row in block.rows]
    return "\n".join(told)


def lines(text: str) -> dict[str, list[str]]:
    """Return by title the figures of each numbered line under the results."""
    results = re.split(r"KẾT QUẢ THỰC HIỆN(?= )", text)[1].split("Bảng 1. Thống kê nhiệm vụ")[0]
    counted = re.split(r"[Ss]ố liệu đến thời điểm bổ sung", results)[-1]
    items = re.split(r"(?:^|(?<= ))(?:\d{1,2}\.|[a-zđ]\)) (?=\D)", counted)[1:]
    parts = (item.partition(": ") for item in items if not item.startswith("Tình hình báo cáo"))
    return {title: NUMBER.findall(said) for title, _, said in parts}


def reported(text: str) -> tuple[int, int] | None:
    """Return how many reports came in time of how many; nothing where none was due."""
    found = re.search(r"trên số đơn vị phải báo cáo: (\d+)/(\d+)\.", text)
    return (int(found[1]), int(found[2])) if found else None


def statistics(text: str) -> dict[str, int]:
    """Return the table of the four official words."""
    table = text.split("Thống kê nhiệm vụ đã giao")[1]
    found = {word: re.search(rf"(?<!Chưa ){name} ([\d.]+)", table) for word, name in WORDS.items()}
    return {word: int(match[1].replace(".", "")) for word, match in found.items() if match}


def organisations(file: Path) -> dict[str, dict[str, int]]:
    """Return by name the four words of each organisation, from the annex of a DOCX."""
    told = {}
    for table in docx.Document(str(file)).tables:
        head = [cell.text for cell in table.rows[0].cells]
        if head[:2] == ["TT", "Đơn vị"]:
            for row in table.rows[1:]:
                cells = dict(zip(head, (cell.text for cell in row.cells), strict=True))
                told[cells["Đơn vị"]] = {word: int(cells[name]) for word, name in WORDS.items()}
    return told
