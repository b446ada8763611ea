"""A second person of the department approves: the place and the number of people are typed again by hand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.actions.refusing import Mistyped, NotYet, another, for_department, locked
from thongsuot.campaigns.actions.telling import tell_operator
from thongsuot.campaigns.models import Campaign
from thongsuot.campaigns.states import CampaignState, ShareState
from thongsuot.engines.vietnamese import grouped
from thongsuot.ledger.actions import move
from thongsuot.organisations import access
from thongsuot.organisations.models import Person


@transaction.atomic
def approve(campaign: Campaign, *, area: str, subscribers: str, by: Person, at: datetime) -> Campaign:
    """Approve text and correction for the typed area and the typed sum of estimated subscribers."""
    for_department(campaign, by, at)
    campaign = locked(campaign)
    another(by, than=campaign.requested_by, name=campaign.requested_name)
    with access.reaching(*queries.bound(campaign).values_list("organisation_id", flat=True)):
        if names := ", ".join(share.organisation.short_name for share in queries.missing_answers(campaign)):
            said = _("Doanh nghiệp chưa trả lời: %(names)s; hãy chờ, hoặc ghi rõ là không tham gia đợt này.")
            raise NotYet(said % {"names": names})
        total = queries.sum_of_estimates(campaign)
        if not total:
            raise NotYet(_("Không có doanh nghiệp nào nhận thực hiện nên không có gì để phê duyệt."))
        if campaign.first_at is not None and campaign.first_at < at:
            raise NotYet(_("Lượt gửi đầu tiên đã qua giờ; hãy rút đợt này và lập đề nghị mới."))
        wrong_area = queries.plain(area) != queries.plain(campaign.area.name)
        wrong_sum = queries.typed_number(subscribers) != total
        if wrong_area or wrong_sum:
            raise Mistyped(wrong_area, wrong_sum)
        return _approved(campaign, total, by, at)


def _approved(campaign: Campaign, total: int, by: Person, at: datetime) -> Campaign:
    row = move(
        campaign,
        CampaignState.APPROVED,
        by=by,
        at=at,
        note=f"{campaign.area.name}: {grouped(total)} thuê bao",
        approved_by=by,
        approved_name=str(by),
        approved_at=at,
        approved_subscribers=total,
    )
    for share in queries.bound(row).filter(state=ShareState.ESTIMATED):
        body = "Lệnh nhắn tin đã được phê duyệt. Đề nghị chấp nhận hoặc nêu lý do không thực hiện."
        tell_operator(share, "đã phê duyệt", body, by=by, at=at, priority=1)
    carrying.order(row, "approve", by=by, at=at)
    return row
