"""Answers other than done: who asks, what is still to be answered, and what a report says of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.urls import reverse

from thongsuot.directives.models import Answer, Assignment, Clarification, Directive, Invitation
from thongsuot.directives.queries import keys
from thongsuot.directives.queries.desk import roles_of
from thongsuot.directives.queries.work import OPEN
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import seen_by

WAITING = (Answer.State.ASKED, Answer.State.HELD)
ANSWER_WORDS = {  # as reports say it; reports stay Vietnamese
    Answer.Kind.UNCLEAR: "Đề nghị làm rõ",
    Answer.Kind.EXTENSION: "Đề nghị gia hạn",
    Answer.Kind.OBSTACLE: "Vướng mắc",
    Answer.Kind.OUT_OF_SCOPE: "Không thuộc phạm vi",
    Answer.Kind.PROPOSAL: "Kiến nghị",
}


@dataclass(frozen=True)
class ForReport:
    """What an organisation answered other than done, as its report says it: one line each."""

    difficulties: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()


def answers_visible_to(person: Person, at: datetime) -> QuerySet[Answer]:
    """Return the answers of the organisations that the person may see."""
    rows = Answer.objects.filter(organisation__in=seen_by(person, at))
    return rows.select_related("organisation", "directive__organisation", "assignment__obligation").defer(
        "directive__text", "directive__reading"
    )


def waiting_first(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Put what waits for a reply first, the oldest before the others; then what was answered last."""
    asked, held = When(state=Answer.State.ASKED, then=0), When(state=Answer.State.HELD, then=1)
    turn = Case(asked, held, default=2, output_field=IntegerField())
    return answers.annotate(turn=turn).order_by("turn", "at", "id")


def answers_waiting(department: Organisation) -> QuerySet[Answer]:
    """Return the answers to the department's letters that nobody has replied to, the oldest first."""
    rows = Answer.objects.filter(directive__organisation=department, state=Answer.State.ASKED)
    return rows.select_related("organisation").order_by("at", "id")


def answers_to(assignment: Assignment) -> QuerySet[Answer]:
    """Return what the organisation answered to the duty, to its paragraph, or to the whole letter."""
    place = Q(assignment=assignment) | Q(assignment=None, paragraph=assignment.obligation.paragraph)
    place |= Q(assignment=None, paragraph=None)
    return Answer.objects.filter(
        place, directive_id=assignment.directive_id, organisation_id=assignment.organisation_id
    )


def answers_of(directive: Directive, organisation: Organisation | int) -> QuerySet[Answer]:
    """Return what one organisation answered to one letter."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    return directive.answers.filter(organisation_id=number).select_related("assignment__obligation")


def reached_offices(directive: Directive, person: Person, at: datetime) -> list[Organisation]:
    """Return the organisations that the letter reached and that the person works for, the own one first."""
    offices = {person.organisation_id, *(number for number, _name in roles_of(person, at))}
    rows = directive.receipts.filter(organisation__in=offices).select_related("organisation")
    return sorted((row.organisation for row in rows), key=lambda one: (one.pk != person.organisation_id, one.sort_key))


def askable(directive: int, organisation: Organisation) -> tuple[list[int], list[Assignment]]:
    """Return the paragraphs and the open duties of a letter that an organisation may ask about."""
    rows = Assignment.objects.filter(directive_id=directive, organisation=organisation)
    rows = (
        rows.exclude(state=Assignment.State.WITHDRAWN).select_related("obligation").order_by("obligation__start", "id")
    )
    duties = [row for row in rows if row.obligation.kind != "RECEIPT"]
    paragraphs = sorted({row.obligation.paragraph for row in duties} - {0})
    return paragraphs, [row for row in duties if row.state in OPEN]


def duties_behind(answer: Answer) -> QuerySet[Assignment]:
    """Return the assignments of which an answer speaks; of a duty that comes round, every occurrence."""
    rows = Assignment.objects.filter(directive_id=answer.directive_id, organisation_id=answer.organisation_id)
    rows = rows.exclude(state=Assignment.State.WITHDRAWN).select_related("obligation", "directive", "organisation")
    if answer.assignment is not None:
        return rows.filter(obligation_id=answer.assignment.obligation_id)
    return rows if answer.paragraph is None else rows.filter(obligation__paragraph=answer.paragraph)


def timed_duties(answer: Answer) -> QuerySet[Assignment]:
    """Return those of them whose clock runs or stands still; of a duty that comes round, the occurrence alone."""
    running = Q(state__in=OPEN, deadline_at__isnull=False)
    rows = duties_behind(answer).filter(running | Q(stopped_at__isnull=False))
    return rows if answer.assignment_id is None else rows.filter(pk=answer.assignment_id)


def held_elsewhere(assignment: Assignment, answer: Answer) -> bool:
    """Tell whether another answer keeps the duty's clock still."""
    return answers_to(assignment).filter(state=Answer.State.HELD).exclude(pk=answer.pk).exists()


def where_to_read(person: Person, directive: Directive, organisation: Organisation, page: str) -> str:
    """Return the address that a message names: the page itself, or the invitation's for a person without an account."""
    if person.has_usable_password():
        return page
    invitation = Invitation.objects.filter(directive=directive, organisation=organisation).first()
    return reverse("directives:guest-answers", args=[keys.secret_of(invitation)]) if invitation is not None else page


def clarification_of(answer: Answer) -> Clarification | None:
    """Return what was published of an answer."""
    return Clarification.objects.filter(answer=answer).first()


def clarifications_of(directive: Directive) -> QuerySet[Clarification]:
    """Return the questions that were answered once for everybody."""
    return directive.clarifications.all()


def answers_for_report(directive: Directive, organisation: Organisation | int, at: datetime) -> ForReport:
    """Return what the report says under difficulties and under proposals, in the order in which it was asked."""
    difficulties: list[str] = []
    proposals: list[str] = []
    rows = answers_of(directive, organisation).exclude(state=Answer.State.TAKEN_BACK).filter(at__lte=at)
    for answer in rows.order_by("at", "id"):
        (proposals if answer.kind == Answer.Kind.PROPOSAL else difficulties).append(_line(answer))
    return ForReport(tuple(difficulties), tuple(proposals))


def _line(answer: Answer) -> str:
    number = answer.assignment.obligation.paragraph if answer.assignment is not None else answer.paragraph
    place = f"Nội dung {number}. " if number else ""
    words = " ".join(answer.words.split())
    if answer.kind == Answer.Kind.PROPOSAL:
        return f"{place}{words}"
    return f"{place}{ANSWER_WORDS[Answer.Kind(answer.kind)]}: {words}"
