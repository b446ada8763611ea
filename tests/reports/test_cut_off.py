"""At the cut-off minute figures freeze, the missing are named, the papers stand ready."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from tests.cast import VIETNAM
from tests.reports.steps import declare, send
from tests.worlds import world

from thongsuot.files.models import Run
from thongsuot.ledger.models import Evidence
from thongsuot.reports import jobs
from thongsuot.reports.models import Report, Snapshot, Upward

pytestmark = pytest.mark.django_db

DEADLINE = datetime(2020, 2, 7, 14, 0, tzinfo=VIETNAM)
DAY_BEFORE = DEADLINE - timedelta(days=1)
MINUTE = timedelta(minutes=1)


@world
def drafted(cast, issued):
    """Return the letter when every draft lies ready."""
    jobs.run(DAY_BEFORE)
    return issued


def test_drafts_lie_ready_a_day_ahead_and_not_earlier(cast, issued):
    assert jobs.next_due() == DAY_BEFORE
    jobs.run(DAY_BEFORE - MINUTE)
    assert not Report.objects.exists()
    jobs.run(DAY_BEFORE)
    assert Report.objects.filter(state="draft").count() == 9


def test_before_means_earlier_than_the_minute(cast, drafted):
    send("dd-1", cast=cast, at=DEADLINE - timedelta(seconds=1))
    send("dd-2", cast=cast, at=DEADLINE)
    jobs.run(DEADLINE + timedelta(seconds=3))
    content = Snapshot.objects.get(sequence=0).content
    assert (content["due"], content["on_time"]) == (9, 1)
    assert "dd-2" in content["missing"]


def test_the_snapshot_adds_frozen_figures_and_keeps_measured_and_declared_apart(cast, drafted):
    declare(drafted, "dd-1", "DUTY_ROSTER", {"shifts": 21, "shifts_filled": 20}, cast=cast, at=DAY_BEFORE)
    declare(drafted, "bc-1", "DUTY_ROSTER", {"shifts": 7, "shifts_filled": 7}, cast=cast, at=DAY_BEFORE)
    send("dd-1", cast=cast, at=DAY_BEFORE)
    send("bc-1", cast=cast, at=DAY_BEFORE)
    declare(drafted, "dd-1", "DUTY_ROSTER", {"shifts": 99, "shifts_filled": 99}, cast=cast, at=DAY_BEFORE + MINUTE)
    jobs.run(DEADLINE)
    figures = Snapshot.objects.get().content["figures"]
    assert figures["DUTY_ROSTER"] == {"measured": {}, "declared": {"shifts": 28, "shifts_filled": 27}}
    assert figures["REPORT"]["measured"] == {"reports_due": 9, "reports_on_time": 2}
    assert figures["RECEIPT"]["measured"] == {"organisations": 9, "acknowledged": 2}


def test_a_late_report_makes_a_supplement_with_its_delta(cast, drafted):
    send("dd-1", cast=cast, at=DAY_BEFORE)
    jobs.run(DEADLINE)
    declare(drafted, "dd-2", "DUTY_ROSTER", {"shifts": 5, "shifts_filled": 4}, cast=cast, at=DEADLINE + MINUTE)
    send("dd-2", cast=cast, at=DEADLINE + 2 * MINUTE)
    jobs.run(DEADLINE + 3 * MINUTE)
    main, supplement = Snapshot.objects.order_by("sequence")
    assert "dd-2" in main.content["missing"]
    assert supplement.content["late"] == ["dd-2"]
    assert supplement.delta["DUTY_ROSTER"]["declared"] == {"shifts": 5, "shifts_filled": 4}
    jobs.run(DEADLINE + 4 * MINUTE)
    assert Snapshot.objects.count() == 2


def test_punctuality_becomes_measured_evidence_once(cast, drafted):
    send("dd-1", cast=cast, at=DAY_BEFORE)
    for tick in range(3):
        jobs.run(DEADLINE + tick * MINUTE)
    rows = Evidence.objects.filter(kind="REPORT")
    assert len(rows) == 9
    assert sum(row.figures["reports_on_time"] for row in rows) == 1
    assert all(row.measured for row in rows)


def test_both_papers_stand_ready_as_pdf_and_docx(cast, drafted):
    send("dd-1", cast=cast, at=DAY_BEFORE)
    jobs.run(DEADLINE)
    jobs.work(Run.objects.get().pk, at=DEADLINE + MINUTE)
    papers = Upward.objects.all()
    assert [p.recipient for p in papers] == ["committee", "ministry"]
    assert {p.pdf.media_type for p in papers} == {"application/pdf"}
