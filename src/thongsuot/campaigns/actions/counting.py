"""An operator counts by its own log; each count is evidence in the same transaction."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.campaigns import evidence, queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.actions.measuring import remeasure
from thongsuot.campaigns.actions.refusing import NotYet, Unsuitable, for_operator, in_hand
from thongsuot.campaigns.models import Share, Tally
from thongsuot.campaigns.states import ShareState
from thongsuot.engines.vietnamese import grouped
from thongsuot.files import actions as files
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Act, Person

SHA256 = re.compile(r"[0-9a-f]{64}")
MOST = 2**62


@dataclass(frozen=True)
class Count:
    """What an operator counted so far, and the SHA-256 of the log that says so."""

    subscribers: int
    sent: int
    delivered: int
    failed: int
    uncertain: int
    segments: int
    log_sha256: str


@dataclass(frozen=True)
class Uploaded:
    """The file in which a count came, kept as it was."""

    name: str
    data: bytes


@transaction.atomic
def tally(share: Share, count: Count, *, by: Person, at: datetime, upload: Uploaded | None = None) -> Tally:
    """Append a count; the same numbers of the same log again change nothing."""
    for_operator(share, by, at)
    row = in_hand(share)
    if not queries.countable(row):
        raise NotYet(_("Chưa gửi tin cho thuê bao nào nên chưa có số liệu để ghi."))
    if queries.has_numbers(row):
        raise NotYet(_("Phần này do cổng gửi tin gửi và tự đếm nên không ghi số liệu bằng tay."))
    before = queries.latest(row)
    _checked(row, count)
    if before is not None and _same(before, count) and before.phase == _phase(row):
        return before
    kept = (
        files.store(upload.data, name=upload.name, organisation=row.organisation, reality=row.reality, by=by, at=at)
        if upload
        else None
    )
    created = Tally.objects.create(
        organisation_id=row.organisation_id,
        reality=row.reality,
        share=row,
        version=before.version + 1 if before else 1,
        phase=_phase(row),
        log_sha256=count.log_sha256,
        file=kept,
        at=at,
        **_figures(count),
        **Act.fields_of(by),
    )
    _serve(row, at)
    ledger.record(**evidence.of_tally(created))
    ledger.notify(topic(row.campaign), row.department_id)
    ledger.notify(topic(row), row.organisation_id)
    carrying.report(row, "tally", by=by, at=at)
    return created


def _figures(count: Count) -> dict[str, int]:
    return {name: getattr(count, name) for name in queries.FIGURES}


def _same(before: Tally, count: Count) -> bool:
    return (before.figures, before.log_sha256) == (_figures(count), count.log_sha256)


def _phase(row: Share) -> str:
    """Return what the count is of: the trial until everybody was released."""
    return ShareState.SENDING if row.sending_at else ShareState.TRIAL


def _checked(row: Share, count: Count) -> None:
    """Refuse figures that cannot be true together; each says which."""
    if any(not 0 <= value < MOST for value in _figures(count).values()):
        raise Unsuitable("sent", _("Số liệu phải là số nguyên không âm; chưa lưu gì."))
    if count.sent != count.delivered + count.failed + count.uncertain:
        said = _(
            "Tin nhắn đã gửi (%(sent)s) phải bằng tổng gửi thành công, không thành công và chưa xác định (%(sum)s); "
            "chưa lưu gì."
        )
        sums = grouped(count.delivered + count.failed + count.uncertain)
        raise Unsuitable("sent", said % {"sent": grouped(count.sent), "sum": sums})
    most = queries.most(row, count.subscribers)
    if count.sent > most:
        said = _("Tin nhắn đã gửi nhiều hơn số có thể gửi cho số thuê bao này (%(most)s); chưa lưu gì.")
        raise Unsuitable("sent", said % {"most": grouped(most)})
    if not count.sent <= count.segments <= most:
        said = _("Tin nhắn quy đổi phải từ %(sent)s đến %(most)s; chưa lưu gì.")
        raise Unsuitable("segments", said % {"sent": grouped(count.sent), "most": grouped(most)})
    if not SHA256.fullmatch(count.log_sha256):
        raise Unsuitable("log_sha256", _("Mã SHA-256 của nhật ký gửi gồm 64 chữ số thập lục phân; chưa lưu gì."))


def _serve(row: Share, at: datetime) -> None:
    """Let the share serve the order in force, once one is; what it serves stays."""
    if not row.order_key and (order := queries.order_in_force(row, at)):
        row.order_key = order.key
        row.save(update_fields=["order_key"])


def rebuild() -> int:
    """Enter the evidence of every share again, declared and measured; returns how many there were."""
    rows = Tally.objects.order_by("share_id", "-version").distinct("share_id")
    looked_at = 0
    for row in rows.select_related("share__organisation", "share__campaign", "file"):
        ledger.record(**evidence.of_tally(row))
        looked_at += 1
    return looked_at + remeasure() + carrying.recount()
