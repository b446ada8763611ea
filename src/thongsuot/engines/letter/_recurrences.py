"""Duties that come back: "hằng ngày", "thứ Sáu hằng tuần", "ngày 15 hằng tháng", "3 ngày/lần", as RFC 5545 rules."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from thongsuot.engines.letter._rules import EVERY, parts_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation

_NEED = re.compile(r"(?:nhu cau|sinh hoat|doi song|cong viec|cuoc song|su dung)\s*$")


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule between two offsets and the relation of its hour."""

    start: int
    end: int
    rule: str
    relation: Relation
    hour: int | None
    minute: int


def recurrence_of(source: Source, start: int, end: int) -> Recurrence | None:
    """The first rule stated between two offsets."""
    for match in EVERY.finditer(source.plain, start, end):
        if _NEED.search(source.plain, max(start, match.start() - 16), match.start()):
            continue
        hour, minute = match["hour"] or match["hour_"], match["minute"] or match["minute_"]
        parts = parts_of(match)
        if parts is None:
            continue
        clock = int(hour) if hour and int(hour) < 24 and int(minute or 0) < 60 else None
        if clock is not None:
            hours = f"{int(match['first'])},{clock}" if match["first"] else str(clock)
            parts += [f"BYHOUR={hours}", f"BYMINUTE={int(minute or 0)}"]
        lead = match["lead"] or match["lead_"] or ""
        relation = Relation.BEFORE if lead.startswith("truoc") else Relation.UNTIL
        return Recurrence(match.start(), match.end(), ";".join(parts), relation, clock, int(minute or 0))
    return None


def ended(rule: str, last: datetime) -> str:
    """A rule with its last moment, in UTC as RFC 5545 asks."""
    return f"{rule};UNTIL={last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
