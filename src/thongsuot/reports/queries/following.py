"""What waits for an organisation, and how the department follows each deadline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, IntegerField, Prefetch, QuerySet, When

from thongsuot.directives.models import Assignment, Directive
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import seen_by
from thongsuot.reports.models import Report, Snapshot, Upward
from thongsuot.reports.queries.reporting import NO_DEADLINE, Round, in_round, reporting_duties

ENDED = (Report.State.SUBMITTED, Report.State.ACCEPTED)  # nothing more is asked of the organisation
SENT_OUT = (Directive.State.ISSUED, Directive.State.CLOSED)
Place = tuple[int, datetime | None]  # a letter and one of its deadlines


def tally(reports: QuerySet[Report]) -> dict[str, int]:
    """Return how many of the reports stand in each state."""
    return dict(reports.order_by().values_list("state").annotate(Count("pk")))


def own_first(reports: QuerySet[Report]) -> QuerySet[Report]:
    """Put what still waits for the organisation first, the nearest deadline before the others."""
    ended = Case(When(state__in=ENDED, then=1), default=0, output_field=IntegerField())
    told = reports.annotate(ended=ended).defer("directive__text", "directive__reading")
    return told.order_by("ended", "assignment__deadline_at", "id")


def expected_of(organisation: Organisation) -> QuerySet[Assignment]:
    """Return the reporting duties of an organisation for which no draft stands yet, the nearest deadline first."""
    rows = reporting_duties(Directive.State.ISSUED).filter(organisation=organisation, report=None)
    return rows.select_related("directive").defer("directive__text").order_by("deadline_at", "id")


@dataclass(frozen=True)
class Standing:
    """One deadline of one letter as the department follows it: who sent, who did not, and what was consolidated."""

    round: Round
    rows: list[tuple[Assignment, Report | None]]
    snapshots: list[Snapshot]

    @property
    def sent(self) -> int:
        """Return how many organisations have submitted."""
        return sum(report is not None for _, report in self.rows)

    @property
    def missing(self) -> list[Organisation]:
        """Return who has not."""
        return [duty.organisation for duty, report in self.rows if report is None]


def places(person: Person, at: datetime) -> list[tuple[int, datetime | None, str]]:
    """Return every letter in force or closed with each of its reporting deadlines, the latest deadline first."""
    letters = Directive.objects.filter(organisation__in=seen_by(person, at), state__in=SENT_OUT)
    duties = reporting_duties(*SENT_OUT).filter(directive__in=letters).order_by()
    asked = duties.values_list("directive_id", "by", "relation").distinct()  # type: ignore[misc]  # annotated in _asked
    taken = Snapshot.objects.filter(directive__in=letters, sequence=0)
    told: dict[Place, str] = {}
    for directive, deadline, relation in sorted(asked, key=lambda row: row[2]):
        told.setdefault((directive, None if deadline == NO_DEADLINE else deadline), relation)
    for directive, deadline, relation in taken.values_list("directive_id", "deadline_at", "relation"):
        told.setdefault((directive, deadline), relation)
    silent = set(letters.order_by().values_list("pk", flat=True)) - {directive for directive, _ in told}
    told |= {(directive, None): "" for directive in silent}
    issued = dict(letters.order_by().values_list("pk", "issued_at"))
    ordered = sorted(told.items(), key=lambda row: (row[0][1] or issued[row[0][0]] or at, row[0][0]), reverse=True)
    return [(directive, deadline, relation) for (directive, deadline), relation in ordered]


def standings(chosen: Iterable[tuple[int, datetime | None, str]]) -> list[Standing]:
    """Return how each chosen deadline stands, in a constant number of queries."""
    wanted = list(chosen)
    letters = Directive.objects.filter(pk__in=[row[0] for row in wanted]).select_related("organisation")
    named = {letter.pk: letter for letter in letters.defer("text", "reading")}
    duties: dict[Place, list[tuple[Assignment, Report | None]]] = {}
    rows = reporting_duties(*SENT_OUT).filter(directive__in=named).select_related("organisation", "report")
    for duty in rows.order_by("organisation__sort_key", "id"):
        report = getattr(duty, "report", None)
        sent = report if report is not None and report.submitted_at is not None else None
        duties.setdefault((duty.directive_id, duty.round_at), []).append((duty, sent))
    snapshots: dict[Place, list[Snapshot]] = {}
    for snapshot in _with_papers(Snapshot.objects.filter(directive__in=named)).order_by("sequence"):
        snapshots.setdefault((snapshot.directive_id, snapshot.deadline_at), []).append(snapshot)
    return [
        Standing(Round(named[d], deadline, relation), duties.get((d, deadline), []), snapshots.get((d, deadline), []))
        for d, deadline, relation in wanted
    ]


def _with_papers(snapshots: QuerySet[Snapshot]) -> QuerySet[Snapshot]:
    newest = Upward.objects.order_by("snapshot_id", "recipient", "-edition").distinct("snapshot_id", "recipient")
    papers = newest.select_related("pdf", "docx")
    return snapshots.defer("content", "delta").prefetch_related(Prefetch("papers", papers))


def papers_of(snapshot: Snapshot) -> QuerySet[Upward]:
    """Return the papers of a snapshot that stand ready, the newest edition of each."""
    return editions_of(snapshot).distinct("recipient")


def editions_of(snapshot: Snapshot) -> QuerySet[Upward]:
    """Return every edition of the papers of a snapshot, the newest of each recipient first."""
    return snapshot.papers.select_related("pdf", "docx").order_by("recipient", "-edition")


def siblings_of(snapshot: Snapshot) -> QuerySet[Snapshot]:
    """Return the snapshots of the same deadline, the first before its supplements."""
    rows = Snapshot.objects.filter(directive_id=snapshot.directive_id, deadline_at=snapshot.deadline_at)
    return rows.defer("content", "delta").order_by("sequence")


def sets_deadline(letter: Directive) -> bool:
    """Tell whether the letter's figures are frozen by themselves, at a deadline for reports."""
    return reporting_duties(*SENT_OUT).filter(directive=letter).exclude(in_round(None)).exists()
