"""The control room: the letter's paragraphs by organisations, with the duties underneath."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from thongsuot.directives.models import Assignment, Directive, Obligation, Receipt
from thongsuot.directives.states import AssignmentState, Outcome, outcome
from thongsuot.organisations.models import Organisation

# what a summary shows first: the worst word that stands under it
WORST_FIRST = (
    Outcome.OPEN_LATE,
    Outcome.ARRIVED,
    Outcome.RECEIVED,
    Outcome.ASSIGNED,
    Outcome.IN_PROGRESS,
    Outcome.DONE_LATE,
    Outcome.ARMED,
    Outcome.DONE_ON_TIME,
    Outcome.WITHDRAWN,
    Outcome.OUT_OF_SCOPE,
)
RANK = {word: rank for rank, word in enumerate(WORST_FIRST)}


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation under one duty or paragraph; `assignment` is none in a summary or where nothing binds."""

    word: Outcome | None
    assignment: int | None = None
    done: int = 0
    total: int = 0
    on_behalf: bool = False  # done by what the department entered for the organisation


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph with its duties, or one duty."""

    title: str
    number: int
    cells: tuple[Cell, ...]
    obligation: Obligation | None = None
    duties: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """What the control room shows of one letter."""

    directive: Directive
    organisations: list[Organisation]
    receipts: dict[int, Receipt]
    rows: list[Row]
    counts: Counter[Outcome] = field(default_factory=Counter)


def matrix(
    directive: Directive,
    *,
    at: datetime,
    organisations: Iterable[int] | None = None,
    kind: str = "",
    words: Collection[str] = (),
) -> Matrix:
    """Return the control room of a letter in a constant number of queries."""
    receipts = {r.organisation_id: r for r in directive.receipts.select_related("organisation")}
    wanted = set(receipts) if organisations is None else set(organisations)
    columns = sorted((r.organisation for o, r in receipts.items() if o in wanted), key=lambda o: o.sort_key)
    bound = directive.obligations.filter(state=Obligation.State.CONFIRMED)
    duties = list(bound.exclude(obliged=Obligation.Obliged.ISSUER))  # the department's promises have no column
    cells, counts = _cells(directive, duties, at, None if organisations is None else wanted)
    by_paragraph: dict[int, list[Row]] = defaultdict(list)
    for duty in duties:
        row = tuple(cells.get((duty.pk, column.pk), Cell(None)) for column in columns)
        if (kind and duty.kind != kind) or (words and all(cell.word not in words for cell in row)):
            continue
        by_paragraph[duty.paragraph].append(Row(duty.quote, duty.paragraph, row, duty))
    texts = {p.number: directive.text[p.start : p.end] for p in directive.paragraphs.all()}
    rows = [
        Row(texts.get(number, under[0].title), number, _summary(under, len(columns)), duties=tuple(under))
        for number, under in sorted(by_paragraph.items())
    ]
    return Matrix(directive, columns, receipts, rows, counts)


def _cells(
    directive: Directive, duties: list[Obligation], at: datetime, wanted: set[int] | None
) -> tuple[dict[tuple[int, int], Cell], Counter[Outcome]]:
    conditional = {duty.pk for duty in duties if duty.mode == Obligation.Mode.CONDITIONAL}
    cells: dict[tuple[int, int], Cell] = {}
    counts: Counter[Outcome] = Counter()
    rows = Assignment.objects.filter(directive=directive).exclude(organisation=directive.organisation_id)
    rows = rows.order_by("occurrence_at", "id")
    if wanted is not None:
        rows = rows.filter(organisation__in=wanted)
    names = ("pk", "obligation_id", "organisation_id", "state", "deadline_at", "relation", "done_at")
    more = ("activated_at", "released_at", "on_behalf")
    for pk, duty, organisation, *clock, done_at, activated, released, on_behalf in rows.values_list(*names, *more):
        state, deadline, relation = clock
        word = outcome(state, deadline, relation, done_at, at) if released is None else Outcome.OUT_OF_SCOPE
        if duty in conditional and activated is None and state != AssignmentState.WITHDRAWN and done_at is None:
            word = Outcome.ARMED
        counts[word] += 1
        place, counted = (duty, organisation), int(word is not Outcome.OUT_OF_SCOPE)
        cells[place] = _worse(cells.get(place), Cell(word, pk, int(done_at is not None), counted, on_behalf))
    return cells, counts


def _worse(before: Cell | None, cell: Cell) -> Cell:
    """Fold the occurrences of one duty into one cell that opens the one which needs work most."""
    if before is None or before.word is None or cell.word is None:
        return cell
    worst = cell if RANK[cell.word] < RANK[before.word] else before
    return replace(worst, done=before.done + cell.done, total=before.total + cell.total)


def _summary(under: list[Row], width: int) -> tuple[Cell, ...]:
    cells = []
    for place in range(width):
        told = [row.cells[place] for row in under if row.cells[place].word is not None]
        if not told:
            cells.append(Cell(None))
            continue
        worst = min((cell.word for cell in told if cell.word is not None), key=RANK.__getitem__)
        done = sum(cell.word in (Outcome.DONE_ON_TIME, Outcome.DONE_LATE) for cell in told)
        cells.append(Cell(worst, None, done, sum(cell.word is not Outcome.OUT_OF_SCOPE for cell in told)))
    return tuple(cells)
