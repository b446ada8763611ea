"""The duty log of a day on paper (sổ trực): the shifts, what happened, what one handed on to the next."""

from __future__ import annotations

from django.utils import translation
from django.utils.timezone import localtime

from thongsuot.duty.models import Entry, Handover
from thongsuot.duty.papers.rosters import GAP, letterhead
from thongsuot.duty.queries import DayLog, Line
from thongsuot.engines.officialdoc import Block, Circulation, Column, Item, Paper, Paragraph, Section, Signature, Table
from thongsuot.engines.vietnamese import rate, spell_date
from thongsuot.ledger.models import Reality

TYPE = "Sổ trực"
SHIFTS = (
    Column("Ca trực", 2), Column("Vị trí", 3), Column("Người trực", 3), Column("Nhận ca lúc", 3),
    Column("Người bàn giao", 3), Column("Ký nhận", 2),
)  # fmt: skip
ENTRIES = (Column("Giờ", 2), Column("Nội dung", 9), Column("Người ghi", 3))


def log_paper(told: DayLog) -> Paper:
    """Return the log of one day; whoever was on duty signs beside the shift."""
    with translation.override("vi"):
        shifts = [line.shift for line in told.lines]
        taken = rate(sum(shift.taken_at is not None for shift in shifts), len(shifts))
        lead = f"{told.organisation.name}: đã nhận {taken} ca trực bắt đầu {spell_date(told.day)}."
        realities = {row.reality for row in (*shifts, *told.entries)}
        return Paper(
            letterhead=letterhead(told.organisation, "ST"),
            type_name=TYPE,
            subject=spell_date(told.day)[:1].upper() + spell_date(told.day)[1:],
            circulation=Circulation.INTERNAL,
            blocks=(Paragraph(lead), _shifts(told), _entries(told), *_notes(told)),
            signatures=(Signature(post="Trực điều hành"), Signature(post="Trực lãnh đạo")),
            landscape=True,
            exercise=Reality.EXERCISE in realities,
        )


def _shifts(told: DayLog) -> Section:
    rows = tuple(_row(line) for line in told.lines)
    return Section("Ca trực", (Table(SHIFTS, rows, roomy=True) if rows else Paragraph("Không có ca trực nào."),))


def _row(line: Line) -> tuple[str, ...]:
    shift, handover = line.shift, line.handover
    begin, end = localtime(shift.starts_at), localtime(shift.until)
    hours = f"{begin:%H:%M}-{end:%H:%M}"
    return hours, str(shift.position), str(shift.person or GAP), _taken(handover), _handed(handover), ""


def _taken(handover: Handover | None) -> str:
    if handover is None:
        return ""
    if handover.taken_at is None:
        return handover.word
    return f"{localtime(handover.taken_at):%H:%M}, {handover.get_taken_way_display()}"


def _handed(handover: Handover | None) -> str:
    if handover is None or handover.handed_at is None:
        return ""
    return f"{handover.handed_name}, {localtime(handover.handed_at):%H:%M}"


def _entries(told: DayLog) -> Section:
    rows = tuple(_entry(entry) for entry in told.entries)
    return Section("Diễn biến", (Table(ENTRIES, rows) if rows else Paragraph("Không có nội dung ghi sổ."),))


def _entry(entry: Entry) -> tuple[str, str, str]:
    keyed = localtime(entry.at)
    late = f" (ghi sau, lúc {keyed:%H:%M %d/%m/%Y})" if entry.late else ""
    return f"{localtime(entry.happened_at):%H:%M}", f"{entry.text}{late}", entry.by_name


def _notes(told: DayLog) -> list[Block]:
    items = [Item(_said(row), tuple(Item(_matter(matter)) for matter in row.matters)) for row in told.notes]
    return [Section("Bàn giao ca", tuple(items))] if items else []


def _said(handover: Handover) -> str:
    begin = localtime(handover.shift.starts_at)
    who = f"{handover.handed_name} bàn giao cho {handover.person}" if handover.handed_name else f"{handover.person}"
    notes = handover.notes or "không có ghi chú"
    left = "; các việc còn mở khi nhận ca:" if handover.matters else "."
    return f"{handover.shift.position}, ca {begin:%H:%M}, {who}: {notes.rstrip('.')}{left}"


def _matter(matter: dict[str, str]) -> str:
    since = f" (từ {matter['since']})" if matter.get("since") else ""
    return f"{matter['title']}{since}"
