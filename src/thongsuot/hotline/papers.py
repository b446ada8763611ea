"""The book of the hotline, a day at a time: what came, who took it, what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils import translation
from django.utils.timezone import localtime

from thongsuot.engines.officialdoc import Circulation, Column, Letterhead, Paper, Paragraph, Signature, Table
from thongsuot.engines.vietnamese import rate, spell_date
from thongsuot.hotline.models import HotlineCall
from thongsuot.hotline.states import CallState
from thongsuot.ledger.models import Reality
from thongsuot.organisations.models import Organisation

TYPE = "Sổ đường dây nóng"
COLUMNS = (
    Column("Giờ gọi", 2), Column("Người gọi, số điện thoại", 4), Column("Địa điểm, nội dung", 6), Column("Mức độ", 2),
    Column("Người nhận", 3), Column("Kết quả", 5),
)  # fmt: skip


def log_paper(organisation: Organisation, day: date, calls: Sequence[HotlineCall]) -> Paper:
    """Return the book of one day; what was written down later says so beside its own time."""
    with translation.override("vi"):
        said = [call for call in calls if call.state != CallState.VOID]
        answered = rate(sum(call.answered_at is not None for call in said), len(said))
        lead = f"{organisation.name}: đã trả lời {answered} tin báo qua đường dây nóng {spell_date(day)}."
        rows = tuple(_row(call) for call in calls)
        dated = spell_date(day)
        return Paper(
            letterhead=_letterhead(organisation),
            type_name=TYPE,
            subject=dated[:1].upper() + dated[1:],
            circulation=Circulation.INTERNAL,
            blocks=(Paragraph(lead), Table(COLUMNS, rows) if rows else Paragraph("Không có tin báo nào.")),
            signatures=(Signature(post="Trực điều hành"), Signature(post="Trực lãnh đạo")),
            landscape=True,
            exercise=any(call.reality == Reality.EXERCISE for call in calls),
        )


def _letterhead(office: Organisation) -> Letterhead:
    own = office.symbol or office.code.upper()
    return Letterhead(body=office.name, parent=office.parent_name, place=office.place, symbol=f"SĐDN-{own}")


def _row(call: HotlineCall) -> tuple[str, ...]:
    late = f" (ghi sau, lúc {localtime(call.at):%H:%M %d/%m/%Y})" if call.late else ""
    office = f" ({call.caller_organisation.short_name})" if call.caller_organisation is not None else ""
    return (
        f"{localtime(call.called_at):%H:%M}{late}",
        "; ".join(filter(None, [f"{call.caller}{office}", call.phone])),
        ": ".join(filter(None, [call.where, call.what])),
        str(call.get_urgency_display()),
        call.receiver,
        _outcome(call),
    )


def _outcome(call: HotlineCall) -> str:
    """Say what became of a call, and until when it is promised where nothing has yet."""
    incident = f" Sự cố: {call.incident.title}." if call.incident is not None else ""
    if call.state == CallState.CALL_BACK and call.call_back_at is not None:
        return f"{call.word} lúc {localtime(call.call_back_at):%H:%M %d/%m/%Y}.{incident}"
    if call.state != CallState.ANSWERED or call.answered_at is None:
        return f"{call.word}.{incident}"
    moment = localtime(call.answered_at)
    when = f"{moment:%H:%M}" if moment.date() == localtime(call.called_at).date() else f"{moment:%H:%M %d/%m/%Y}"
    return f"{when}, {call.answered_name}: {call.answer.rstrip('.')}.{incident}"
