"""Who may act, and why something is refused: what happened, what was kept, what to do next."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Campaign, Share
from thongsuot.campaigns.states import RUNNING
from thongsuot.links.queries import signs
from thongsuot.organisations.access import NotAllowed, reaching, require
from thongsuot.organisations.models import Organisation, Person, Role

DEPARTMENT = (Role.Name.LEADER, Role.Name.FOLLOWER)
OPERATOR = (Role.Name.CONTACT, Role.Name.LEADER, Role.Name.DUTY)


class Unsuitable(ValueError):
    """What was typed cannot be used; `field` names the place."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


class SamePerson(NotAllowed):
    """The step needs another person than the one who took the step before it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Bước này cần người thứ hai: %(name)s đã thực hiện bước trước. Chưa có gì thay đổi.") % {"name": name}
        )


class Elsewhere(NotAllowed):
    """The step is taken in another install, and comes from there."""

    def __init__(self, organisation: Organisation) -> None:
        super().__init__(
            _(
                "%(name)s thực hiện bước này trong hệ thống của mình, kết quả sẽ được chuyển đến đây; "
                "chưa có gì thay đổi."
            )
            % {"name": organisation}
        )


class Mistyped(ValueError):
    """The approver typed another area or another sum."""

    def __init__(self, area: bool, subscribers: bool) -> None:
        wrong = [_("tên khu vực")] if area else []
        wrong += [_("tổng số thuê bao ước tính")] if subscribers else []
        super().__init__(
            _("Nhập lại chưa khớp: %(what)s. Đợt nhắn tin chưa được phê duyệt; hãy đối chiếu rồi nhập lại.")
            % {"what": ", ".join(wrong)}
        )
        self.area, self.subscribers = area, subscribers


class NotYet(Exception):
    """Something must come first."""

    def __init__(self, reason: str) -> None:
        super().__init__(_("%(reason)s Chưa có gì thay đổi.") % {"reason": reason})


class Void(Exception):
    """The campaign does not run, or was halted since the order was given."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Đợt nhắn tin không ở trạng thái được gửi (chưa phê duyệt, tạm dừng, đã dừng hẳn hoặc kết thúc); "
                "chưa gửi gì."
            )
        )


class NoReason(ValueError):
    """A stop without a reason."""

    def __init__(self) -> None:
        super().__init__(_("Cần nêu lý do; chưa có gì thay đổi."))


def for_department(campaign: Campaign, by: Person, at: datetime) -> None:
    """Refuse whoever does not speak for the department."""
    if queries.led_elsewhere(campaign):
        _signed(by, campaign.organisation)
        return
    require(by, *DEPARTMENT, organisation=campaign.organisation_id, at=at)


def for_operator(share: Share, by: Person, at: datetime) -> None:
    """Refuse whoever does not speak for the operator; a department cannot release anything."""
    if queries.carried_out_elsewhere(share):
        _signed(by, share.organisation)
        return
    require(by, *OPERATOR, organisation=share.organisation_id, at=at)


def _signed(by: Person, organisation: Organisation) -> None:
    """Let only those act whom a package of the organisation's own install names; they cannot sign in here."""
    if not signs(by, organisation.pk):
        raise Elsewhere(organisation)


def reasoned(words: str) -> str:
    """Return a reason that says something."""
    if not words.strip():
        raise NoReason
    return words.strip()


def locked(campaign: Campaign | int) -> Campaign:
    """Lock the campaign: whatever moves one of its shares comes by here first."""
    number = campaign if isinstance(campaign, int) else campaign.pk
    return Campaign.objects.select_for_update(of=("self",)).select_related("organisation", "area").get(pk=number)


def in_hand(share: Share) -> Share:
    """Lock the campaign and then the share, and return the share as it stands."""
    with reaching(share.department_id, share.organisation_id):
        campaign = locked(share.campaign_id)
        row = Share.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=share.pk)
    row.campaign = campaign
    return row


def running(share: Share) -> Share:
    """Return the share, locked, if messages of it may leave."""
    row = in_hand(share)
    if row.campaign.state not in RUNNING or row.generation != row.campaign.generation:
        raise Void
    return row


def another(person: Person, *, than: Person | None, name: str) -> None:
    """Refuse the same person twice."""
    if than is not None and person.pk == than.pk:
        raise SamePerson(name)
