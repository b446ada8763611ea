"""Who has not opened, acknowledged or reported, whom to call there, and what the last call came to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from django.db.models import QuerySet

from thongsuot.directives.models import Assignment, Chase, Directive, Invitation, Receipt
from thongsuot.directives.queries.work import OPEN
from thongsuot.directives.states import VIETNAM
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.organisations.queries import in_force

DESK = (Role.Name.CONTACT, Role.Name.DUTY, Role.Name.LEADER)  # whom one calls first, second, third

AFTERNOON, LATEST = 15, 21
MORNING = (8, 9, 10)


class Lack(StrEnum):
    """What an organisation still owes; the first one names it."""

    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    REPORTED = "reported"


@dataclass(frozen=True)
class Callee:
    """One organisation to be called: what it lacks, whom to ask for, what was tried."""

    organisation: Organisation
    lack: Lack
    people: tuple[Person, ...]
    tries: tuple[Chase, ...]  # the newest first
    deadline_at: datetime | None
    broken: bool  # a promise whose time has passed

    @property
    def last(self) -> Chase | None:
        """Return the newest attempt."""
        return self.tries[0] if self.tries else None


def owing(directive: Directive, organisations: Iterable[int] | None = None) -> dict[int, tuple[Lack, datetime | None]]:
    """Return by organisation the first thing that it owes, and until when it has to report."""
    receipts = Receipt.objects.filter(directive=directive)
    invitations = Invitation.objects.filter(directive=directive, opened_at=None)
    reports = Assignment.objects.filter(directive=directive, obligation__kind="REPORT", state__in=OPEN)
    if organisations is not None:
        wanted = list(organisations)
        receipts, invitations = receipts.filter(organisation__in=wanted), invitations.filter(organisation__in=wanted)
        reports = reports.filter(organisation__in=wanted)
    shut = set(invitations.values_list("organisation_id", flat=True))
    reporting: dict[int, datetime | None] = {}
    for organisation, deadline in reports.order_by("-deadline_at").values_list("organisation_id", "deadline_at"):
        reporting[organisation] = deadline  # the nearest comes last
    found: dict[int, tuple[Lack, datetime | None]] = {}
    for organisation, state in receipts.values_list("organisation_id", "state"):
        if state == Receipt.State.SENT:
            found[organisation] = (
                Lack.OPENED if organisation in shut else Lack.ACKNOWLEDGED,
                reporting.get(organisation),
            )
        elif organisation in reporting:
            found[organisation] = (Lack.REPORTED, reporting[organisation])
    return found


def lack_of(directive: Directive, organisation: Organisation) -> Lack | None:
    """Return the first thing that an organisation owes, or none."""
    if directive.state != Directive.State.ISSUED:
        return None
    found = owing(directive, [organisation.pk]).get(organisation.pk)
    return found[0] if found else None


def chased(directive: Directive, at: datetime) -> dict[Lack, list[Callee]]:
    """Return whom to call about a letter, by what they lack; broken promises first, those promised last."""
    owed = owing(directive)
    people = people_by_organisation(owed, at)
    tries: dict[int, list[Chase]] = defaultdict(list)
    for row in directive.chases.filter(callee__in=owed).select_related("person"):
        tries[row.callee_id].append(row)
    groups: dict[Lack, list[Callee]] = {lack: [] for lack in Lack}
    for organisation in Organisation.objects.filter(pk__in=owed):
        lack, deadline = owed[organisation.pk]
        told = tuple(tries[organisation.pk])
        broken = bool(told) and _is_broken(told[0], at)
        groups[lack].append(Callee(organisation, lack, tuple(people.get(organisation.pk, ())), told, deadline, broken))
    for rows in groups.values():
        rows.sort(key=lambda row: (_turn(row), row.organisation.sort_key))
    return groups


def people_by_organisation(
    organisations: Iterable[int], at: datetime, *, roles: tuple[Role.Name, ...] = ()
) -> dict[int, list[Person]]:
    """Return by organisation whom to call, in order; `roles` come before the usual ones."""
    order = (*roles, *DESK)
    held = Role.objects.filter(in_force(at), name__in=order, organisation__in=list(organisations))
    rows = list(held.filter(person__is_active=True).select_related("person"))
    rows.sort(key=lambda role: (order.index(Role.Name(role.name)), role.person.sort_key))
    told: dict[int, list[Person]] = defaultdict(list)
    for role in rows:
        if role.person not in told[role.organisation_id]:
            told[role.organisation_id].append(role.person)
    return told


def _is_broken(last: Chase, at: datetime) -> bool:
    return last.promised_at is not None and last.promised_at <= at


def _turn(row: Callee) -> int:
    """Return in which turn to call: who broke a promise, who was never reached, who waits for a promised hour."""
    if row.broken:
        return 0
    return 2 if row.last is not None and row.last.promised_at is not None else 1


def hours_to_promise(at: datetime) -> tuple[int, ...]:
    """Return the full hours that are offered for a promise: this afternoon's, the next ones, or tomorrow morning's."""
    first = max(AFTERNOON, at.astimezone(VIETNAM).hour + 1)
    return MORNING if first + 2 > LATEST else (first, first + 1, first + 2)


def hour_ahead(hour: int, *, at: datetime) -> datetime:
    """Return the next time that a clock in Vietnam shows the full hour."""
    local = at.astimezone(VIETNAM)
    moment = datetime.combine(local.date(), time(hour), VIETNAM)
    return moment if moment > local else moment + timedelta(days=1)


def promises_due(at: datetime) -> QuerySet[Chase]:
    """Return the promises whose time has passed and that nobody has looked at."""
    rows = Chase.objects.filter(check_due_at__lte=at).select_related("directive", "callee__supervisor", "by_person")
    return rows.defer("directive__text", "directive__reading").order_by("check_due_at", "id")
