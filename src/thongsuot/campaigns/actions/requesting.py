"""A campaign is asked for; whoever asked may withdraw it, a second person may refuse it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.actions.refusing import (
    DEPARTMENT,
    NotYet,
    Unsuitable,
    another,
    for_department,
    in_hand,
    locked,
    reasoned,
)
from thongsuot.campaigns.actions.stopping import end
from thongsuot.campaigns.actions.telling import tell_operator
from thongsuot.campaigns.models import Campaign, Share, Wave
from thongsuot.campaigns.states import BINDING, CampaignState, ShareState
from thongsuot.files import actions as files
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.actions import move
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Area, Organisation, Person

UNDER_WAY = (CampaignState.REQUESTED, *BINDING)
BRAND = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]{0,9}[A-Za-z0-9]")


@dataclass(frozen=True)
class Addressee:
    """Who is to send: an operator, perhaps its centre elsewhere with the branch here in copy."""

    operator: Organisation
    branch: Organisation | None = None


@dataclass(frozen=True)
class Wanted:
    """What is asked for, with the competent authority's document."""

    issuer_name: str
    number: str
    dated_on: date
    legal_ground: str
    area: Area
    rule: str
    audience: str
    brand: str
    text: str
    correction: str
    waves: Sequence[datetime]
    repeat: str = ""
    report_due_at: datetime | None = None


@transaction.atomic
def request(
    wanted: Wanted,
    addressees: Sequence[Addressee],
    *,
    organisation: Organisation,
    reality: str,
    by: Person,
    at: datetime,
    scan: tuple[str, bytes] | None = None,
) -> Campaign:
    """Ask for a campaign and each operator for its estimate; nothing is sent by it."""
    access.require(by, *DEPARTMENT, organisation=organisation, at=at)
    look = _checked(wanted, addressees, at)
    _asked_once(wanted, look.advice.text, organisation, reality)
    campaign = Campaign.objects.create(
        organisation=organisation,
        reality=reality,
        scan=_kept(scan, organisation, reality, by, at),
        issuer_name=wanted.issuer_name.strip(),
        number=wanted.number.strip(),
        dated_on=wanted.dated_on,
        legal_ground=wanted.legal_ground.strip(),
        area=wanted.area,
        rule=wanted.rule,
        audience=wanted.audience.strip(),
        brand=wanted.brand,
        text=look.advice.text,
        correction=queries.look_at(wanted.correction).advice.text,
        parts=look.parts,
        repeat=wanted.repeat,
        report_due_at=wanted.report_due_at,
        requested_by=by,
        requested_name=str(by),
        requested_at=at,
    )
    list_waves(campaign, wanted.waves)
    for one in addressees:
        share = Share.objects.create(
            organisation=one.operator, reality=reality, campaign=campaign, department=organisation, branch=one.branch
        )
        tell_operator(share, "đề nghị ước tính", _asked(campaign), by=by, at=at)
        carrying.begin(share)
    carrying.order(campaign, "request", by=by, at=at)
    ledger.notify(topic(campaign), organisation.pk)
    return campaign


def list_waves(campaign: Campaign, moments: Sequence[datetime]) -> None:
    """Number the waves in the order of their times."""
    for number, moment in enumerate(sorted(moments), 1):
        Wave.objects.create(
            organisation_id=campaign.organisation_id,
            reality=campaign.reality,
            campaign=campaign,
            number=number,
            starts_at=moment,
        )


def _checked(wanted: Wanted, addressees: Sequence[Addressee], at: datetime) -> queries.Look:
    """Refuse what cannot be sent or must not; return what the text takes."""
    if not BRAND.fullmatch(wanted.brand):
        said = _("Tên định danh dài 2 đến 11 ký tự, gồm chữ không dấu, số, dấu cách, chấm, gạch; chưa lưu gì.")
        raise Unsuitable("brand", said)
    for field, text in (("text", wanted.text), ("correction", wanted.correction)):
        if not text.strip():
            raise Unsuitable(field, _("Cần có cả nội dung tin nhắn và nội dung đính chính; chưa lưu gì."))
        if troubles := queries.look_at(text).troubles:
            said = _("Nội dung không gửi được như đang viết: %(what)s. Hãy sửa rồi gửi lại; chưa lưu gì.")
            raise Unsuitable(field, said % {"what": "; ".join(troubles)})
    if not wanted.legal_ground.strip() or not wanted.issuer_name.strip() or not wanted.number.strip():
        said = _("Cần nêu cơ quan có thẩm quyền, số văn bản và căn cứ pháp lý; chưa lưu gì.")
        raise Unsuitable("legal_ground", said)
    if not wanted.waves or len(set(wanted.waves)) < len(wanted.waves) or len(wanted.waves) > queries.LONGEST:
        raise Unsuitable("waves", _("Cần từ 1 đến 10 lượt gửi, không trùng giờ; chưa lưu gì."))
    if min(wanted.waves) < at:
        raise Unsuitable("waves", _("Lượt gửi đầu tiên đã qua; chưa lưu gì."))
    if not addressees or len({one.operator.pk for one in addressees}) < len(addressees):
        raise Unsuitable("operators", _("Cần chọn ít nhất một doanh nghiệp, mỗi doanh nghiệp một lần; chưa lưu gì."))
    if any(one.branch and (len(addressees) > 1 or one.branch == one.operator) for one in addressees):
        said = _(
            "Chi nhánh nhận bản sao chỉ chọn được khi đề nghị gửi cho một doanh nghiệp; hãy lập riêng đề nghị đó; "
            "chưa lưu gì."
        )
        raise Unsuitable("branch", said)  # it would see what a competitor sends
    return queries.look_at(wanted.text)


def _asked_once(wanted: Wanted, text: str, organisation: Organisation, reality: str) -> None:
    """Refuse the same request while the first one is under way: two presses of one button are one wish."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [f"campaign:{reality}", organisation.pk])
    alike = Campaign.objects.filter(
        organisation=organisation, reality=reality, issuer_name=wanted.issuer_name.strip(), corrects=None,
        number=wanted.number.strip(), area=wanted.area, text=text, state__in=UNDER_WAY,
    )  # fmt: skip
    if alike.filter(waves__starts_at=min(wanted.waves)).exists():
        raise Unsuitable(
            "number",
            _(
                "Đã có đề nghị cùng văn bản, khu vực, nội dung và giờ gửi đang được xử lý; chưa lưu gì thêm. "
                "Hãy mở đề nghị đó ở trang Nhắn tin tuyên truyền."
            ),
        )


def _kept(
    scan: tuple[str, bytes] | None, organisation: Organisation, reality: str, by: Person, at: datetime
) -> File | None:
    if scan is None:
        return None
    return files.store(scan[1], name=scan[0], organisation=organisation, reality=reality, by=by, at=at)


def _asked(campaign: Campaign) -> str:
    return (
        f"{campaign.issuer_name} có văn bản số {campaign.number} đề nghị nhắn tin đến thuê bao tại "
        f"{campaign.area.name}. Đề nghị ước tính số thuê bao, thời gian gửi và báo tên định danh đã đăng ký hay chưa."
    )


@transaction.atomic
def withdraw(campaign: Campaign, *, reason: str, by: Person, at: datetime) -> Campaign:
    """Take a campaign back before anything of it was sent to subscribers."""
    for_department(campaign, by, at)
    reason = reasoned(reason)
    return end(locked(campaign), CampaignState.WITHDRAWN, "đã rút", reason, by=by, at=at)


@transaction.atomic
def refuse(campaign: Campaign, *, reason: str, by: Person, at: datetime) -> Campaign:
    """Do not approve; the second person says why."""
    for_department(campaign, by, at)
    campaign = locked(campaign)
    another(by, than=campaign.requested_by, name=campaign.requested_name)
    reason = reasoned(reason)
    return end(campaign, CampaignState.REFUSED, "không được phê duyệt", reason, by=by, at=at)


@transaction.atomic
def leave_out(share: Share, *, reason: str, by: Person, at: datetime) -> Share:
    """Go on without an operator that has not answered, or cannot help; until the approval."""
    for_department(share.campaign, by, at)
    reason = reasoned(reason)
    row = in_hand(share)
    if row.campaign.state != CampaignState.REQUESTED:
        raise NotYet(_("Đợt đã được phê duyệt; hãy tạm dừng hoặc dừng hẳn."))
    with access.reaching(row.organisation):
        row = move(row, ShareState.LEFT_OUT, by=by, at=at, note=reason, reason=reason, ended_at=at)
        said = f"Sở ghi nhận doanh nghiệp không tham gia đợt này: {reason}"
        tell_operator(row, "không tham gia", said, by=by, at=at)
    carrying.order_one(row, "leave_out", by=by, at=at)
    return row
