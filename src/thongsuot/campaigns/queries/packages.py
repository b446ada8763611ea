"""What two installs say to each other of a share: how all stands, by whom and when; counts, and nobody's number.

An order goes down from the department's install, a step comes up from the operator's. Each holds everything that the
other end needs, so that what was lost on the way is made good by the next. A refusal says why something was not taken.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from thongsuot.campaigns.models import Carriage, Share
from thongsuot.campaigns.queries.orders import order_bytes
from thongsuot.campaigns.queries.progress import FIGURES
from thongsuot.campaigns.queries.sending import has_numbers, sendings_of
from thongsuot.campaigns.queries.shares import latest
from thongsuot.organisations.models import Actor, Person

VERSION = 1
ORDER, STEP, REFUSAL = "campaign.order", "campaign.step", "campaign.refusal"
KINDS = (ORDER, STEP, REFUSAL)
ESTIMATED = ("subscribers", "parts", "rate", "brand_registered")


def order_body(carriage: Carriage, step: str, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Return what the department says: the campaign, its approval, and this operator's share; nothing of the others."""
    share = _as_it_stands(carriage)
    campaign = share.campaign
    return {
        **_head(carriage, share, step, by, at),
        "branch": share.branch.code if share.branch else "",
        "campaign": _campaign(share),
        "approval": _approval(share) if campaign.approved_by_id else None,
        "stands": {
            "state": share.state,
            "reason": share.reason,
            "estimate": _estimate(share),
            "estimated_by": share.estimated_name,
        },
    }


def step_body(carriage: Carriage, step: str, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Return what the operator says: how far its share is, who released it, and what was counted."""
    share = _as_it_stands(carriage)
    return {
        **_head(carriage, share, step, by, at),
        "generation": share.campaign.generation,
        "stands": {
            "state": share.state,
            "reason": share.reason,
            "paused_from": share.paused_from,
            "pause_cause": share.pause_cause,
            "estimate": _estimate(share),
            "accepted": _accepted(share),
            "released": _named(share.released_by) if share.released_by else None,
            **{name: _moment(getattr(share, name)) for name in MOMENTS},
        },
        "tally": _tally(share),
        "measured": _measured(share, at),
    }


MOMENTS = ("testing_at", "trial_at", "sending_at", "ended_at", "confirmed_until")


def refusal_body(package: str, key: str, reason: str, *, at: datetime) -> dict[str, Any]:
    """Return why a package of the other end was not taken."""
    return {"version": VERSION, "package": package, "share": key, "reason": reason, "at": _moment(at)}


def _as_it_stands(carriage: Carriage) -> Share:
    rows = Share.objects.select_related("campaign__area", "campaign__organisation", "campaign__requested_by", "branch")
    rows = rows.select_related("campaign__approved_by", "organisation", "accepted_by", "released_by")
    return rows.get(pk=carriage.share_id)


def _head(carriage: Carriage, share: Share, step: str, by: Actor, at: datetime) -> dict[str, Any]:
    return {
        "version": VERSION,
        "share": str(carriage.key),
        "number": carriage.sent,
        "taken": carriage.taken,
        "step": step,
        "by": _named(by),
        "at": _moment(at),
        "operator": share.organisation.code,
    }


def _campaign(share: Share) -> dict[str, Any]:
    campaign = share.campaign
    same = ("state", "reason", "generation", "issuer_name", "number", "legal_ground", "rule", "audience", "brand",
            "text", "correction", "parts", "repeat")  # fmt: skip
    return {
        **{name: getattr(campaign, name) for name in same},
        "dated_on": campaign.dated_on.isoformat(),
        "area": campaign.area.code,
        "waves": [_moment(wave.starts_at) for wave in campaign.waves.all()],
        "report_due_at": _moment(campaign.report_due_at),
        "requested_by": _named(campaign.requested_by),
        "requested_at": _moment(campaign.requested_at),
        "corrects": _corrected(share),
    }


def _corrected(share: Share) -> str:
    """Return the key of this operator's share of the campaign that this one puts right."""
    wrong = share.campaign.corrects_id
    row = Carriage.objects.filter(share__campaign=wrong, organisation=share.organisation_id).first() if wrong else None
    return str(row.key) if row else ""


def _approval(share: Share) -> dict[str, Any]:
    campaign = share.campaign
    by = campaign.approved_by
    return {
        "by": _named(by) if by else None,
        "at": _moment(campaign.approved_at),
        "order": order_bytes(share).decode(),
    }


def _estimate(share: Share) -> dict[str, Any] | None:
    return {name: getattr(share, name) for name in ESTIMATED} if share.subscribers else None


def _accepted(share: Share) -> dict[str, Any] | None:
    if share.accepted_by is None:
        return None
    return {
        "by": _named(share.accepted_by),
        "at": _moment(share.accepted_at),
        "shift_hours": share.shift_hours,
    }


def _tally(share: Share) -> dict[str, Any] | None:
    tally = latest(share)
    if tally is None:
        return None
    return {**tally.figures, "version": tally.version, "phase": tally.phase, "log_sha256": tally.log_sha256}


def _measured(share: Share, at: datetime) -> dict[str, int] | None:
    """Return what the operator's own gateway counted, where it sends."""
    if not has_numbers(share):
        return None
    figures = sendings_of([share], at)[share.pk].figures
    return {name: figures[name] for name in FIGURES}


def _named(by: Actor) -> dict[str, str]:
    """Name who acts; the key tells people of one name apart and says nothing else of them."""
    if not isinstance(by, Person):
        return {"key": "", "name": str(by)}
    return {"key": hashlib.sha256(f"{by.organisation_id}/{by.username}".encode()).hexdigest()[:24], "name": by.name}


def _moment(moment: datetime | None) -> str:
    return moment.astimezone(UTC).isoformat() if moment else ""
