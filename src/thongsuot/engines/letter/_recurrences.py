"""Duties that come back: "hằng ngày", "thứ Sáu hằng tuần", "ngày 15 hằng tháng", "3 ngày/lần", as RFC 5545 rules."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from thongsuot.engines.letter._fold import listed
from thongsuot.engines.letter._rules import EVERY, REPORT, frequency, parts_of, tail_of
from thongsuot.engines.letter._source import Source
from thongsuot.engines.letter._terms import Relation
from thongsuot.engines.letter._whens import AFTER, ALONE, BEFORE, When, when_of

_NEED = re.compile(r"(?:nhu cau|sinh hoat|doi song|cong viec|cuoc song|su dung|viec|thuoc|an uong|di lai)\s*$")
_GOODS = listed(
    "khách; khach; nhà; nha; cửa; cua; đơn; don; giao; mặt; mat; ngân; ngan; bán; nhận; nhan; mua; gửi; chuyển; kho"
)
_BEHIND = re.compile(
    r"\s*[,(:-]?\s*(?:truoc|cham|muon|tre|khong|luc|vao|xong)(?!\w)|"
    r"\s*\(\s*(?:(?:sang|chieu|toi)\s+)?(?:\d|(?:ngay\s+)?(?:thu\s+\w+|chu\s+nhat)\s*[,)]|ngay\s+\d)"
)
_ELSE_A_DATE = re.compile(
    r"\s*,?\s*(?:cua\s+|(?:thu\s+\w+|chu\s+nhat)\s*,?\s*)?(?:cac\s+)?(?:nay|mai|sang|chieu|toi|ngay\s*\w|\d{1,2}/\d|"
    r"hom|cung)"
)
_HOURS = re.compile(r"(?:den|-)\s*\Z")
_REGULARLY = re.compile(r"(?<!\w)(?:dinh\s+ky|(?:vao\s+)?(?:dau|cuoi)(?:\s+gio(?:\s+chieu|\s+sang)?)?)\s*,?\s+\Z")
_WINDOW = 90  # characters before "hằng tuần" in which its day and hour may stand


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule between two offsets and the relation of its hour."""

    start: int
    end: int
    rule: str
    relation: Relation
    hour: int | None
    minute: int
    unit: str
    uneven: bool = False  # several hours of different minutes: the rule has the least, so that nothing is late


def recurrence_of(source: Source, start: int, end: int, carried: str | None = None) -> Recurrence | None:
    """The first rule stated between two offsets; `carried` is the period that the sentence has named before."""
    plain = source.plain
    for match in EVERY.finditer(plain, start, end):
        if _elsewise(source, match, start):
            continue
        unit, parts = parts_of(match)
        if parts is None or (unit == "quy" and not _marked(source, match.end() - 3, "quy")):
            continue
        stop, office = tail_of(plain, match, end)
        before = when_of(BEFORE.search(plain, max(start, match.start() - _WINDOW), match.start()))
        after = when_of(AFTER.match(plain, stop, end)) if _BEHIND.match(plain, stop, end) else None
        if before and before.clocks and _HOURS.search(plain, max(start, before.start - 16), before.start):
            continue  # "từ 7 giờ đến 19 giờ hằng ngày" tells how long a day something is open
        near = [when for when in (before, after) if when and when.fits(unit)]
        if match["last"] and (several := _and_last(source, start, match.start())):
            at, days = several
            lead = _TO_THE_DAYS.search(plain, max(start, at - _WINDOW), at)
            return _made(
                unit,
                [parts[0], f"BYMONTHDAY={days},-1"],
                (lead.start() if lead else at, stop),
                [],
                clocks=_clocks(lead),
                before=lead is not None and lead["before"] is not None,
            )
        if not near and (far := _alone(source, unit, start, end)):
            return _made(unit, parts + office, (match.start(), stop), far)
        first = min([match.start(), *(when.start for when in near)])
        regular = _REGULARLY.search(plain, max(start, first - 20), first)
        first = regular.start() if regular else first
        last = max([stop, *(when.end for when in near)])
        last += plain[last : last + 1] == ")" and "(" in plain[first:last]
        return _made(unit, parts + office, (first, last), near)
    said = next(
        (m for m in REPORT.finditer(plain, start, end) if _marked(source, m.start("period"), m["period"])), None
    )
    unit = said["period"] if said else carried or ""
    alone = _alone(source, unit, start, end) if unit else []
    named = frequency(1, unit) if alone else None
    return _made(unit, named, (alone[0].start, alone[0].end), alone) if named else None


_TO_THE_DAYS = re.compile(
    r"(?:(?P<before>truoc)\s+|vao\s+|luc\s+)(?:(?P<hour>\d{1,2})\s*(?:gio|h|:)\s*(?P<minute>\d{2})?\s*(?:phut)?\s*)?\Z"
)
_DAYS_AND = re.compile(r"(?:cac\s+)?ngay\s*(?P<days>\d{1,2}(?:\s*(?:,|va)\s*(?:ngay\s*)?\d{1,2})*)\s*(?:,|va)\s*\Z")


def _and_last(source: Source, start: int, at: int) -> tuple[int, str] | None:
    """Where "ngày 15 và ngày cuối tháng" begins, and the days it names before the last."""
    found = _DAYS_AND.search(source.plain, max(start, at - 40), at)
    return (found.start(), ",".join(str(int(day)) for day in re.findall(r"\d+", found["days"]))) if found else None


def _clocks(lead: re.Match[str] | None) -> list[tuple[int, int]]:
    """The hour that stands before days of the month; none where none does or no clock shows it."""
    if lead is None or lead["hour"] is None:
        return []
    hour, minute = int(lead["hour"]), int(lead["minute"] or 0)
    return [(hour, minute)] if hour < 24 and minute < 60 else []


def _marked(source: Source, at: int, unit: str) -> bool:
    """Whether "ngày" and "quý" carry their marks, where "ngay" and "quy" would be other words."""
    said = source.value(at, at + len(unit)).lower()
    return said not in ("ngay", "quy", "quỹ", "quỳ") or source.text.isascii()


def _alone(source: Source, unit: str, start: int, end: int) -> list[When]:
    """Hours, a week day or a day of the month that stand apart and belong to no date; all hours of one minute."""
    found: list[When] = []
    for match in ALONE.finditer(source.plain, start, end):
        when = when_of(match)
        if when is None or not when.fits(unit) or _ELSE_A_DATE.match(source.plain, match.end(), end):
            continue
        if found and not (unit == "ngay" and when.clocks[0][1] == found[0].clocks[0][1]):
            break
        found.append(when)
    return found


def _made(
    unit: str,
    parts: list[str],
    span: tuple[int, int],
    whens: list[When],
    *,
    clocks: list[tuple[int, int]] | None = None,
    before: bool = False,
) -> Recurrence:
    days = [part for when in whens for part in when.days_in_rule()]
    clocks = clocks or list(dict.fromkeys(clock for when in whens for clock in when.clocks))
    hour, minute = (min(clocks)[0], min(minute for _, minute in clocks)) if clocks else (None, 0)
    hours = [f"BYHOUR={','.join(str(hour) for hour, _ in clocks)}", f"BYMINUTE={minute}"] if clocks else []
    named = {part.partition("=")[0] for part in (*days, *hours)}
    rule = [part for part in parts if part.partition("=")[0] not in named] + list(dict.fromkeys(days)) + hours
    before = before or any("truoc" in when.lead for when in whens)
    relation = Relation.BEFORE if before else Relation.UNTIL
    uneven = len({minute for _, minute in clocks}) > 1
    return Recurrence(*span, ";".join(rule), relation, hour, minute, unit, uneven)


def period_before(source: Source, start: int, end: int) -> str | None:
    """The day or the week that a sentence has named before one of its clauses: "Hằng ngày thống kê ..., gửi ..."."""
    for match in EVERY.finditer(source.plain, start, end):
        unit, parts = parts_of(match)
        if unit in ("ngay", "tuan") and parts and len(parts) == 1 and not _elsewise(source, match, start):
            return unit
    return None


def _elsewise(source: Source, match: re.Match[str], start: int) -> bool:
    """Whether "hằng ngày" only colours a noun, or "mọi năm" stands where "mỗi năm" would be read."""
    said = source.value(match.start(), min(match.start() + 4, match.end())).lower()
    before = source.value(max(start, match.start() - 8), match.start()).lower().split()[-1:]
    goods = said in ("hàng", "hang") and bool(before) and before[0] in _GOODS
    return (
        goods
        or said[:3] in ("mọi", "mới")
        or _NEED.search(source.plain, max(start, match.start() - 16), match.start()) is not None
    )


def ended(rule: str, last: datetime) -> str:
    """A rule with its last moment, in UTC as RFC 5545 asks."""
    return f"{rule};UNTIL={last.astimezone(UTC):%Y%m%dT%H%M%SZ}"
