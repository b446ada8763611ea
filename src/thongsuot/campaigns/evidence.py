"""What counts of an operator's share, in figures; returned, never written."""

from __future__ import annotations

from typing import Any

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Tally
from thongsuot.ledger.queries import topic


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
