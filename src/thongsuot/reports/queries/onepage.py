"""One page for one letter and one organisation: the letter's paragraphs with what was said under each."""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from thongsuot.directives import openings
from thongsuot.directives import queries as directives
from thongsuot.directives.models import Assignment, Declaration, Directive
from thongsuot.directives.states import Outcome
from thongsuot.files.models import File
from thongsuot.ledger.kinds import KINDS
from thongsuot.organisations.models import Organisation, Person
from thongsuot.reports import compile as adding
from thongsuot.reports.models import Report, Submission
from thongsuot.reports.queries.following import ENDED
from thongsuot.reports.queries.reporting import figures_of, reporting_duties

SHORT = 96  # characters of a paragraph's line
MARK = re.compile(r"^(?:[-+•–]|\d+[.)/])\s*")
AS_REPORTED = "Thực hiện như đã báo cáo."
WRITABLE = (Report.State.DRAFT, Report.State.RETURNED)
Figures = dict[str, int]


def version_of(*content: object) -> str:
    """Return a short digest of what somebody saw: the same content has the same version on every device."""
    told = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Slot:
    """One figure to be typed."""

    field: str  # its name in the form
    name: str
    label: str
    value: int | None
    earlier: int | None
    demanded: bool
    measured: int | None = None
    booked: int | None = None  # what the tools' own books say, where it counts instead of what was typed


@dataclass(frozen=True)
class Group:
    """The figures of one kind, which stand once on the page."""

    kind: str
    title: str
    duty: int
    slots: list[Slot]

    @property
    def figures(self) -> Figures:
        """Return the figures that were said."""
        return {slot.name: slot.value for slot in self.slots if slot.value is not None}


@dataclass(frozen=True)
class Passage:
    """One paragraph of the letter with its duties, and what the organisation says under it."""

    number: int
    text: str
    duties: list[tuple[Assignment, Outcome]] = field(default_factory=list)
    spoken: list[Assignment] = field(default_factory=list)  # the duties that words and figures can be said of
    words: str = ""
    groups: list[Group] = field(default_factory=list)
    borne: list[tuple[str, int]] = field(default_factory=list)  # title of a kind, the paragraph where its figures stand
    files: list[File] = field(default_factory=list)
    earlier: str = ""  # the words of the organisation's last report under the letter
    remark: str = ""
    said: dict[int, Declaration] = field(default_factory=dict)  # what was said last of each duty
    declared: bool = True  # the words are those of the declarations, not written into the report another way

    @property
    def short(self) -> str:
        """Return the beginning of the paragraph on one line, without the mark that stands before it."""
        return Truncator(MARK.sub("", " ".join(self.text.split()))).chars(SHORT)

    @property
    def figures(self) -> dict[int, Figures]:
        """Return the figures said under the paragraph, by the duty that bears them."""
        return {group.duty: group.figures for group in self.groups}

    @property
    def version(self) -> str:
        """Return the version of what stands under the paragraph."""
        return version_of(self.words, self.figures, sorted(file.sha256 for file in self.files))

    @property
    def newest(self) -> Declaration | None:
        """Return what was said last, where that is what stands here."""
        return max(self.said.values(), key=lambda row: row.pk, default=None) if self.declared else None

    def says(self, duty: Assignment, figures: Figures, words: str, files: list[str]) -> bool:
        """Tell whether exactly this was said last of a duty."""
        row = self.said.get(duty.pk)
        return row is not None and (row.figures, row.words, row.files) == (figures, words, files)

    @property
    def word(self) -> Outcome | None:
        """Return the worst word of the duties, as the control room does."""
        return min((word for _duty, word in self.duties), key=directives.RANK.__getitem__, default=None)

    @property
    def is_said(self) -> bool:
        """Tell whether anything stands under the paragraph."""
        return bool(self.words or self.files or any(self.figures.values()))

    @property
    def finishing(self) -> list[Assignment]:
        """Return the duties that can still be called done by the organisation."""
        return [d for d, _word in self.duties if d in self.spoken and directives.can_end(d)]

    @property
    def as_reported(self) -> str:
        """Return the words that one press puts down: those of the report before, or that it stays as reported."""
        return self.earlier or AS_REPORTED

    @property
    def fields_reported(self) -> str:
        """Return the figures of the report before for the page's script, by field."""
        return json.dumps({s.field: s.earlier for g in self.groups for s in g.slots if s.earlier is not None})

    @property
    def figures_reported(self) -> dict[int, Figures]:
        """Return the figures that come with them: those of the report before, where it had any."""
        told = {g.duty: {s.name: s.earlier for s in g.slots if s.earlier is not None} for g in self.groups}
        return {duty: figures or self.figures[duty] for duty, figures in told.items()}


@dataclass(frozen=True)
class OnePage:
    """Everything that an organisation sees and types of one letter."""

    directive: Directive
    organisation: Organisation
    passages: dict[int, Passage]
    duty: Assignment | None = None  # the reporting duty of the round
    report: Report | None = None
    earlier: Submission | None = None

    @property
    def writable(self) -> bool:
        """Tell whether anything can be typed now."""
        if self.directive.state != Directive.State.ISSUED:
            return False
        return self.report is None or self.report.state in WRITABLE

    @property
    def version(self) -> str:
        """Return the version of the difficulties and proposals."""
        report = self.report
        return version_of(report.difficulties, report.proposals) if report is not None else version_of("", "")

    @property
    def said(self) -> int:
        """Return under how many paragraphs something stands."""
        return sum(passage.is_said for passage in self.bound)

    @property
    def bound(self) -> list[Passage]:
        """Return the paragraphs under which the organisation has to say something."""
        return [passage for passage in self.passages.values() if passage.spoken]


def speaking_for(person: Person, directive: Directive, at: datetime) -> list[Organisation]:
    """Return the organisations that the letter reached and that the person works for, the own one first."""
    own = {person.organisation_id, *(number for number, _name in directives.roles_of(person, at))}
    rows = directive.receipts.filter(organisation__in=own).select_related("organisation")
    return sorted((row.organisation for row in rows), key=lambda o: (o.pk != person.organisation_id, o.sort_key))


def one_page(directive: Directive, organisation: Organisation, at: datetime) -> OnePage:
    """Return the page of one organisation, in a constant number of queries."""
    duty, report = _round(directive, organisation)
    rows = Assignment.objects.filter(directive=directive, organisation=organisation)
    live = list(rows.exclude(state=Assignment.State.WITHDRAWN).select_related("obligation", "directive"))
    told = _Told.of(directive, organisation, live, report, at)
    by_paragraph: dict[int, list[Assignment]] = defaultdict(list)
    for row in _present(live):
        by_paragraph[row.obligation.paragraph].append(row)
    texts = {p.number: directive.text[p.start : p.end].strip() for p in directive.paragraphs.all()}
    numbers = sorted({*texts, *by_paragraph, *(int(n) for n in (report.narrative if report else {}))})
    passages = {n: told.passage(n, texts.get(n, ""), by_paragraph[n], at) for n in numbers}
    return OnePage(directive, organisation, passages, duty, report, told.earlier)


def _round(directive: Directive, organisation: Organisation) -> tuple[Assignment | None, Report | None]:
    """Return the reporting duty that comes next, with its report; after the last one, the last."""
    rows = reporting_duties(*Directive.State).filter(directive=directive, organisation=organisation)
    duties = list(rows.select_related("report", "organisation", "directive", "obligation").order_by("by", "id"))
    reports = {duty.pk: getattr(duty, "report", None) for duty in duties}
    waiting = (duty for duty in duties if (r := reports[duty.pk]) is None or r.state not in ENDED)
    chosen = next(waiting, duties[-1] if duties else None)
    return chosen, reports[chosen.pk] if chosen is not None else None


def _present(rows: Iterable[Assignment]) -> list[Assignment]:
    """Return of each duty the assignment that is at hand: of a recurring one the first occurrence not done."""
    at_hand: dict[int, Assignment] = {}
    for row in sorted(rows, key=lambda row: row.occurrence_at.timestamp() if row.occurrence_at else 0.0):
        before = at_hand.get(row.obligation_id)
        if before is None or before.occurrence_at is None or before.state == Assignment.State.DONE:
            at_hand[row.obligation_id] = row
    return sorted(at_hand.values(), key=lambda row: (row.obligation.start, row.obligation_id))


def _is_spoken(row: Assignment) -> bool:
    way = openings.opening(row.obligation.kind).way
    return way != "report" and row.obligation.kind != "RECEIPT"


def _earlier(
    here: QuerySet[Submission], directive: Directive, organisation: Organisation
) -> tuple[Submission | None, dict[int, str]]:
    """Return the report before with its words: an earlier one of this letter, else that of the letter it is like."""
    if (last := here.order_by("-at", "-id").first()) is not None:
        return last, {int(number): words for number, words in last.narrative.items()}
    if directive.like_id is None:
        return None, {}
    rows = Submission.objects.filter(report__directive=directive.like_id, organisation=organisation)
    if (last := rows.order_by("-at", "-id").first()) is None:
        return None, {}
    places = directives.like_paragraphs(directive)
    return last, {number: last.narrative.get(str(there), "") for number, there in places.items()}


@dataclass(frozen=True)
class _Told:
    """What the organisation has said of the letter's duties, loaded once for the whole page."""

    newest: dict[int, Declaration]
    bearers: dict[int, Assignment]
    files: dict[str, File]
    figures: adding.ByKind
    report: Report | None
    earlier: Submission | None
    words: dict[int, str]  # of the earlier report, by the paragraph of this letter

    @classmethod
    def of(
        cls,
        directive: Directive,
        organisation: Organisation,
        rows: list[Assignment],
        report: Report | None,
        at: datetime,
    ) -> _Told:
        """Look everything up."""
        said = Declaration.objects.filter(assignment__in=[row.pk for row in rows])
        newest = {d.assignment_id: d for d in said.order_by("assignment_id", "-id").distinct("assignment_id")}
        digests = {digest for declaration in newest.values() for digest in declaration.files}
        kept = File.objects.filter(organisation=organisation, reality=directive.reality, sha256__in=digests)
        before = Submission.objects.filter(report__directive=directive, organisation=organisation)
        if report is not None:
            before = before.exclude(report=report)
        shown = report or Report(directive=directive, organisation=organisation, reality=directive.reality)
        earlier, words = _earlier(before, directive, organisation)
        return cls(
            newest,
            directives.bearers(rows),
            {file.sha256: file for file in kept},
            figures_of(shown, at),
            report,
            earlier,
            words,
        )

    def passage(self, number: int, text: str, duties: list[Assignment], at: datetime) -> Passage:
        """Put one paragraph together."""
        spoken = [row for row in duties if _is_spoken(row)]
        said = {row.pk: self.newest[row.pk] for row in spoken if row.pk in self.newest}
        told = "\n".join(dict.fromkeys(d.words for d in said.values() if d.words))
        narrative = self.report.narrative if self.report is not None else {}
        words = narrative.get(str(number), told)
        digests = dict.fromkeys(digest for declaration in said.values() for digest in declaration.files)
        return Passage(
            number,
            text,
            [(row, directives.outcome_of(row, at)) for row in duties],
            spoken,
            words,
            [self._group(row) for row in spoken if self.bearers[row.pk].pk == row.pk],
            list(self._borne(number, spoken)),
            [self.files[digest] for digest in digests if digest in self.files],
            self.words.get(number, ""),
            self.report.remarks.get(f"narrative_{number}", "") if self.report is not None else "",
            said,
            words == told,
        )

    def _borne(self, number: int, spoken: list[Assignment]) -> Iterable[tuple[str, int]]:
        told = {row.obligation.kind: self.bearers[row.pk].obligation.paragraph for row in spoken}
        return ((_(KINDS[kind].title), place) for kind, place in told.items() if place != number)

    def _group(self, row: Assignment) -> Group:
        kind = KINDS[row.obligation.kind]
        said = self.newest[row.pk].figures if row.pk in self.newest else {}
        earlier = (self.earlier.figures if self.earlier is not None else {}).get(kind.code, {}).get("declared", {})
        counted = self.figures.get(kind.code, {})
        measured, declared = counted.get("measured", {}), counted.get("declared", {})
        booked = {n: count for n, count in declared.items() if count != said.get(n)}
        slots = [
            Slot(
                f"so_{row.pk}_{n}", n, _(label), said.get(n), earlier.get(n), n in kind.demands, measured.get(n),
                booked.get(n),
            )
            for n, label in kind.figures.items()
        ]  # fmt: skip
        return Group(kind.code, _(kind.title), row.pk, slots)
