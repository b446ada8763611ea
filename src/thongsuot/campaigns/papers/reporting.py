"""What a campaign came to, in official units: messages as operators charge for them (tin nhắn quy đổi)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.engines.officialdoc import Align, Block, Column, Letterhead, Paper, Paragraph, Section, Table
from thongsuot.engines.vietnamese import grouped, padded, rate, spell_date, spell_time
from thongsuot.ledger.models import Reality

HEADER = (
    "Doanh nghiệp", "Khu vực", "Trạng thái", "Thuê bao ước tính", "Tin nhắn quy đổi ước tính",
    *(label[:1].upper() + label[1:] for label in queries.FIGURES.values()), "Loại số liệu", "SHA-256 của nhật ký",
)  # fmt: skip
DECLARED = "đơn vị báo cáo"
NUMBER = Align.RIGHT


def table(campaign: Campaign, shares: Sequence[Share]) -> list[tuple[object, ...]]:
    """Return the sums of each operator as rows under a header; nothing of any subscriber is in them."""
    rows: list[tuple[object, ...]] = [HEADER]
    for line in queries.overview(campaign, shares).lines:
        share, tally = line.share, line.tally
        counted = [line.declared.get(name, "") for name in queries.FIGURES]
        told = (share.organisation.name, campaign.area.name, share.word, share.subscribers or "", share.converted or "")
        rows.append((*told, *counted, DECLARED if tally else "", tally.log_sha256 if tally else ""))
    return rows


def report(campaign: Campaign, shares: Sequence[Share], at: datetime) -> Paper:
    """Return the campaign's report: what was ordered, what operators declared, who took no part and why."""
    office, local = campaign.organisation, localtime(at)
    lead = (
        f"{office.name} báo cáo kết quả nhắn tin tuyên truyền theo văn bản số {campaign.number} "
        f"{spell_date(campaign.dated_on)} của {campaign.issuer_name}, ghi nhận đến {spell_time(local)} "
        f"{spell_date(local.date())}."
    )
    told = queries.overview(campaign, shares)
    return Paper(
        letterhead=Letterhead(
            body=office.name, parent=office.parent_name, place=office.place, symbol=f"BC-{office.symbol}"
        ),
        type_name="Báo cáo",
        subject=f"Kết quả nhắn tin tuyên truyền tại {campaign.area.name}",
        blocks=(Paragraph(lead), _ordered(campaign), _counted(told), *_without(told)),
        landscape=True,
        exercise=campaign.reality == Reality.EXERCISE,
    )


def _ordered(campaign: Campaign) -> Section:
    waves = campaign.waves.count()
    lines = [
        f"Tên định danh {campaign.brand}, nội dung: “{campaign.text}”",
        f"Mỗi tin dài {padded(campaign.parts)} phần; {padded(waves)} lượt gửi. {campaign.get_rule_display()}.",
        f"Phê duyệt: {campaign.approved_name or 'chưa phê duyệt'}; "
        f"{grouped(campaign.approved_subscribers or 0)} thuê bao.",
    ]
    if campaign.corrects_id:
        lines.insert(0, "Đợt này đính chính một đợt nhắn tin đã gửi.")
    return Section("Nội dung đã phê duyệt", tuple(Paragraph(line) for line in lines))


def _counted(told: queries.Overview) -> Section:
    labels = ("Thuê bao", "Gửi thành công/đã gửi", "Không thành công", "Chưa xác định", "Tin nhắn quy đổi")
    columns = (Column("Doanh nghiệp", 4), *(Column(label, 2, NUMBER) for label in labels))
    rows = [_row(line.share.organisation.name, line.declared) for line in told.lines if line.tally]
    if not rows:
        return Section("Kết quả", (Paragraph("Chưa có doanh nghiệp nào báo số liệu."),))
    notes = ("Số liệu do doanh nghiệp báo cáo theo nhật ký của mình.",)
    blocks: tuple[Block, ...] = (Table(columns, (*rows, _row("Cộng", told.declared)), notes=notes),)
    return Section("Kết quả", blocks)


def _row(name: str, figures: dict[str, int]) -> tuple[str | int, ...]:
    through = rate(figures["delivered"], figures["sent"])
    return (name, figures["subscribers"], through, figures["failed"], figures["uncertain"], figures["segments"])


def _without(told: queries.Overview) -> list[Section]:
    lines = [
        f"{line.share.organisation.name}: {line.share.word.lower()}. {line.share.reason}"
        for line in told.lines
        if line.share.reason and line.tally is None
    ]
    return [Section("Doanh nghiệp không gửi", tuple(Paragraph(line) for line in lines))] if lines else []
