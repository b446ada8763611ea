"""One report as its page shows it: figures with the rows behind them, and the letter's words beside its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.directives.models import Assignment
from thongsuot.files.models import File
from thongsuot.ledger.kinds import KINDS
from thongsuot.reports import compile as adding
from thongsuot.reports import layout
from thongsuot.reports.models import Report
from thongsuot.reports.queries.reporting import OWN_BOOKS, evidence_of


@dataclass(frozen=True)
class Line:
    """One figure of a kind on the report's page, as tools saw it and as the organisation says."""

    label: str
    measured: layout.Item | None
    declared: layout.Item | None


@dataclass(frozen=True)
class Told:
    """All figures of one kind."""

    kind: str
    title: str
    lines: list[Line]


def lines(figures: adding.ByKind, kinds: Iterable[str] = ()) -> list[Told]:
    """Lay figures out kind by kind, measured and declared apart; a kind of which nothing is known stays in sight."""
    shown = {*kinds, *figures} - {*OWN_BOOKS}
    return [Told(kind, _(KINDS[kind].title), _lines(kind, figures.get(kind, {}))) for kind in KINDS if kind in shown]


def _lines(kind: str, sides: dict[str, adding.Figures]) -> list[Line]:
    measured, declared = (
        {item.label: item for item in layout.items(kind, sides.get(side, {}))} for side in adding.SIDES
    )
    return [Line(_(label), measured.get(label), declared.get(label)) for label in dict.fromkeys([*measured, *declared])]


def changes(delta: adding.ByKind) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """Return what a supplement adds, kind by kind: the figure's name, who says so, and the difference."""
    return [
        (
            _(KINDS[kind].title),
            [
                (_(KINDS[kind].figures[name]), side, more)
                for side in adding.SIDES
                for name, more in delta[kind].get(side, {}).items()
            ],
        )
        for kind in KINDS
        if kind in delta
    ]


def kinds_of(report: Report) -> list[str]:
    """Return the kinds of the organisation's duties under the letter."""
    rows = Assignment.objects.filter(directive_id=report.directive_id, organisation_id=report.organisation_id)
    live = rows.exclude(state=Assignment.State.WITHDRAWN).order_by()
    return list(live.values_list("obligation__kind", flat=True).distinct())


def paragraphs_of(report: Report) -> list[tuple[int, str]]:
    """Return the paragraphs that give the organisation duties, or of which it wrote, in the letter's own words."""
    duties = Assignment.objects.filter(directive_id=report.directive_id, organisation_id=report.organisation_id)
    spoken = {int(number) for number in report.narrative}
    bound = set(duties.exclude(obligation__kind__in=OWN_BOOKS).values_list("obligation__paragraph", flat=True))
    texts = {p.number: report.directive.text[p.start : p.end] for p in report.directive.paragraphs.all()}
    return [(number, texts.get(number, "").strip()) for number in sorted(bound | spoken)]


@dataclass(frozen=True)
class Entry:
    """One row behind a figure."""

    happened_at: datetime
    summary: str
    facts: list[tuple[str, int]]
    measured: bool
    files: list[tuple[str, str]]
    url: str


def entries(report: Report, kind: str, until: datetime) -> list[Entry]:
    """Return the rows behind a report's figures of one kind as they stood at the moment, the newest first."""
    rows = list(evidence_of(report, until).filter(kind=kind).order_by("-happened_at", "-id"))
    digests = [digest for row in rows for digest in row.files]
    kept = File.objects.filter(organisation_id=report.organisation_id, reality=report.reality, sha256__in=digests)
    names = {file.sha256: (file.get_absolute_url(), file.name) for file in kept}
    labels = KINDS[kind].figures
    return [
        Entry(
            row.happened_at,
            row.summary,
            [(_(label), row.figures[name]) for name, label in labels.items() if name in row.figures],
            row.measured,
            [names[digest] for digest in row.files if digest in names],
            row.url,
        )
        for row in rows
    ]
