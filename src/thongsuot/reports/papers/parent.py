"""What an organisation typed, for its parent company: the same page as a table and as a document."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from thongsuot.directives.papers import cite
from thongsuot.engines.officialdoc import Align, Block, Column, Letterhead, Paper, Paragraph, Section, Table
from thongsuot.engines.tables import Cell
from thongsuot.engines.vietnamese import grouped, spell_date, spell_time
from thongsuot.ledger.kinds import KINDS
from thongsuot.ledger.models import Reality
from thongsuot.reports.queries import Group, OnePage, Passage

HEADER = ("Nội dung", "Lời của văn bản", "Kết quả thực hiện", "Loại số liệu", "Số liệu", "Giá trị", "Tệp kiểm chứng")
NOTHING = "Chưa ghi"


def table(page: OnePage) -> list[tuple[Cell, ...]]:
    """Return the page as rows: a paragraph's words once, then a line for each of its figures."""
    rows: list[tuple[Cell, ...]] = []
    for passage in page.bound:
        files = "; ".join(file.name for file in passage.files)
        told = [(_title(group), label, value) for group in passage.groups for label, value in _figures(group)]
        for place, (title, label, value) in enumerate(told or [("", "", None)]):
            first = place == 0
            head = (passage.number, passage.text, passage.words) if first else (passage.number, "", "")
            rows.append((*head, title, label, value, files if first else ""))
    for title, words in common(page):
        rows.append(("", title, words, "", "", None, ""))
    return rows


def common(page: OnePage) -> list[tuple[str, str]]:
    """Return difficulties and proposals."""
    report = page.report
    if report is None:
        return []
    return [("Khó khăn, tồn tại", report.difficulties), ("Đề xuất, kiến nghị", report.proposals)]


def _title(group: Group) -> str:
    """Return the kind as papers name it, whatever the language of the page."""
    return KINDS[group.kind].title


def _figures(group: Group) -> list[tuple[str, int]]:
    labels = KINDS[group.kind].figures
    return [(labels[name], value) for name, value in group.figures.items()]


def for_parent(page: OnePage, at: datetime) -> Paper:
    """Return the page as a document to be read and worked on, without number, date or signature."""
    office, local = page.organisation, localtime(at)
    moment = f"{spell_time(local)} {spell_date(local.date())}"
    lead = f"{office.name} báo cáo kết quả thực hiện {cite(page.directive)}, ghi nhận đến {moment}."
    blocks: list[Block] = [Paragraph(lead), _results(page)]
    blocks += [Section(title, (Paragraph(words.strip() or "Không nêu."),)) for title, words in common(page)]
    return Paper(
        letterhead=Letterhead(
            body=office.name, parent=office.parent_name, place=office.place, symbol=f"BC-{office.symbol}"
        ),
        type_name="Báo cáo",
        subject="Kết quả thực hiện theo từng nội dung của văn bản",
        blocks=tuple(blocks),
        landscape=True,
        exercise=page.directive.reality == Reality.EXERCISE,
    )


def _results(page: OnePage) -> Section:
    columns = (
        Column("TT", 1, Align.CENTER),
        Column("Nội dung của văn bản", 6),
        Column("Kết quả thực hiện", 6),
        Column("Số liệu", 5),
    )
    rows = tuple((str(p.number), p.text, p.words.strip() or NOTHING, _counted(p)) for p in page.bound)
    return Section("Kết quả thực hiện", (Table(columns, rows),) if rows else (Paragraph(NOTHING),))


def _counted(passage: Passage) -> str:
    told = [f"{grouped(value)} {label}" for group in passage.groups for label, value in _figures(group)]
    return "; ".join(told) or "–"
