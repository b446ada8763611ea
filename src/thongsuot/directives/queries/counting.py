"""What counts for one assignment, measured and declared apart, as its page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from thongsuot.directives.models import Assignment
from thongsuot.directives.queries.bearing import bearer_of, counting, told_of
from thongsuot.directives.queries.work import figures_of, measured_for
from thongsuot.files.models import File
from thongsuot.ledger import kinds
from thongsuot.ledger.models import Evidence

FRESH = timedelta(days=7)


class Health(StrEnum):
    """Whether somebody still looks after a standing duty."""

    FRESH = "fresh"
    STALE = "stale"
    SILENT = "silent"


@dataclass(frozen=True)
class Figure:
    """One figure of the kind, as tools saw it and as the organisation says."""

    label: str
    measured: int | None
    declared: int | None
    href: str = ""
    of: int | None = None


@dataclass(frozen=True)
class Entry:
    """One piece of evidence as a list shows it."""

    happened_at: datetime
    known_at: datetime
    summary: str
    facts: list[tuple[str, int]]
    measured: bool
    files: list[tuple[str, str]]
    url: str = ""


@dataclass(frozen=True)
class Counted:
    """Everything that counts for one assignment."""

    figures: list[Figure]
    measured: list[Entry]
    declared: list[Entry]

    @property
    def newest(self) -> datetime | None:
        """Return when something was last entered."""
        return max((entry.known_at for entry in (*self.measured, *self.declared)), default=None)


def files_of(assignment: Assignment, digests: list[str]) -> QuerySet[File]:
    """Return an organisation's files by what they contain."""
    return File.objects.filter(
        organisation_id=assignment.organisation_id, reality=assignment.reality, sha256__in=digests
    ).order_by("name", "id")


def counted_for(assignment: Assignment, at: datetime) -> Counted:
    """Return the figures of an assignment with the rows behind them."""
    told, bearer = told_of(assignment), bearer_of(assignment)
    borne = counting(told if bearer.pk == assignment.pk else told_of(bearer))
    seen = list(measured_for(assignment, at).order_by("-happened_at", "-id"))
    names = {f.sha256: (f.get_absolute_url(), f.name) for f in files_of(assignment, [d for e in told for d in e.files])}
    labels = kinds.KINDS[assignment.obligation.kind].figures
    by_tools, by_people = figures_of(seen), figures_of(borne)
    figures = [
        Figure(_(label), by_tools.get(name), by_people.get(name), "#so-lieu-ghi-nhan" if name in by_tools else "")
        for name, label in labels.items()
    ]
    return Counted(figures, [_entry(e, labels, names) for e in seen], [_entry(e, labels, names) for e in told])


def _entry(row: Evidence, labels: dict[str, str], names: dict[str, tuple[str, str]]) -> Entry:
    facts = [(_(label), row.figures[name]) for name, label in labels.items() if name in row.figures]
    files = [names[digest] for digest in row.files if digest in names]
    url = row.url if row.measured else ""
    return Entry(row.happened_at, row.known_at, row.summary, facts, row.measured, files, url)


def health(newest: datetime | None, at: datetime) -> Health:
    """Tell how fresh the newest entry of a standing duty is."""
    if newest is None:
        return Health.SILENT
    return Health.FRESH if at - newest <= FRESH else Health.STALE


def occurrences_of(assignment: Assignment) -> QuerySet[Assignment]:
    """Return the occurrences of a recurring duty at the same organisation, the newest first."""
    rows = Assignment.objects.filter(
        obligation_id=assignment.obligation_id, organisation_id=assignment.organisation_id, occurrence_at__isnull=False
    )
    return rows.select_related("obligation").order_by("-occurrence_at")
