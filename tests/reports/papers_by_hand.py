"""A report on paper as the department keys it, in the fewest words."""

from __future__ import annotations

from datetime import timedelta

from tests.files import samples
from tests.reports.small import DAY_BEFORE

from thongsuot.directives.models import Assignment
from thongsuot.reports import actions
from thongsuot.reports.actions import Entry

HOUR = timedelta(hours=1)
CAME = DAY_BEFORE - HOUR
SCAN = ("bao-cao.pdf", samples.pdf())


def duty_of(letter, code="dd-1"):
    """Return the duty to report that an organisation has under a letter."""
    rows = Assignment.objects.select_related("directive__organisation", "organisation", "obligation")
    return rows.get(directive=letter, organisation__code=code, obligation__kind="REPORT")


def entry(**changes):
    """Return what was keyed from a signed paper."""
    told = {
        "channel": "paper",
        "received_at": CAME,
        "sender": "Phan Văn Long, Giám đốc",
        "narrative": {"2": "Đã bố trí đủ ca trực."},
        "difficulties": "Thiếu xe.",
        "figures": {"DUTY_ROSTER": {"shifts": 9, "shifts_filled": 8}},
    }
    return Entry(**{**told, **changes})


def key(cast, letter, code="dd-1", *, at=DAY_BEFORE, by=None, scans=(SCAN,), **changes):
    """Let the department's follower key a report; return the submission."""
    submission, _apart = actions.enter(duty_of(letter, code), entry(**changes), scans, by=by or cast.binh, at=at)
    return submission
