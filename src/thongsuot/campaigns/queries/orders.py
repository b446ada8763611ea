"""An operator's order as it travels: canonical JSON, so that its SHA-256 is the same wherever it is computed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from thongsuot.campaigns.models import Carriage, Share
from thongsuot.engines.message import normalised
from thongsuot.engines.package import PublicKey
from thongsuot.links.queries import own_key

VERSION = 1
NAMES = {"order", "corrects", "department", "operator", "branch", "area", "requested_by", "approved_by", "approved_at"}


def order(share: Share) -> dict[str, Any]:
    """Return everything that an operator needs to carry the share out, and who approved it; nothing of the others."""
    came = _as_it_came(share)
    return dict(json.loads(came)) if came else _order(share)


def _order(share: Share) -> dict[str, Any]:
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
    """Return the order as canonical JSON: sorted names, no spaces, UTF-8, times in UTC; one that came, as it came."""
    return _as_it_came(share) or _canonical(_order(share))


def fits(text: str, share: Share, estimate: dict[str, Any]) -> bool:
    """Tell whether an order that came says of a share what is known of it here; names of places may differ."""
    ours = {**_order(share), "subscribers": estimate["subscribers"], "parts": estimate["parts"]}
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return False
    if not isinstance(told, dict) or told.keys() != ours.keys() or _canonical(told) != text.encode():
        return False
    area = told["area"]
    same = all(told[name] == value for name, value in ours.items() if name not in NAMES)
    return same and isinstance(area, dict) and area.get("code") == share.campaign.area.code


def _as_it_came(share: Share) -> bytes:
    """Return the order that a package of the department's install brought, the bytes that it approved; or nothing."""
    row = Carriage.objects.filter(share=share, order_bytes__isnull=False).first()
    return bytes(row.order_bytes or b"") if row else b""


def _canonical(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(share: Share) -> str:
    """Return the SHA-256 of the order: what two people read to each other where no package was signed."""
    return hashlib.sha256(order_bytes(share)).hexdigest()


def signature(share: Share) -> bytes:
    """Return the Ed25519 signature of this install over the order's bytes; nothing where another install ordered it."""
    return b"" if _as_it_came(share) else own_key().sign(_canonical(_order(share)))


def signing_key() -> PublicKey:
    """Return the public half with which orders of this install are checked."""
    return own_key().public


def _utc(moment: datetime | None) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}" if moment else ""
