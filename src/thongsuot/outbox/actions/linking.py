"""What a gateway sees of its link, for those who look on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thongsuot.ledger.actions import notify
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Organisation
from thongsuot.outbox.models import SmsLink
from thongsuot.outbox.queries.told import Told

EVERY = timedelta(seconds=5)  # how often a link that goes on as before is said to be seen


class NoOperator(LookupError):
    """No organisation has the code that a link is named by."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Không có đơn vị nào mang mã %(name)s nên kết nối nhà mạng %(name)s chưa được mở; hãy sửa TS_SMPP_LINKS.")
            % {"name": name}
        )


@transaction.atomic
def see_link(told: Told, *, bound: int, trouble: str = "", gateway: str = "", at: datetime) -> bool:
    """Write down how a link does: at once when something changed, else now and then; tell whether it was written."""
    row = SmsLink.objects.select_for_update().filter(name=told.name, reality=settings.REALITY).first()
    row = row or _new(told)
    seen = {
        "peer": told.peer,
        "rate": told.rate,
        "sessions": told.sessions,
        "bound": min(bound, told.sessions),
        "trouble": trouble,
    }
    changed = row.changed_at is None or any(getattr(row, name) != value for name, value in seen.items())
    if not changed and row.seen_at is not None and row.seen_at <= at < row.seen_at + EVERY:
        return False
    since = at if changed else row.changed_at
    rows = SmsLink.objects.filter(pk=row.pk)
    rows.update(**seen, gateway=gateway[:120], seen_at=at, changed_at=since)  # the gateway that spoke last
    if changed:
        notify(topic(row), row.organisation_id)
    return True


@transaction.atomic
def count_stranger(told: Told) -> None:
    """Count a message that answers none of ours; neither it nor its number is kept."""
    rows = SmsLink.objects.filter(name=told.name, reality=settings.REALITY)
    if not rows.update(strangers=F("strangers") + 1):
        _new(told, strangers=1)


def _new(told: Told, strangers: int = 0) -> SmsLink:
    organisation = Organisation.objects.filter(code=told.name).first()
    if organisation is None:
        raise NoOperator(told.name)
    row, _created = SmsLink.objects.get_or_create(
        name=told.name,
        reality=settings.REALITY,
        defaults={
            "organisation": organisation,
            "peer": told.peer,
            "rate": told.rate,
            "sessions": told.sessions,
            "strangers": strangers,
        },
    )
    return row
