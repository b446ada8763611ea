"""What an operator's own officers see of its list of subscribers on the share's page."""

from __future__ import annotations

from typing import Any

from thongsuot.campaigns import queries
from thongsuot.campaigns.forms import NumbersForm
from thongsuot.campaigns.models import Share
from thongsuot.campaigns.views.asking import Desk
from thongsuot.engines.tables import Fault, Why

FIRST = 10  # lines that the page lists; all that are kept are in the file


def numbers_panel(desk: Desk, row: Share, form: NumbersForm | None = None) -> dict[str, Any]:
    """Return what `_numbers.html` shows; nothing to anybody but the operator's own officers."""
    if not desk.carries_out(row.organisation_id) or queries.carried_out_elsewhere(row):
        return {"may": False}
    numbers = queries.numbers_of(row)
    before = queries.numbers_before(row)
    return {
        "may": numbers is not None or queries.takes_numbers(row),
        "open": queries.takes_numbers(row),
        "row": numbers,
        "faults": [fault_of(told) for told in numbers.bad_lines[:FIRST]] if numbers else [],
        "differs": numbers is not None and queries.differs(row, numbers.kept),
        "before": before,
        "form": form or NumbersForm(),
        "configured": queries.source_of(row) is not None,
        "run": queries.reading_of(row),
        "days": queries.kept_for().days,
    }


def fault_of(told: list[Any]) -> Fault:
    """Return a refused line as it was kept."""
    line, seen, why, hint = told
    return Fault(line, seen, Why(why), hint)
