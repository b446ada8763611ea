"""The papers that go up: one snapshot, said to the ministry and to the provincial people's committee."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from thongsuot.directives.models import Directive
from thongsuot.engines.officialdoc import (
    Align,
    Annex,
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
from thongsuot.engines.vietnamese import grouped, padded, rate, spell_date, spell_time
from thongsuot.ledger.kinds import KINDS
from thongsuot.ledger.models import Reality
from thongsuot.reports import layout, queries
from thongsuot.reports.models import Snapshot, Upward

WORDS = {
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành quá hạn",
    "open_on_time": "Chưa hoàn thành trong hạn",
    "open_late": "Chưa hoàn thành quá hạn",
}
STATUS = {"on_time": "Đã gửi đúng hạn", "late": "Gửi sau thời điểm chốt", "missing": "Chưa gửi"}
SIDES = {"measured": "hệ thống ghi nhận", "declared": "đơn vị báo cáo"}


def upward(snapshot: Snapshot, recipient: str) -> Paper:
    """Return the report of a snapshot in the form of one recipient."""
    department, content = snapshot.organisation, snapshot.content
    blocks: list[Block] = [Paragraph(_opening(snapshot)), _reporting(content), _results(snapshot)]
    blocks += _words(content)
    return Paper(
        letterhead=Letterhead(
            body=department.name,
            parent=department.parent_name,
            place=department.place,
            symbol=f"BC-{department.symbol}",
        ),
        type_name="Báo cáo",
        subject=_subject(snapshot),
        addressees=(queries.addressee(department, recipient, at=snapshot.taken_at),),
        blocks=tuple(blocks),
        recipients=("Như trên", "Lãnh đạo Sở", "Lưu: VT"),
        signatures=(Signature(post="Giám đốc"),),
        annexes=tuple(_annexes(content, recipient)),
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


def cite(directive: Directive) -> str:
    """Return the letter as an official paper names it."""
    parts = [directive.doc_type or "Văn bản"]
    if directive.number:
        parts.append(f"số {directive.number}")
    if directive.dated_on:
        parts.append(spell_date(directive.dated_on))
    if directive.issuer_name:
        parts.append(f"của {directive.issuer_name}")
    subject = directive.subject.strip()
    if subject:
        parts.append(subject if subject.lower().startswith("về") else f"về việc {subject}")
    return " ".join(parts)


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


def _reporting(content: dict[str, Any]) -> Section:
    names = {row["code"]: row["name"] for row in content["organisations"]}
    due = content["due"]
    if not due:
        return Section("Tình hình báo cáo", (Paragraph("Văn bản không giao nhiệm vụ báo cáo cho doanh nghiệp."),))
    lines = [Paragraph(f"Số đơn vị gửi báo cáo đúng hạn trên số đơn vị phải báo cáo: {rate(content['on_time'], due)}.")]
    for code, said in (("late", "Gửi sau thời điểm chốt"), ("missing", "Chưa gửi")):
        if content[code]:
            told = "; ".join(names[c] for c in content[code])
            lines.append(Paragraph(f"{said}: {padded(len(content[code]))} đơn vị ({told})."))
    return Section("Tình hình báo cáo", tuple(lines))


def _results(snapshot: Snapshot) -> Section:
    content = snapshot.content
    told = [Item(f"{KINDS[kind].title}: {'; '.join(said)}.") for kind, said in _said(content["figures"])]
    blocks: list[Block] = list(told) or [Paragraph("Chưa có số liệu được ghi nhận hoặc báo cáo.")]
    if snapshot.sequence:
        changed = [Item(f"{KINDS[kind].title}: {'; '.join(said)}.") for kind, said in _changes(snapshot.delta)]
        blocks = [
            Section("Số liệu thay đổi so với báo cáo trước", tuple(changed) or (Paragraph("Không thay đổi số liệu."),)),
            Section("Số liệu đến thời điểm bổ sung", tuple(blocks)),
        ]
    counted = Table(
        columns=(Column("Kết quả thực hiện nhiệm vụ", 3), Column("Số nhiệm vụ", 1, Align.RIGHT)),
        rows=tuple((name, content["words"].get(word, 0)) for word, name in WORDS.items()),
        caption="Thống kê nhiệm vụ đã giao",
    )
    return Section("Kết quả thực hiện", (*blocks, counted))


def _said(figures: dict[str, dict[str, dict[str, int]]]) -> Iterable[tuple[str, list[str]]]:
    for kind in KINDS:
        sides = figures.get(kind, {})
        said = [f"{name} {_line(kind, sides[side])}" for side, name in SIDES.items() if sides.get(side)]
        if said:
            yield kind, said


def _line(kind: str, figures: dict[str, int]) -> str:
    return ", ".join(
        f"{rate(item.part, item.whole)} {item.label}"
        if item.whole is not None
        else f"{grouped(item.part)} {item.label}"
        for item in layout.items(kind, figures)
    )


def _changes(delta: dict[str, dict[str, dict[str, int]]]) -> Iterable[tuple[str, list[str]]]:
    for kind in KINDS:
        said = [
            f"{SIDES[side]} {'tăng' if value > 0 else 'giảm'} {grouped(abs(value))} {KINDS[kind].figures[name]}"
            for side in SIDES
            for name, value in _in_order(kind, delta.get(kind, {}).get(side, {}))
        ]
        if said:
            yield kind, said


def _in_order(kind: str, figures: dict[str, int]) -> list[tuple[str, int]]:
    """Return the figures in the order of their kind; the database keeps none."""
    return [(name, figures[name]) for name in KINDS[kind].figures if name in figures]


def _words(content: dict[str, Any]) -> list[Block]:
    told: list[Block] = []
    for field, title in (("difficulties", "Khó khăn, tồn tại"), ("proposals", "Đề xuất, kiến nghị")):
        said = [f"{row['name']}: {row[field].strip()}" for row in content["organisations"] if row[field].strip()]
        told.append(Section(title, tuple(Paragraph(s) for s in said) or (Paragraph("Các đơn vị không nêu."),)))
    return told


def _annexes(content: dict[str, Any], recipient: str) -> Iterable[Annex]:
    if not content["organisations"]:
        return
    yield Annex(title="Tình hình thực hiện của các đơn vị", blocks=(_by_organisation(content),), landscape=True)
    if recipient == Upward.Recipient.COMMITTEE:
        yield Annex(title="Nội dung báo cáo của các đơn vị", blocks=tuple(_narratives(content)))
    else:
        yield Annex(title="Số liệu báo cáo của các đơn vị", blocks=(_figures_by_organisation(content),), landscape=True)


def _by_organisation(content: dict[str, Any]) -> Table:
    columns = [Column("TT", 1, Align.CENTER), Column("Đơn vị", 5), Column("Báo cáo", 3), Column("Thời điểm gửi", 3)]
    columns += [Column(name, 2, Align.RIGHT) for name in WORDS.values()]
    rows = [
        (
            str(number),
            row["name"],
            STATUS[row["status"]],
            _sent(row["submitted_at"]),
            *(row["words"].get(word, 0) for word in WORDS),
        )
        for number, row in enumerate(content["organisations"], start=1)
    ]
    return Table(tuple(columns), tuple(rows))


def _sent(moment: str | None) -> str:
    return f"{localtime(datetime.fromisoformat(moment)):%H:%M %d/%m/%Y}" if moment else "–"


def _figures_by_organisation(content: dict[str, Any]) -> Table:
    columns = (Column("Đơn vị", 4), Column("Nội dung", 4), Column("Số liệu", 2, Align.RIGHT), Column("Nguồn", 3))
    rows = [
        (row["name"], f"{KINDS[kind].title}: {KINDS[kind].figures[name]}", value, SIDES[side].capitalize())
        for row in content["organisations"]
        for kind in KINDS
        for side in SIDES
        for name, value in _in_order(kind, row["figures"].get(kind, {}).get(side, {}))
    ]
    return Table(columns, tuple(rows) or (("–", "Chưa có số liệu", 0, "–"),))


def _narratives(content: dict[str, Any]) -> Iterable[Block]:
    told = [row for row in content["organisations"] if any(words.strip() for words in row["narrative"].values())]
    for row in told:
        said = [
            Item(f"Nội dung {number}: {words.strip()}")
            for number, words in sorted(row["narrative"].items(), key=lambda pair: int(pair[0]))
            if words.strip()
        ]
        yield Section(row["name"], tuple(said))
    if not told:
        yield Paragraph("Các đơn vị không có nội dung báo cáo bằng lời.")
