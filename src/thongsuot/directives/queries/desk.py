"""What waits on somebody's desk."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from thongsuot.directives.models import Assignment, Directive, Receipt
from thongsuot.directives.queries.work import OPEN, mine, outcome_of
from thongsuot.directives.states import VIETNAM, Outcome
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import in_force

Standing = tuple[Assignment, Outcome]


def roles_of(person: Person, at: datetime) -> frozenset[tuple[int, str]]:
    """Return the roles that the person holds at the moment, each with its organisation."""
    return frozenset(person.roles.filter(in_force(at)).values_list("organisation_id", "name"))


def receipts_waiting(organisation: Organisation) -> QuerySet[Receipt]:
    """Return the letters in force that an organisation has not acknowledged, the oldest first."""
    rows = Receipt.objects.filter(
        organisation=organisation, state=Receipt.State.SENT, directive__state=Directive.State.ISSUED
    )
    return rows.select_related("directive", "directive__organisation").defer("directive__text").order_by("sent_at")


def by_clock(person: Person, at: datetime) -> dict[str, list[Standing]]:
    """Return the own open assignments as late, today, later and endless, the nearest deadline first."""
    groups: dict[str, list[Standing]] = {"late": [], "today": [], "later": [], "endless": []}
    today = at.astimezone(VIETNAM).date()
    rows = mine(person, at).filter(directive__state=Directive.State.ISSUED).defer("directive__text")
    for assignment in rows:
        word = outcome_of(assignment, at)
        if assignment.deadline_at is None:
            group = "endless"
        elif word is Outcome.OPEN_LATE:
            group = "late"
        else:
            group = "today" if assignment.deadline_at.astimezone(VIETNAM).date() <= today else "later"
        groups[group].append((assignment, word))
    return groups


def under_review(department: Organisation) -> QuerySet[Directive]:
    """Return the department's letters that wait for a decision."""
    return Directive.objects.filter(organisation=department, state=Directive.State.REVIEW).defer("text", "reading")


def overdue(department: Organisation, at: datetime) -> QuerySet[Assignment]:
    """Return the assignments of the department's letters whose deadline has gone by, the oldest first."""
    included = Q(relation="until", deadline_at__lte=at - timedelta(minutes=1))
    gone = included | Q(~Q(relation="until"), deadline_at__lte=at)
    rows = Assignment.objects.filter(
        gone, state__in=OPEN, directive__organisation=department, directive__state=Directive.State.ISSUED
    )
    return rows.select_related("organisation", "obligation").order_by("deadline_at", "organisation__sort_key", "id")


def receipts_missing(department: Organisation) -> QuerySet[Receipt]:
    """Return which organisations have not acknowledged which of the department's letters."""
    rows = Receipt.objects.filter(
        state=Receipt.State.SENT, directive__organisation=department, directive__state=Directive.State.ISSUED
    )
    rows = rows.select_related("organisation", "directive").defer("directive__text", "directive__reading")
    return rows.order_by("sent_at", "organisation__sort_key")


def next_cut_off(department: Organisation, at: datetime, directive: Directive | None = None) -> Assignment | None:
    """Return one of the reporting duties whose deadline comes next, or none."""
    rows = Assignment.objects.filter(
        directive__organisation=department,
        directive__state=Directive.State.ISSUED,
        obligation__kind="REPORT",
        deadline_at__gt=at,
        ordered_deadline_at=None,  # where somebody's own was put off, the snapshot's minute stays
    )
    if directive is not None:
        rows = rows.filter(directive=directive)
    return rows.select_related("directive").defer("directive__text").order_by("deadline_at", "id").first()
