"""Where the other side has an install of its own, each step of ours goes there in a signed package.

It is queued in the transaction of the step, so that there is no step without its package and no package without its
step; it says how all stands, and waits for as long as there is no line.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from thongsuot.campaigns import evidence, queries
from thongsuot.campaigns.actions.refusing import NotYet, for_department, for_operator, in_hand
from thongsuot.campaigns.models import Campaign, Carriage, Share
from thongsuot.campaigns.states import ShareState
from thongsuot.files.models import File
from thongsuot.ledger import actions as ledger
from thongsuot.links import actions as links
from thongsuot.links import queries as installs
from thongsuot.organisations import access
from thongsuot.organisations.models import Actor, Organisation, Person

OUT = (ShareState.REFUSED, ShareState.LEFT_OUT)  # no order reaches them any more


def begin(share: Share) -> Carriage | None:
    """Let a share be carried out in the operator's own install, where we speak with one."""
    if not _spoken_with(share.organisation):
        return None
    return Carriage.objects.create(
        share=share, organisation_id=share.organisation_id, reality=share.reality, mirrored=False
    )


def order(campaign: Campaign, step: str, *, by: Actor, at: datetime) -> None:
    """Tell every operator's install that takes part how the campaign stands now."""
    for carriage in queries.ordered_elsewhere(campaign).exclude(share__state__in=OUT):
        _order(carriage, step, by=by, at=at)


def order_one(share: Share, step: str, *, by: Actor, at: datetime) -> None:
    """Tell one operator's install how its share stands now."""
    carriage = queries.carriage_of(share)
    if carriage is not None and not carriage.mirrored:
        _order(carriage, step, by=by, at=at)


def report(share: Share, step: str, *, by: Actor, at: datetime) -> None:
    """Tell the department's install how a share stands that is carried out here."""
    carriage = queries.carriage_of(share)
    if carriage is None or not carriage.mirrored:
        return
    carriage = _numbered(carriage)
    with access.reaching(share.department_id):
        body = queries.step_body(carriage, step, by=by, at=at)
        _queue(queries.STEP, share.department, body, by=by, at=at)


@transaction.atomic
def say_again(share: Share, *, by: Person, at: datetime) -> None:
    """Tell the other install anew how a share stands: it refused what we said last, and people have put right why."""
    row = in_hand(share)
    carriage = queries.carriage_of(row)
    if carriage is None or not carriage.objected:
        raise NotYet(_("Không có gói tin nào cần gửi lại."))
    if carriage.mirrored:
        for_operator(row, by, at)
        report(row, "again", by=by, at=at)
    else:
        for_department(row.campaign, by, at)
        order_one(row, "again", by=by, at=at)
    Carriage.objects.filter(pk=carriage.pk).update(trouble="", objected=False)


def recount() -> int:
    """Enter again what the gateways of operators' installs counted; returns how many there were."""
    rows = Carriage.objects.filter(mirrored=False, measured_at__isnull=False).select_related("share__organisation")
    told = [row for row in rows.select_related("share__campaign") if row.measured["sent"]]
    for row in told:
        ledger.record(**evidence.of_carriage(row))
    return len(told)


def object_to(package: str, key: str, reason: str, *, to: Organisation, by: Actor, at: datetime) -> None:
    """Tell the other install why we did not take a package of theirs."""
    _queue(queries.REFUSAL, to, queries.refusal_body(package, key, reason, at=at), by=by, at=at)


def _order(carriage: Carriage, step: str, *, by: Actor, at: datetime) -> None:
    carriage = _numbered(carriage)
    share = carriage.share
    with access.reaching(share.organisation_id):
        body = queries.order_body(carriage, step, by=by, at=at)
        _queue(queries.ORDER, share.organisation, body, by=by, at=at, scan=_scan(carriage))


def _numbered(carriage: Carriage) -> Carriage:
    """Number what is about to be said; whoever does so holds the share."""
    Carriage.objects.filter(pk=carriage.pk).update(sent=F("sent") + 1)
    rows = Carriage.objects.select_related("share__organisation", "share__department", "share__campaign__scan")
    return rows.get(pk=carriage.pk)


def _scan(carriage: Carriage) -> File | None:
    """Return the authority's document for the first package; one that is kept apart stays here."""
    scan = carriage.share.campaign.scan
    if carriage.sent != 1 or scan is None or scan.quarantined_at or scan.reality != carriage.reality:
        return None
    return scan


def _queue(
    kind: str, to: Organisation, body: dict[str, Any], *, by: Actor, at: datetime, scan: File | None = None
) -> None:
    """Queue a package; where we speak with no install any more the step holds all the same, and people tell people."""
    if not _spoken_with(to):
        return
    try:
        links.queue(links.Draft(kind, to, body, [scan] if scan else []), by=by, at=at)
    except links.UnusableFile:  # too large for a package: the order goes, the document is handed over otherwise
        links.queue(links.Draft(kind, to, body), by=by, at=at)


def _spoken_with(organisation: Organisation) -> bool:
    with access.reaching(organisation):
        return installs.install_of(organisation) is not None
