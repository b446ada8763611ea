"""What each organisation does and when, between the letter and the cut-off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from thongsuot.directives import actions as directives
from thongsuot.directives import queries as letters
from thongsuot.directives.models import Assignment, Directive, Receipt
from thongsuot.directives.states import cut_off
from thongsuot.exercise import queries
from thongsuot.organisations import access
from thongsuot.organisations.actions import open_link
from thongsuot.organisations.models import Person
from thongsuot.reports import actions as reports
from thongsuot.reports.models import Report

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
HOUR = timedelta(hours=1)
MORNING = time(8, 0)
USUAL = timedelta(days=3)  # from the letter to the end, where it sets no deadline
NO_DAY = datetime(2020, 2, 3, 8, tzinfo=VIETNAM)  # where the letter names none
LATENESS = timedelta(minutes=45)

Plan = Callable[[datetime, Callable[[datetime], object]], None]
Reporting = Callable[[queries.Round, str, datetime], None]


@dataclass(frozen=True)
class Script:
    """The moments of one exercise."""

    begins: datetime
    deadline: datetime
    ends: datetime

    @classmethod
    def of(cls, reading: dict[str, Any]) -> Script:
        """Lay the moments out from the letter's own date and deadline."""
        dated = reading["date"]
        begins = datetime.combine(date.fromisoformat(dated), MORNING, VIETNAM) if dated else None
        deadline, relation = queries.deadline_of(reading, issued=(begins or NO_DAY) + HOUR)
        if begins is None:
            begins = deadline - USUAL if deadline else NO_DAY
        if deadline is None:
            return cls(begins, begins + USUAL, begins + USUAL)
        begins = min(begins, deadline - 8 * HOUR)
        return cls(begins, deadline, cut_off(deadline, relation) + 2 * LATENESS)

    @property
    def requested(self) -> datetime:
        """Return when the request comes for which the conditional duties wait."""
        return self._share(0.4)

    def _share(self, part: float) -> datetime:
        """Return a moment between the letter's issue and the deadline, on a whole minute."""
        moment = self.begins + HOUR + (self.deadline - self.begins - HOUR) * part
        return moment.replace(second=0, microsecond=0)

    @property
    def issued(self) -> datetime:
        """Return when the letter goes out."""
        return self.begins + HOUR

    @property
    def watched(self) -> datetime:
        """Return until when a watch is kept that the reports count."""
        return self._share(0.7)

    @property
    def received(self) -> datetime:
        """Return when organisations acknowledge the letter."""
        return self._share(0.1)

    def plan_work(
        self, plan: Plan, directive: Directive, code: str, *, late: bool, acknowledges: bool, reports: Reporting
    ) -> None:
        """Plan everything that one organisation does; the late one sends its report after the cut-off."""
        if acknowledges:
            plan(self.received, partial(acknowledge, directive.pk, code))
        plan(self._share(0.2), partial(brief, directive.pk, code))
        plan(self._share(0.5), partial(declare, directive.pk, code))
        for owed in queries.reports_owed(directive, code, until=self.ends):
            act = reports if owed.deadline == self.deadline else report
            plan(self._sent(owed.deadline, late=late), partial(act, owed, code))

    def _sent(self, deadline: datetime | None, *, late: bool) -> datetime:
        """Return when a report goes up; without a deadline nobody can be late."""
        if deadline is None:
            return self._share(0.8)
        ahead = (deadline - max(self.begins, deadline - 20 * HOUR)) * 0.2
        sent = deadline + LATENESS if late else deadline - ahead
        return sent.replace(second=0, microsecond=0)


def _officer(code: str, desk: str) -> Person:
    return Person.objects.select_related("organisation").get(username=f"{code}.{desk}")


def acknowledge(directive: int, code: str, at: datetime) -> None:
    """Confirm that the letter arrived."""
    receipt = Receipt.objects.get(directive_id=directive, organisation__code=code)
    directives.acknowledge(receipt, by=_officer(code, "daumoi"), at=at)


def brief(directive: int, code: str, at: datetime) -> None:
    """Brief the staff where the letter asks for it; the last on the list has not answered yet."""
    asked = Assignment.objects.filter(directive_id=directive, organisation__code=code)
    if not asked.filter(obligation__kind="STAFF_ACKNOWLEDGEMENT").exists():
        return
    receipt = Receipt.objects.select_related("organisation", "directive").get(
        directive_id=directive, organisation__code=code
    )
    secret = directives.open_briefing(receipt, by=_officer(code, "daumoi"), at=at)
    workers = list(letters.staff_at(receipt.organisation, at).order_by("code").values_list("code", flat=True))
    link = open_link(secret, purpose="briefing", at=at)
    with access.acting_for(receipt.organisation):
        for worker in workers[:-1]:
            directives.acknowledge_briefing(link, worker, at=at)


def declare(directive: int, code: str, at: datetime) -> None:
    """Say what was done of each duty, and complete what can be completed."""
    told, contact = queries.cast()["figures"], _officer(code, "daumoi")
    duties = Assignment.objects.filter(directive_id=directive, organisation__code=code, occurrence_at=None)
    for duty in duties.select_related("obligation", "directive", "organisation").order_by("obligation__start", "pk"):
        figures = told.get(duty.obligation.kind)
        if figures is None:
            continue
        counted = queries.counted_by_tool(duty.obligation.kind, code)
        statement = directives.Statement({} if counted else dict(figures), "Đã triển khai theo yêu cầu của văn bản.")
        directives.declare(duty, statement, by=contact, at=at)
        if not letters.why_not_done(duty, at):
            directives.complete(duty, by=contact, at=at)


def report(owed: queries.Round, code: str, at: datetime) -> None:
    """Prepare and submit the report, in two acts."""
    duty = Assignment.objects.select_related("organisation", "directive").get(
        obligation_id=owed.duty, organisation__code=code, deadline_at=owed.deadline
    )
    row: Report = reports.draft(duty, at=at)
    reports.prepare(row, by=_officer(code, "daumoi"), at=at)
    reports.submit(row, by=_officer(code, "lanhdao"), at=at)
