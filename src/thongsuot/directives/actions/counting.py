"""What the register saw becomes evidence; it can all be entered again and nothing changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from thongsuot.directives import evidence, queries
from thongsuot.directives.models import Declaration, Receipt
from thongsuot.ledger import actions as ledger


@transaction.atomic
def count_receipts(at: datetime) -> int:
    """Enter the receipts that changed since they were last counted."""
    due = list(queries.receipts_to_count(at).select_for_update(of=("self",), skip_locked=True))
    for receipt in due:
        ledger.record(**evidence.of_receipt(receipt))
        receipt.count_due_at = None
        receipt.save(update_fields=["count_due_at"])
    return len(due)


@transaction.atomic
def count_briefings(at: datetime) -> int:
    """Enter how many of the staff have acknowledged, where that changed."""
    due = list(queries.briefings_to_count(at).select_for_update(of=("self",), skip_locked=True))
    for receipt in due:
        ledger.record(**evidence.of_briefing(receipt))
        receipt.briefing_due_at = None
        receipt.save(update_fields=["briefing_due_at"])
    return len(due)


@transaction.atomic
def rebuild() -> int:
    """Enter all evidence of this app again from its rows."""
    receipts = list(Receipt.objects.select_related("organisation", "directive"))
    for receipt in receipts:
        ledger.record(**evidence.of_receipt(receipt))
    briefed = [r for r in receipts if queries.was_briefed(r)]
    for receipt in briefed:
        ledger.record(**evidence.of_briefing(receipt))
    newest = Declaration.objects.order_by("assignment_id", "-id").distinct("assignment_id")
    declarations = list(newest.select_related("assignment__obligation", "organisation"))
    for declaration in declarations:
        ledger.record(**evidence.of_declaration(declaration))
    return len(receipts) + len(briefed) + len(declarations)
