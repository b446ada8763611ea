"""The board on paper: what stands, until when, and room to write what comes next by hand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.timezone import localtime

from thongsuot.engines.officialdoc import Align, Circulation, Column, Letterhead, Paper, Paragraph, Section, Table
from thongsuot.engines.vietnamese import padded, spell_date, spell_time
from thongsuot.incidents import queries
from thongsuot.incidents.models import Incident
from thongsuot.ledger.models import Reality
from thongsuot.organisations.models import Organisation

COLUMNS = (
    Column("Mã", 1, Align.CENTER), Column("Ưu tiên", 1.2, Align.CENTER), Column("Sự cố", 5),
    Column("Doanh nghiệp", 2.4), Column("Bắt đầu", 1.6), Column("Phải xong trước", 1.6), Column("Tình trạng", 2.4),
    Column("Ghi tay: giờ, ai, việc", 4),
)  # fmt: skip
HOW_TO = "Khi không dùng được màn hình: ghi tay vào cột cuối, sau đó nhập lại trên hệ thống với đúng giờ đã ghi."


def board_paper(office: Organisation, rows: Sequence[Incident], at: datetime) -> Paper:
    """Return the board as it stands, for the wall of the duty room."""
    with translation.override("vi"):
        local = localtime(at)
        lines = tuple(_row(row) for row in rows)
        told = Table(COLUMNS, lines, roomy=True) if lines else Paragraph("Không có sự cố nào đang xử lý.")
        lead = Paragraph(f"Có {padded(len(rows))} sự cố đang xử lý. {HOW_TO}")
        return Paper(
            letterhead=Letterhead(
                body=office.name, parent=office.parent_name, place=office.place, symbol=office.symbol
            ),
            type_name="Danh sách sự cố",
            subject=f"Lập lúc {spell_time(local)} {spell_date(local.date())}",
            circulation=Circulation.INTERNAL,
            blocks=(Section("Sự cố đang xử lý", (lead, told)),),
            landscape=True,
            exercise=settings.REALITY == Reality.EXERCISE,
        )


def _row(row: Incident) -> tuple[str, ...]:
    why = "; ".join(queries.reasons_said(row))
    state = row.word if not row.coming else f"{row.word}; {row.coming}"
    if row.expected_at is not None:
        state = f"{state}; dự kiến {_clock(row.expected_at)}"
    number, title = str(row.pk), f"{row.title} ({why})"
    target = _clock(row.target_at) if row.target_at is not None else "–"
    return number, str(row.priority), title, row.organisation.short_name, _clock(row.starts_at), target, state, ""


def _clock(moment: datetime) -> str:
    return f"{localtime(moment):%H:%M %d/%m}"
