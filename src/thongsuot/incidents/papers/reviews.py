"""What was learnt from an incident (rút kinh nghiệm): what happened, how long it took, and what is to be done."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.timezone import localtime

from thongsuot.engines.officialdoc import (
    Block,
    Circulation,
    Column,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    Signature,
    Table,
)
from thongsuot.engines.vietnamese import padded, spell_date, spell_time
from thongsuot.incidents import queries
from thongsuot.incidents.models import Incident
from thongsuot.incidents.queries import Line
from thongsuot.ledger.models import Reality

STORY = (Column("Lúc", 2), Column("Diễn biến", 8), Column("Người ghi", 3))
TASKS = (Column("Việc", 6), Column("Ai làm", 3), Column("Tình trạng", 2))
DONE = {"open": "Chưa xong", "done": "Đã xong", "dropped": "Không cần làm"}


def review_paper(incident: Incident, at: datetime) -> Paper:
    """Return the after-action review of an incident that is over; it stays inside the enterprise."""
    with translation.override("vi"):
        office, local = incident.organisation, localtime(at)
        return Paper(
            letterhead=Letterhead(
                body=office.name, parent=office.parent_name, place=office.place, symbol=office.symbol
            ),
            type_name="Báo cáo rút kinh nghiệm",
            subject=incident.title,
            circulation=Circulation.INTERNAL,
            blocks=(
                Paragraph(f"Lập lúc {spell_time(local)} {spell_date(local.date())}."),
                Section("Tóm tắt", tuple(Paragraph(line) for line in _summary(incident))),
                Section("Diễn biến", (_story(incident),)),
                *_tasks(incident),
                Section("Bài học và việc cần làm", tuple(_lessons(incident))),
            ),
            signatures=(Signature(post="Trưởng ca trực"), Signature(post="Lãnh đạo")),
            exercise=incident.reality == Reality.EXERCISE,
        )


def _summary(incident: Incident) -> list[str]:
    ended = incident.mended_at or incident.starts_at
    lines = [
        f"Mức ưu tiên {incident.priority}: {'; '.join(queries.reasons_said(incident))}.",
        f"Bắt đầu {_said(incident.starts_at)}; khắc phục {_said(ended)}.",
        f"Kéo dài {_minutes(ended - incident.starts_at)}.",
    ]
    if incident.target_at is not None:
        kept = "đạt" if ended <= incident.target_at else "không đạt"
        lines.append(f"Phải khắc phục trước {_said(incident.target_at)}: {kept}.")
    if incident.accepted_at is not None:
        waited = _minutes(incident.accepted_at - incident.starts_at)
        lines.append(f"Tiếp nhận {_said(incident.accepted_at)} ({incident.accepted_name}), sau {waited}.")
    lines.append(f"Nguyên nhân: {incident.cause or 'chưa ghi'}.")
    lines.append(f"{incident.get_closing_display()}; kết thúc {_said(incident.closed_at or ended)}.")
    return lines


def _story(incident: Incident) -> Block:
    lines = [line for line in reversed(queries.story(incident)) if not (line.note and line.note.review)]
    return Table(STORY, tuple((_clock(line.at), _words(line), line.who) for line in lines))


def _words(line: Line) -> str:
    said = "; ".join(part for part in (line.word, line.text) if part)
    late = f" (ghi sau, lúc {_clock(line.late)})" if line.late else ""
    return f"{said}{late}"


def _tasks(incident: Incident) -> list[Block]:
    rows = tuple((task.title, task.name or "–", DONE[task.state]) for task in incident.tasks.order_by("at", "pk"))
    return [Section("Công việc", (Table(TASKS, rows),))] if rows else []


def _lessons(incident: Incident) -> list[Block]:
    found: list[Block] = [Item(f"{note.text} ({note.by_name})") for note in incident.notes.filter(review=True)]
    return found or [Paragraph("Chưa ghi bài học nào.")]


def _minutes(span: timedelta) -> str:
    return f"{padded(max(0, -(-span // timedelta(minutes=1))))} phút"


def _said(moment: datetime) -> str:
    local = localtime(moment)
    return f"{spell_time(local)} {spell_date(local.date())}"


def _clock(moment: datetime) -> str:
    return f"{localtime(moment):%H:%M %d/%m}"
