"""Duty rosters: suggested, checked, evened out between months, searched for gaps, read from and written to calendars.

`suggest` makes the fairest roster (HiGHS); `check` judges any roster and shares nothing with what makes them. People,
shifts and positions are names of whoever calls; times know their zone, ranges are half-open. What is said of a roster
comes as rules with figures, never as sentences.
"""

from thongsuot.engines.roster._calendar_events import Attendee, Trouble
from thongsuot.engines.roster._calendar_frame import CalendarFault, UnreadableCalendar
from thongsuot.engines.roster._calendar_read import CalendarShift, ReadCalendar, Skipped, read_calendar
from thongsuot.engines.roster._calendar_write import Entry, seat_uid, write_calendar
from thongsuot.engines.roster._causes import Cause, Hindrance, Rule, Shortage, Violation
from thongsuot.engines.roster._check import check
from thongsuot.engines.roster._fairness import Evenness, Fairness, fairness
from thongsuot.engines.roster._gaps import Gap, gaps
from thongsuot.engines.roster._patterns import (
    Copied,
    Crew,
    Rotation,
    Template,
    days_nights_off,
    expand,
    repeat,
    rotate,
    weekly,
)
from thongsuot.engines.roster._problem import (
    BadProblem,
    Ban,
    Burden,
    Leave,
    Ledger,
    Load,
    Person,
    Problem,
    Required,
    Rules,
    Seat,
    Shift,
    Stint,
)
from thongsuot.engines.roster._suggest import Impossible, Suggestion, Undecided, suggest
from thongsuot.engines.roster._swaps import Swap, Swapped, UnknownSeat, swap

__all__ = [
    "Attendee",
    "BadProblem",
    "Ban",
    "Burden",
    "CalendarFault",
    "CalendarShift",
    "Cause",
    "Copied",
    "Crew",
    "Entry",
    "Evenness",
    "Fairness",
    "Gap",
    "Hindrance",
    "Impossible",
    "Leave",
    "Ledger",
    "Load",
    "Person",
    "Problem",
    "ReadCalendar",
    "Required",
    "Rotation",
    "Rule",
    "Rules",
    "Seat",
    "Shift",
    "Shortage",
    "Skipped",
    "Stint",
    "Suggestion",
    "Swap",
    "Swapped",
    "Template",
    "Trouble",
    "Undecided",
    "UnknownSeat",
    "UnreadableCalendar",
    "Violation",
    "check",
    "days_nights_off",
    "expand",
    "fairness",
    "gaps",
    "read_calendar",
    "repeat",
    "rotate",
    "seat_uid",
    "suggest",
    "swap",
    "weekly",
    "write_calendar",
]
