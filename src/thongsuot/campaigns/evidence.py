"""What counts of an operator's share, in figures; returned, never written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Carriage, Tally
from thongsuot.campaigns.queries import Sending
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import System

GATEWAY = System("Cổng gửi tin")


def of_tally(tally: Tally) -> dict[str, Any]:
    """Return what an operator counted by its own log: declared, about the order in force or about the share alone."""
    share = tally.share
    return {
        "key": topic(share),
        "organisation": share.organisation,
        "reality": share.reality,
        "kind": queries.KIND,
        "about": share.order_key or topic(share),
        "happened_at": tally.at,
        "known_at": tally.at,
        "summary": f"Đợt nhắn tin {share.campaign}; SHA-256 của nhật ký gửi: {tally.log_sha256}",
        "figures": tally.figures,
        "files": [tally.file.sha256] if tally.file else [],
        "url": share.get_absolute_url(),
        "measured": False,
        "by": tally.actor,
    }


def of_gateway(sending: Sending, *, known_at: datetime) -> dict[str, Any]:
    """Return what our own gateway saw of a share: measured, under a key of its own.

    A message that the centre took over and of which no receipt came stands in `sent` alone: it neither arrived nor
    failed, and in doubt is only what nobody answered.
    """
    share = sending.share
    return {
        "key": queries.measured_key(share),
        "organisation": share.organisation,
        "reality": share.reality,
        "kind": queries.KIND,
        "about": share.order_key or topic(share),
        "happened_at": queries.begun(share),
        "known_at": known_at,
        "summary": f"Đợt nhắn tin {share.campaign}; cổng gửi tin đếm khi gửi",
        "figures": sending.figures,
        "url": share.get_absolute_url(),
        "measured": True,
        "by": GATEWAY,
    }


def of_carriage(carriage: Carriage) -> dict[str, Any]:
    """Return what the gateway of the operator's own install counted, as that install has signed it: measured there."""
    share = carriage.share
    return {
        "key": queries.measured_key(share),
        "organisation": share.organisation,
        "reality": share.reality,
        "kind": queries.KIND,
        "about": share.order_key or topic(share),
        "happened_at": queries.begun(share),
        "known_at": carriage.measured_at,
        "summary": f"Đợt nhắn tin {share.campaign}; cổng gửi tin của doanh nghiệp đếm khi gửi",
        "figures": carriage.measured,
        "url": share.get_absolute_url(),
        "measured": True,
        "by": GATEWAY,
    }
