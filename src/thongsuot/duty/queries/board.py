"""Ai đang trực: who stands in which position now, at every organisation that a person sees."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from thongsuot.duty.models import Position, Shift
from thongsuot.duty.queries.rosters import everybody_on_duty
from thongsuot.organisations.models import Organisation, Person
from thongsuot.organisations.queries import in_force, seen_by

WATCHED = (Organisation.Kind.ENTERPRISE, Organisation.Kind.DEPARTMENT)


@dataclass(frozen=True)
class Post:
    """One position at one organisation: who stands there, and how many are missing."""

    kind: Position.Kind
    shifts: tuple[Shift, ...]
    required: int

    @property
    def lack(self) -> int:
        """Return how many are missing."""
        return max(0, self.required - len(self.shifts))


@dataclass(frozen=True)
class Line:
    """One organisation of the board; `posts` has every kind, in the order of the letter."""

    organisation: Organisation
    posts: tuple[Post, ...]

    @property
    def lack(self) -> int:
        """Return how many are missing altogether."""
        return sum(post.lack for post in self.posts)

    @property
    def waiting(self) -> int:
        """Return how many stand on the roster and have not taken over."""
        return sum(shift.taken_at is None for post in self.posts for shift in post.shifts)

    @property
    def unset(self) -> bool:
        """Tell whether the organisation has said nothing of its duty."""
        return not any(post.required or post.shifts for post in self.posts)

    @property
    def whole(self) -> bool:
        """Tell whether positions are set and nobody is missing in any."""
        return not self.lack and any(post.required for post in self.posts)


def board_of(person: Person, at: datetime) -> list[Line]:
    """Return the organisations whose duty the person sees by name: one's own, a department's enterprises."""
    rows = Organisation.objects.filter(in_force(at), pk__in=seen_by(person, at), kind__in=WATCHED)
    organisations = list(rows.order_by("-kind", "sort_key", "id"))
    required: dict[tuple[int, str], int] = defaultdict(int)
    for position in Position.objects.filter(in_force(at), organisation__in=organisations):
        required[position.organisation_id, position.kind] += position.required
    standing: dict[tuple[int, str], list[Shift]] = defaultdict(list)
    for number, shifts in everybody_on_duty(organisations, at).items():
        for shift in shifts:
            if shift.person_id is not None:
                standing[number, shift.position.kind].append(shift)
    return [
        Line(row, tuple(Post(kind, tuple(standing[row.pk, kind]), required[row.pk, kind]) for kind in Position.Kind))
        for row in organisations
    ]


def duty_lines(person: Person, at: datetime) -> QuerySet[Organisation]:
    """Return the organisations of which the person may know the telephone alone: others under the same department."""
    above = person.organisation.supervisor_id
    near = Q(supervisor=above) | Q(pk=above) if above is not None else Q(pk__in=[])
    rows = Organisation.objects.filter(near, in_force(at), kind__in=WATCHED)
    return rows.exclude(pk__in=seen_by(person, at)).order_by("-kind", "sort_key", "id")
