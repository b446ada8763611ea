"""A gateway played by hand: numbers are there, batches get their outcomes as a real one would write them."""

from __future__ import annotations

import numpy as np
from tests.campaigns.running import HOUR

from thongsuot.campaigns.models import Batch, Block, Lane, Numbers, Share
from thongsuot.organisations.models import Act

MOST = 10_000
FIRST = 84_900_000_000


def numbers(running, share: Share, kept: int) -> Numbers:
    """Let a share have numbers: the first hundredth for the trial, the others in blocks."""
    by = running.person(share.organisation.code, "daumoi")
    place = {"organisation": share.organisation, "reality": share.reality, "share": share}
    trial = -(-kept // 100)
    for kind, begin, end in (("trial", 0, trial), ("rest", trial, kept)):
        for number, start in enumerate(range(begin, end, MOST)):
            stop = min(start + MOST, end)
            recipients = np.arange(FIRST + start, FIRST + stop, dtype="<i8").tobytes()
            Block.objects.create(kind=kind, number=number, count=stop - start, recipients=recipients, **place)
    return Numbers.objects.create(
        source="danh-sach.csv", sha256="0" * 64, rows=kept, kept=kept, repeated=0, elsewhere=0, bad=0,
        purge_at=running.at.replace(year=running.at.year + 1), at=running.at, **place, **Act.fields_of(by),
    )  # fmt: skip


def batches(share: Share, wave: int, *kinds: str) -> list[Batch]:
    """Return the batches of a wave, given out where nobody has done so yet."""
    rows = share.blocks.filter(kind__in=kinds or ("trial", "rest")).order_by("-kind", "number")
    place = {"organisation": share.organisation, "reality": share.reality, "share": share, "wave": wave}
    return [Batch.objects.get_or_create(block=row, **place, defaults={"count": row.count})[0] for row in rows]


def lane(share: Share, number: int = 0, **told) -> Lane:
    """Return a session's place, as it was looked at last."""
    place = {"organisation": share.organisation, "reality": share.reality}
    row, _ = Lane.objects.update_or_create(share=share, number=number, defaults={**place, "epoch": 1, **told})
    return row


def settle(
    batch: Batch, *, refused: dict[int, int] | None = None, uncertain: int = 0, upto: int | None = None, parts: int = 2
) -> Batch:
    """Let a stretch from the batch's beginning have an outcome; what is neither refused nor in doubt was accepted."""
    refused, upto = refused or {}, batch.count if upto is None else upto
    accepted = upto - sum(refused.values()) - uncertain
    told = {
        "lane": lane(batch.share), "epoch": 1, "claimed_upto": upto, "sent_upto": upto, "accepted": accepted,
        "refused": sum(refused.values()), "uncertain": uncertain, "segments": accepted * parts,
        "causes": {str(status): count for status, count in refused.items()},
    }  # fmt: skip
    Batch.objects.filter(pk=batch.pk).update(**told)
    batch.refresh_from_db()
    return batch


def receive(batch: Batch, *, delivered: int, undelivered: int = 0) -> None:
    """Let receipts come for some of the accepted."""
    Batch.objects.filter(pk=batch.pk).update(delivered=delivered, undelivered=undelivered)


def sending(running, *, kept: int = 50_000, code: str = "dd-1", **other):
    """Return a campaign that our gateway sends to everybody; the trial has its outcome."""
    campaign = running.approved(code, **other)
    gateway_tried(running, campaign, kept=kept, code=code)
    running.later(3 * HOUR)
    running.do("send_all", running.share(campaign, code), by=running.person(code, "lanhdao"))
    share = running.share(campaign, code)
    batches(share, 1)
    return share


def gateway_tested(running, campaign, *, kept: int = 50_000, code: str = "dd-1") -> Share:
    """Take numbers, and release to one test telephone, which shows the text."""
    numbers(running, running.share(campaign, code), kept)
    running.do("accept", running.share(campaign, code), by=running.person(code, "daumoi"))
    phone = running.phone(code)
    running.do("test", running.share(campaign, code), by=running.person(code, "lanhdao"))
    for batch in running.share(campaign, code).batches.filter(wave=0):
        settle(batch)
    running.do("read_phone", running.share(campaign, code), phone, as_approved=True, by=running.person(code, "daumoi"))
    return running.share(campaign, code)


def gateway_tried(running, campaign, *, kept: int = 50_000, code: str = "dd-1") -> Share:
    """Let the 1 % have their outcome."""
    gateway_tested(running, campaign, kept=kept, code=code)
    running.do("try_out", running.share(campaign, code), by=running.person(code, "lanhdao"))
    share = running.share(campaign, code)
    for batch in batches(share, 1, "trial"):
        settle(batch)
    return share
