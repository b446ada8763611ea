"""The reserve papers are kept where they can be fetched for print or a stick."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime

from thongsuot.directives.actions.receipts import CHASERS
from thongsuot.directives.models import Directive, ReservePack
from thongsuot.files import actions as files
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Actor, Organisation, Role

PACKERS = (*CHASERS, Role.Name.REGISTRY)


@transaction.atomic
def keep_pack(
    department: Organisation,
    pdf: bytes,
    *,
    reality: str,
    by: Actor,
    at: datetime,
    directive: Directive | None = None,
    evening: bool = False,
) -> ReservePack:
    """Keep the papers of this moment in the department's files."""
    require(by, *PACKERS, organisation=department, at=at)
    name = f"giay-du-phong-{localtime(at):%Y-%m-%d-%H%M}.pdf"
    pack = ReservePack.objects.create(
        organisation=department,
        reality=reality,
        directive=directive,
        file=files.store(pdf, name=name, organisation=department, reality=reality, by=by, at=at),
        evening=evening,
        at=at,
        **Act.fields_of(by),
    )
    ledger.notify(topic(pack), department.pk)
    return pack
