"""What was reported, what is still to come, and what the figures rest on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Exists, F, Min, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Coalesce, Concat

from thongsuot.directives.models import Assignment, Directive, Obligation
from thongsuot.directives.queries import taken_over_from
from thongsuot.directives.states import cut_off, statistic
from thongsuot.files.models import Run
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence, Order
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import in_force, seen_by
from thongsuot.reports import compile as adding
from thongsuot.reports.models import Report, Snapshot, Submission

NO_DEADLINE = datetime(9999, 1, 1, tzinfo=UTC)  # sorts and groups what sets none
AHEAD = timedelta(days=1)  # drafts stand ready a day before the deadline
OWN_BOOKS = ("RECEIPT", "REPORT")  # the department counts these itself, also for who sent nothing


@dataclass(frozen=True)
class Round:
    """One deadline of one letter: who had to report by when."""

    directive: Directive
    deadline_at: datetime | None
    relation: str

    @property
    def moment(self) -> datetime | None:
        """Return when the snapshot is taken."""
        return cut_off(self.deadline_at, self.relation) if self.deadline_at else None


def visible_to(person: Person, at: datetime) -> QuerySet[Report]:
    """Return the reports of the organisations that the person may see; a department sees what was submitted."""
    seen = seen_by(person, at)
    rows = Report.objects.filter(organisation__in=seen)
    if person.organisation.kind == Organisation.Kind.DEPARTMENT:
        rows = rows.filter(submitted_at__isnull=False)
    return rows.select_related("organisation", "directive__organisation", "assignment__obligation")


def snapshots_visible_to(person: Person, at: datetime) -> QuerySet[Snapshot]:
    """Return the snapshots of the departments in which the person works."""
    return Snapshot.objects.filter(organisation__in=seen_by(person, at)).select_related("directive", "organisation")


def _asked(*states: str) -> QuerySet[Assignment]:
    """Return every assignment that asks for a report; a recurring duty's parent and one that waits ask for none."""
    rows = Assignment.objects.filter(obligation__kind="REPORT", directive__state__in=states)
    parent = Q(obligation__mode=Obligation.Mode.RECURRING, occurrence_at=None)
    waiting = Q(obligation__mode=Obligation.Mode.CONDITIONAL, activated_at=None)
    live = rows.exclude(parent).exclude(waiting).exclude(state=Assignment.State.WITHDRAWN)
    live = live.exclude(obligation__obliged=Obligation.Obliged.ISSUER)  # its promise upwards is no report owed to it
    return live.annotate(by=Coalesce("ordered_deadline_at", "deadline_at", Value(NO_DEADLINE)))


def in_round(deadline_at: datetime | None, place: str = "") -> Q:
    """Return the condition that an assignment belongs to a deadline of its letter, also where its own was moved."""
    unmoved = Q(**{f"{place}ordered_deadline_at": None, f"{place}deadline_at": deadline_at})
    return unmoved if deadline_at is None else unmoved | Q(**{f"{place}ordered_deadline_at": deadline_at})


def reporting_duties(*states: str) -> QuerySet[Assignment]:
    """Return the assignments that stand for a report: of several by one deadline of a letter, the first."""
    earlier = _asked(*states).filter(  # type: ignore[misc]  # `by` is the annotation above
        directive=OuterRef("directive"),
        organisation=OuterRef("organisation"),
        by=OuterRef("by"),
        obligation__lt=OuterRef("obligation"),
    )
    return _asked(*states).exclude(Exists(earlier))


def closed_by(report: Report) -> QuerySet[Assignment]:
    """Return every duty that the report closes: all that ask for one by its deadline."""
    asked = _asked(*Directive.State).filter(directive=report.directive_id, organisation=report.organisation_id)
    return asked.filter(in_round(report.assignment.round_at)).order_by("obligation_id")


def to_draft(at: datetime) -> QuerySet[Assignment]:
    """Return the reporting duties whose draft is due and does not exist."""
    near = Q(deadline_at__lte=at + AHEAD) | Q(deadline_at=None)
    return (
        reporting_duties(Directive.State.ISSUED)
        .filter(near, report=None)
        .select_related("organisation", "directive", "obligation")
    )


def rounds(directive: Directive | None = None) -> list[Round]:
    """Return the deadlines by which reports are due, the earliest first."""
    rows = reporting_duties(Directive.State.ISSUED)
    if directive is not None:
        rows = rows.filter(directive=directive)
    dated = rows.exclude(in_round(None))
    told = dated.values_list("directive_id", "by", "relation").distinct()  # type: ignore[misc]  # annotated in _asked
    letters = Directive.objects.select_related("organisation").in_bulk({row[0] for row in told})
    return [Round(letters[d], at, r) for d, at, r in told.order_by("by", "directive_id")]


def to_snapshot(at: datetime) -> list[Round]:
    """Return the deadlines that have passed and whose snapshot was not taken."""
    return [r for r in _open_rounds() if r.moment is not None and r.moment <= at]


def _open_rounds() -> list[Round]:
    taken = set(Snapshot.objects.filter(sequence=0).values_list("directive_id", "deadline_at"))
    return [r for r in rounds() if (r.directive.pk, r.deadline_at) not in taken]


def to_count(at: datetime) -> QuerySet[Report]:
    """Return the reports whose punctuality has to be entered as evidence."""
    rows = Report.objects.filter(count_due_at__lte=at).order_by("id")
    return rows.select_related("organisation", "assignment", "directive")


def to_supplement(at: datetime) -> list[Snapshot]:
    """Return the newest snapshot of each deadline that holds less than what was submitted until the moment."""
    newest = Snapshot.objects.order_by("directive_id", "deadline_at", "-sequence").distinct(
        "directive_id", "deadline_at"
    )
    return [s for s in newest.select_related("directive", "organisation") if _holds_less(s, at)]


def _holds_less(snapshot: Snapshot, at: datetime) -> bool:
    """Compare what it holds, not times: a submission may be committed after a snapshot that is younger."""
    told = submissions_until(snapshot.directive, snapshot.deadline_at, at)
    if not told:
        return False
    held = {row.get("submission") for row in snapshot.content["organisations"]}
    bound = duties_of(snapshot.directive, snapshot.deadline_at).values_list("organisation_id", flat=True)
    return any(told[organisation].pk not in held for organisation in bound if organisation in told)


def next_due() -> datetime | None:
    """Return the earliest moment at which a draft, a snapshot or a count is due."""
    waiting = reporting_duties(Directive.State.ISSUED).filter(report=None)
    first = waiting.filter(deadline_at__isnull=False).aggregate(due=Min(F("deadline_at") - AHEAD))["due"]
    moments = [first, Report.objects.aggregate(due=Min("count_due_at"))["due"]]
    moments += [r.moment for r in _open_rounds()]
    return min((moment for moment in moments if moment is not None), default=None)


def evidence_of(report: Report, until: datetime) -> QuerySet[Evidence]:
    """Return every current piece of evidence that counts for the report, declared and measured."""
    told = Evidence.objects.filter(organisation_id=report.organisation_id, reality=report.reality)
    told = told.filter(known_at__lte=until)
    carried = [topic(duty) for duty in taken_over_from(report.directive)]
    counted = Q(measured=False, about__in=carried) | _declared(report, told)
    for kind, since, end in _windows(report, carried):
        counted |= Q(measured=True, kind=kind, happened_at__gte=since, happened_at__lte=min(end or until, until))
    return ledger.current(told.filter(counted))


def _declared(report: Report, told: QuerySet[Evidence]) -> Q:
    """Return what was declared of the letter's duties: typed, or in the tool that serves one, never both."""
    duties = Assignment.objects.filter(directive_id=report.directive_id, organisation_id=report.organisation_id)
    duties = duties.exclude(state=Assignment.State.WITHDRAWN, directive__state=Directive.State.ISSUED)
    by_tool = duties.annotate(about=_named("obligation", "obligation_id"))
    by_hand = by_tool.exclude(Exists(told.filter(measured=False, about=OuterRef("about"))))
    typed = by_hand.annotate(row=_named("assignment", "pk")).values("row")
    return Q(measured=False) & (Q(about__in=typed) | Q(about__in=by_tool.values("about")))


def _named(name: str, field: str) -> Concat:
    return Concat(Value(f"{name}:"), Cast(field, TextField()), output_field=TextField())


def _windows(report: Report, carried: list[str]) -> Iterable[tuple[str, datetime, datetime | None]]:
    keys = [*(topic(duty) for duty in report.directive.obligations.all()), *carried]
    orders = Order.objects.filter(organisation_id=report.organisation_id, reality=report.reality, key__in=keys)
    for order in orders:
        yield order.kind, min(order.starts_at, order.known_at), order.until


def figures_of(report: Report, until: datetime) -> adding.ByKind:
    """Return the figures of the report as they stand at the moment."""
    rows = evidence_of(report, until).exclude(kind__in=OWN_BOOKS)
    return adding.by_kind(rows.values_list("kind", "measured", "figures"))


def frozen(report: Report) -> Submission | None:
    """Return what was submitted last."""
    return report.submissions.last()


def duties_of(directive: Directive, deadline_at: datetime | None) -> QuerySet[Assignment]:
    """Return the reporting duties of one deadline, in order of code; a late report may follow a closed letter."""
    rows = reporting_duties(Directive.State.ISSUED, Directive.State.CLOSED)
    rows = rows.filter(in_round(deadline_at), directive=directive)
    return rows.select_related("organisation").order_by("organisation__code")


def submissions_until(directive: Directive, deadline_at: datetime | None, until: datetime) -> dict[int, Submission]:
    """Return by organisation what each had submitted last at the moment."""
    rows = Submission.objects.filter(
        in_round(deadline_at, "report__assignment__"), report__directive=directive, at__lte=until
    )
    return {row.organisation_id: row for row in rows.select_related("report").order_by("sequence")}


def statistics(directive: Directive, at: datetime) -> dict[int, dict[str, int]]:
    """Return by organisation how many duties stand under each of the four official words."""
    told: dict[int, dict[str, int]] = {}
    names = ("organisation_id", "state", "deadline_at", "relation", "done_at")
    live = directive.assignments.exclude(state=Assignment.State.WITHDRAWN)
    live = live.exclude(organisation=directive.organisation_id)  # what the issuer promised itself is not reported to it
    armed = Q(obligation__mode=Obligation.Mode.CONDITIONAL, activated_at=None)
    armed |= Q(obligation__mode=Obligation.Mode.RECURRING, occurrence_at=None)
    for organisation, state, deadline, relation, done_at in live.exclude(armed).values_list(*names):
        word = statistic(state, deadline, relation, done_at, at)
        words = told.setdefault(organisation, {})
        words[word] = words.get(word, 0) + 1
    return told


def receipts_of(directive: Directive) -> adding.Figures:
    """Return how many organisations the letter reached, and how many acknowledged."""
    rows = directive.receipts.values_list("acknowledged_at", flat=True)
    return {"organisations": len(rows), "acknowledged": sum(moment is not None for moment in rows)}


def outcome_words(report: Report, at: datetime) -> dict[str, int]:
    """Return the organisation's own statistics in the four words."""
    return statistics(report.directive, at).get(report.organisation_id, {})


def snapshot_of(run: int) -> Snapshot:
    """Return the snapshot whose papers a run sets."""
    argument = Run.objects.get(pk=run).argument
    return Snapshot.objects.select_related("directive", "organisation").get(pk=argument["snapshot"])


def edition_of(run: int) -> int:
    """Return which edition of the papers a run sets."""
    return int(Run.objects.get(pk=run).argument.get("edition", 0))


def addressee(department: Organisation, recipient: str, *, at: datetime) -> str:
    """Return the official name of whom a paper goes to, as the directory has it at the moment."""
    office = {"ministry": "Bộ ", "committee": "Ủy ban nhân dân "}[recipient]
    authorities = Organisation.objects.filter(in_force(at), kind=Organisation.Kind.AUTHORITY)
    named = authorities.filter(name__startswith=office).order_by("code").first()
    return named.name if named is not None else f"{office.strip()} cấp trên của {department.name}"
