"""How the links to operators do, beside what the install was told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.outbox.models import SmsLink
from thongsuot.outbox.queries import told
from thongsuot.outbox.queries.linked import links, single_link

SILENT = timedelta(seconds=15)  # without a sign of life its gateway counts as gone
FORGOTTEN = timedelta(days=1)  # a link that nobody is told of any more is shown so long


@dataclass(frozen=True)
class Standing:
    """One link: what a person may know of it. `trouble` is empty where all is well."""

    name: str
    peer: str
    row: SmsLink | None
    trouble: str
    singles: bool  # whether single SMS leave by it

    @property
    def open(self) -> bool:
        """Tell whether messages can leave by it."""
        return self.row is not None and self.row.bound > 0 and not self.trouble


def standings(at: datetime) -> list[Standing]:
    """Return every link that this process is told of, and those that a gateway on another machine keeps open."""
    rows = links()
    lately = {name for name, row in rows.items() if row.seen_at and row.seen_at > at - FORGOTTEN}
    names = {*settings.SMPP_LINKS, *lately, *filter(None, [single_link()])}
    return [_standing(name, rows.get(name), at) for name in sorted(names)]


def standing_of(name: str, at: datetime) -> Standing:
    """Return one of them."""
    return _standing(name, links().get(name), at)


def _standing(name: str, row: SmsLink | None, at: datetime) -> Standing:
    peer = row.peer if row else ""
    wrong = ""
    if name in settings.SMPP_LINKS or row is None:
        try:
            peer = told.named(name).peer
        except told.Wrong as error:
            wrong = str(error)
    shown = name if told.NAME.fullmatch(name) else _("không có tên")  # whatever else it is may be an address
    return Standing(shown, peer, row, wrong or _trouble(row, at), bool(name) and name == single_link())


def _trouble(row: SmsLink | None, at: datetime) -> str:
    if row is None or row.seen_at is None:
        return _("Tiến trình gateway của kết nối này chưa chạy.")
    if row.seen_at <= at - SILENT:
        return _("Tiến trình gateway không có tín hiệu; tin đang chờ được giữ nguyên.")
    if row.bound == 0:
        return row.trouble or _("Chưa có phiên nào kết nối được; tin đang chờ được giữ nguyên.")
    return row.trouble if row.bound < row.sessions else ""
