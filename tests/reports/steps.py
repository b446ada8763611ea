"""What organisations do between the letter and the cut-off, in the fewest words."""

from __future__ import annotations

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Assignment
from thongsuot.reports import actions
from thongsuot.reports.models import Report


def declare(issued, code, kind, figures, *, cast, at, words=""):
    """Let an organisation declare figures about its duty of a kind."""
    duty = Assignment.objects.get(directive=issued, organisation__code=code, obligation__kind=kind)
    directives.declare(duty, directives.Statement(figures, words), by=cast.person(f"{code}.daumoi"), at=at)


def send(code, *, cast, at):
    """Let an organisation prepare and submit its report."""
    report = Report.objects.get(organisation__code=code)
    actions.prepare(report, by=cast.person(f"{code}.daumoi"), at=at)
    return actions.submit(report, by=cast.person(f"{code}.lanhdao"), at=at)
