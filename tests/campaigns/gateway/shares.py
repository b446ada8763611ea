"""A share that is being sent, with recipients of the test's own, and what stands of it in the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from tests.campaigns.running import HOUR

from thongsuot.campaigns import actions
from thongsuot.campaigns.models import Batch, Block, Campaign, Locality, ReceiptLot, Result, Share
from thongsuot.engines.smpp import Standing
from thongsuot.organisations import access
from thongsuot.organisations.models import Area

FIRST = 84_900_000_000
PLAIN = "UBND tinh de nghi nguoi dan han che ra khoi nha."  # one part, in GSM-7


def recipients(count: int, first: int = FIRST) -> np.ndarray:
    """Return so many made-up numbers."""
    return first + np.arange(count, dtype="<i8")


def blocks(share: Share, count: int, *, size: int = 10_000, first: int = FIRST, areas: int = 0) -> None:
    """Give a share recipients: 1 % for the trial, the rest in blocks; the area of each is its number modulo `areas`."""
    numbers, trial = recipients(count, first), max(1, count // 100)
    cut = [("trial", k, numbers[at : min(at + size, trial)]) for k, at in enumerate(range(0, trial, size))]
    cut += [("rest", k, numbers[at : at + size]) for k, at in enumerate(range(trial, count, size)) if at < count]
    root = {"share": share, "organisation_id": share.organisation_id, "reality": share.reality}
    Block.objects.bulk_create(
        Block(
            **root,
            kind=kind,
            number=number,
            count=some.size,
            recipients=some.tobytes(),
            areas=(some % areas).astype("<u2").tobytes() if areas > 1 else None,
        )
        for kind, number, some in cut
        if some.size
    )
    named = [None, *Area.objects.filter(kind="district").order_by("code")]
    many = np.bincount(numbers % areas).tolist() if areas else []
    Locality.objects.bulk_create(
        Locality(**root, number=number, area=named[number], subscribers=count) for number, count in enumerate(many)
    )


def sending(
    running,
    count: int,
    *,
    code: str = "dd-1",
    size: int = 10_000,
    text: str = PLAIN,
    first: int = FIRST,
    areas: int = 0,
    **other,
) -> Share:
    """Return a share in which everybody is released, cut into batches that nobody has claimed."""
    with access.acting_as_system():
        campaign = running.approved(code, text=text, **other)
        running.tried(campaign, code)
        running.tally(campaign, code, segments=5_000 * campaign.parts)
        running.later(3 * HOUR).do("send_all", running.share(campaign, code), by=running.person(code, "lanhdao"))
        share = running.share(campaign, code)
        blocks(share, count, size=size, first=first, areas=areas)
        actions.cut_rest(share, running.at)
    return share


@dataclass(frozen=True)
class Ledger:
    """What the tables say: by recipient how it stands and the ids of its parts, the sums, and what is claimed."""

    standing: dict[int, Standing]
    ids: dict[int, tuple[bytes, ...]]
    sums: Counter
    claimed: set[int]  # without an outcome
    twice: set[int]  # with more outcomes than one
    left: int


def ledger(share: Share, wave: int = 1) -> Ledger:
    """Read everything of one wave."""
    standing, ids, claimed, twice, sums = {}, {}, set(), set(), Counter()
    with access.acting_as_system():
        batches = list(Batch.objects.filter(share=share, wave=wave).select_related("block").order_by("id"))
        results = list(Result.objects.filter(batch__in=batches).order_by("batch_id", "start"))
        lots = list(ReceiptLot.objects.filter(batch__in=batches))
    for batch in batches:
        numbers = np.frombuffer(bytes(batch.block.recipients), "<i8").tolist()
        for each in [result for result in results if result.batch_id == batch.pk]:
            of = numbers[each.start : each.start + each.count]
            states = np.frombuffer(bytes(each.states), np.uint8).reshape(-1, each.parts)
            octets = bytes(each.ids)
            names = [octets[k * each.width : (k + 1) * each.width].rstrip(b"\0") for k in range(states.size)]
            for row, number in enumerate(of):
                twice |= {number} & standing.keys()
                standing[number] = _worst(states[row])
                ids[number] = tuple(names[row * each.parts : (row + 1) * each.parts])
        claimed |= set(numbers[batch.sent_upto : batch.claimed_upto]) - standing.keys()
        for name in ("sent_upto", "accepted", "refused", "uncertain", "delivered", "undelivered", "segments"):
            sums[name] += getattr(batch, name)
        sums.update({f"cause {cause}": count for cause, count in batch.causes.items()})
    sums["receipts"] = sum(len(bytes(lot.rows)) // 5 for lot in lots)
    return Ledger(standing, ids, sums, claimed, twice, sum(batch.count - batch.sent_upto for batch in batches))


def _worst(states: Iterable[int]) -> Standing:
    found = {Standing(int(state)) for state in states}
    order = (Standing.REFUSED, Standing.UNCERTAIN, Standing.ACCEPTED)
    return next(standing for standing in order if standing in found)


def campaign_of(share: Share) -> Campaign:
    """Return its campaign as it stands."""
    with access.acting_as_system():
        return Campaign.objects.get(pk=share.campaign_id)
