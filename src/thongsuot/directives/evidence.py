"""What counts of receipts, briefings and declarations, in figures; returned, never written."""

from __future__ import annotations

from typing import Any

from thongsuot.directives import queries
from thongsuot.directives.models import Declaration, Receipt
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import System

REGISTER = System("Sổ văn bản")


def of_receipt(receipt: Receipt) -> dict[str, Any]:
    """Return one organisation that received the letter, and whether it acknowledged."""
    moment = receipt.acknowledged_at or receipt.sent_at
    return {
        "key": f"receipt:{receipt.pk}",
        "organisation": receipt.organisation,
        "reality": receipt.reality,
        "kind": "RECEIPT",
        "happened_at": moment,
        "known_at": receipt.keyed_at or moment,
        "figures": {"organisations": 1, "acknowledged": int(receipt.acknowledged_at is not None)},
        "url": receipt.directive.get_absolute_url(),
        "measured": True,
        "by": REGISTER,
    }


def of_briefing(receipt: Receipt) -> dict[str, Any]:
    """Return how many of an organisation's staff acknowledged the letter's present version."""
    last, acknowledged = queries.briefed(receipt)
    moment = last or receipt.acknowledged_at or receipt.sent_at
    return {
        "key": f"briefing:{receipt.pk}",
        "organisation": receipt.organisation,
        "reality": receipt.reality,
        "kind": "STAFF_ACKNOWLEDGEMENT",
        "happened_at": moment,
        "known_at": moment,
        "figures": {"staff": queries.staff_at(receipt.organisation, moment).count(), "acknowledged": acknowledged},
        "url": receipt.directive.get_absolute_url(),
        "measured": True,
        "by": REGISTER,
    }


def of_declaration(declaration: Declaration) -> dict[str, Any]:
    """Return what an organisation says of one duty."""
    assignment = declaration.assignment
    return {
        "key": f"declaration:{assignment.pk}",
        "organisation": declaration.organisation,
        "reality": declaration.reality,
        "kind": assignment.obligation.kind,
        "about": topic(assignment),
        "happened_at": declaration.happened_at or declaration.at,
        "known_at": declaration.at,
        "summary": declaration.words,
        "figures": declaration.figures,
        "files": declaration.files,
        "url": assignment.get_absolute_url(),
        "measured": False,
        "by": declaration.actor,
    }
