"""Keys of another install are pinned and ended."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.engines.package import PublicKey
from thongsuot.ledger.actions import notify, wake_timer
from thongsuot.ledger.queries import topic
from thongsuot.links.actions.comparing import Unusable, compared, kept_by
from thongsuot.links.models import Install, Key
from thongsuot.organisations.models import Act, Actor


@transaction.atomic
def add_key(install: Install, *, key: str, fingerprint: str, by: Actor, at: datetime) -> Key:
    """Pin one more key of an install; those before it hold until they are ended."""
    kept_by(by, at)
    return pin(install, compared(key, fingerprint), by=by, at=at)


def pin(install: Install, key: PublicKey, *, by: Actor, at: datetime) -> Key:
    if Key.objects.filter(fingerprint=key.fingerprint).exists():
        words = _("Khóa này đã được đăng ký hoặc đã kết thúc; chưa lưu gì. Khóa đã kết thúc không dùng lại được.")
        raise Unusable("key", words)
    pinned = Key.objects.create(
        install=install,
        organisation_id=install.organisation_id,
        reality=install.reality,
        public=key.raw,
        fingerprint=key.fingerprint,
        valid_from=at,
        at=at,
        **Act.fields_of(by),
    )
    Install.objects.filter(pk=install.pk).update(due_at=None)
    tell(install)
    return pinned


@transaction.atomic
def end_key(key: Key, *, by: Actor, at: datetime) -> Key:
    """Let a key open nothing from now on, whatever the clock says later; what came under it stays."""
    kept_by(by, at)
    row = Key.objects.select_for_update().get(pk=key.pk)
    if row.valid_until is None:
        row.valid_until = max(at, row.valid_from)  # also where the clock has stepped back
        row.save(update_fields=["valid_until"])
        notify(topic(row), row.organisation_id)
    return row


def tell(install: Install) -> None:
    notify(topic(install), install.organisation_id)
    wake_timer()
