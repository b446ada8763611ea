"""Working days with Vietnam's official days off, and the dates a recurrence rule gives."""

from __future__ import annotations

from thongsuot.engines.calendar._recurrence import UnreadableRule, next_occurrence, occurrences
from thongsuot.engines.calendar._working_days import Calendar, OutsideCalendar, vietnam

__all__ = ["Calendar", "OutsideCalendar", "UnreadableRule", "next_occurrence", "occurrences", "vietnam"]
