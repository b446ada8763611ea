"""What a campaign comes to: each operator's line, the sums, and when it will be over at the contracted rates."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import prefetch_related_objects

from thongsuot.campaigns.models import CAMPAIGN_WORDS, SHARE_WORDS, Campaign, Carriage, Share, Tally, Wave
from thongsuot.campaigns.queries.areas import ByArea, by_area
from thongsuot.campaigns.queries.sending import Sending, Whole, sendings_of
from thongsuot.campaigns.queries.shares import reached
from thongsuot.campaigns.states import ShareState
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.kinds import KINDS, added
from thongsuot.ledger.models import Move

FIGURES = KINDS["MASS_SMS"].figures
OUT = (ShareState.REFUSED, ShareState.LEFT_OUT)


@dataclass(frozen=True)
class Line:
    """One operator's share with what it declared last, and what our own gateway sends of it."""

    share: Share
    tally: Tally | None
    versions: int
    finish_at: datetime | None
    sending: Sending | None
    areas: ByArea | None  # of what our own gateway sends
    carriage: Carriage | None

    @property
    def declared(self) -> dict[str, int]:
        """Return the operator's own figures."""
        return self.tally.figures if self.tally else {}

    @property
    def measured(self) -> dict[str, int]:
        """Return what our own gateway counted; never added to what was declared."""
        if self.sending and self.sending.begun:
            return self.sending.figures
        return self.carriage.measured if self.carriage else {}  # the operator's own install counted, as it says

    @property
    def elsewhere(self) -> bool:
        """Tell whether the operator carries it out in an install of its own."""
        return self.carriage is not None and not self.carriage.mirrored

    @property
    def takes_part(self) -> bool:
        """Tell whether the operator sends anything."""
        return self.share.state not in OUT


@dataclass(frozen=True)
class Overview:
    """A campaign's lines and their sums."""

    lines: list[Line]
    subscribers: int
    converted: int
    declared: dict[str, int]
    gateways: Whole
    areas: ByArea
    finish_at: datetime | None

    @property
    def measured(self) -> dict[str, int]:
        """Return what gateways counted; never added to what was declared."""
        return added(*(line.measured for line in self.lines))

    @property
    def measured_of(self) -> int:
        """Return how many subscribers those operators have whose gateways counted."""
        return sum(line.share.subscribers or 0 for line in self.lines if line.takes_part and line.measured)

    @property
    def declared_of(self) -> int:
        """Return how many subscribers those operators have who counted themselves."""
        return sum(line.share.subscribers or 0 for line in self.lines if line.takes_part and line.tally)

    @property
    def asked(self) -> int:
        """Return how many operators were asked."""
        return len(self.lines)

    @property
    def answered(self) -> int:
        """Return how many operators have answered."""
        return sum(line.share.state != ShareState.ASKED for line in self.lines)


@dataclass(frozen=True)
class Standing:
    """A campaign in one line of a list; its shares and waves are loaded."""

    operators: int
    answered: int
    subscribers: int

    @classmethod
    def of(cls, campaign: Campaign) -> Standing:
        """Count what is loaded."""
        shares = list(campaign.shares.all())
        live = [share for share in shares if share.state not in OUT]
        asked = sum(share.state == ShareState.ASKED for share in shares)
        return cls(len(shares), len(shares) - asked, sum(share.subscribers or 0 for share in live))


def seconds_of_wave(subscribers: int, parts: int, rate: int) -> int:
    """Return how long one wave takes at the contracted rate, each part being a message."""
    return math.ceil(subscribers * parts / rate)


def finish_of(waves: Sequence[Wave], share: Share, at: datetime) -> datetime | None:
    """Return when the share's last wave will be over at the contracted rate; a wave begins when the last is through.

    What has not begun begins now at the earliest.
    """
    if share.seconds is None or share.state in OUT:
        return None
    over: datetime | None = None
    for wave in waves:
        begins = max(wave.starts_at, share.sending_at or at, over or wave.starts_at)
        over = begins + timedelta(seconds=share.seconds)
    return over


def overview(campaign: Campaign, shares: Iterable[Share], at: datetime) -> Overview:
    """Add up the shares that are shown; who may see which is the caller's to say."""
    rows = list(shares)
    prefetch_related_objects([campaign], "waves")
    for share in rows:
        share.campaign = campaign  # one row, read once
    waves = list(campaign.waves.all())
    last, versions = _tallies(rows)
    sendings = sendings_of(rows, at)
    areas = by_area(sending for sending in sendings.values() if sending.begun)
    carriages = {way.share_id: way for way in Carriage.objects.filter(share__in=rows).defer("order_bytes")}
    lines = [
        Line(
            share,
            last.get(share.pk),
            versions.get(share.pk, 0),
            _finish(waves, share, sendings.get(share.pk), at),
            sendings.get(share.pk),
            areas.get(share.pk),
            carriages.get(share.pk),
        )
        for share in rows
    ]
    live = [line for line in lines if line.takes_part]
    return Overview(
        lines,
        sum(line.share.subscribers or 0 for line in live),
        sum(line.share.converted or 0 for line in live),
        added(*(line.declared for line in lines)),
        Whole([sending for sending in sendings.values() if sending.begun]),
        ByArea.of(row for each in areas.values() for row in each.rows),
        max((line.finish_at for line in live if line.finish_at), default=None),
    )


def _finish(waves: Sequence[Wave], share: Share, sending: Sending | None, at: datetime) -> datetime | None:
    """Predict from what is left where our own gateway sends and has begun, else from the estimate."""
    return sending.finish_at if sending and reached(share) else finish_of(waves, share, at)


def _tallies(shares: list[Share]) -> tuple[dict[int, Tally], dict[int, int]]:
    rows = Tally.objects.filter(share__in=shares).order_by("share_id", "version")
    last, versions = {}, dict[int, int]()
    for row in rows:
        last[row.share_id] = row
        versions[row.share_id] = row.version
    return last, versions


def history(row: Campaign | Share) -> list[tuple[Move, str]]:
    """Return how a campaign or a share came to its state, each step with its name for people."""
    words = CAMPAIGN_WORDS if isinstance(row, Campaign) else SHARE_WORDS
    return [(move, str(words[move.target])) for move in ledger.moves_of(row)]
