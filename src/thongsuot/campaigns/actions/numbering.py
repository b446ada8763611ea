"""An operator's subscribers come in: once read, mixed, the 1 % set apart, written in blocks; until they are sent to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from thongsuot.campaigns import queries
from thongsuot.campaigns.actions.refusing import Elsewhere, NotYet, Unsuitable, for_operator, in_hand
from thongsuot.campaigns.models import MOST_IN_A_BLOCK, Block, Locality, Numbers, Share
from thongsuot.engines.tables import Subscribers, drawn
from thongsuot.engines.vietnamese import grouped
from thongsuot.files import actions as files
from thongsuot.files.models import Run
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Act, Actor, Person

TRIAL = 100  # one of so many is tried out first
TO_GO = 6  # a block is at most such a part of what is still to be cut, so that all sessions end at the same time
FINEST = 400  # and at least such a part of the whole: what is finer gains nothing
LEAST = 100  # recipients of a block, but for the last one
AT_ONCE = 20  # blocks written together
FIRST_FAULTS = 10
SHOWN = ("source", "sha256", "rows", "kept", "repeated", "elsewhere", "bad")


@dataclass(frozen=True)
class Reading:
    """What was read of a source: its name for people, the SHA-256 of its bytes, and whom it holds."""

    source: str
    sha256: str
    subscribers: Subscribers


class NobodyInside(Unsuitable):
    """Not one number of the source can be used; `counts` says so without a line of it, `first` lists some lines."""

    def __init__(self, read: Subscribers) -> None:
        self.counts = _(
            "Không có số thuê bao nào dùng được trong %(rows)s dòng: %(bad)s dòng không dùng được, %(elsewhere)s thuê "
            "bao ngoài khu vực; chưa nhận số nào."
        ) % {"rows": grouped(read.rows), "bad": grouped(read.bad), "elsewhere": grouped(read.elsewhere)}
        self.first = " ".join(map(str, read.faults[:FIRST_FAULTS]))
        super().__init__("file", f"{self.counts} {self.first}".strip())


@transaction.atomic
def take_numbers(share: Share, read: Reading, *, by: Actor, at: datetime) -> Numbers:
    """Keep whom the share is sent to, in place of what was kept before; possible until the first subscriber gets it."""
    found = read.subscribers
    if not len(found.numbers):
        raise NobodyInside(found)
    order = drawn(found.numbers, share.pk)  # before anything is locked: a halt does not wait for it
    numbers, areas = found.numbers[order].astype("<i8"), found.areas[order].astype("<u2")
    row = _open(share, by, at)
    told = {
        "source": read.source[:200],
        "sha256": read.sha256,
        "rows": found.rows,
        "kept": len(found.numbers),
        "repeated": found.repeated,
        "elsewhere": found.elsewhere,
        "bad": found.bad,
        "causes": dict(found.causes),
        "bad_lines": found.plain()["faults"],
    }
    localities = [
        Locality(**_root(row), number=number, area_id=area or None, subscribers=many)
        for number, (area, many) in enumerate(zip(found.named, np.bincount(areas).tolist(), strict=False))
        if many
    ]
    return _kept(row, told, _blocks(row, numbers, areas if areas.any() else None), localities, by, at)


@transaction.atomic
def take_again(share: Share, *, by: Person, at: datetime) -> Numbers:
    """Send a correction to exactly those whom the wrong text was meant for."""
    row = _open(share, by, at)
    before = queries.numbers_before(row)
    if before is None:
        raise NotYet(_("Danh sách thuê bao của tin nhắn sai không còn được lưu."))
    told = {name: getattr(before, name) for name in (*SHOWN, "causes", "bad_lines")}
    kinds = [Block.Kind.TRIAL, Block.Kind.REST]
    same = Block.objects.filter(share=before.share_id, kind__in=kinds).order_by("-kind", "number")
    alike = ("kind", "number", "count", "recipients", "areas")
    blocks = (Block(**_root(row), **{name: getattr(one, name) for name in alike}) for one in same.iterator(AT_ONCE))
    localities = [
        Locality(**_root(row), number=one.number, area_id=one.area_id, subscribers=one.subscribers)
        for one in Locality.objects.filter(share=before.share_id)
    ]
    return _kept(row, told, blocks, localities, by, at)


@transaction.atomic
def ask_numbers(share: Share, *, source: str, by: Person, at: datetime) -> Run:
    """Have a worker read the configured source; one that is being read is not read twice."""
    row = _open(share, by, at)
    going = queries.reading_of(row)
    if going is not None and not going.ended:
        return going
    return files.begin_run(
        queries.READ_NUMBERS,
        organisation=row.organisation,
        reality=row.reality,
        by=by,
        at=at,
        about=topic(row),
        total=row.subscribers or 0,
        argument={"title": _("Đọc số thuê bao từ %(source)s") % {"source": source}, "share": row.pk, "by": by.pk},
    )


def check_numbers(share: Share, *, by: Actor, at: datetime) -> None:
    """Refuse what could not be kept, before anybody reads a long list for it; nothing is locked by it."""
    if isinstance(by, Person):
        for_operator(share, by, at)
    elif queries.carried_out_elsewhere(share):
        raise Elsewhere(share.organisation)
    if not queries.takes_numbers(share):
        raise NotYet(_("Chỉ nhận số thuê bao sau khi ước tính và trước khi gửi thử 1 %; danh sách đã nhận vẫn giữ."))


def _open(share: Share, by: Actor, at: datetime) -> Share:
    """Return the share, locked, if its numbers may still come."""
    row = in_hand(share)
    check_numbers(row, by=by, at=at)
    return row


def _kept(
    row: Share, told: dict[str, Any], blocks: Iterator[Block], localities: list[Locality], by: Actor, at: datetime
) -> Numbers:
    """Write all of it, or nothing."""
    before = queries.numbers_of(row)
    Block.objects.filter(share=row).exclude(kind=Block.Kind.PHONES).delete()
    Locality.objects.filter(share=row).delete()
    if before is not None:
        before.delete()
    last = max((wave.starts_at for wave in row.campaign.waves.all()), default=at)
    numbers = Numbers.objects.create(
        **_root(row),
        purge_at=max(last, at) + queries.kept_for(),
        at=at,
        **told,
        **Act.fields_of(by),
    )
    Block.objects.bulk_create(blocks, batch_size=AT_ONCE)
    Locality.objects.bulk_create(localities)
    was = {name: getattr(before, name) for name in SHOWN} if before else {}
    now = {name: told[name] for name in SHOWN}
    ledger.keep_edit(row, before={"numbers": was}, after={"numbers": now}, by=by, at=at)
    return numbers


def _blocks(row: Share, numbers: NDArray[np.int64], areas: NDArray[np.uint16] | None) -> Iterator[Block]:
    """Cut the numbers into blocks: the 1 %, at least one, and then the rest."""
    trial = -(-len(numbers) // TRIAL)
    for kind, begin, end in ((Block.Kind.TRIAL, 0, trial), (Block.Kind.REST, trial, len(numbers))):
        start = begin
        for number, size in enumerate(sizes(end - begin)):
            some = slice(start, start + size)
            start += size
            yield Block(
                **_root(row),
                kind=kind,
                number=number,
                count=size,
                recipients=numbers[some].tobytes(),
                areas=None if areas is None else areas[some].tobytes(),
            )


def sizes(count: int) -> Iterator[int]:
    """Cut so many recipients: whole blocks first, then ever smaller ones.

    A block is sent by one session at a time. With whole blocks to the very end one session would still send for a
    while when the others have nothing left, and the contracted rate would not be used.
    """
    least = max(LEAST, count // FINEST)
    while count:
        size = min(count, MOST_IN_A_BLOCK, max(least, count // TO_GO))
        yield size
        count -= size


def _root(row: Share) -> dict[str, Any]:
    return {"organisation_id": row.organisation_id, "reality": row.reality, "share": row}
