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


class NoKey(Exception):  # named for what happened (STYLE 10)
    """No key of the other install is pinned, so that nothing can be addressed to it."""

    def __init__(self) -> None:
        super().__init__(_("Chưa có khóa nào của hệ thống này được đăng ký; gói tin vẫn được giữ trong hàng chờ."))


@transaction.atomic
def export(package: Package, *, at: datetime) -> Package:
    """Sign a package so that it can be carried by hand; it stays in the queue until its receipt comes."""
    row = Package.objects.select_for_update(of=("self",)).get(pk=package.pk)
    row = sealed(row)
    if row.exported_at is None:
        row.exported_at = at
        row.save(update_fields=["exported_at"])
        notify(topic(row), row.organisation_id)
    return row


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
