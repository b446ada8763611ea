"""Who may touch a call, and why what was told cannot be kept."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.duty import queries as duty
from thongsuot.hotline import queries
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Organisation, Person


class Unsuitable(ValueError):  # named for what happened (STYLE 10)
    """One thing that was told cannot be so; `field` names which."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


def require_operator(organisation: Organisation | int, by: Actor, at: datetime) -> None:
    """Let through who answers the hotline: by a role, or standing in one of its shifts."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    if isinstance(by, Person) and (shift := duty.shift_of(by, at)) is not None and shift.organisation_id == number:
        return
    access.require(by, *queries.OPERATORS, organisation=number, at=at)


def said(text: str, field: str) -> str:
    """Return what was said without the spaces around it; nothing is not an answer."""
    if not (plain := text.strip()):
        raise Unsuitable(field, _("Chưa ghi nội dung; chưa lưu gì."))
    return plain


def past(moment: datetime | None, field: str, *, at: datetime, since: datetime | None = None) -> datetime:
    """Return when something happened: now where nothing else was told, never ahead of us, never before its cause."""
    told = at if moment is None else moment
    if told > at:
        raise Unsuitable(field, _("Thời điểm đã nhập nằm ở tương lai; chưa lưu gì. Hãy kiểm tra lại ngày, giờ."))
    if since is not None and told < since:
        raise Unsuitable(field, _("Thời điểm trả lời sớm hơn thời điểm gọi đến; chưa lưu gì."))
    return told


def ahead(moment: datetime, field: str, *, at: datetime) -> datetime:
    """Return when something is promised for."""
    if moment <= at:
        raise Unsuitable(field, _("Thời điểm hẹn gọi lại đã qua; chưa lưu gì. Hãy nhập thời điểm sắp tới."))
    return moment
