"""What the engine finds, in plain Vietnamese: gaps, broken rules, why nobody can come."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.duty.models import Position, Shift
from thongsuot.engines.roster import Cause, Gap, Hindrance, Leave, Rule, Shortage, Stint, Violation

MOST_NAMED = 8  # people of whom it is said why they cannot come
HOUR = 60


def clock(moment: datetime, day: date | None = None) -> str:
    """Return a moment as a person reads it; on the same day the hour is enough."""
    local = localtime(moment)
    return f"{local:%H:%M}" if local.date() == day else f"{local:%H:%M %d/%m}"


def span(since: datetime, until: datetime) -> str:
    """Return a time from when until when."""
    return _("từ %(since)s đến %(until)s") % {"since": clock(since), "until": clock(until)}


def shift_word(shift: Shift) -> str:
    """Return what people call a shift: its name, or the hour it begins, and the day."""
    local = localtime(shift.starts_at)
    if shift.hours is not None:
        return f"{shift.hours.name} {local:%d/%m}"
    return _("ca %(hour)s %(day)s") % {"hour": f"{local:%H:%M}", "day": f"{local:%d/%m}"}


def position_word(kind: str) -> str:
    """Return the name of a position inside a sentence."""
    name = str(Position.Kind(kind).label)
    return name[:1].lower() + name[1:]


def gap_line(gap: Gap) -> str:
    """Return who is missing, and when."""
    told = {"lack": gap.needed - gap.have, "position": position_word(gap.position)}
    return _("thiếu %(lack)s người %(position)s %(span)s") % {**told, "span": span(gap.starts_at, gap.ends_at)}


@dataclass(frozen=True)
class Words:
    """Says what the engine found of one roster; people and shifts by the names under which it was told them."""

    names: Mapping[int, str]
    shifts: Mapping[int, Shift]

    def broken(self, violations: Iterable[Violation]) -> list[str]:
        """Return a line for each broken rule, each line once."""
        return list(dict.fromkeys(self._broken(one) for one in violations))

    def _broken(self, one: Violation) -> str:
        why = self._why(Hindrance(one.person or 0, one.rule, one.other, one.day, one.have, one.limit), one.shift)
        where = f"{self._shift(one.shift)}: " if one.shift in self.shifts else ""
        return f"{where}{why}"

    def shortages(self, found: Iterable[Shortage]) -> list[str]:
        """Return for each seat that stays empty who would do, and why each of them cannot come."""
        return [self._shortage(one) for one in found]

    def _shortage(self, one: Shortage) -> str:
        lack = one.needed - one.free
        told = {"shift": self._shift(one.shift), "lack": lack, "position": position_word(one.position)}
        said = _("%(shift)s thiếu %(lack)s người %(position)s") % told
        by_person = {hindrance.person: hindrance for hindrance in reversed(one.why)}
        why = [self._why(hindrance, one.shift) for _person, hindrance in sorted(by_person.items())]
        if not why:
            return _("%(said)s: không còn ai khác có thể giữ vị trí này") % {"said": said}
        more = len(why) - MOST_NAMED
        rest = [_("%(many)s người khác cũng không thể") % {"many": more}] if more > 0 else []
        return f"{said}: {', '.join([*why[:MOST_NAMED], *rest])}"

    def conflict(self, causes: Iterable[Cause]) -> list[str]:
        """Return a line for each requirement of those that cannot all be kept."""
        return list(dict.fromkeys(line for cause in causes for line in self._cause(cause)))

    def _cause(self, cause: Cause) -> Iterator[str]:
        who, shift = self.names.get(cause.person or 0, ""), self._shift(cause.shift)
        told = {"who": who, "shift": shift, "limit": cause.limit, "position": position_word(cause.position or "leader")}
        match cause.rule:
            case Rule.COVERAGE:
                yield _("%(shift)s cần %(limit)s người %(position)s") % told
            case Rule.FIXED:
                yield _("%(who)s đã được xếp cố định: %(shift)s") % told
            case Rule.LEAVE if cause.leave is not None:
                yield _("%(who)s nghỉ %(span)s") % {**told, "span": span(cause.leave.starts_at, cause.leave.ends_at)}
            case Rule.REST:
                yield _("giữa hai ca %(who)s được nghỉ ít nhất %(hours)s giờ") % {**told, "hours": cause.limit // HOUR}
            case Rule.RUN:
                yield _("%(who)s trực không quá %(limit)s ngày liền") % told
            case Rule.OF_SEVEN:
                yield _("%(who)s trực không quá %(limit)s trong 7 ngày") % told
            case _other:
                yield _("giới hạn trực của %(who)s") % told

    def _shift(self, number: int | None) -> str:
        shift = self.shifts.get(number or 0)
        return "" if shift is None else shift_word(shift)

    def _why(self, one: Hindrance, number: int | None) -> str:
        """Return why a person cannot take, or should not have, a shift."""
        told: dict[str, object] = {"who": self.names.get(one.person, ""), "have": one.have, "limit": one.limit}
        told["day"] = "" if one.day is None else f"{one.day:%d/%m}"
        match one.rule:
            case Rule.LEAVE:
                return _("%(who)s nghỉ phép") % told
            case Rule.REST:
                return self._rest(one, number, told)
            case Rule.ONE_SEAT:
                return _("%(who)s có ca trực khác cùng lúc") % told
            case Rule.RUN:
                return _("%(who)s trực %(have)s ngày liền từ %(day)s, quá %(limit)s ngày") % told
            case Rule.OF_SEVEN:
                return _("%(who)s trực %(have)s trong 7 ngày từ %(day)s, quá %(limit)s ngày") % told
            case Rule.QUALIFIED:
                return _("%(who)s không có trong danh sách giữ vị trí này") % told
            case Rule.COVERAGE:
                return _("mới có %(have)s người, cần %(limit)s") % told
            case _other:
                return _("%(who)s vượt giới hạn trực") % told

    def _rest(self, one: Hindrance, number: int | None, told: dict[str, object]) -> str:
        """Return between which shifts the rest is too short."""
        begin, end = self._times(one.other)
        shift = self.shifts.get(number or 0)
        if begin is None or end is None or shift is None or one.other == number:
            return _("%(who)s phải vào ca khác quá sớm sau đó") % told
        if end <= shift.starts_at:
            told["end"] = clock(end, localtime(shift.starts_at).date())
            return _("%(who)s mới xuống ca lúc %(end)s") % told
        told["begin"] = clock(begin, localtime(shift.until).date())
        return _("%(who)s vào ca khác lúc %(begin)s") % told

    def _times(self, other: int | Stint | Leave | None) -> tuple[datetime | None, datetime | None]:
        if isinstance(other, int):
            shift = self.shifts.get(other)
            return (None, None) if shift is None else (shift.starts_at, shift.until)
        return (None, None) if other is None else (other.starts_at, other.ends_at)
