"""A paper comes back from Word: what its figures became is written down beside the frozen ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.engines import officialdoc
from thongsuot.files import actions as files
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.access import require
from thongsuot.organisations.models import Act, Person, Role
from thongsuot.reports import queries
from thongsuot.reports.models import EditedPaper, Snapshot


class NothingToCompare(Exception):
    """The paper itself is not drawn yet, or what came cannot be kept."""


@transaction.atomic
def take_edited(
    snapshot: Snapshot,
    recipient: str,
    edited: tuple[bytes, str],
    parts: Sequence[officialdoc.Part],
    *,
    by: Person,
    at: datetime,
) -> EditedPaper:
    """Keep an edited paper (its bytes and name, and what was read in it) with its differences from the frozen one."""
    require(by, Role.Name.FOLLOWER, Role.Name.LEADER, Role.Name.REGISTRY, organisation=snapshot.organisation_id, at=at)
    paper = queries.papers_of(snapshot).filter(recipient=recipient).first()
    if paper is None:
        raise NothingToCompare(_("Báo cáo này chưa lập xong nên chưa so được; tệp chưa được lưu. Hãy thử lại sau."))
    data, name = edited
    office, reality = snapshot.organisation, snapshot.reality
    file = files.store(data, name=name, organisation=office, reality=reality, by=by, at=at)
    if file.quarantined_at is not None:
        raise NothingToCompare(
            _(
                "Tệp không đúng là văn bản Word an toàn nên không được nhận; chưa có gì thay đổi. "
                "Hãy lưu lại thành DOCX."
            )
        )
    frozen = officialdoc.read_docx(files.read_bytes(paper.docx))
    row = EditedPaper.objects.create(
        snapshot=snapshot,
        recipient=recipient,
        file=file,
        differences=[asdict(one) for one in officialdoc.compare(frozen, parts)],
        organisation=office,
        reality=reality,
        at=at,
        **Act.fields_of(by),
    )
    ledger.notify(topic(snapshot), snapshot.organisation_id)
    return row
