"""An operator's order as it travels: canonical JSON, so that its SHA-256 is the same wherever it is computed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from thongsuot.campaigns.models import Share
from thongsuot.engines.message import normalised

VERSION = 1


def order(share: Share) -> dict[str, Any]:
    """Return everything that an operator needs to carry the share out, and who approved it; nothing of the others."""
    campaign = share.campaign
    return {
        "version": VERSION,
        "reality": share.reality,
        "order": f"share:{share.pk}",
        "generation": share.generation,
        "department": campaign.organisation.name,
        "operator": share.organisation.name,
        "branch": share.branch.name if share.branch else "",
        "authority": {
            "name": campaign.issuer_name,
            "number": campaign.number,
            "date": campaign.dated_on.isoformat(),
            "ground": campaign.legal_ground,
        },
        "area": {"code": campaign.area.code, "name": campaign.area.name},
        "rule": campaign.rule,
        "audience": campaign.audience,
        "brand": campaign.brand,
        "text": normalised(campaign.text),
        "correction": normalised(campaign.correction),
        "corrects": f"campaign:{campaign.corrects_id}" if campaign.corrects_id else "",
        "parts": share.parts,
        "subscribers": share.subscribers,
        "waves": [_utc(wave.starts_at) for wave in campaign.waves.all()],
        "report_due": _utc(campaign.report_due_at),
        "requested_by": campaign.requested_name,
        "approved_by": campaign.approved_name,
        "approved_at": _utc(campaign.approved_at),
    }


def order_bytes(share: Share) -> bytes:
    """Return the order as canonical JSON: sorted names, no spaces, UTF-8, times in UTC."""
    return json.dumps(order(share), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(share: Share) -> str:
    """Return the SHA-256 of the order, which stands for a signature until installs sign for each other."""
    return hashlib.sha256(order_bytes(share)).hexdigest()


def _utc(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""
