"""In the operator's install: a campaign led elsewhere is copied here, with this operator's share alone.

The department's steps are taken by the ordinary actions, in the name of whoever took them there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions import carrying, requesting, stopping
from thongsuot.campaigns.actions.estimating import MOST_RATE, MOST_SUBSCRIBERS
from thongsuot.campaigns.actions.refusing import NotYet, Unsuitable, in_hand
from thongsuot.campaigns.actions.telling import tell_operator
from thongsuot.campaigns.models import Campaign, Carriage, Share
from thongsuot.campaigns.states import ENDED, RUNNING, CampaignState, ShareState
from thongsuot.engines.vietnamese import grouped
from thongsuot.files.models import File
from thongsuot.ledger.actions import IllegalMove, move, notify
from thongsuot.ledger.queries import topic
from thongsuot.links import actions as links
from thongsuot.links.models import Package
from thongsuot.organisations.models import Area, Organisation, Person

GONE = (CampaignState.REFUSED, CampaignState.WITHDRAWN, CampaignState.HALTED, CampaignState.CLOSED)
FROZEN = ("issuer_name", "number", "dated_on", "legal_ground", "rule", "audience", "brand", "text", "correction",
          "parts", "repeat")  # fmt: skip
ENDED_BEFORE = "Đợt nhắn tin đã kết thúc trước khi đến đây; không có gì để thực hiện."


def begin(package: Package, told: dict[str, Any], *, at: datetime) -> str:
    """Copy a campaign that is heard of for the first time; one that is over already is none of ours."""
    if told["campaign"]["state"] in GONE or told["stands"]["state"] in ENDED:
        return ENDED_BEFORE
    if package.organisation.kind != Organisation.Kind.DEPARTMENT:
        raise Unsuitable(
            "organisation", f"{package.organisation.name} không phải là Sở nên không ra lệnh nhắn tin được."
        )
    operator = Organisation.objects.filter(code=told["operator"], valid_until=None).first()
    if operator is None or Organisation.Service.MOBILE not in operator.services:
        code = told["operator"]
        said = f"Hệ thống nhận không có doanh nghiệp di động mang mã {code}; hãy đối chiếu mã trong danh bạ."
        raise Unsuitable("operator", said)
    campaign = _copied(package, told["campaign"], operator)
    requesting.list_waves(campaign, told["campaign"]["waves"])
    branch = Organisation.objects.filter(code=told["branch"], valid_until=None).first() if told["branch"] else None
    share = Share.objects.create(
        organisation=operator,
        reality=campaign.reality,
        campaign=campaign,
        department=campaign.organisation,
        branch=branch,
        generation=campaign.generation,
    )
    carriage = Carriage.objects.create(
        share=share,
        organisation=operator,
        reality=share.reality,
        key=told["share"],
        mirrored=True,
        taken=told["number"],
        known=told["taken"],
        told_at=package.created_at,
        taken_at=at,
    )
    if told["approval"] is None:
        said = (
            f"{campaign.organisation.name} chuyển văn bản số {campaign.number} của {campaign.issuer_name}: nhắn tin "
            f"đến thuê bao tại {campaign.area.name}. Đề nghị ước tính số thuê bao và thời gian gửi."
        )
        tell_operator(share, "đề nghị ước tính", said, by=links.LINE, at=at)
    notify(topic(campaign), campaign.organisation_id)
    obey(carriage, package, told, at=at)
    return ""


def obey(carriage: Carriage, package: Package, told: dict[str, Any], *, at: datetime) -> None:
    """Let the copy go where the department's campaign stands, and tell it that we know."""
    share = in_hand(carriage.share)
    campaign, by = share.campaign, _person(package, told["by"])
    _the_same(campaign, told)
    if told["stands"]["state"] == ShareState.LEFT_OUT and share.state != ShareState.LEFT_OUT:
        requesting.leave_out(share, reason=told["stands"]["reason"], by=by, at=at)
    else:
        if told["approval"] is not None and campaign.state == CampaignState.REQUESTED:
            campaign = _approved(carriage, share, package, told, at)
        _go(campaign, told["campaign"], by, at)
    carrying.report(share, "taken", by=links.LINE, at=at)


def _the_same(campaign: Campaign, told: dict[str, Any]) -> None:
    """Refuse an order of before a halt, and one whose words are not those that were asked for."""
    words = told["campaign"]
    if words["generation"] < campaign.generation:
        raise NotYet("Lệnh thuộc lần đã bị dừng hẳn hoặc rút lại nên không còn hiệu lực.")
    same = all(getattr(campaign, name) == words[name] for name in FROZEN) and campaign.area.code == words["area"]
    if not same or sorted(words["waves"]) != [wave.starts_at for wave in campaign.waves.all()]:
        raise NotYet("Lệnh khác với nội dung đã đề nghị ước tính hoặc đã phê duyệt.")


def _copied(package: Package, words: dict[str, Any], operator: Organisation) -> Campaign:
    area = Area.objects.filter(code=words["area"], valid_until=None).first()
    if area is None:
        said = f"Danh mục địa bàn của hệ thống nhận không có mã {words['area']}; hãy nạp địa bàn rồi đề nghị gửi lại."
        raise Unsuitable("area", said)
    if not queries.lies_within(area, package.organisation.area):
        said = f"{area.name} không thuộc địa bàn của {package.organisation.name}."
        raise Unsuitable("area", said)
    for name in ("text", "correction"):
        if troubles := queries.look_at(words[name]).troubles:
            raise Unsuitable(name, f"Nội dung không gửi được: {'; '.join(troubles)}.")
    attached = package.attachments.select_related("file").first()
    scan: File | None = attached.file if attached else None
    asked_by = _person(package, words["requested_by"])
    return Campaign.objects.create(
        organisation=package.organisation,
        reality=package.reality,
        scan=scan,
        area=area,
        report_due_at=words["report_due_at"],
        corrects=_corrected(package, words["corrects"], operator),
        requested_by=asked_by,
        requested_name=asked_by.name,
        requested_at=words["requested_at"],
        **{name: words[name] for name in FROZEN},
    )


def _corrected(package: Package, key: Any, operator: Organisation) -> Campaign | None:
    """Return the copy of the campaign that this one puts right."""
    if key is None:
        return None
    wrong = queries.carriage_named(str(key), package.organisation)
    if wrong is None or wrong.organisation_id != operator.pk:
        raise NotYet("Hệ thống nhận chưa biết đợt nhắn tin được đính chính.")
    return wrong.share.campaign


def _approved(carriage: Carriage, share: Share, package: Package, told: dict[str, Any], at: datetime) -> Campaign:
    """Enter the approval as it was given there: by the second person, over the estimate that it was given for."""
    approval, estimate = told["approval"], told["stands"]["estimate"]
    if estimate is None:
        raise NotYet("Lệnh không kèm ước tính đã được phê duyệt.")
    by = _person(package, approval["by"])
    if by == share.campaign.requested_by:
        raise NotYet("Lệnh do chính người lập phê duyệt.")
    if not queries.fits(approval["order"], share, estimate):
        raise NotYet("Tệp lệnh không khớp nội dung gói tin.")
    if share.state in (ShareState.ASKED, ShareState.ESTIMATED):
        _estimated(share, estimate, told["stands"]["estimated_by"], by, at)
    campaign = move(
        share.campaign,
        CampaignState.APPROVED,
        by=by,
        at=at,
        note=f"{share.campaign.area.name}: {grouped(estimate['subscribers'])} thuê bao",
        approved_by=by,
        approved_name=by.name,
        approved_at=approval["at"],
        approved_subscribers=estimate["subscribers"],  # of this operator; the sum of all stays at the department
    )
    carriage.order_bytes = approval["order"].encode()
    carriage.save(update_fields=["order_bytes"])
    if share.state not in ENDED:
        body = f"Lệnh nhắn tin cho {grouped(estimate['subscribers'])} thuê bao đã được phê duyệt. Đề nghị chấp nhận "
        tell_operator(share, "đã phê duyệt", body + "hoặc nêu lý do không thực hiện.", by=by, at=at, priority=1)
    return campaign


def _estimated(share: Share, told: dict[str, Any], name: str, by: Person, at: datetime) -> None:
    """Let the share have the estimate that was approved, where it is of a correction or was put right since."""
    if all(getattr(share, field) == value for field, value in told.items()):
        return
    most = {"subscribers": MOST_SUBSCRIBERS, "rate": MOST_RATE, "parts": 2 * share.campaign.parts}
    if not all(0 < told[field] <= value for field, value in most.items()):
        raise NotYet("Ước tính kèm lệnh vượt quá mức có thể gửi; chưa ghi nhận phê duyệt.")
    move(
        share,
        ShareState.ESTIMATED,
        by=by,
        at=at,
        note="theo số đã được phê duyệt",
        **told,
        converted=told["subscribers"] * told["parts"] * share.campaign.waves.count(),
        seconds=queries.seconds_of_wave(told["subscribers"], told["parts"], told["rate"]),
        estimated_name=name,
        estimated_at=at,
    )


def _go(campaign: Campaign, told: dict[str, Any], by: Person, at: datetime) -> None:
    """Take the step that leads from where the copy stands to where the campaign stands."""
    target, reason, state = told["state"], told["reason"], CampaignState(campaign.state)
    if target == state or (target in GONE and state in GONE):
        return
    match target:
        case CampaignState.APPROVED | CampaignState.SENDING if state == CampaignState.PAUSED:
            stopping.resume(campaign, by=by, at=at)
        case CampaignState.APPROVED | CampaignState.SENDING if state in RUNNING:
            return  # another operator, or this one, has begun
        case CampaignState.PAUSED if state in RUNNING:
            if state == CampaignState.APPROVED:  # others have begun
                campaign = move(campaign, CampaignState.SENDING, by=by, at=at)
            stopping.pause(campaign, reason=reason, by=by, at=at)
        case _:
            _end(campaign, target, reason, by, at)


def _end(campaign: Campaign, target: CampaignState, reason: str, by: Person, at: datetime) -> None:
    begun = campaign.state in (CampaignState.SENDING, CampaignState.PAUSED)
    match target:
        case CampaignState.HALTED:
            stopping.halt(campaign, reason=reason, by=by, at=at)
        case CampaignState.WITHDRAWN if begun:  # withdrawn there before our first step was known
            stopping.halt(campaign, reason=reason, by=by, at=at)
        case CampaignState.WITHDRAWN:
            requesting.withdraw(campaign, reason=reason, by=by, at=at)
        case CampaignState.REFUSED:
            requesting.refuse(campaign, reason=reason, by=by, at=at)
        case CampaignState.CLOSED:
            stopping.close(campaign, by=by, at=at)
        case _:
            raise IllegalMove(campaign, target)


def _person(package: Package, named: dict[str, str]) -> Person:
    if not named["key"]:
        raise queries.Unreadable("by")
    return links.signatory(package, key=named["key"], name=named["name"][:80])
