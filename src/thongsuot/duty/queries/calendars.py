"""A calendar of duty that somebody keeps elsewhere, laid onto the seats of a draft."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.duty.models import Roster, Shift
from thongsuot.duty.queries.placing import Placing, Reading
from thongsuot.duty.queries.sheets import WEEK, hours_in, kind_in, weeks_between
from thongsuot.engines.roster import CalendarShift, ReadCalendar, Trouble
from thongsuot.organisations.models import Person


def window_of(roster: Roster) -> tuple[datetime, datetime]:
    """Return from when until when a calendar is read for a roster: the week before it, and its own time."""
    return roster.starts_at - WEEK, roster.until


def read_events(calendar: ReadCalendar, roster: Roster, at: datetime) -> Reading:
    """Lay the events of a calendar onto the empty seats of a draft; without any in its time, those of the week before.

    An event says its position in its title; whoever is invited, or named in the title, is seated. Events that are not
    taken are doubts.
    """
    placing = Placing(roster, at)
    inside = [event for event in calendar.shifts if event.starts_at >= roster.starts_at]
    events = inside or list(calendar.shifts)
    weeks = weeks_between((localtime(event.starts_at).date() for event in events), roster)
    for event in events:
        _lay(event, weeks * WEEK, placing)
    for skipped in calendar.skipped:
        if skipped.why != Trouble.CANCELLED:
            placing.doubt(None, "", skipped.summary or skipped.uid, _("sự kiện không đọc được"))
    return placing.reading(weeks)


def _lay(event: CalendarShift, moved: timedelta, placing: Placing) -> None:
    local = localtime(event.starts_at)
    text = f"{event.summary} {local:%H:%M %d/%m/%Y}"
    kind = kind_in(event.summary)
    if kind is None:
        placing.doubt(None, "", text, _("không rõ sự kiện này là của vị trí trực nào"))
        return
    seats = _seats(event, moved, kind, placing)
    people = _people(event, placing)
    if not people:
        placing.doubt(None, "", text, _("không rõ sự kiện này là của ai"))
    for person in people:
        placing.person(None, "", person, seats, text=text)


def _seats(event: CalendarShift, moved: timedelta, kind: str, placing: Placing) -> list[Shift]:
    """Return the seats of an event; one of a whole day means the shift that its title names, or the only one."""
    if not event.all_day:
        return placing.seats_at(event.starts_at + moved, event.ends_at + moved, kind)
    hours = hours_in(event.summary, placing.hours) or placing.only_hours(kind)
    return [] if hours is None else placing.seats_of(localtime(event.starts_at + moved).date(), hours, kind)


def _people(event: CalendarShift, placing: Placing) -> list[Person]:
    known = placing.known
    invited = [known.addressed(each.address) or _only(known.called(each.name)) for each in event.attendees]
    return [person for person in invited if person is not None] or known.named_in(event.summary)


def _only(people: list[Person]) -> Person | None:
    return people[0] if len(people) == 1 else None
