"""What the administrator of a department sets for the whole install: days and areas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.organisations import access, queries
from thongsuot.organisations.actions import directory
from thongsuot.organisations.models import Actor, Area, Person, WorkingDay


@dataclass(frozen=True)
class AreaLine:
    """One line of a list of areas, already found well-formed."""

    code: str
    kind: str
    name: str
    parent: str
    valid_from: datetime
    valid_until: datetime | None
    source: str


class UnknownParent(ValueError):
    """A line names an area above it that is in neither the list nor the directory at that time."""

    def __init__(self, line: AreaLine) -> None:
        super().__init__(
            _(
                "“%(name)s” (%(code)s) nêu cấp trên mang mã %(parent)s, nhưng không có địa bàn nào mang mã ấy vào thời "
                "điểm đó. Chưa có dòng nào được lưu; hãy bổ sung cấp trên rồi nạp lại."
            )
            % {"name": line.name, "code": line.code, "parent": line.parent}
        )


def _require(by: Actor, at: datetime) -> None:
    """Refuse everybody but the administrators of a department."""
    if isinstance(by, Person) and not queries.keeps_install(by, at):
        raise access.NotAllowed(_("%(who)s không giữ vai trò quản trị của Sở; chưa có gì thay đổi.") % {"who": by})


@transaction.atomic
def set_days(days: Sequence[date], *, working: bool, why: str, by: Actor, at: datetime) -> list[WorkingDay]:
    """Say of some days that they are worked, or off; what was said of them before ends."""
    _require(by, at)
    WorkingDay.objects.filter(date__in=days, valid_until=None).update(valid_until=at)
    rows = [WorkingDay(date=day, working=working, why=why, by_name=str(by), valid_from=at) for day in days]
    return WorkingDay.objects.bulk_create(rows)


def unset_day(day: WorkingDay, *, by: Actor, at: datetime) -> WorkingDay:
    """Let a day be again what the official calendar says; taking it back twice changes nothing."""
    _require(by, at)
    if day.valid_until is None:
        day.valid_until = max(at, day.valid_from)
        day.save(update_fields=["valid_until"])
    return day


@transaction.atomic
def load_areas(lines: Sequence[AreaLine], *, by: Actor, at: datetime) -> int:
    """Enter a list of areas, all or none, and return how many came; what is there under its code and day stays."""
    _require(by, at)
    levels = list(Area.Kind)
    known = {(area.code, area.valid_from): area for area in Area.objects.all()}
    before = len(known)
    for line in sorted(lines, key=lambda line: levels.index(Area.Kind(line.kind))):
        area = known.get((line.code, line.valid_from))
        if area is None:
            known[line.code, line.valid_from] = _enter(line, known.values())
        elif area.valid_until is None and line.valid_until is not None:
            directory.end_area(area, at=line.valid_until)
    return len(known) - before


def _enter(line: AreaLine, known: Iterable[Area]) -> Area:
    return directory.add_area(
        code=line.code,
        kind=line.kind,
        name=line.name,
        source=line.source,
        parent=_parent(line, known) if line.parent else None,
        valid_until=line.valid_until,
        at=line.valid_from,
    )


def _parent(line: AreaLine, known: Iterable[Area]) -> Area:
    """Return the area above, as it stood when this one began."""
    for area in known:
        holds = area.valid_from <= line.valid_from and (area.valid_until is None or line.valid_from < area.valid_until)
        if area.code == line.parent and holds:
            return area
    raise UnknownParent(line)
