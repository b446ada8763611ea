"""Which counts of our own gateway the ledger does not know yet, and which waves are to begin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q, QuerySet

from thongsuot.campaigns.models import Share
from thongsuot.campaigns.queries.sending import Sending, WaveSent, sendings_of
from thongsuot.campaigns.queries.shares import KIND
from thongsuot.campaigns.states import RUNNING, ShareState
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence

EVERY = timedelta(minutes=1)  # at most so often while counters change
NO_MATTER = datetime.min.replace(tzinfo=UTC)  # for what does not depend on the moment


@dataclass(frozen=True)
class Measure:
    """What the gateway counted of a share, beside what the ledger knows of it."""

    sending: Sending
    known: Evidence | None

    @property
    def due_at(self) -> datetime | None:
        """Return from when on the ledger is to know it: a minute after the last time, at once when all is sent."""
        figures = self.sending.figures
        if not figures["sent"] or (self.known is not None and self.known.figures == figures):
            return None
        if self.known is None:
            return begun(self.sending.share)
        finished = self.sending.over and figures["sent"] != self.known.figures["sent"]
        return self.known.known_at if finished else self.known.known_at + EVERY


def measured_key(share: Share) -> str:
    """Return the key of what a gateway counted: not that of what the operator declares."""
    return f"{ledger.topic(share)}:gateway"


def begun(share: Share) -> datetime | None:
    """Return when the first message left for a subscriber."""
    moments = [moment for moment in (share.trial_at, share.sending_at) if moment is not None]
    return min(moments, default=None)


def sent_by_gateway() -> QuerySet[Share]:
    """Return the shares of which our own gateway has sent something to subscribers."""
    rows = Share.objects.filter(Q(trial_at__isnull=False) | Q(sending_at__isnull=False), numbers__isnull=False)
    return rows.select_related("organisation", "campaign").order_by("id")


def measures(shares: Iterable[Share]) -> list[Measure]:
    """Return the counts of shares, each with what was entered last."""
    rows = list(shares)
    keys = {measured_key(share): share.pk for share in rows}
    entered = ledger.current(Evidence.objects.filter(kind=KIND, measured=True, key__in=keys))
    known = {keys[row.key]: row for row in entered}
    return [Measure(sending, known.get(pk)) for pk, sending in sendings_of(rows, NO_MATTER).items()]


def to_measure(at: datetime) -> list[Sending]:
    """Return the counts that are to be entered now; once the numbers are purged no receipt finds its message."""
    rows = measures(sent_by_gateway().filter(numbers__purged_at__isnull=True))
    return [row.sending for row in rows if row.due_at is not None and row.due_at <= at]


def next_measure() -> datetime | None:
    """Return when the next counts are to be entered."""
    rows = measures(sent_by_gateway().filter(numbers__purged_at__isnull=True))
    return min((row.due_at for row in rows if row.due_at is not None), default=None)


def next_wave(sending: Sending) -> WaveSent | None:
    """Return the wave that follows once everybody of the one before has an outcome."""
    given_out = [wave for wave in sending.waves if wave.sent.count]
    waiting = [wave for wave in sending.waves if not wave.sent.count]
    return waiting[0] if given_out and waiting and not any(wave.left for wave in given_out) else None


def under_way() -> list[Sending]:
    """Return the shares that are released to everybody and whose campaign goes on."""
    rows = sent_by_gateway().filter(state=ShareState.SENDING, campaign__state__in=RUNNING)
    return [*sendings_of(rows, NO_MATTER).values()]


def waves_due(at: datetime) -> list[tuple[Share, int]]:
    """Return which shares begin which wave now."""
    found = ((sending.share, next_wave(sending)) for sending in under_way())
    return [(share, wave.number) for share, wave in found if wave is not None and wave.starts_at <= at]


def next_wave_at() -> datetime | None:
    """Return when the next wave may begin."""
    found = (next_wave(sending) for sending in under_way())
    return min((wave.starts_at for wave in found if wave is not None), default=None)
