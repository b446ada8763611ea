"""The papers that go up: one snapshot, said to the ministry and to the provincial people's committee."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.timezone import localtime

from thongsuot.directives.models import Directive
from thongsuot.directives.papers import cite
from thongsuot.engines.officialdoc import (
    Align,
    Block,
    Column,
    Item,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    Signature,
    Table,
)
from thongsuot.engines.vietnamese import padded, rate, spell_date, spell_time
from thongsuot.ledger.kinds import KINDS
from thongsuot.ledger.models import Reality
from thongsuot.reports import queries
from thongsuot.reports.models import RegisterEntry, Snapshot
from thongsuot.reports.papers.annexes import annexes
from thongsuot.reports.papers.lines import WORDS, changes, told
from thongsuot.reports.queries import MISSING, Kept, Merged

FEW = 3  # so many organisations are named behind a sentence; of more, the number is


@dataclass(frozen=True)
class Dress:
    """What people added to a snapshot since: chosen words, number and date; and how all stood at the cut-off."""

    merged: Merged = field(default_factory=dict)
    entry: RegisterEntry | None = None
    first: Snapshot | None = None


def dress(snapshot: Snapshot, recipient: str) -> Dress:
    """Return what was added to a snapshot for one recipient."""
    first = queries.siblings_of(snapshot).defer(None).first() if snapshot.sequence else None
    return Dress(queries.merged(snapshot), queries.entry_of(snapshot, recipient), first)


def upward(snapshot: Snapshot, recipient: str, added: Dress | None = None) -> Paper:
    """Return the report of a snapshot in the form of one recipient; without a number it waits for its signature."""
    added = added or Dress()
    department, content, entry = snapshot.organisation, snapshot.content, added.entry
    blocks: list[Block] = [Paragraph(_opening(snapshot)), _results(snapshot, added.merged)]
    blocks += _words(content, added.merged)
    return Paper(
        letterhead=Letterhead(
            body=department.name,
            parent=department.parent_name,
            place=department.place,
            symbol=entry.symbol if entry is not None else queries.symbol_of(department),
            number=entry.number if entry is not None else None,
            on=entry.on if entry is not None else None,
        ),
        type_name="Báo cáo",
        subject=_subject(snapshot),
        addressees=(queries.addressee(department, recipient, at=snapshot.taken_at),),
        blocks=tuple(blocks),
        recipients=("Như trên", "Lãnh đạo Sở", "Lưu: VT"),
        signatures=(Signature(post="Giám đốc"),),
        annexes=tuple(annexes(content, recipient, added.first)),
        exercise=snapshot.reality == Reality.EXERCISE,
        data=figures_for_machines(snapshot, recipient),
    )


def figures_for_machines(snapshot: Snapshot, recipient: str) -> dict[str, Any]:
    """Return what the next level reads from the attachment instead of typing it in."""
    content = snapshot.content
    return {
        "recipient": recipient,
        "directive": snapshot.directive.number,
        "deadline": snapshot.deadline_at.isoformat() if snapshot.deadline_at else None,
        "sequence": snapshot.sequence,
        **{name: content[name] for name in ("due", "on_time", "late", "missing", "figures", "words")},
    }


def _subject(snapshot: Snapshot) -> str:
    directive = snapshot.directive
    named = f"{directive.doc_type or 'Văn bản'} số {directive.number}" if directive.number else _undated(directive)
    lead = "Bổ sung kết quả" if snapshot.sequence else "Kết quả"
    return f"{lead} thực hiện {named}"


def _undated(directive: Directive) -> str:
    name = directive.doc_type or "Văn bản"
    return f"{name} {spell_date(directive.dated_on)}" if directive.dated_on else name


def _opening(snapshot: Snapshot) -> str:
    local = localtime(snapshot.taken_at)
    moment = f"{spell_time(local)} {spell_date(local.date())}"
    supplement = " bổ sung" if snapshot.sequence else ""
    return (
        f"Thực hiện {cite(snapshot.directive)}, {snapshot.organisation.name} tổng hợp{supplement} kết quả, "
        f"chốt số liệu lúc {moment}, như sau:"
    )


def _reporting(content: dict[str, Any], merged: Merged) -> Section:
    names = {row["code"]: row["name"] for row in content["organisations"]}
    due = content["due"]
    if not due:
        return Section("Tình hình báo cáo", (Paragraph("Văn bản không giao nhiệm vụ báo cáo cho doanh nghiệp."),))
    lines = [Paragraph(f"Số đơn vị gửi báo cáo đúng hạn trên số đơn vị phải báo cáo: {rate(content['on_time'], due)}.")]
    for code, said in (("late", "Gửi sau thời điểm chốt"), ("missing", "Chưa gửi")):
        if content[code]:
            named = "; ".join(names[c] for c in content[code])
            lines.append(Paragraph(f"{said}: {padded(len(content[code]))} đơn vị ({named})."))
    lines += [Paragraph(kept.words) for kept in merged.get(MISSING, ())]
    return Section("Tình hình báo cáo", tuple(lines))


def _results(snapshot: Snapshot, merged: Merged) -> Section:
    content = snapshot.content
    items = [Item(f"{KINDS[kind].title}: {'; '.join(said)}.") for kind, said in told(content["figures"])]
    blocks: list[Block] = list(items) or [Paragraph("Chưa có số liệu được ghi nhận hoặc báo cáo.")]
    if snapshot.sequence:
        changed = [Item(f"{KINDS[kind].title}: {'; '.join(said)}.") for kind, said in changes(snapshot.delta)]
        blocks = [
            Section("Số liệu thay đổi so với báo cáo trước", tuple(changed) or (Paragraph("Không thay đổi số liệu."),)),
            Section("Số liệu đến thời điểm bổ sung", tuple(blocks)),
        ]
    counted = Table(
        columns=(Column("Kết quả thực hiện nhiệm vụ", 3), Column("Số nhiệm vụ", 1, Align.RIGHT)),
        rows=tuple((name, content["words"].get(word, 0)) for word, name in WORDS.items()),
        caption="Thống kê nhiệm vụ đã giao",
    )
    return Section(
        "Kết quả thực hiện", (_reporting(content, merged), *_by_paragraph(content, merged), *blocks, counted)
    )


def _by_paragraph(content: dict[str, Any], merged: Merged) -> list[Block]:
    """Return the chosen words under the letter's paragraphs; none before somebody chose."""
    places = [place for place in queries.place_names(content) if place.isdecimal() and merged.get(place)]
    said = [Section(f"Nội dung {place}", tuple(_kept(kept) for kept in merged[place])) for place in places]
    return [Section("Kết quả theo từng nội dung của văn bản", tuple(said))] if said else []


def _kept(kept: Kept) -> Paragraph:
    """Return a sentence with its source behind it."""
    words = kept.words.rstrip(" .;")
    words = words[:1].upper() + words[1:]  # what stood behind a semicolon begins a line of its own
    if len(kept.names) > FEW:
        return Paragraph(f"{words} ({padded(len(kept.names))} đơn vị).")
    return Paragraph(f"{words} ({'; '.join(kept.names)}).")


def _words(content: dict[str, Any], merged: Merged) -> list[Block]:
    blocks: list[Block] = []
    for field_, title in (("difficulties", "Khó khăn, tồn tại"), ("proposals", "Đề xuất, kiến nghị")):
        said = [f"{row['name']}: {row[field_].strip()}" for row in content["organisations"] if row[field_].strip()]
        lines = tuple(_kept(kept) for kept in merged[field_]) if field_ in merged else tuple(map(Paragraph, said))
        blocks.append(Section(title, lines or (Paragraph("Các đơn vị không nêu."),)))
    return blocks
