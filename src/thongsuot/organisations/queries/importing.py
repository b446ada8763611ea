"""What a list of contacts would make and change: the plan that is shown first and carried out as it was shown."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from thongsuot.engines import contacts
from thongsuot.engines.tables import Row, Sheet
from thongsuot.organisations.models import Import, Mapping, Organisation, Person
from thongsuot.organisations.queries.planning import Change, Planner
from thongsuot.organisations.queries.seeing import seen_by

SAMPLES = 3


@dataclass(frozen=True)
class Told:
    """A line of the list as it was understood, what it comes to (new, changed, same), and what is to be looked at."""

    line: contacts.Line
    what: str
    notes: tuple[str, ...] = ()


@dataclass
class Plan:
    """What would happen: the changes in order, each line with its outcome, and what is left out."""

    layout: contacts.Layout
    lines: list[Told] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    faults: list[contacts.Fault] = field(default_factory=list)
    skipped: list[contacts.Fault] = field(default_factory=list)
    samples: list[list[str]] = field(default_factory=list)  # of each column the first contents
    remembered: bool = False  # whether a list with the same headings was taken in before

    @property
    def seal(self) -> str:
        """Return a sign that is another one as soon as anything would be done differently."""
        told = json.dumps([asdict(change) for change in self.changes], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(told.encode()).hexdigest()

    def count(self, what: str) -> int:
        """Return how many lines come to this."""
        return sum(told.what == what for told in self.lines)

    def made(self, topic: str) -> int:
        """Return how many organisations, people or roles would be new."""
        return sum(change.topic == topic and change.before is None for change in self.changes)


def imports_visible_to(person: Person, at: datetime) -> QuerySet[Import]:
    """Return the lists brought by the person's organisations, the newest first."""
    return Import.objects.filter(organisation__in=seen_by(person, at)).select_related("organisation")


def first_columns(sheet: dict[str, Any], organisation: Organisation) -> list[str]:
    """Return what the columns mean: as remembered from a sheet with the same headings, else as the headings say."""
    layout = contacts.guess(contacts.rows_of(Sheet.of(sheet)))
    known = Mapping.objects.filter(organisation=organisation, fingerprint=layout.fingerprint).first()
    return list(known.columns) if known is not None else list(layout.columns)


def layout_of(batch: Import) -> contacts.Layout:
    """Return the headings of a list with the meanings chosen for its columns."""
    return _opened(batch)[1]


def _opened(batch: Import) -> tuple[list[Row], contacts.Layout]:
    rows = contacts.rows_of(Sheet.of(batch.sheet or {}))
    found = contacts.guess(rows)
    return rows, contacts.Layout(found.header_line, found.headings, tuple(batch.columns))


def plan(batch: Import, at: datetime) -> Plan:
    """Say what taking the list in would make and change, without doing anything."""
    rows, layout = _opened(batch)
    reading = contacts.read(rows, layout)
    planner = Planner(batch.organisation, at)
    told = [Told(line, *planner.take(line)) for line in reading.lines]
    remembered = Mapping.objects.filter(organisation=batch.organisation_id, fingerprint=layout.fingerprint).exists()
    samples = [_sample(rows, place, layout.header_line) for place in range(len(layout.columns))]
    return Plan(layout, told, planner.changes, reading.faults, reading.skipped, samples, remembered)


def _sample(rows: list[Row], place: int, header_line: int) -> list[str]:
    """Return the first contents of a column below its heading."""
    below = (row.cells[place].strip() for row in rows if row.line > header_line and place < len(row.cells))
    return list(islice(filter(None, below), SAMPLES))
