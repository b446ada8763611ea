"""A roster on paper for signature, and as the sheet that offices pass round and that is read in again."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.utils import translation
from django.utils.timezone import localtime

from thongsuot.duty import queries
from thongsuot.duty.models import Roster, Shift
from thongsuot.duty.states import RosterState
from thongsuot.engines.officialdoc import Column, Letterhead, Paper, Paragraph, Signature, Table
from thongsuot.engines.tables import Cell, write_xlsx
from thongsuot.engines.vietnamese import grouped, short_date, spell_date, spell_time
from thongsuot.ledger.models import Reality
from thongsuot.organisations.models import Organisation

TYPE = "Lịch trực"
WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")
GAP = "(còn trống)"


def letterhead(office: Organisation, symbol: str) -> Letterhead:
    """Return the head of a paper that stays in the house; an office without a symbol of its own has its code."""
    own = office.symbol or office.code.upper()
    return Letterhead(body=office.name, parent=office.parent_name, place=office.place, symbol=f"{symbol}-{own}")


def roster_paper(roster: Roster) -> Paper:
    """Return the roster day by day, the positions side by side; a draft says so on every page."""
    with translation.override("vi"):
        office, shifts = roster.organisation, list(queries.shifts_of(roster))
        begin, end = localtime(roster.starts_at), localtime(roster.until)
        span = f"từ {spell_time(begin)} {spell_date(begin.date())} đến {spell_time(end)} {spell_date(end.date())}"
        people = len({shift.person_id for shift in shifts if shift.person_id is not None})
        lead = f"{office.name} phân công trực {span}: {grouped(len(shifts))} vị trí trực, {grouped(people)} người."
        return Paper(
            letterhead=letterhead(office, "LT"),
            type_name=TYPE,
            subject=roster.title,
            blocks=(
                Paragraph(lead),
                _table(shifts),
                Paragraph(f"{TYPE} này được lập trên hệ thống; {_standing(roster)}."),
            ),
            recipients=("Người có tên trong lịch", "Lưu: VT"),
            signatures=(
                Signature(post="Người lập lịch"),
                Signature(post="Lãnh đạo đơn vị", name=roster.published_name),
            ),
            landscape=True,
            draft=roster.state == RosterState.DRAFT,
            exercise=roster.reality == Reality.EXERCISE,
        )


def _standing(roster: Roster) -> str:
    if roster.published_at is None:
        return "chưa ban hành"
    local = localtime(roster.published_at)
    return f"ban hành lúc {spell_time(local)} {spell_date(local.date())}"


def _table(shifts: list[Shift]) -> Table:
    """A row for each shift of each day; whoever stands in one position together stands in one cell."""
    positions = sorted({shift.position for shift in shifts}, key=lambda row: row.pk)
    rows: dict[tuple[datetime, datetime, str, str], dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for shift in shifts:
        begin, end = localtime(shift.starts_at), localtime(shift.until)
        day = f"{WEEKDAYS[begin.weekday()]}, {short_date(begin.date())}"
        name = f"{shift.hours} ({begin:%H:%M}-{end:%H:%M})" if shift.hours else f"{begin:%H:%M}-{end:%H:%M}"
        rows[begin, end, day, name][shift.position_id].append(str(shift.person or GAP))
    told = tuple(
        (day, name, *("; ".join(seats[position.pk]) for position in positions))
        for (_begin, _end, day, name), seats in sorted(rows.items())
    )
    return Table((Column("Ngày", 2), Column("Ca trực", 2), *(Column(str(each), 3) for each in positions)), told)


def grid(roster: Roster) -> bytes:
    """Return the roster as XLSX: a row a day, a column a position of a shift; `queries.read_grid` reads it again."""
    with translation.override("vi"):
        shifts = [shift for shift in queries.shifts_of(roster) if shift.hours is not None]
        columns = sorted({(shift.hours.begins, shift.hours, shift.position) for shift in shifts if shift.hours},
                         key=lambda each: (each[0], each[1].pk, each[2].pk))  # fmt: skip
        days: dict[date, dict[tuple[int, int], list[str]]] = defaultdict(lambda: defaultdict(list))
        for shift in shifts:
            cell = days[localtime(shift.starts_at).date()][shift.hours_id or 0, shift.position_id]
            if shift.person is not None:
                cell.append(shift.person.name)
        header = ["Ngày", "Thứ", *(f"{hours} - {position}" for _begins, hours, position in columns)]
        rows: list[list[Cell]] = [
            [day, WEEKDAYS[day.weekday()], *("\n".join(cells[hours.pk, each.pk]) for _begins, hours, each in columns)]
            for day, cells in sorted(days.items())
        ]
        return write_xlsx(header, rows, title=roster.title)
