"""An approved order: the file that an operator's platform reads, and the same on paper."""

from __future__ import annotations

from django.utils.timezone import localtime

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Share
from thongsuot.engines.officialdoc import Block, Column, Ground, Letterhead, Paper, Paragraph, Section, Signature, Table
from thongsuot.engines.package import spoken
from thongsuot.engines.vietnamese import grouped, padded, spell_date, spell_time
from thongsuot.ledger.models import Reality


def order_file(share: Share) -> bytes:
    """Return the order as canonical JSON; its SHA-256 stands on the page and on the paper."""
    return queries.order_bytes(share)


def signature_file(share: Share) -> bytes:
    """Return the 64 bytes of the signature over the order file, as `openssl pkeyutl -verify -rawin` reads them."""
    return queries.signature(share)


def key_file() -> bytes:
    """Return the public key with which order files are checked, as PEM."""
    return queries.signing_key().pem


def order_paper(share: Share) -> Paper:
    """Return the order for a person to read; who approved it and the file's digest stand in place of a signature."""
    campaign, office = share.campaign, share.campaign.organisation
    copies = [f"{share.branch.name} (để phối hợp)"] if share.branch else []
    return Paper(
        letterhead=Letterhead(body=office.name, parent=office.parent_name, place=office.place, symbol=office.symbol),
        subject=f"nhắn tin tuyên truyền đến thuê bao tại {campaign.area.name}",
        addressees=(share.organisation.name,),
        blocks=tuple(_blocks(share)),
        recipients=("Như trên", *copies, "Lưu: VT"),
        signatures=(Signature(post="Người phê duyệt", name=campaign.approved_name),),
        exercise=share.reality == Reality.EXERCISE,
        data=queries.order(share),
    )


def _blocks(share: Share) -> list[Block]:
    campaign = share.campaign
    source = f"văn bản số {campaign.number} {spell_date(campaign.dated_on)} của {campaign.issuer_name}"
    return [
        Ground(f"Căn cứ {campaign.legal_ground};"),
        Ground(f"Theo đề nghị tại {source}."),
        Paragraph(f"{campaign.organisation.name} đề nghị {share.organisation.name} nhắn tin như sau:"),
        Section("Phạm vi", tuple(Paragraph(line) for line in _scope(share))),
        Section("Nội dung", tuple(Paragraph(line) for line in _words(share))),
        Section("Thời gian gửi", (_waves(share), *_due(share))),
        Section("Đối chiếu", (Paragraph(_proof(share)),)),
    ]


def _scope(share: Share) -> list[str]:
    campaign = share.campaign
    return [
        f"Khu vực: {campaign.area.name}. {campaign.get_rule_display()}. Đối tượng: {campaign.audience}.",
        f"Doanh nghiệp ước tính {grouped(share.subscribers or 0)} thuê bao; mỗi tin {padded(share.parts or 0)} phần.",
        "Cho gửi đến máy thử, sau đó gửi thử 1 % thuê bao, dừng xem kết quả rồi mới gửi cho tất cả.",
    ]


def _words(share: Share) -> list[str]:
    campaign = share.campaign
    return [
        f"Tên định danh: {campaign.brand}",
        f"Nội dung tin nhắn: “{campaign.text}”",
        f"Nội dung đính chính, chỉ gửi khi Sở yêu cầu: “{campaign.correction}”",
    ]


def _waves(share: Share) -> Table:
    rows = []
    for wave in share.campaign.waves.all():
        local = localtime(wave.starts_at)
        rows.append((padded(wave.number), f"{spell_time(local)} {spell_date(local.date())}"))
    return Table((Column("Lượt", 1), Column("Bắt đầu", 5)), tuple(rows))


def _due(share: Share) -> list[Block]:
    due = share.campaign.report_due_at
    if due is None:
        return []
    local = localtime(due)
    return [Paragraph(f"Báo cáo kết quả trước {spell_time(local)} {spell_date(local.date())}.")]


def _proof(share: Share) -> str:
    campaign = share.campaign
    key = f" Mã của khóa ký tệp lệnh: {spoken(queries.signing_key().fingerprint)}." if queries.signature(share) else ""
    return (
        f"Lệnh {share.pk}, lần {share.generation}. SHA-256 của tệp lệnh: {queries.digest(share)}. "
        f"Người lập: {campaign.requested_name}. Người phê duyệt: {campaign.approved_name}.{key}"
    )
