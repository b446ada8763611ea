"""A ladder on paper: whom to telephone, in which order, and what to say."""

from __future__ import annotations

from datetime import datetime

from django.utils.timezone import localtime

from thongsuot.engines.officialdoc import Align, Circulation, Column, Letterhead, Paper, Paragraph, Section, Table
from thongsuot.engines.vietnamese import padded, spell_date, spell_time
from thongsuot.ledger.models import Reality
from thongsuot.paging import queries
from thongsuot.paging.models import Ladder, Rung
from thongsuot.paging.states import LadderState, PageState

STATES = {
    "": "Chưa báo",
    PageState.DUE: "Chưa báo",
    PageState.SENT: "Đã báo, chưa trả lời",
    PageState.EXPIRED: "Đã báo, không trả lời",
    PageState.SKIPPED: "Không báo được bằng tin, thư",
    PageState.DECLINED: "Không nhận được việc",
    PageState.ACCEPTED: "Đã nhận việc",
    PageState.STOPPED: "Thôi báo",
}
HOW_TO = "Gọi theo thứ tự từ trên xuống đến khi có người nhận việc; ghi giờ gọi và kết quả, nhập lại trên hệ thống."
COLUMNS = (
    Column("Số thứ tự", 0.8, Align.CENTER),
    Column("Họ và tên", 2.6),
    Column("Đơn vị", 2),
    Column("Điện thoại", 2),
    Column("Tình trạng", 2),
    Column("Gọi lúc", 1.2),
    Column("Kết quả", 2.2),
)


def call_sheet(ladder: Ladder, at: datetime) -> Paper:
    """Return the sheet by which somebody telephones the people of a ladder."""
    office, local = ladder.organisation, localtime(at)
    rows = tuple(
        (padded(rung.position), rung.name, rung.home.short_name, _number(rung, ladder), STATES[state], "", "")
        for rung, state in queries.rungs_of(ladder)
    )
    return Paper(
        letterhead=Letterhead(body=office.name, parent=office.parent_name, place=office.place, symbol=office.symbol),
        type_name="Danh sách gọi điện",
        subject=f"Lập lúc {spell_time(local)} {spell_date(local.date())}",
        circulation=Circulation.INTERNAL,
        blocks=(
            Section("Nội dung cần báo", tuple(Paragraph(line) for line in _what_to_say(ladder))),
            Section("Người cần gọi", (Paragraph(HOW_TO), Table(COLUMNS, rows, roomy=True))),
        ),
        landscape=True,
        exercise=ladder.reality == Reality.EXERCISE,
    )


def _number(rung: Rung, ladder: Ladder) -> str:
    """Return where to telephone: of people who work elsewhere the line of their organisation, never their own."""
    if rung.home_id == ladder.organisation_id:
        return rung.phone or "Chưa có"
    return f"{rung.home.phone} (số chung của đơn vị)" if rung.home.phone else "Gọi qua đơn vị"


def _what_to_say(ladder: Ladder) -> list[str]:
    opened = localtime(ladder.at)
    lines = [f"Ưu tiên {ladder.priority}, từ {spell_time(opened)} {spell_date(opened.date())}: {ladder.title}."]
    lines += [line for line in ladder.body.splitlines() if line.strip()]
    if ladder.state == LadderState.ACCEPTED:
        lines.append(f"Đã có người nhận: {ladder.accepted_by}.")
    return lines
