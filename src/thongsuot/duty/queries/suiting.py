"""Whether a person can be given a shift: fit for its position, not away, and nowhere else at that time."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thongsuot.duty.models import Leave, Roster, Shift
from thongsuot.duty.queries.positions import fits_of, leaves_of
from thongsuot.duty.queries.rosters import LONGEST_SHIFT, replaced_by
from thongsuot.duty.queries.wording import shift_word
from thongsuot.duty.states import RosterState
from thongsuot.organisations.models import Person


@dataclass(frozen=True)
class Suiting:
    """Everything that keeps the people of an organisation from a shift of one roster."""

    fits: frozenset[tuple[int, int]]  # position and person
    away: dict[int, list[Leave]]
    taken: dict[int, list[Shift]]

    def hindrance(self, person: Person, shift: Shift) -> str:
        """Return what keeps the person from the shift; nothing where they can have it."""
        if (shift.position_id, person.pk) not in self.fits:
            return _("%(who)s không có trong danh sách %(position)s") % {"who": person, "position": shift.position}
        for leave in self.away[person.pk]:
            if leave.valid_from < shift.until and (leave.valid_until or shift.until) > shift.starts_at:
                return _("%(who)s nghỉ trong thời gian này") % {"who": person}
        for other in self.taken[person.pk]:
            if other.pk != shift.pk and other.starts_at < shift.until and other.until > shift.starts_at:
                return _("%(who)s đã có %(shift)s") % {"who": person, "shift": shift_word(other)}
        return ""


def suiting(roster: Roster, at: datetime) -> Suiting:
    """Look at who can be given the shifts of a roster; what its publication would replace is in nobody's way."""
    since, until = roster.starts_at - LONGEST_SHIFT, roster.until + LONGEST_SHIFT
    away: dict[int, list[Leave]] = defaultdict(list)
    for leave in leaves_of(roster.organisation, since, until):
        away[leave.person_id].append(leave)
    taken: dict[int, list[Shift]] = defaultdict(list)
    for shift in _standing(roster, at).filter(starts_at__lt=until, until__gt=since, person__isnull=False):
        taken[shift.person_id or 0].append(shift)
    fits = frozenset((fit.position_id, fit.person_id) for fit in fits_of(roster.organisation, at))
    return Suiting(fits, away, taken)


def _standing(roster: Roster, at: datetime) -> QuerySet[Shift]:
    rows = Shift.objects.select_related("hours", "position")
    if roster.state != RosterState.DRAFT:
        return rows.filter(in_force=True)
    gone = replaced_by(roster, at).order_by().values("pk")
    return rows.filter(Q(in_force=True) | Q(roster=roster)).exclude(pk__in=gone)


def may_stand(person: Person, shift: Shift, at: datetime) -> bool:
    """Tell whether a person can be given a shift."""
    return not why_not(person, shift, at)


def why_not(person: Person, shift: Shift, at: datetime) -> str:
    """Return what keeps a person from a shift, in words; nothing where they can have it."""
    return suiting(shift.roster, at).hindrance(person, shift)
