"""Which moment of a report keeps the deadline, and whether it does (decision 0011)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from thongsuot.directives.models import Directive
from thongsuot.directives.states import in_time
from thongsuot.organisations.models import Organisation
from thongsuot.reports.models import OnTime, Report, Snapshot

Moment = OnTime.Moment
FIELDS = {Moment.SUBMITTED: "submitted_at", Moment.SEALED_COPY: "sealed_at", Moment.RECEIVED_PAPER: "paper_at"}


def rule_of(letter: Directive) -> OnTime.Moment:
    """Return which moment counts for the reports of a letter."""
    return rules_of([letter])[letter.pk]


def rules_of(letters: Iterable[Directive]) -> dict[int, OnTime.Moment]:
    """Return by letter which moment counts: its own rule, else what its department held when it was issued."""
    wanted = list(letters)
    own = Q(directive__in=[letter.pk for letter in wanted], valid_until=None)
    general = Q(directive=None, organisation__in={letter.organisation_id for letter in wanted})
    rows = list(OnTime.objects.filter(own | general).order_by("-valid_from", "-id"))
    return {letter.pk: _rule(letter, rows) for letter in wanted}


def _rule(letter: Directive, rows: list[OnTime]) -> OnTime.Moment:
    for row in rows:
        if row.directive_id == letter.pk:
            return Moment(row.moment)
    for row in rows:
        if row.directive_id is None and _held(row, letter):
            return Moment(row.moment)
    return Moment.SUBMITTED


def _held(row: OnTime, letter: Directive) -> bool:
    """Tell whether a department's rule held for the letter when it was issued; one in review has the present rule."""
    if (row.organisation_id, row.reality) != (letter.organisation_id, letter.reality):
        return False
    if letter.issued_at is None:
        return row.valid_until is None
    return row.valid_from <= letter.issued_at and (row.valid_until is None or letter.issued_at < row.valid_until)


def standing_rule(department: Organisation, reality: str) -> OnTime.Moment:
    """Return which moment counts for the letters that the department issues from now on."""
    row = OnTime.objects.filter(organisation=department, reality=reality, directive=None, valid_until=None).first()
    return Moment(row.moment) if row is not None else Moment.SUBMITTED


def moment_of(report: Report, rule: OnTime.Moment | None = None) -> datetime | None:
    """Return the moment that keeps the report's deadline, or none while it has not come."""
    if report.submitted_at is None:
        return None
    counted: datetime | None = getattr(report, FIELDS[rule or rule_of(report.directive)])
    return counted


def was_in_time(report: Report, rule: OnTime.Moment | None = None) -> bool:
    """Tell whether the moment that counts kept the deadline; a later amendment changes nothing."""
    moment, duty = moment_of(report, rule), report.assignment
    return moment is not None and in_time(moment, duty.deadline_at, duty.relation)


def punctuality(report: Report, rule: OnTime.Moment) -> str:
    """Return how a sent report stands against its deadline: on_time, late, or unsealed while its moment is awaited."""
    if moment_of(report, rule) is None:
        return "unsealed"
    return "on_time" if was_in_time(report, rule) else "late"


def is_settled(report: Report) -> bool:
    """Tell whether it is known that the report came in time or did not."""
    taken = Snapshot.objects.filter(directive_id=report.directive_id, deadline_at=report.assignment.round_at)
    return moment_of(report) is not None or taken.exists()
