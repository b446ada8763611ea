"""Shifts as a calendar for telephones, and the calendar that somebody keeps elsewhere as a draft."""

from __future__ import annotations

import icalendar
import pytest
from tests.cast import VIETNAM
from tests.duty.watch import DAY, HOUR, MINUTE, SIX, Watch
from tests.worlds import world

from thongsuot.duty import actions, papers, queries
from thongsuot.duty.models import Shift
from thongsuot.engines.roster import read_calendar

pytestmark = pytest.mark.django_db
HEAD, TAIL = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//thu//thu//VI\r\n", "END:VCALENDAR\r\n"


@world
def watch(cast):
    watch = Watch(cast)
    for person in (watch.long, watch.lan, watch.hai, watch.dung):
        watch.fit(person)
    return watch


@world
def draft(watch):
    draft = watch.new_roster(SIX.replace(hour=0) + 7 * DAY, state="draft")
    for number in range(7):
        for kind in ("leader", "operations"):
            watch.shift(None, SIX + (7 + number) * DAY, kind=kind, roster=draft)
    return draft


def events(*told):
    """Return a calendar of events: title, begin, end, and who is invited."""
    lines = []
    for number, (title, begin, end, *invited) in enumerate(told):
        times = [f"DTSTART:{begin:%Y%m%dT%H%M%S}", f"DTEND:{end:%Y%m%dT%H%M%S}"]
        if begin.hour == end.hour == 0:
            times = [f"DTSTART;VALUE=DATE:{begin:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}"]
        who = [f"ATTENDEE;CN={name}:mailto:{address}" for name, address in invited]
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{title}", *times, *who, "END:VEVENT"]
    return (HEAD + "".join(f"{line}\r\n" for line in lines) + TAIL).encode()


def laid(draft, data):
    since, until = queries.window_of(draft)
    return queries.read_events(read_calendar(data, VIETNAM, since=since, until=until), draft, SIX)


def whom(found):
    return [(row.shift.starts_at, row.shift.position.kind, row.person.name) for row in found.placed]


def fed(watch):
    shifts = Shift.objects.filter(in_force=True).select_related("position", "person", "hours", "organisation", "roster")
    return papers.feed(list(shifts), name="Trực ban")


def read_by_another(data):
    """Return what a reader of its own, which knows lines alone, finds in a feed."""
    text = data.decode().replace("\r\n ", "")
    found = []
    for part in text.split("BEGIN:VEVENT\r\n")[1:]:
        lines = part.partition("END:VEVENT")[0].splitlines()
        found.append(dict(line.split(":", 1) for line in lines))
    return found


def test_the_feed_says_who_when_and_where(watch):
    watch.shift(watch.lan)
    watch.shift(None, kind="leader")
    for one in (read_by_another(fed(watch)), [*_by_icalendar(fed(watch))]):
        told = {row["SUMMARY"]: row for row in one}
        assert set(told) == {"Trực điều hành: Hồ Thị Lan", "Trực lãnh đạo: chưa có người"}
        row = told["Trực điều hành: Hồ Thị Lan"]
        assert (row["DTSTART"], row["DTEND"]) == ("20200202T230000Z", "20200203T110000Z")
        assert (row["DESCRIPTION"], row["LOCATION"], row["STATUS"]) == ("Ca ngày", "Di động Sao Mai", "CONFIRMED")


def _by_icalendar(data):
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        yield {name: value.to_ical().decode() for name, value in event.items()}


def test_the_same_shifts_give_the_same_bytes(watch):
    watch.shift(watch.lan)
    assert fed(watch) == fed(watch)


def test_an_event_keeps_its_name_when_the_shift_changes_hands(watch):
    shift = watch.shift(watch.lan)
    [before] = read_by_another(fed(watch))
    watch.plan()
    actions.change_shift(shift, watch.hai, why="ốm", by=watch.long, at=SIX - HOUR)
    [after] = read_by_another(fed(watch))
    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTAMP"] > before["DTSTAMP"]
    assert after["SUMMARY"].endswith(watch.hai.name)


def test_each_seat_has_a_name_of_its_own_in_this_house(watch, settings):
    settings.PUBLIC_URL = "https://truc.dongxuyen.example:8443/"
    watch.shift(watch.lan)
    watch.shift(watch.hai, kind="responder", seat=1)
    watch.shift(watch.dung, kind="responder", seat=2)
    names = [row["UID"] for row in read_by_another(fed(watch))]
    assert len(set(names)) == 3
    assert all(name.endswith("@truc.dongxuyen.example") for name in names)


def test_an_exercise_says_so_in_every_title(watch):
    shift = watch.shift(watch.lan)
    shift.reality = "exercise"
    [event] = read_by_another(papers.feed([shift], name="Trực ban"))
    assert event["SUMMARY"].startswith("[DIỄN TẬP]")


def test_an_empty_feed_is_a_calendar(watch):
    assert read_by_another(papers.feed([], name="Trực ban")) == []


def test_the_calendar_of_the_week_before_fills_a_draft(watch, draft):
    data = events(
        ("Trực điều hành", SIX, SIX + 12 * HOUR, ("", "dd-1.trucban@doanhnghiep.example")),
        ("Trực lãnh đạo: Phan Van Long", SIX + DAY, SIX + DAY + 12 * HOUR),
        ("truc dieu hanh", SIX + 2 * DAY, SIX + 2 * DAY + 12 * HOUR, ("Đặng Tiến Dũng", "la@noikhac.example")),
    )
    found = laid(draft, data)
    assert whom(found) == [
        (SIX + 7 * DAY, "operations", watch.lan.name),
        (SIX + 8 * DAY, "leader", watch.long.name),
        (SIX + 9 * DAY, "operations", watch.dung.name),
    ]
    assert (found.doubts, found.weeks) == ((), 1)


def test_the_rosters_own_time_counts_before_the_week_before(watch, draft):
    data = events(
        ("Trực điều hành: Hồ Thị Lan", SIX, SIX + 12 * HOUR),
        ("Trực điều hành: Đặng Tiến Dũng", SIX + 7 * DAY, SIX + 7 * DAY + 12 * HOUR),
    )
    found = laid(draft, data)
    assert (whom(found), found.weeks) == ([(SIX + 7 * DAY, "operations", watch.dung.name)], 0)


def test_an_event_of_a_whole_day_means_the_only_shift_of_the_day(watch, draft):
    midnight = SIX.replace(hour=0) + 7 * DAY
    found = laid(draft, events(("Trực điều hành: Hồ Thị Lan", midnight, midnight + DAY)))
    assert whom(found) == [(SIX + 7 * DAY, "operations", watch.lan.name)]


@pytest.mark.parametrize(
    ("title", "shifted", "why"),
    [
        ("Họp giao ban: Hồ Thị Lan", 0, "vị trí trực nào"),
        ("Trực điều hành", 0, "của ai"),
        ("Trực điều hành: Hồ Thị Lan", 5, "không có ca này"),
        ("Trực ứng cứu: Hồ Thị Lan", 0, "không có ca này"),
    ],
)
def test_what_is_not_clear_is_in_doubt(draft, title, shifted, why):
    begin = SIX + 7 * DAY + shifted * MINUTE
    found = laid(draft, events((title, begin, begin + 12 * HOUR)))
    assert found.placed == ()
    [doubt] = found.doubts
    assert title in doubt.text
    assert why in str(doubt)


def test_an_event_that_cannot_be_read_is_told(draft):
    broken = events(("Trực điều hành: Hồ Thị Lan", SIX + 7 * DAY, SIX + 7 * DAY)).replace(b"DTSTART", b"X-NONE")
    found = laid(draft, broken)
    assert [doubt.text for doubt in found.doubts] == ["Trực điều hành: Hồ Thị Lan"]


def test_our_own_feed_is_read_in_again(watch, draft):
    watch.shift(watch.lan)
    watch.shift(watch.long, SIX + DAY, kind="leader")
    found = laid(draft, fed(watch))
    assert whom(found) == [
        (SIX + 7 * DAY, "operations", watch.lan.name),
        (SIX + 8 * DAY, "leader", watch.long.name),
    ]
    assert actions.fill_from(found, draft, by=watch.long, at=SIX) == 2
