"""An organisation's own report as its official paper: a draft to read, or what was frozen with the code to check it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from thongsuot.directives.models import Directive
from thongsuot.directives.papers import cite
from thongsuot.engines.officialdoc import (
    Align,
    Block,
    Column,
    Letterhead,
    Paper,
    Paragraph,
    Section,
    Signature,
    Table,
    Verification,
    symbol_of,
)
from thongsuot.engines.vietnamese import grouped, rate, spell_date, spell_time
from thongsuot.ledger.kinds import KINDS
from thongsuot.ledger.models import Reality
from thongsuot.reports import layout, queries
from thongsuot.reports.compile import SIDES, ByKind
from thongsuot.reports.models import Channel, Report, Submission

TYPE = "Báo cáo"
HEAD_OF_IT = "Thủ trưởng đơn vị"
CHANNELS = {
    Channel.PAPER: "bản giấy",
    Channel.POST: "bản giấy gửi qua bưu chính",
    Channel.EMAIL: "thư điện tử",
    Channel.PHOTO: "ảnh chụp văn bản",
    Channel.PHONE: "điện thoại",
}
UNTOLD = "Không."


@dataclass(frozen=True)
class Said:
    """The words and figures of a report, frozen or not."""

    figures: ByKind
    narrative: Mapping[str, str]
    difficulties: str
    proposals: str


def own(submission: Submission, *, address: str) -> Paper:
    """Return what was frozen as the organisation's paper; `address` is where its code is checked."""
    kept = submission.verification
    code = queries.spelled(kept.code)
    said = Said(submission.figures, submission.narrative, submission.difficulties, submission.proposals)
    line = f"Mã xác thực {code}. Kiểm tra tại {address}"
    check = Verification(line=line, address=address)
    data = {"code": kept.code, "digest": kept.digest, "figures": submission.figures}
    return _paper(kept.head, said, submission, verification=check, data=data, lead=_came(submission))


def own_draft(report: Report, figures: ByKind, head: Mapping[str, Any]) -> Paper:
    """Return the report as it stands, marked as a draft on every page, without a code."""
    said = Said(figures, report.narrative, report.difficulties, report.proposals)
    return _paper(head, said, report, draft=True)


def _paper(
    head: Mapping[str, Any], said: Said, row: Report | Submission, *, lead: tuple[Block, ...] = (), **more: Any
) -> Paper:
    letter = _letter(head["letter"])
    opening = Paragraph(f"Thực hiện {cite(letter)}, {head['body']} báo cáo kết quả như sau:")
    return Paper(
        letterhead=Letterhead(
            body=head["body"],
            parent=head["parent"],
            place=head["place"],
            symbol=symbol_of(TYPE, head["symbol"]),
        ),
        type_name=TYPE,
        subject=f"Kết quả thực hiện {_named(letter)}",
        addressees=(head["to"],),
        blocks=(opening, *lead, *_body(said)),
        recipients=("Như trên", "Lưu: VT"),
        signatures=(_signature(head),),
        contact=head["contact"],
        exercise=row.reality == Reality.EXERCISE,
        **more,
    )


def _letter(told: Mapping[str, str]) -> Directive:
    on = date.fromisoformat(told["dated_on"]) if told["dated_on"] else None
    return Directive(**{**told, "dated_on": on})


def _named(letter: Directive) -> str:
    name = letter.doc_type or "Văn bản"
    if letter.number:
        return f"{name} số {letter.number}"
    return f"{name} {spell_date(letter.dated_on)}" if letter.dated_on else name


def _signature(head: Mapping[str, Any]) -> Signature:
    return Signature(post=head["post"] or HEAD_OF_IT, name=head["signer"], authority=tuple(head["authority"]))


def _came(submission: Submission) -> tuple[Block, ...]:
    """Say of a report entered on behalf what it was entered from, when that came, and by whom it was keyed."""
    if not submission.channel or submission.received_at is None:
        return ()
    moment = localtime(submission.received_at)
    when = f"{spell_time(moment)} {spell_date(moment.date())}"
    sender = f" của {submission.sender}" if submission.sender else ""
    text = f"Nội dung và số liệu do {submission.by_name} nhập thay từ {CHANNELS[Channel(submission.channel)]}{sender}"
    return (Paragraph(f"{text}, nhận lúc {when}."),)


def _body(said: Said) -> tuple[Block, ...]:
    return (
        Section("Kết quả thực hiện", (*_results(said), *_figures(said.figures))),
        Section("Khó khăn, tồn tại", (Paragraph(said.difficulties.strip() or UNTOLD),)),
        Section("Đề xuất, kiến nghị", (Paragraph(said.proposals.strip() or UNTOLD),)),
    )


def _results(said: Said) -> list[Block]:
    told = [(int(number), words.strip()) for number, words in said.narrative.items() if words.strip()]
    return [Section(_title(number), (Paragraph(words),)) for number, words in sorted(told)] or [
        Paragraph("Kết quả thể hiện tại bảng số liệu.")
        if said.figures
        else Paragraph("Đơn vị chưa có nội dung báo cáo.")
    ]


def _title(number: int) -> str:
    return f"Về nội dung {number}" if number else "Về phần mở đầu"


def _figures(figures: ByKind) -> list[Block]:
    rows = [row for kind in KINDS if kind in figures for row in _of_kind(kind, figures[kind])]
    if not rows:
        return []
    heads = (
        Column("Nội dung", 3),
        Column("Số liệu", 4),
        Column("Hệ thống ghi nhận", 2, Align.RIGHT),
        Column("Đơn vị báo cáo", 2, Align.RIGHT),
    )
    return [Table(heads, tuple(rows), caption="Số liệu thực hiện")]


def _of_kind(kind: str, sides: Mapping[str, dict[str, int]]) -> list[tuple[str, str, str, str]]:
    measured, declared = ({item.label: item for item in layout.items(kind, sides.get(side, {}))} for side in SIDES)
    labels = dict.fromkeys([*measured, *declared])
    return [(KINDS[kind].title, label, _value(measured.get(label)), _value(declared.get(label))) for label in labels]


def _value(item: layout.Item | None) -> str:
    if item is None:
        return "–"
    return grouped(item.part) if item.whole is None else rate(item.part, item.whole)
