"""What stands in the reserve papers: whom to reach, what is open, what is in force, and when a pack is due."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet

from thongsuot.directives.models import Assignment, Directive, Obligation, Receipt, ReservePack
from thongsuot.directives.queries.chasing import Lack, owing, people_by_organisation
from thongsuot.directives.queries.work import OPEN
from thongsuot.directives.states import VIETNAM
from thongsuot.ledger.models import Order
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.organisations.queries import in_force

DAY = timedelta(days=1)
STILL_EVENING = timedelta(hours=6)  # a pack missed for longer is left to the next evening


@dataclass(frozen=True)
class OpenWork:
    """What one organisation still has to do under one letter."""

    organisation: Organisation
    directive: Directive
    lack: Lack | None
    paragraphs: tuple[int, ...]
    count: int
    deadline_at: datetime | None


@dataclass(frozen=True)
class Rule:
    """One duty in force and for how many organisations."""

    duty: Obligation
    starts_at: datetime
    organisations: int


@dataclass(frozen=True)
class Reserve:
    """Everything the papers say, as it stood at one moment."""

    department: Organisation
    at: datetime
    reality: str
    letters: list[Directive]
    organisations: list[Organisation]  # the department first
    people: dict[int, list[Person]]
    work: list[OpenWork]
    rules: list[Rule]
    duties: dict[int, list[Obligation]]  # by letter, in the order of its paragraphs


def reserve_of(department: Organisation, *, reality: str, at: datetime, directive: Directive | None = None) -> Reserve:
    """Return what the reserve papers of a department say, for one letter or for all in force."""
    letters = [directive] if directive is not None else list(letters_in_force(department, reality))
    supervised = Organisation.objects.filter(in_force(at), supervisor=department, kind=Organisation.Kind.ENTERPRISE)
    addressed = Q(pk__in=_addressed(letters))
    chosen = addressed if directive is not None else addressed | Q(pk__in=supervised.values("pk"))
    organisations = [department, *Organisation.objects.filter(chosen).exclude(pk=department.pk)]
    duties: dict[int, list[Obligation]] = defaultdict(list)
    for duty in Obligation.objects.filter(directive__in=letters, state=Obligation.State.CONFIRMED):
        duties[duty.directive_id].append(duty)
    return Reserve(
        department,
        at,
        reality,
        letters,
        organisations,
        people_by_organisation([o.pk for o in organisations], at, roles=(Role.Name.FOLLOWER,)),
        _open_work(letters, {o.pk: o for o in organisations}),
        _rules(duties, reality, at),
        duties,
    )


def letters_in_force(department: Organisation, reality: str) -> QuerySet[Directive]:
    """Return the department's letters that went out and have not ended, the oldest first."""
    rows = Directive.objects.filter(organisation=department, reality=reality, state=Directive.State.ISSUED)
    return rows.defer("text", "reading").order_by("issued_at", "id")


def _addressed(letters: Iterable[Directive]) -> list[int]:
    rows = Receipt.objects.filter(directive__in=[letter.pk for letter in letters]).order_by()
    return list(rows.values_list("organisation", flat=True).distinct())


def _open_work(letters: list[Directive], organisations: dict[int, Organisation]) -> list[OpenWork]:
    armed = Q(obligation__mode=Obligation.Mode.CONDITIONAL, activated_at=None)
    rows = Assignment.objects.filter(directive__in=letters, state__in=OPEN).exclude(armed)
    told = rows.values_list("directive_id", "organisation_id", "obligation__paragraph", "deadline_at")
    open_at: dict[tuple[int, int], list[tuple[int, datetime | None]]] = defaultdict(list)
    for number, organisation, paragraph, deadline in told:
        open_at[number, organisation].append((paragraph, deadline))
    work = []
    for letter in letters:
        lacks = owing(letter)
        for pk, organisation_row in organisations.items():
            under = open_at[letter.pk, pk]
            if not under and pk not in lacks:
                continue
            deadlines = [deadline for _paragraph, deadline in under if deadline is not None]
            numbers = tuple(sorted({paragraph for paragraph, _deadline in under if paragraph}))
            lack = lacks[pk][0] if pk in lacks else None
            work.append(OpenWork(organisation_row, letter, lack, numbers, len(under), min(deadlines, default=None)))
    return work


def _rules(duties: dict[int, list[Obligation]], reality: str, at: datetime) -> list[Rule]:
    known = {f"obligation:{duty.pk}": duty for under in duties.values() for duty in under}
    holding = Q(starts_at__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
    orders = Order.objects.filter(holding, reality=reality, key__in=known)
    bound: dict[str, list[datetime]] = defaultdict(list)
    for key, starts_at in orders.values_list("key", "starts_at"):
        bound[key].append(starts_at)
    return [Rule(duty, min(bound[key]), len(bound[key])) for key, duty in known.items() if key in bound]


def packs_of(department: Organisation) -> QuerySet[ReservePack]:
    """Return the packs that were made, the newest first."""
    return ReservePack.objects.filter(organisation=department).select_related("file", "directive")


def last_evening(at: datetime, hour: time) -> datetime:
    """Return the last moment at which the evening's pack was due."""
    today = datetime.combine(at.astimezone(VIETNAM).date(), hour, VIETNAM)
    return today if today <= at else today - DAY


def evenings_due(reality: str, *, at: datetime, hour: time) -> list[Organisation]:
    """Return the departments with letters in force that have no pack of this evening yet."""
    evening = last_evening(at, hour)
    if at - evening > STILL_EVENING:
        return []
    made = ReservePack.objects.filter(evening=True, reality=reality, at__gte=evening).values("organisation")
    issued = Directive.objects.filter(reality=reality, state=Directive.State.ISSUED).values("organisation")
    rows = Organisation.objects.filter(pk__in=issued, kind=Organisation.Kind.DEPARTMENT)
    return list(rows.exclude(pk__in=made))
