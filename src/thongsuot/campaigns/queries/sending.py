"""What our own gateway has sent: sums over the batches of shares, wave by wave, in a fixed number of queries."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from functools import cached_property

from django.db import connection
from django.db.models import F, Sum, prefetch_related_objects

from thongsuot.campaigns.models import Batch, Block, Lane, Numbers, Share, Wave
from thongsuot.campaigns.queries.causes import Cause, causes_of
from thongsuot.campaigns.queries.shares import TRIAL_PAUSE
from thongsuot.campaigns.states import RUNNING, TO_SUBSCRIBERS, ShareState

FRESH = timedelta(seconds=5)  # a lane that was not looked at for longer sends nothing that we know of
SUMMED = ("count", "accepted", "refused", "uncertain", "delivered", "undelivered", "segments")
CAUSES = """
SELECT batch.share_id, batch.wave, cause.key, sum(cause.value::bigint)
FROM campaigns_batch AS batch CROSS JOIN LATERAL jsonb_each_text(batch.causes) AS cause
WHERE batch.share_id = ANY(%s) AND batch.refused > 0 GROUP BY 1, 2, 3
"""


@dataclass(frozen=True)
class Sent:
    """Counts of recipients, one message each whatever its parts; `segments` are converted, of what the centre took."""

    count: int = 0  # all that were given out to be sent
    accepted: int = 0
    refused: int = 0
    uncertain: int = 0
    delivered: int = 0  # of the accepted, by receipt
    undelivered: int = 0
    segments: int = 0
    statuses: dict[int, int] = field(default_factory=dict)  # of the refused, by command_status

    def __add__(self, other: Sent) -> Sent:
        """Add wave to wave, operator to operator."""
        names = [part.name for part in fields(self) if part.name != "statuses"]
        whole = {name: getattr(self, name) + getattr(other, name) for name in names}
        keys = {*self.statuses, *other.statuses}
        told = {key: self.statuses.get(key, 0) + other.statuses.get(key, 0) for key in keys}
        return Sent(**whole, statuses=told)

    @property
    def settled(self) -> int:
        """Return how many have an outcome."""
        return self.accepted + self.refused + self.uncertain

    @property
    def left(self) -> int:
        """Return how many of those given out have none yet."""
        return self.count - self.settled

    @property
    def silent(self) -> int:
        """Return of how many accepted ones no receipt has come."""
        return self.accepted - self.delivered - self.undelivered

    @property
    def failed(self) -> int:
        """Return how many certainly did not arrive."""
        return self.refused + self.undelivered

    @property
    def causes(self) -> list[Cause]:
        """Return why recipients were refused."""
        return causes_of(self.statuses)


@dataclass(frozen=True)
class WaveSent:
    """One wave of a share: whom it is for, and what came of it."""

    number: int
    starts_at: datetime
    expected: int
    sent: Sent

    @property
    def left(self) -> int:
        """Return how many have no outcome yet, given out or not."""
        return max(self.expected - self.sent.settled, 0)


@dataclass(frozen=True)
class Sending:
    """What the gateway makes of one share: its waves, its lanes, and when it will be over."""

    share: Share
    at: datetime
    phones: Sent
    waves: list[WaveSent]
    lanes: list[Lane]

    @cached_property
    def sent(self) -> Sent:
        """Return the sum of all waves; test telephones are none."""
        return sum((wave.sent for wave in self.waves), Sent())

    @property
    def begun(self) -> bool:
        """Tell whether anything was given out to be sent."""
        return self.phones.count + self.sent.count > 0

    @property
    def expected(self) -> int:
        """Return how many messages all waves come to."""
        return sum(wave.expected for wave in self.waves)

    @property
    def left(self) -> int:
        """Return how many messages have no outcome yet."""
        return sum(wave.left for wave in self.waves)

    @property
    def rate(self) -> int:
        """Return how many parts were answered in the last second, over all sessions."""
        return sum(lane.rate for lane in self.lanes if lane.seen_at and self.at - lane.seen_at <= FRESH)

    @property
    def troubles(self) -> list[Lane]:
        """Return the sessions that cannot send at the moment."""
        return [lane for lane in self.lanes if lane.trouble]

    @property
    def over(self) -> bool:
        """Tell whether every recipient of every wave has an outcome."""
        return bool(self.waves) and self.left == 0

    @property
    def figures(self) -> dict[str, int]:
        """Return the figures of the kind MASS_SMS; what waits for a receipt is neither delivered, failed nor in doubt.

        `subscribers` are those whom any wave has reached so far, for every wave goes to the same ones.
        """
        sent = self.sent
        return {
            "subscribers": max((wave.sent.settled for wave in self.waves), default=0),
            "sent": sent.settled,
            "delivered": sent.delivered,
            "failed": sent.failed,
            "uncertain": sent.uncertain,
            "segments": sent.segments,
        }

    @property
    def finish_at(self) -> datetime | None:
        """Return when the last wave will be over, from what is left and the rate of the moment; none while it rests.

        At the contracted rate where nothing was answered lately, and for the waves to come.
        """
        if self.share.state not in TO_SUBSCRIBERS or not self.share.rate:
            return None
        over, speed = self._ready_at, self.rate or self.share.rate
        for wave in self.waves:
            if wave.left:
                over = max(over, wave.starts_at) + self._span(wave.left, speed)
                speed = self.share.rate
        return over

    @property
    def _ready_at(self) -> datetime:
        """Return from when on everybody may be sent the message."""
        trial_at = self.share.trial_at if self.share.state == ShareState.TRIAL else None
        return max(self.at, trial_at + TRIAL_PAUSE) if trial_at else self.at

    def _span(self, recipients: int, rate: int) -> timedelta:
        return timedelta(seconds=math.ceil(recipients * (self.share.parts or 1) / rate))


@dataclass(frozen=True)
class Whole:
    """What the gateways of several operators make of one campaign."""

    sendings: list[Sending]

    @cached_property
    def sent(self) -> Sent:
        """Return what came of all waves of all operators."""
        return sum((sending.sent for sending in self.sendings), Sent())

    @property
    def expected(self) -> int:
        """Return how many messages all of them come to."""
        return sum(sending.expected for sending in self.sendings)

    @property
    def rate(self) -> int:
        """Return how many parts were answered in the last second."""
        return sum(sending.rate for sending in self.sendings)

    @property
    def contracted(self) -> int:
        """Return how many parts a second the contracts of those allow that are sending."""
        return sum(sending.share.rate or 0 for sending in self.sendings if sending.share.state in TO_SUBSCRIBERS)


def with_work() -> dict[int, str]:
    """Return the operators, number and code, whose gateways have something to send now."""
    open_ones = Batch.objects.filter(
        sent_upto__lt=F("count"),
        share__state__in=[ShareState.TESTING, *TO_SUBSCRIBERS],
        share__campaign__state__in=RUNNING,
        share__generation=F("share__campaign__generation"),
    )
    return dict(open_ones.order_by("organisation_id").values_list("organisation_id", "organisation__code").distinct())


def has_numbers(share: Share) -> bool:
    """Tell whether our own gateway sends the share; seen by the operator and the system alone."""
    return Numbers.objects.filter(share=share).exists()


def trial_left(share: Share) -> int:
    """Return how many of the 1 % have no outcome yet; all of them before they are given out."""
    rows = Batch.objects.filter(share=share, wave=1, block__kind=Block.Kind.TRIAL)
    given_out = rows.aggregate(count=Sum("count"), settled=Sum("sent_upto"))
    if given_out["count"] is None:
        return int(Block.objects.filter(share=share, kind=Block.Kind.TRIAL).aggregate(sum=Sum("count"))["sum"] or 1)
    return int(given_out["count"] - given_out["settled"])


def phones_left(share: Share) -> int | None:
    """Return how many test telephones have no outcome yet; None where nothing was given out to any."""
    given_out = Batch.objects.filter(share=share, wave=0).aggregate(count=Sum("count"), settled=Sum("sent_upto"))
    return None if given_out["count"] is None else int(given_out["count"] - given_out["settled"])


def sent_of(share: Share) -> Sent:
    """Return what came of all waves of one share so far."""
    return sum((sent for (_, wave), sent in _sums([share.pk]).items() if wave > 0), Sent())


def sendings_of(shares: Iterable[Share], at: datetime) -> dict[int, Sending]:
    """Return by share what the gateway makes of it; shares that an operator's own platform sends are left out."""
    rows = list(shares)
    keys = [share.pk for share in rows]
    sums = _sums(keys)
    kept = dict(Numbers.objects.filter(share__in=keys).values_list("share_id", "kept"))
    ours = {share for share, _wave in sums} | kept.keys()
    lanes = _lanes(keys) if ours else {}
    prefetch_related_objects([share.campaign for share in rows if share.pk in ours], "waves")
    return {
        share.pk: Sending(
            share,
            at,
            phones=sums.get((share.pk, 0), Sent()),
            waves=[_wave(share, wave, sums, kept) for wave in share.campaign.waves.all()],
            lanes=lanes.get(share.pk, []),
        )
        for share in rows
        if share.pk in ours
    }


def _wave(share: Share, wave: Wave, sums: dict[tuple[int, int], Sent], kept: dict[int, int]) -> WaveSent:
    """Return a wave; before everybody is released it is for the numbers read, or for as many as were estimated.

    Later waves go to whom the first was given out to: that count is seen by whoever does not see the numbers.
    """
    sent = sums.get((share.pk, wave.number), Sent())
    first = sums.get((share.pk, 1), Sent()).count if share.sending_at is not None else 0
    planned = first or kept.get(share.pk) or share.subscribers or 0
    whole = sent.count and (wave.number > 1 or share.sending_at is not None)
    return WaveSent(wave.number, wave.starts_at, sent.count if whole else max(planned, sent.count), sent)


def _sums(shares: Sequence[int]) -> dict[tuple[int, int], Sent]:
    rows = Batch.objects.filter(share__in=shares).order_by("share_id", "wave").values("share_id", "wave")
    counts = list(rows.annotate(**{f"sum_{name}": Sum(name) for name in SUMMED}))
    statuses = _statuses(shares) if counts else {}
    told = {}
    for row in counts:
        key = row["share_id"], row["wave"]
        told[key] = Sent(**{name: int(row[f"sum_{name}"]) for name in SUMMED}, statuses=statuses.get(key, {}))
    return told


def _statuses(shares: Sequence[int]) -> dict[tuple[int, int], dict[int, int]]:
    told: dict[tuple[int, int], dict[int, int]] = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(CAUSES, [list(shares)])
        for share, wave, status, count in cursor.fetchall():
            told[share, wave][int(status)] = int(count)
    return told


def _lanes(shares: Sequence[int]) -> dict[int, list[Lane]]:
    told: dict[int, list[Lane]] = defaultdict(list)
    for lane in Lane.objects.filter(share__in=shares):
        told[lane.share_id].append(lane)
    return told
