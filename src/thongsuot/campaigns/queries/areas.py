"""How far the sending has come in each area: counts over all waves, in three queries for any number of shares."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from django.db.models import Sum
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from thongsuot.campaigns.models import AreaCounts, Batch, Locality
from thongsuot.campaigns.queries.sending import Sending

MOST_OPEN = 8  # areas that are shown without being asked for
OUTCOMES = ("accepted", "refused", "uncertain")


@dataclass(frozen=True)
class AreaSent:
    """One area: its subscribers, the messages that all waves come to there, and what came of them."""

    key: int | None  # none: the operator's list does not say where
    title: str
    order: str
    subscribers: int
    expected: int
    accepted: int
    refused: int
    uncertain: int

    @property
    def name(self) -> str:
        """Return the area's name, or that it is not known."""
        return self.title or _("Không rõ địa bàn")

    @property
    def settled(self) -> int:
        """Return how many messages have an outcome."""
        return self.accepted + self.refused + self.uncertain

    @property
    def left(self) -> int:
        """Return how many have none yet, given out or not."""
        return max(self.expected - self.settled, 0)

    def __add__(self, other: AreaSent) -> AreaSent:
        """Add operator to operator."""
        sums = {name: getattr(self, name) + getattr(other, name) for name in ("subscribers", "expected", *OUTCOMES)}
        return AreaSent(self.key, self.title, self.order, **sums)


@dataclass(frozen=True)
class ByArea:
    """The areas of a share or of a campaign by name; what is not known comes last."""

    rows: list[AreaSent]

    @property
    def count(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    @property
    def many(self) -> bool:
        """Tell whether there are too many to show them all unasked."""
        return self.count > MOST_OPEN

    @property
    def over(self) -> int:
        """Return in how many of them nothing is left to be sent."""
        return sum(not row.left for row in self.rows)

    @classmethod
    def of(cls, rows: Iterable[AreaSent]) -> ByArea:
        """Put areas together that several operators have."""
        whole: dict[int | None, AreaSent] = {}
        for row in rows:
            whole[row.key] = whole[row.key] + row if row.key in whole else row
        return cls(sorted(whole.values(), key=lambda row: (row.key is None, row.order, row.key or 0)))


def by_area(sendings: Iterable[Sending]) -> dict[int, ByArea]:
    """Return the areas of each share that our own gateway sends; of numbers read before areas were told apart none."""
    waves = {sending.share.pk: len(sending.waves) for sending in sendings}
    if not waves:
        return {}
    found = Locality.objects.filter(share__in=waves).order_by("share_id", "number")
    rows = list(found.values_list("share_id", "number", "area_id", "area__name", "area__sort_key", "subscribers"))
    shares = sorted({row[0] for row in rows})
    sums = _sums(shares, max((row[1] for row in rows), default=0) + 1)
    told: dict[int, list[AreaSent]] = defaultdict(list)
    for share, number, area, name, order, subscribers in rows:
        counts = dict(zip(OUTCOMES, sums[share][number].tolist(), strict=True))
        expected = subscribers * waves[share]
        told[share].append(AreaSent(area, name or "", order or "", subscribers, expected, **counts))
    return {share: ByArea.of(areas) for share, areas in told.items()}


def _sums(shares: Sequence[int], many: int) -> dict[int, NDArray[np.int64]]:
    """Add up the batches; where a block does not tell areas apart, all of its recipients are of number 0."""
    sums = {share: np.zeros((many, len(OUTCOMES)), np.int64) for share in shares}
    if not shares:
        return sums
    batches = Batch.objects.filter(share__in=shares, wave__gt=0, sent_upto__gt=0, area_counts=None)
    whole = batches.order_by("share_id").values_list("share_id").annotate(*map(Sum, OUTCOMES))
    for share, *counts in whole:
        sums[share][0] += counts
    kept = AreaCounts.objects.filter(share__in=shares, batch__wave__gt=0).order_by()
    for share, octets in kept.values_list("share_id", "counts").iterator():
        each = np.frombuffer(octets, "<u4").reshape(-1, len(OUTCOMES))
        sums[share][: len(each)] += each
    return sums
