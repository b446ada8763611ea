"""Numbers go once their time is over; counts and outcomes stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Block, Numbers, StrayLot
from thongsuot.ledger import actions as ledger
from thongsuot.organisations.models import System

PURGE = System("Xóa số thuê bao")


def purge_numbers(at: datetime) -> int:
    """Forget the numbers of every share that ended long enough ago; return how many shares that were."""
    return sum(_purged(numbers, at) for numbers in queries.purgeable(at))


@transaction.atomic
def purge_strays(at: datetime) -> int:
    """Forget receipts for which no message was found in all that time; return how many lots that were.

    A gateway keeps them without looking at a clock that others could compare; their time begins when they are first
    seen here.
    """
    gone, _kinds = queries.strays_over(at).delete()
    StrayLot.objects.filter(noticed_at__isnull=True).update(noticed_at=at)
    return gone


@transaction.atomic
def _purged(numbers: Numbers, at: datetime) -> bool:
    """Forget all recipients of one share, test telephones included, and the list of lines that were refused."""
    row = Numbers.objects.select_for_update(of=("self",)).select_related("share").get(pk=numbers.pk)
    if row.purged_at is not None:
        return False
    Block.objects.filter(share=row.share_id, recipients__isnull=False).update(recipients=None, areas=None)
    row.purged_at, row.bad_lines = at, []
    row.save(update_fields=["purged_at", "bad_lines"])
    ledger.keep_edit(row.share, before={"purged_at": None}, after={"purged_at": at}, by=PURGE, at=at)
    return True
