"""What our own gateway counted is evidence: at most once a minute while it changes, and when all is sent."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.campaigns import evidence, queries
from thongsuot.campaigns.actions import carrying
from thongsuot.campaigns.queries import Sending
from thongsuot.ledger import actions as ledger


@transaction.atomic
def measure(at: datetime) -> int:
    """Enter what the gateways counted since the last time; returns for how many shares."""
    rows = queries.to_measure(at)
    for sending in rows:
        ledger.record(**evidence.of_gateway(sending, known_at=at))
        carrying.report(sending.share, "measure", by=evidence.GATEWAY, at=at)
    return len(rows)


def remeasure() -> int:
    """Enter again what the gateways counted, also of shares whose numbers are purged; returns how many there were."""
    rows = [row.sending for row in queries.measures(queries.sent_by_gateway()) if row.sending.figures["sent"]]
    for sending in rows:
        ledger.record(**evidence.of_gateway(sending, known_at=_seen_at(sending)))
    return len(rows)


def _seen_at(sending: Sending) -> datetime:
    """Return when the counts stood as they stand, as far as rows tell."""
    share = sending.share
    moments = [share.trial_at, share.sending_at, share.ended_at, *(lane.seen_at for lane in sending.lanes)]
    return max(moment for moment in moments if moment is not None)
