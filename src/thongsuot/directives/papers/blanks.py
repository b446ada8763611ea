"""Blank forms to be filled by hand: the same fields as the screens on which they are keyed later."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from django.utils.text import Truncator, capfirst

from thongsuot.directives.models import Directive, Obligation
from thongsuot.directives.papers.naming import short
from thongsuot.engines.officialdoc import Annex, Block, Column, Paragraph, Table
from thongsuot.ledger.kinds import KINDS

QUOTE = 400
LINES = 12  # empty rows of a list that grows


def _list(title: str, *columns: tuple[str, float]) -> Annex:
    empty = ("",) * len(columns)
    head = tuple(Column(name, weight) for name, weight in columns)
    return Annex(title=title, blocks=(Table(head, (empty,) * LINES, roomy=True),), landscape=True)


def _sheet(title: str, *fields: str) -> Annex:
    columns = (Column("Mục", 2), Column("Ghi", 5))
    return Annex(title=title, blocks=(Table(columns, tuple((field, "") for field in fields), roomy=True),))


RECEIPTS = _list(
    "Phiếu ghi tiếp nhận văn bản",
    ("Đơn vị", 3),
    ("Văn bản", 2),
    ("Người xác nhận", 2.4),
    ("Tiếp nhận lúc (giờ, ngày)", 2),
    ("Báo bằng", 1.6),
    ("Người ghi", 2),
)
CALLS = _list(
    "Phiếu ghi cuộc gọi đôn đốc",
    ("Đơn vị", 3),
    ("Văn bản", 2),
    ("Người nghe máy", 2.4),
    ("Gọi lúc (giờ, ngày)", 2),
    ("Kết quả", 2.4),
    ("Hẹn lúc", 1.4),
    ("Người ghi", 2),
)
INCIDENT = _sheet(
    "Phiếu tin báo, sự cố",
    "Nhận tin lúc (giờ, ngày)",
    "Người báo, đơn vị, số điện thoại",
    "Việc gì, ở đâu",
    "Bắt đầu lúc (giờ, ngày)",
    "Nơi bị ảnh hưởng, có thuộc diện ưu tiên không",
    "Đã báo cho ai, lúc nào",
    "Người nhận việc, nhận lúc",
    "Biện pháp đã thực hiện",
    "Khắc phục lúc (giờ, ngày)",
    "Người ghi, ghi lúc",
)
BLANKS = (RECEIPTS, CALLS, INCIDENT)


def blank_report(letter: Directive, duties: Iterable[Obligation]) -> Annex:
    """Return a report under a letter, by paragraph, with the figures of every kind that the paragraph asks for."""
    head = (Column("Mục", 2), Column("Ghi", 5))
    who = ("Đơn vị", "Người báo, số điện thoại", "Báo lúc (giờ, ngày)", "Người ghi, ghi lúc")
    blocks: list[Block] = [Table(head, tuple((field, "") for field in who), roomy=True)]
    for number, under in groupby(duties, key=lambda duty: duty.paragraph):
        told = list(under)
        kinds = dict.fromkeys(duty.kind for duty in told)
        words = Truncator(" ".join(duty.quote for duty in told)).chars(QUOTE)
        figures = [label for kind in kinds for label in KINDS[kind].figures.values()]
        rows = (*((capfirst(label), "") for label in dict.fromkeys(figures)), ("Kết quả thực hiện", ""))
        blocks += [Paragraph(f"Nội dung {number}. {words}" if number else words), Table(head, rows, roomy=True)]
    blocks.append(Table(head, (("Khó khăn, vướng mắc", ""), ("Đề xuất, kiến nghị", "")), roomy=True))
    return Annex(title=f"Mẫu báo cáo {short(letter)}", blocks=tuple(blocks))
