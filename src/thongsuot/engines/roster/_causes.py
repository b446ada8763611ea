"""The rules by name: what is broken, what stands in the way, what contradicts what."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from thongsuot.engines.roster._problem import Leave, Stint


class Rule(StrEnum):
    """What a roster is measured by."""

    COVERAGE = "coverage"  # a position has fewer than required
    QUALIFIED = "qualified"  # the person may not fill the position
    LEAVE = "leave"
    ONE_SEAT = "one_seat"  # two seats at the same time
    REST = "rest"
    RUN = "run"  # days in succession
    OF_SEVEN = "of_seven"
    MONTH = "month"
    MOST = "most"  # by contract
    LEAST = "least"
    FIXED = "fixed"  # a seat that was given is gone
    FORBIDDEN = "forbidden"
    UNKNOWN = "unknown"  # a seat of nobody, or of no shift


@dataclass(frozen=True, slots=True)
class Violation:
    """One rule broken, in figures: `have` against `limit` (people, days, or minutes).

    `shift` is the one that breaks it, `other` the shift or stint before it; `day` the first day of a run, of seven
    days or of a month.
    """

    rule: Rule
    person: int | None = None
    shift: int | None = None
    position: str = ""
    other: int | Stint | Leave | None = None
    day: date | None = None
    have: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Cause:
    """One requirement that can be given up alone: a seat to fill, a rule for one person, one leave, one fixed seat."""

    rule: Rule
    person: int | None = None
    shift: int | None = None
    position: str = ""
    leave: Leave | None = None
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Why a person cannot take a seat: `other` is the shift, stint or leave in the way; `have` against `limit`."""

    person: int
    rule: Rule
    other: int | Stint | Leave | None = None
    day: date | None = None
    have: int = 0
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Shortage:
    """A seat that stays empty in the fullest roster there is: `free` of `needed`, and why nobody else can come."""

    shift: int
    position: str
    needed: int
    free: int
    why: tuple[Hindrance, ...]
