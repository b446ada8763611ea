"""A package is given its number and our signature, once, whichever way it takes."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.engines import package as engine
from thongsuot.engines.package import Enclosure, Envelope
from thongsuot.ledger.actions import notify
from thongsuot.ledger.queries import topic
from thongsuot.links import queries
from thongsuot.links.models import Direction, Install, Package
from thongsuot.links.states import PackageState


class NoKey(Exception):  # named for what happened (STYLE 10)
    """No key of the other install is pinned, so that nothing can be addressed to it."""

    def __init__(self) -> None:
        super().__init__(_("Chưa có khóa nào của hệ thống này được đăng ký; gói tin vẫn được giữ trong hàng chờ."))


class NotCarried(Exception):  # named for what happened (STYLE 10)
    """The package was taken back or refused, or we speak with its install no more: it is not carried anywhere."""


@transaction.atomic
def export(package: Package, *, at: datetime) -> Package:
    """Sign a package so that it can be carried by hand; it stays in the queue until its receipt comes."""
    row = Package.objects.select_for_update(of=("self",)).select_related("install").get(pk=package.pk)
    _may_be_carried(row)
    row = sealed(row)
    if row.exported_at is None:
        row.exported_at = at
        row.save(update_fields=["exported_at"])
        notify(topic(row), row.organisation_id)
    return row


def _may_be_carried(row: Package) -> None:
    if row.install.valid_until is not None:
        words = _("Đã ngừng liên thông với đơn vị này; chưa xuất gì. Hãy đăng ký lại hệ thống rồi gửi gói tin mới.")
    elif row.state == PackageState.WITHDRAWN:
        words = _("Gói tin đã được rút khỏi hàng chờ; chưa xuất gì. Hãy gửi lại từ nơi lập gói tin nếu vẫn cần.")
    elif row.state == PackageState.REFUSED:
        words = _("Bên kia không nhận gói tin này; chưa xuất gì. Hãy xem lý do, sửa lại rồi gửi gói tin mới.")
    else:
        return
    raise NotCarried(words)


def sealed(package: Package) -> Package:
    """Give a package its number and our signature, once: what may have left is never signed in another form."""
    if package.envelope is not None:
        return package
    install = Install.objects.select_for_update(of=("self",), no_key=True).get(pk=package.install_id)
    to = queries.addressed(install)
    if to is None:
        raise NoKey
    last = Package.objects.filter(install=install, direction=Direction.OUT, sequence__isnull=False)
    key, body = queries.own_key(), bytes(package.body)
    attached = package.attachments.select_related("file").order_by("position")
    envelope = Envelope(
        uuid=package.uuid,
        kind=package.kind,
        sender=key.public.fingerprint,
        recipient=to.fingerprint,
        reality=package.reality,
        sequence=(last.order_by("-sequence").values_list("sequence", flat=True).first() or 0) + 1,
        created_at=package.created_at,
        body=Enclosure(hashlib.sha256(body).hexdigest(), len(body)),
        attachments=tuple(Enclosure(row.file.sha256, row.file.size, row.name) for row in attached),
    )
    package.sequence = envelope.sequence
    package.envelope, package.signature = engine.seal(envelope, key)
    package.save(update_fields=["sequence", "envelope", "signature"])
    return package
