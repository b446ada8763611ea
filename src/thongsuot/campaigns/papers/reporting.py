"""What a campaign came to, in official units: messages as operators charge for them (tin nhắn quy đổi)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils.timezone import localtime

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.engines.officialdoc import Align, Block, Column, Letterhead, Paper, Paragraph, Section, Signature, Table
from thongsuot.engines.vietnamese import grouped, padded, rate, spell_date, spell_time
from thongsuot.ledger.models import Reality

HEADER = (
    "Doanh nghiệp", "Khu vực", "Trạng thái", "Thuê bao ước tính", "Tin nhắn quy đổi ước tính",
    *(label[:1].upper() + label[1:] for label in queries.FIGURES.values()), "Loại số liệu", "SHA-256 của nhật ký",
)  # fmt: skip
MEASURED, DECLARED = "hệ thống ghi nhận", "đơn vị báo cáo"
LABELS = ("Thuê bao", "Gửi thành công/đã gửi", "Không thành công", "Chưa xác định", "Tin nhắn quy đổi")
COLUMNS = (Column("Doanh nghiệp", 4), *(Column(label, 2, Align.RIGHT) for label in LABELS))
ESTIMATES = (
    Column("Doanh nghiệp", 4), Column("Thuê bao", 2, Align.RIGHT), Column("Phần mỗi tin", 2, Align.RIGHT),
    Column("Tin nhắn quy đổi", 2, Align.RIGHT), Column("Tên định danh", 2), Column("Trạng thái", 2),
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")  # with one of these in front a spreadsheet calculates


def table(campaign: Campaign, shares: Sequence[Share], at: datetime) -> list[tuple[object, ...]]:
    """Return the sums of each operator as rows under a header; nothing of any subscriber is in them.

    What our own gateway saw and what the operator declares stand in rows of their own.
    """
    rows: list[tuple[object, ...]] = [HEADER]
    for line in queries.overview(campaign, shares, at).lines:
        log = line.tally.log_sha256 if line.tally else ""
        sides = [(MEASURED, line.measured, ""), (DECLARED, line.declared, log)]
        for kind, figures, sha256 in [side for side in sides if side[1]] or [("", {}, "")]:
            counted = [figures.get(name, "") for name in queries.FIGURES]
            rows.append(tuple(_cell(value) for value in (*_whose(campaign, line.share), *counted, kind, sha256)))
    return rows


def _whose(campaign: Campaign, share: Share) -> tuple[object, ...]:
    name, area = share.organisation.name, campaign.area.name
    return name, area, share.word, share.subscribers or "", share.converted or ""


def _cell(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def report(campaign: Campaign, shares: Sequence[Share], at: datetime) -> Paper:
    """Return the campaign's report: what was ordered, what was seen, what was declared, who took no part and why."""
    office, local = campaign.organisation, localtime(at)
    lead = (
        f"{office.name} báo cáo kết quả nhắn tin tuyên truyền theo văn bản số {campaign.number} "
        f"{spell_date(campaign.dated_on)} của {campaign.issuer_name}, ghi nhận đến {spell_time(local)} "
        f"{spell_date(local.date())}."
    )
    told = queries.overview(campaign, shares, at)
    return Paper(
        letterhead=Letterhead(
            body=office.name, parent=office.parent_name, place=office.place, symbol=f"BC-{office.symbol}"
        ),
        type_name="Báo cáo",
        subject=f"Kết quả nhắn tin tuyên truyền tại {campaign.area.name}",
        addressees=(campaign.issuer_name,),
        blocks=(Paragraph(lead), _ordered(campaign), _estimated(told), _counted(told), *_without(told)),
        recipients=("Như trên", "Lãnh đạo Sở", "Lưu: VT"),
        signatures=(Signature(post="Giám đốc"),),
        landscape=True,
        exercise=campaign.reality == Reality.EXERCISE,
    )


def _ordered(campaign: Campaign) -> Section:
    waves = "; ".join(_said(wave.starts_at) for wave in campaign.waves.all())
    lines = [
        f"Tên định danh {campaign.brand}, nội dung: “{campaign.text}”",
        f"Nội dung đính chính để sẵn: “{campaign.correction}”",
        f"{campaign.get_rule_display()}. Mỗi tin dài {padded(campaign.parts)} phần. Các lượt gửi: {waves}.",
        _approval(campaign),
        _standing(campaign),
    ]
    if campaign.corrects_id:
        lines.insert(0, "Đợt này đính chính một đợt nhắn tin đã gửi.")
    return Section("Nội dung đã phê duyệt", tuple(Paragraph(line) for line in lines))


def _said(moment: datetime) -> str:
    local = localtime(moment)
    return f"{spell_time(local)} {spell_date(local.date())}"


def _approval(campaign: Campaign) -> str:
    if campaign.approved_at is None:
        return f"Người lập: {campaign.requested_name}. Đợt nhắn tin chưa được phê duyệt."
    approved = f"{campaign.approved_name}, {_said(campaign.approved_at)}"
    whole = grouped(campaign.approved_subscribers or 0)
    return f"Người lập: {campaign.requested_name}. Người phê duyệt: {approved}; {whole} thuê bao."


def _standing(campaign: Campaign) -> str:
    """Tell how the campaign stands, and why where somebody stopped it: figures of a halted one are no full result."""
    return f"Trạng thái: {campaign.word.lower()}. {campaign.reason}".strip()


def _estimated(told: queries.Overview) -> Section:
    """Tell what each operator was to send, in the unit in which it charges, and how its part stands."""
    rows = [
        (share.organisation.name, *(grouped(each) if each else "–" for each in (share.subscribers, share.parts)),
         grouped(share.converted) if share.converted else "–", _brand(share.brand_registered), share.word)
        for share in (line.share for line in told.lines)
    ]  # fmt: skip
    whole = ("Cộng", grouped(told.subscribers), "", grouped(told.converted), "", "")
    notes = ("Cộng không gồm doanh nghiệp không tham gia hoặc không thực hiện.",)
    return Section("Ước tính của doanh nghiệp", (Table(ESTIMATES, (*rows, whole), notes=notes),))


def _brand(registered: bool | None) -> str:
    return "–" if registered is None else "đã đăng ký" if registered else "chưa đăng ký"


def _counted(told: queries.Overview) -> Section:
    blocks = [*_measured(told), *_declared(told)]
    return Section("Kết quả", tuple(blocks) or (Paragraph("Chưa có doanh nghiệp nào gửi hoặc báo số liệu."),))


def _measured(told: queries.Overview) -> list[Block]:
    """Tell what our own gateways saw, the doubt and the refusals by themselves."""
    if not told.measured:
        return []
    rows = [_row(line.share.organisation.name, line.measured) for line in told.lines if line.measured]
    sent = told.gateways.sent
    blocks: list[Block] = [
        Paragraph("Hệ thống ghi nhận khi gửi qua cổng:"),
        Table(COLUMNS, (*rows, _row("Cộng", told.measured))),
    ]
    if sent.silent:
        blocks.append(Paragraph(f"{grouped(sent.silent)} tin nhắn trung tâm đã nhận, chưa có báo kết quả đến máy."))
    if sent.uncertain:
        said = "tin nhắn chưa xác định (mất liên lạc khi đang gửi); hệ thống không tự gửi lại."
        blocks.append(Paragraph(f"{grouped(sent.uncertain)} {said}"))
    if sent.causes:
        named = "; ".join(f"{cause.words} ({cause.name}): {grouped(cause.count)}" for cause in sent.causes)
        blocks.append(Paragraph(f"Không được trung tâm tin nhắn chấp nhận: {named}."))
    return blocks


def _declared(told: queries.Overview) -> list[Block]:
    rows = [_row(line.share.organisation.name, line.declared) for line in told.lines if line.tally]
    if not rows:
        return []
    notes = ("Số liệu do doanh nghiệp báo cáo theo nhật ký của mình; không cộng với số liệu hệ thống ghi nhận.",)
    return [Paragraph("Doanh nghiệp báo cáo:"), Table(COLUMNS, (*rows, _row("Cộng", told.declared)), notes=notes)]


def _row(name: str, figures: dict[str, int]) -> tuple[str | int, ...]:
    through = rate(figures["delivered"], figures["sent"])
    return (name, figures["subscribers"], through, figures["failed"], figures["uncertain"], figures["segments"])


def _without(told: queries.Overview) -> list[Section]:
    lines = [
        f"{line.share.organisation.name}: {line.share.word.lower()}. {line.share.reason}"
        for line in told.lines
        if line.share.reason and line.tally is None and not line.measured
    ]
    return [Section("Doanh nghiệp không gửi", tuple(Paragraph(line) for line in lines))] if lines else []
