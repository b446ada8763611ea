"""`thongsuot rebuild-evidence`: what was never entered is entered from the rows; what stands is left alone."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.letters import reading
from tests.worlds import world

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment
from thongsuot.ledger.models import Evidence
from thongsuot.ledger.queries import broken_links, current
from thongsuot.organisations.actions import open_link
from thongsuot.reports import actions as reports
from thongsuot.web import rebuild_command

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@world
def uncounted(cast):
    """Return a letter that was acknowledged, briefed, declared and reported while no counting job ever ran."""
    letter = directives.receive(
        reading(), file=None, organisation=cast.department, reality="live", by=cast.binh, at=MONDAY
    )
    directives.confirm(letter, list(letter.obligations.all()), by=cast.binh, at=MONDAY)
    letter = directives.issue(letter, by=cast.khanh, at=MONDAY)
    receipt = letter.receipts.get(organisation__code="dd-1")
    directives.acknowledge(receipt, by=cast.hang, at=MONDAY + HOUR)
    secret = directives.open_briefing(receipt, by=cast.hang, at=MONDAY + HOUR)
    link = open_link(secret, purpose="briefing", at=MONDAY + HOUR)
    directives.acknowledge_briefing(link, "DD1001", at=MONDAY + HOUR)
    duties = Assignment.objects.filter(organisation__code="dd-1")
    directives.declare(
        duties.get(obligation__kind="DUTY_ROSTER"), directives.Statement({"shifts": 3}), by=cast.hang, at=MONDAY + HOUR
    )
    report = reports.draft(duties.get(obligation__kind="REPORT"), at=MONDAY + HOUR)
    reports.prepare(report, by=cast.hang, at=MONDAY + HOUR)
    reports.submit(report, by=cast.long, at=MONDAY + 2 * HOUR)
    return letter


def rebuilt(capsys):
    """Run the command and return how many rows it looked at and how many it added."""
    assert rebuild_command.run([]) == 0
    said = capsys.readouterr().out
    return tuple(int(number) for number in re.findall(r"\d+", said))


def figures():
    """Return every current piece of evidence by kind, figures and version."""
    return sorted((row.kind, str(row.figures), row.version) for row in current())


def test_it_enters_what_no_job_entered_and_a_second_run_adds_nothing(uncounted, cast, capsys):
    assert set(Evidence.objects.values_list("kind", flat=True)) == {"DUTY_ROSTER"}  # a declaration enters itself
    looked_at, added = rebuilt(capsys)
    assert added == Evidence.objects.count() - 1 == looked_at - 1
    told = {(row.kind, row.organisation.code): row.figures for row in current()}
    assert told["RECEIPT", "dd-1"] == {"organisations": 1, "acknowledged": 1}
    assert told["RECEIPT", "bc-1"] == {"organisations": 1, "acknowledged": 0}
    assert told["REPORT", "dd-1"] == {"reports_due": 1, "reports_on_time": 1}
    before = figures()
    assert rebuilt(capsys) == (looked_at, 0)
    assert figures() == before
    assert broken_links(cast.organisation("dd-1")) == []


def test_the_briefing_is_entered_too(uncounted, cast, capsys):
    rebuilt(capsys)
    told = {(row.kind, row.organisation.code): row.figures for row in current()}
    assert told["STAFF_ACKNOWLEDGEMENT", "dd-1"] == {"staff": 6, "acknowledged": 1}
    assert ("STAFF_ACKNOWLEDGEMENT", "dd-2") not in told


def test_after_the_jobs_have_counted_it_adds_nothing(uncounted, capsys):
    later = MONDAY + 3 * HOUR
    assert directives.count_receipts(later) == 9
    assert directives.count_briefings(later) == 1
    assert reports.count_reports(later) == 1
    before = figures()
    assert rebuilt(capsys) == (12, 0)
    assert figures() == before


def test_it_takes_no_words(capsys):
    assert rebuild_command.run(["thêm"]) == 2
    assert "không nhận tham số" in capsys.readouterr().err
