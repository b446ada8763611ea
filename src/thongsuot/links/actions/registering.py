"""A person enters another install, says where it listens, and stops speaking with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.ledger.actions import amend
from thongsuot.links import queries
from thongsuot.links.actions.comparing import Unusable, compared, kept_by, usable
from thongsuot.links.actions.pinning import end_key, pin, tell
from thongsuot.links.models import Install
from thongsuot.organisations.models import Act, Actor, Organisation


@dataclass(frozen=True)
class Registration:
    """What a person enters of another install: the key as it was sent, the fingerprint as it was read out."""

    organisation: Organisation
    address: str
    key: str
    fingerprint: str


@transaction.atomic
def register(told: Registration, *, by: Actor, at: datetime) -> Install:
    """Enter an install and pin its first key."""
    kept_by(by, at)
    key = compared(told.key, told.fingerprint)
    address = usable(told.address)
    if queries.install_of(told.organisation):
        raise Unusable("organisation", _("Đơn vị này đã có hệ thống liên thông; chưa có gì thay đổi."))
    install = Install.objects.create(
        organisation=told.organisation,
        reality=settings.REALITY,
        address=address,
        valid_from=at,
        at=at,
        **Act.fields_of(by),
    )
    pin(install, key, by=by, at=at)
    return install


@transaction.atomic
def redirect(install: Install, *, address: str, version: int, by: Actor, at: datetime) -> Install:
    """Say where an install listens from now on; what stood before is kept."""
    kept_by(by, at)
    row = amend(install, version=version, by=by, at=at, address=usable(address))
    Install.objects.filter(pk=row.pk).update(due_at=None)
    tell(row)
    return row


class StillWaiting(ValueError):  # named for what happened (STYLE 10)
    """Packages wait for the install that was to be ended."""

    def __init__(self, number: int) -> None:
        super().__init__(
            _(
                "Còn %(number)s gói tin đang chờ gửi nên chưa ngừng liên thông; chưa có gì thay đổi. Hãy chờ gửi xong, "
                "xuất ra tệp và nhận biên nhận, hoặc rút từng gói tin, rồi ngừng."
            )
            % {"number": number}
        )


@transaction.atomic
def end_install(install: Install, *, by: Actor, at: datetime) -> Install:
    """Stop speaking with an install to which nothing waits; its keys are ended, what went and came stays."""
    kept_by(by, at)
    row = Install.objects.select_for_update(of=("self",), no_key=True).get(pk=install.pk)
    if row.valid_until is None:
        if number := queries.queued(row).count() + queries.in_flight(row).count():
            raise StillWaiting(number)
        row.valid_until = max(at, row.valid_from)
        row.save(update_fields=["valid_until"])
        for key in queries.keys_in_force(row):
            end_key(key, by=by, at=at)
        tell(row)
    return row
