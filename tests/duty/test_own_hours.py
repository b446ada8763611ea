"""A leader stands a day and a night where others change every eight hours: positions may have hours of their own."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from tests.duty.pages import opened, pressed
from tests.duty.running import BEGIN, DAY, HOUR, MINUTE
from tests.worlds import world

from thongsuot.duty import papers, queries
from thongsuot.duty.models import Hours
from thongsuot.engines.roster import check, read_calendar, suggest
from thongsuot.engines.tables import read, write_xlsx

pytestmark = pytest.mark.django_db
DAY_OF_LEADER = "Trực lãnh đạo cả ngày"


@world
def apart(running):
    """Return the operator whose leader stands from six to six, and the others from six to two, to ten, to six."""
    for row in queries.hours_of(running.office, running.at):
        running.do("end_hours", row)
    running.hours(DAY_OF_LEADER, time(6), 1440, night=True, kinds=("leader",))
    for name, hour in (("Ca 1", 6), ("Ca 2", 14), ("Ca 3", 22)):
        running.hours(name, time(hour), 480, night=hour == 22, kinds=("operations", "responder"))
    return running.later(MINUTE)


def test_every_position_is_laid_out_at_its_own_hours(apart):
    rows = list(queries.shifts_of(apart.draft(days=2)))
    spans = {(row.position.kind, row.until - row.starts_at) for row in rows}
    assert spans == {("leader", DAY), ("operations", 8 * HOUR), ("responder", 8 * HOUR)}
    assert len(rows) == 2 * (1 + 3 * (1 + 2))


def test_such_a_roster_is_complete_and_published(apart):
    roster = apart.draft(days=1)
    team = apart.team
    first = {"leader": team["leader"][:1], "operations": team["operations"], "responder": team["responder"]}
    turns = {"Ca 1": 0, "Ca 2": 1, "Ca 3": 2, DAY_OF_LEADER: 0}
    seats = {
        row.pk: first[row.position.kind][turns[row.hours.name] * row.position.required + row.seat - 1].pk
        for row in queries.shifts_of(roster)
    }
    apart.do("seat_all", roster, seats, {})
    assert queries.verdict(roster, apart.at).wrong == []
    apart.publish(roster)
    at = BEGIN + 17 * HOUR
    standing = {row.person.name for row in roster.shifts.filter(starts_at__lte=at, until__gt=at)}
    assert standing == {"Phan Văn Long", "Tạ Thị Phúc", "Trịnh Văn Vinh", "Đinh Thị Xuân"}


def test_without_the_leaders_day_the_leader_is_missing(apart):
    roster = apart.draft(days=1)
    seats = {
        row.pk: None if row.position.kind == "leader" else apart.usual(row).pk for row in queries.shifts_of(roster)
    }
    apart.do("seat_all", roster, seats, {})
    assert queries.verdict(roster, apart.at).wrong == ["thiếu 1 người trực lãnh đạo từ 06:00 04/02 đến 06:00 05/02"]


def test_a_suggestion_seats_each_at_the_positions_hours(apart):
    drawn = queries.drawn(apart.draft(days=5), apart.at)
    found = suggest(drawn.problem)
    assert found.seats
    assert check(drawn.problem, found.seats) == ()
    leaders = [row for (_number, kind), rows in drawn.rows.items() for row in rows if kind == "leader"]
    assert {row.until - row.starts_at for row in leaders} == {DAY}
    assert all(drawn.placing(found.seats)[row.pk] for row in leaders)


def sheet(header, *rows):
    return read(write_xlsx(header, rows, title="Lịch trực"), header_line=1)


def test_a_column_of_the_leader_alone_needs_no_name_of_a_shift(apart):
    draft = apart.draft(days=2)
    found = queries.read_grid(
        sheet(
            ["Ngày", "Trực lãnh đạo", "Ca 1 - Trực điều hành", "Ca 3 - Trực điều hành", "Trực ứng cứu"],
            [date(2020, 2, 4), "Phan Văn Long", "Hồ Thị Lan", "Mai Văn Oanh", "Vũ Văn Quân"],
        ),
        draft,
        apart.at,
    )
    assert sorted((row.shift.hours.name, row.person.name) for row in found.placed) == [
        ("Ca 1", "Hồ Thị Lan"), ("Ca 3", "Mai Văn Oanh"), (DAY_OF_LEADER, "Phan Văn Long"),
    ]  # fmt: skip
    assert [doubt.column for doubt in found.doubts] == ["E"]


def test_a_sheet_that_names_the_leader_in_every_shift_is_understood(apart):
    header = ["Ngày", "Ca 1 - Trực lãnh đạo", "Ca 2 - Trực lãnh đạo", "Ca 3 - Trực lãnh đạo"]
    long, mai = "Phan Văn Long", "Cao Thị Mai"
    found = queries.read_grid(
        sheet(header, [date(2020, 2, 4), long, long, long], [date(2020, 2, 5), long, mai, long]),
        apart.draft(days=2),
        apart.at,
    )
    assert [row.person.name for row in found.placed] == [long, long]
    assert [(doubt.line, doubt.column, doubt.text) for doubt in found.doubts] == [(3, "C", mai)]


def test_the_sheet_that_is_printed_is_read_again(apart):
    roster = apart.draft(days=2)
    for row in queries.shifts_of(roster).filter(position__kind="leader"):
        apart.do("seat_person", row, apart.team["leader"][0])
    again = read(papers.grid(roster), header_line=1)
    assert len(again.header) == 2 + 1 + 3 * 2
    other = apart.draft(days=2, title="Bản hai")
    assert {row.person.name for row in queries.read_grid(again, other, apart.at).placed} == {"Phan Văn Long"}


LINES = (
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//don-vi//truc//VI", "BEGIN:VEVENT", "UID:1", "DTSTAMP:20200201T000000Z",
    "DTSTART;VALUE=DATE:20200204", "DTEND;VALUE=DATE:20200205", "SUMMARY:Trực lãnh đạo: Phan Văn Long", "END:VEVENT",
    "END:VCALENDAR", "",
)  # fmt: skip


def test_an_event_of_a_whole_day_is_the_leaders_only_shift(apart):
    body = "\r\n".join(LINES).encode()
    draft = apart.draft(days=2)
    since, until = queries.window_of(draft)
    found = queries.read_events(read_calendar(body, BEGIN.tzinfo, since=since, until=until), draft, apart.at)
    assert [(row.shift.hours.name, row.person.name) for row in found.placed] == [(DAY_OF_LEADER, "Phan Văn Long")]


TYPED = {
    "name": "Trực lãnh đạo", "begins": "06:00", "ends": "06:00", "weekdays": [str(day) for day in range(7)],
}  # fmt: skip


def test_the_page_takes_positions_and_shows_them(desk):
    pressed(desk.hang, "setting-step", "them-ca", **TYPED, kinds=["leader"])
    assert Hours.objects.get(name="Trực lãnh đạo").kinds == ["leader"]
    assert '24 giờ <span class="hint">mọi ngày · Trực lãnh đạo' in opened(desk.hang, "settings")


def test_all_positions_means_whichever_there_are(desk):
    pressed(desk.hang, "setting-step", "them-ca", **TYPED, kinds=["leader", "operations", "responder"])
    assert Hours.objects.get(name="Trực lãnh đạo").kinds == []


def test_no_position_is_refused_on_the_page(desk):
    page = pressed(desk.hang, "setting-step", "them-ca", status=422, **TYPED)
    assert "Hãy chọn ít nhất một vị trí trực." in page


def test_the_page_names_the_position_that_no_shift_serves(desk):
    assert "chưa có ca nào" not in opened(desk.hang, "settings")
    for row in queries.hours_of(desk.office, desk.at):
        desk.do("end_hours", row)
    desk.hours("Ca 1", time(6), 1440, kinds=("operations", "responder"))
    desk.later(MINUTE)
    assert "Trực lãnh đạo: chưa có ca nào" in opened(desk.hang, "settings")


def test_where_a_position_has_other_hours_its_cell_is_empty(desk):
    for row in queries.hours_of(desk.office, desk.at):
        desk.do("end_hours", row)
    desk.hours(DAY_OF_LEADER, time(6), 1440, kinds=("leader",))
    desk.hours("Ca chung", time(6), 1440, kinds=("operations", "responder"))
    roster = desk.later(MINUTE).draft(days=1)
    page = opened(desk.hang, "roster", roster.pk)
    cells = re.findall(r"<td data-label=[^>]*>(.*?)</td>", page, flags=re.DOTALL)
    assert [cell == "" for cell in cells].count(True) == 3  # on a telephone an empty cell has no label either
    assert page.count('<ul class="seats">') == 3
