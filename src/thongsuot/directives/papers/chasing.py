"""Đôn đốc on paper and in a chat: one letter an organisation, and words for a group that name nobody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import localtime

from thongsuot.directives.models import Directive
from thongsuot.directives.papers.naming import cite, letterhead, short
from thongsuot.directives.queries import Callee, Lack
from thongsuot.engines.officialdoc import Block, Paper, Paragraph, Signature
from thongsuot.engines.vietnamese import padded, spell_date, spell_time
from thongsuot.ledger.models import Reality

OWED = {
    Lack.OPENED: "chưa mở văn bản",
    Lack.ACKNOWLEDGED: "chưa xác nhận tiếp nhận",
    Lack.REPORTED: "chưa gửi báo cáo",
}


def chat(directive: Directive, counts: Mapping[Lack, int], *, deadline: datetime | None, at: datetime) -> str:
    """Return the words for a chat group: how many still owe what, never who, never what anybody reported."""
    owed = [f"{padded(counts[lack])} đơn vị {words}" for lack, words in OWED.items() if counts.get(lack)]
    local = localtime(at)
    until = f"{short(directive)}: đến {local:%H:%M} ngày {local:%d/%m/%Y}"
    if not owed:
        return f"{until} các đơn vị đã thực hiện đầy đủ. Trân trọng cảm ơn."
    lines = [f"{until} còn {', '.join(owed)}."]
    if deadline is not None:
        due = localtime(deadline)
        lines.append(f"Thời hạn báo cáo: {due:%H:%M} ngày {due:%d/%m/%Y}.")
    return "\n".join([*lines, "Đề nghị các đơn vị mở phiếu mời đã nhận, thực hiện và báo ngay về Sở nếu có vướng mắc."])


def reminder(directive: Directive, callee: Callee, *, at: datetime) -> Paper:
    """Return the official letter that asks one organisation for what it owes; it speaks of no other."""
    department, organisation = directive.organisation, callee.organisation
    named = short(directive)
    return Paper(
        letterhead=letterhead(department),
        subject=f"đôn đốc thực hiện {named[:1].lower()}{named[1:]}",
        addressees=(organisation.name,),
        blocks=tuple(_blocks(directive, callee, at)),
        recipients=("Như trên", "Lãnh đạo Sở (để báo cáo)", "Lưu: VT"),
        signatures=(Signature(post="Giám đốc"),),
        exercise=directive.reality == Reality.EXERCISE,
    )


def _blocks(directive: Directive, callee: Callee, at: datetime) -> list[Block]:
    department, name = directive.organisation.name, callee.organisation.name
    issued = localtime(directive.issued_at)
    blocks = [f"{department} đã gửi {name} {cite(directive)} lúc {spell_time(issued)} {spell_date(issued.date())}."]
    local = localtime(at)
    until = f"Đến {spell_time(local)} {spell_date(local.date())}, {department} chưa nhận được"
    if callee.lack is not Lack.REPORTED:
        blocks.append(f"{until} xác nhận tiếp nhận văn bản của {name}.")
    if callee.deadline_at is not None:
        due = localtime(callee.deadline_at)
        when = f"{spell_time(due)} {spell_date(due.date())}"
        passed = f"đã quá thời hạn {when}" if callee.deadline_at <= at else f"thời hạn là {when}"
        owed = "báo cáo kết quả thực hiện" if callee.lack is not Lack.REPORTED else f"báo cáo của {name}"
        blocks.append(f"{until} {owed}; {passed}.")
    elif callee.lack is Lack.REPORTED:
        blocks.append(f"{until} báo cáo của {name}.")
    phone = f" (điện thoại {directive.organisation.phone})" if directive.organisation.phone else ""
    blocks.append(
        f"{department} đề nghị {name} khẩn trương thực hiện, gửi báo cáo theo yêu cầu của văn bản; "
        f"trường hợp có khó khăn, vướng mắc, đề nghị phản ánh ngay về {department}{phone} để được hướng dẫn."
    )
    return [Paragraph(text) for text in blocks]
