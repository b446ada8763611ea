"""A wave is cut: each block of it becomes a batch that the gateways may claim."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import numpy as np
from django.db import transaction
from django.db.models import F

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Batch, Block, Share
from thongsuot.engines.message import international
from thongsuot.ledger.actions import notify
from thongsuot.ledger.queries import topic

FIRST = 1  # the wave that begins with the trial; 0 is the test telephones'


@transaction.atomic
def cut_phones(share: Share, at: datetime) -> int:
    """Give out the listed test telephones anew; return how many there are."""
    numbers = sorted({int(international(phone.number)) for phone in queries.phones_of(share, at)})
    number = Block.objects.filter(share=share, kind=Block.Kind.PHONES).count()
    for length in sorted({len(str(one)) for one in numbers}):
        alike = [one for one in numbers if len(str(one)) == length]
        block = Block.objects.create(
            **_root(share),
            kind=Block.Kind.PHONES,
            number=number,
            count=len(alike),
            recipients=np.array(alike, "<i8").tobytes(),
        )
        Batch.objects.create(**_root(share), block=block, wave=0, count=len(alike))
        number += 1
    _tell(share)
    return len(numbers)


def cut_trial(share: Share, at: datetime) -> int:
    """Give out the 1 %; return how many batches that makes."""
    return _cut(share, FIRST, [Block.Kind.TRIAL])


def cut_rest(share: Share, at: datetime) -> int:
    """Give out everybody who was not given out before; a correction has had no trial. Return how many batches."""
    return _cut(share, FIRST, [Block.Kind.TRIAL, Block.Kind.REST])


def cut_wave(share: Share, wave: int, at: datetime) -> int:
    """Give out everybody again once the wave before has an outcome for all; return how many batches, 0 before."""
    before = Batch.objects.filter(share=share, wave=wave - 1)
    open_ones = Batch.objects.filter(share=share, wave__range=(FIRST, wave - 1), sent_upto__lt=F("count"))
    if not before.exists() or open_ones.exists():
        return 0
    return _cut(share, wave, [Block.Kind.TRIAL, Block.Kind.REST])


@transaction.atomic
def _cut(share: Share, wave: int, kinds: list[Block.Kind]) -> int:
    there = Batch.objects.filter(share=share, wave=wave).values("block_id")
    blocks = Block.objects.filter(share=share, kind__in=kinds).exclude(pk__in=there).order_by("-kind", "number")
    rows = [
        Batch(**_root(share), block_id=number, wave=wave, count=count)
        for number, count in blocks.values_list("pk", "count")
    ]
    Batch.objects.bulk_create(rows)
    _tell(share)
    return len(rows)


def _root(share: Share) -> dict[str, Any]:
    return {"share": share, "organisation_id": share.organisation_id, "reality": share.reality}


def _tell(share: Share) -> None:
    notify(topic(share), share.organisation_id)
