"""Calendars of any writer are read within bounds; what cannot be a shift is told, never guessed."""

from __future__ import annotations

import contextlib
import dataclasses
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.roster.rosters import DAY, ZONE, at

from thongsuot.engines.roster import (
    Attendee,
    CalendarFault,
    ReadCalendar,
    Skipped,
    Trouble,
    UnreadableCalendar,
    read_calendar,
)

WHOLE = {"since": at(-40), "until": at(60)}


EVERY_HOUR = "FREQ=DAILY;BYHOUR=" + ",".join(map(str, range(24)))


def calendar(*events):
    """Return a calendar of events, each given by its lines."""
    inner = "".join(
        "BEGIN:VEVENT\r\n" + "".join(f"{line}\r\n" for line in event) + "END:VEVENT\r\n" for event in events
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\n{inner}END:VCALENDAR\r\n".encode()


def event(*lines, uid="a@x", start="DTSTART:20200203T080000", end="DTEND:20200203T160000"):
    """Return the lines of an event on Monday from 8 to 16 by the local clock, unless told."""
    return [line for line in (f"UID:{uid}", "SUMMARY:Trực", start, end, *lines) if line]


def starts(*events, **span):
    """Return when the shifts of a calendar start, and why events were left out."""
    found = read_calendar(calendar(*events), ZONE, **{**WHOLE, **span})
    return [one.starts_at for one in found.shifts], [one.why for one in found.skipped]


def test_a_shift_with_its_people():
    people = ['ATTENDEE;CN="Lê Thị Hằng":mailto:hang@vd.example', "ATTENDEE:MAILTO:minh@vd.example", "ATTENDEE:x"]
    found = read_calendar(calendar(event(*people, "SEQUENCE:3")), ZONE, **WHOLE)
    (one,) = found.shifts
    assert (one.uid, one.summary, one.sequence, one.all_day) == ("a@x", "Trực", 3, False)
    assert (one.starts_at, one.ends_at) == (at(0, 8), at(0, 16))
    assert one.attendees == (
        Attendee("Lê Thị Hằng", "hang@vd.example"),
        Attendee("", "minh@vd.example"),
        Attendee("", "x"),
    )
    assert found.skipped == ()


def test_a_calendar_goes_through_json_and_comes_back_the_same():
    people = ['ATTENDEE;CN="Lê Thị Hằng":mailto:hang@vd.example']
    found = read_calendar(calendar(event(*people), event(uid="b@x", end="")), ZONE, **WHOLE)
    assert (len(found.shifts), len(found.skipped)) == (1, 1)
    plain = json.dumps(dataclasses.asdict(found), default=datetime.isoformat)
    assert ReadCalendar.of(json.loads(plain)) == found


@pytest.mark.parametrize(
    ("start", "moment"),
    [
        ("DTSTART:20200203T080000", at(0, 8)),
        ("DTSTART:20200203T010000Z", at(0, 8)),
        ("DTSTART;TZID=Asia/Tokyo:20200203T100000", at(0, 8)),
        ("DTSTART;TZID=SE Asia Standard Time:20200203T080000", at(0, 8)),
        ("DTSTART;VALUE=DATE:20200203", at(0)),
    ],
)
def test_every_way_to_say_when(start, moment):
    found, skipped = starts(event(start=start, end="DURATION:PT8H"))
    assert (found, skipped) == ([moment], [])
    assert found[0].tzinfo is ZONE


def test_days_without_hours_last_from_midnight_to_midnight():
    day = event(start="DTSTART;VALUE=DATE:20200203", end="")
    days = event(start="DTSTART;VALUE=DATE:20200204", end="DTEND;VALUE=DATE:20200206", uid="b")
    found = read_calendar(calendar(day, days), ZONE, **WHOLE).shifts
    assert [(one.starts_at, one.ends_at, one.all_day) for one in found] == [
        (at(0), at(1), True),
        (at(1), at(3), True),
    ]


def test_only_what_touches_the_time_asked_for():
    events = [event(uid="a"), event("RRULE:FREQ=DAILY", uid="b")]
    found, _ = starts(*events, since=at(0, 16), until=at(2, 8))
    assert found == [at(1, 8)]
    found, _ = starts(*events, since=at(0, 15, 59), until=at(2, 8, 1))
    assert found == [at(0, 8), at(0, 8), at(1, 8), at(2, 8)]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;COUNT=3", [0, 1, 2]),
        ("FREQ=DAILY;UNTIL=20200205", [0, 1, 2]),
        ("FREQ=DAILY;UNTIL=20200205T010000Z;INTERVAL=1", [0, 1, 2]),
        ("FREQ=DAILY;UNTIL=20200205T005959Z", [0, 1]),
        ("FREQ=DAILY;UNTIL=20200205T080000", [0, 1, 2]),
        ("FREQ=WEEKLY;BYDAY=TU,WE;COUNT=2", [0, 1, 2]),
        ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20200303", [0, 14, 28]),
        ("FREQ=DAILY;UNTIL=20200101", [0]),
        ("FREQ=WEEKLY;INTERVAL=4;UNTIL=99991231T235959Z", [0, 28, 56]),
        ("FREQ=WEEKLY;UNTIL=00010101T000000Z", [0]),
    ],
)
def test_rules_are_followed_to_their_end(rule, days):
    found, skipped = starts(event(f"RRULE:{rule}"))
    assert (found, skipped) == ([at(day, 8) for day in days], [])


def test_a_rule_follows_the_clock_of_its_own_zone():
    """Mondays at 20:00 in Lisbon are Tuesdays in Vietnam."""
    lisbon = event(
        "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2",
        start="DTSTART;TZID=Europe/Lisbon:20200203T200000",
        end="DURATION:PT1H",
    )
    assert starts(lisbon)[0] == [at(1, 3), at(8, 3)]


def test_days_are_taken_out_and_put_in():
    lines = ["RRULE:FREQ=DAILY;COUNT=5", "EXDATE:20200204T080000,20200205T010000Z", "EXDATE:20200206T080000"]
    assert starts(event(*lines, "RDATE:20200220T080000"))[0] == [at(0, 8), at(4, 8), at(17, 8)]
    whole = event("RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20200204", start="DTSTART;VALUE=DATE:20200203", end="")
    assert starts(whole)[0] == [at(0), at(2)]


def test_a_changed_occurrence_takes_the_place_of_its_own():
    rule = event("RRULE:FREQ=DAILY;COUNT=3")
    moved = event("RECURRENCE-ID:20200204T080000", start="DTSTART:20200204T100000", end="DURATION:PT8H")
    gone = event("RECURRENCE-ID:20200205T010000Z", "STATUS:CANCELLED")
    found, skipped = starts(rule, moved, gone)
    assert found == [at(0, 8), at(1, 10)]
    assert skipped == [Trouble.CANCELLED]


def test_the_latest_version_counts():
    old, new = event("SEQUENCE:2"), event("SEQUENCE:3", start="DTSTART:20200203T090000")
    assert starts(old, new)[0] == starts(new, old)[0] == [at(0, 9)]
    again = event("SEQUENCE:x", start="DTSTART:20200203T090000")
    assert starts(event(), again)[0] == [at(0, 9)]


def test_events_without_a_name_stay_apart():
    bare = [line for line in event() if not line.startswith(("UID", "SUMMARY"))]
    found = read_calendar(calendar(bare, bare), ZONE, **WHOLE).shifts
    assert [(one.uid, one.summary) for one in found] == [("#1", ""), ("#2", "")]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        (event(start=""), Trouble.NO_START),
        (event(start="DTSTART:tomorrow"), Trouble.BROKEN),
        (event("DTSTART:20200203T090000"), Trouble.BROKEN),
        (event("DTEND:20200203T190000"), Trouble.BROKEN),
        (event("RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"), Trouble.BROKEN),
        (event("RRULE:FREQ=SOMETIMES"), Trouble.BROKEN),
        (event("RDATE;VALUE=PERIOD:20200204T080000Z/PT1H"), Trouble.BROKEN),
        (event(end="DURATION:long"), Trouble.BROKEN),
        (event(end=""), Trouble.NO_LENGTH),
        (event(end="DTEND:20200203T080000"), Trouble.NO_LENGTH),
        (event(end="DURATION:-PT1H"), Trouble.NO_LENGTH),
        (event(end="DURATION:PT1H", start="DTSTART:080000"), Trouble.BROKEN),
        (event(end="DTEND:20240203T080000"), Trouble.TOO_LONG),
        (event(start="DTSTART;TZID=Nowhere/Land:20200203T080000"), Trouble.NO_ZONE),
        (event("EXDATE;TZID=Nowhere/Land:20200203T080000"), Trouble.NO_ZONE),
        (event(start="DTSTART:00010101T000000"), Trouble.FAR_AWAY),
        (event(start="DTSTART:99991231T235959Z"), Trouble.FAR_AWAY),
        (event("RRULE:FREQ=SECONDLY"), Trouble.BAD_RULE),
        (event("RRULE:FREQ=DAILY;UNTIL=202004"), Trouble.BROKEN),
        (event("RRULE:FREQ=DAILY;UNTIL=20200205,20200206"), Trouble.BAD_RULE),
        (event("RRULE:FREQ=YEARLY;BYWEEKNO=5"), Trouble.BAD_RULE),
        (event("RRULE:FREQ=DAILY;UNTIL=20200230"), Trouble.BROKEN),
        (event("RRULE:FREQ=HOURLY"), Trouble.BAD_RULE),
        (event("RRULE:FREQ=DAILY;BYMINUTE=0,30"), Trouble.BAD_RULE),
        (event(f"RRULE:{EVERY_HOUR}", start="DTSTART:19990203T080000", end="DURATION:PT1H"), Trouble.TOO_OFTEN),
        (event("STATUS:CANCELLED"), Trouble.CANCELLED),
    ],
)
def test_what_cannot_be_a_shift_is_left_out_and_told(lines, why):
    other = event(uid="fine")
    found = read_calendar(calendar(lines, other), ZONE, **WHOLE)
    assert [one.uid for one in found.shifts] == ["fine"]
    assert found.skipped == (Skipped("a@x", "Trực", why),)


def test_home_made_zones_are_not_followed():
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Own\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0700\r\n"
        "TZOFFSETTO:+0700\r\nRRULE:FREQ=SECONDLY\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    data = calendar(event(start="DTSTART;TZID=Own:20200203T080000"), event(uid="b"))
    data = data.replace(b"BEGIN:VEVENT", zone.encode() + b"BEGIN:VEVENT", 1)
    found = read_calendar(data, ZONE, **WHOLE)
    assert [one.uid for one in found.shifts] == ["b"]
    assert [one.why for one in found.skipped] == [Trouble.NO_ZONE]


def test_other_parts_and_several_calendars_are_no_hindrance():
    alarm = event("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT5M", "END:VALARM")
    todo = b"BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:t\r\nEND:VTODO\r\nEND:VCALENDAR\r\n"
    found = read_calendar(b"\xef\xbb\xbf" + calendar(alarm) + todo + calendar(event(uid="b")), ZONE, **WHOLE)
    assert [one.uid for one in found.shifts] == ["a@x", "b"]


def test_long_and_unseen_texts_are_shortened():
    found = read_calendar(calendar(event(f"ATTENDEE:mailto:{'x' * 9000}", uid="u" * 9000)), ZONE, **WHOLE)
    assert len(found.shifts[0].uid) == 500
    assert len(found.shifts[0].attendees[0].address) <= 500
    many = [f"ATTENDEE:mailto:{n}@x" for n in range(300)]
    assert len(read_calendar(calendar(event(*many)), ZONE, **WHOLE).shifts[0].attendees) == 20
    odd = read_calendar(calendar(event("LOCATION:x", uid="a\x07b\u202ec")), ZONE, **WHOLE)
    assert odd.shifts[0].uid == "a b c"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", CalendarFault.NO_CALENDAR),
        (b"hello", CalendarFault.NO_CALENDAR),
        (b"BEGIN:VCALENDAR\r\n", CalendarFault.NO_CALENDAR),
        (b"END:VCALENDAR\r\n", CalendarFault.NO_CALENDAR),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", CalendarFault.NO_CALENDAR),
        (b"BEGIN:VEVENT\r\n" * 3000 + b"END:VEVENT\r\n" * 3000, CalendarFault.NO_CALENDAR),
        (b"\xff\xfe\x00", CalendarFault.NOT_TEXT),
        (b"\r\n" * 60_000, CalendarFault.TOO_LARGE),
        (b"x" * (2 * 1024 * 1024 + 1), CalendarFault.TOO_LARGE),
        (b"PK\x03\x04 sheet", CalendarFault.NO_CALENDAR),
        (calendar(event("DTSTAMP;VALUE=DATE,TIME:20200203")), CalendarFault.NO_CALENDAR),
    ],
)
def test_what_is_no_calendar_is_refused(data, reason):
    with pytest.raises(UnreadableCalendar) as caught:
        read_calendar(data, ZONE, **WHOLE)
    assert caught.value.reason is reason


def test_too_many_events_or_shifts_are_refused():
    with pytest.raises(UnreadableCalendar, match="too_many"):
        read_calendar(calendar(*[["UID:a"]] * 5_001), ZONE, **WHOLE)
    hourly = [event(f"RRULE:{EVERY_HOUR};COUNT=4000", uid=str(n), end="DURATION:PT1H") for n in range(3)]
    with pytest.raises(UnreadableCalendar, match="too_many"):
        read_calendar(calendar(*hourly), ZONE, since=at(0), until=at(400))
    rules = [event("RRULE:FREQ=DAILY;COUNT=2", uid=str(n)) for n in range(201)]
    with pytest.raises(UnreadableCalendar, match="too_many"):
        read_calendar(calendar(*rules), ZONE, **WHOLE)
    assert len(read_calendar(calendar(*rules[1:]), ZONE, **WHOLE).shifts) == 400


def test_a_rule_that_never_comes_true_ends():
    assert starts(event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30")) == ([at(0, 8)], [])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_calendar_is_read_or_refused_and_nothing_else_happens(data):
    whole = calendar(
        event("RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20200401T000000Z", "EXDATE:20200210T080000", "SEQUENCE:1"),
        event('ATTENDEE;CN="A":mailto:a@x', "RDATE;VALUE=DATE:20200301", start="DTSTART;VALUE=DATE:20200203", end=""),
    )
    place = data.draw(st.integers(0, len(whole) - 1))
    put = data.draw(st.binary(max_size=12) | st.sampled_from([b"\r\n", b":", b";", b"Z", b"BEGIN:", b"9999", b"\xc3"]))
    cut = data.draw(st.integers(0, 30))
    damaged = whole[:place] + put + whole[place + cut :]
    with contextlib.suppress(UnreadableCalendar):
        found = read_calendar(damaged, ZONE, since=at(0), until=at(90))
        assert all(one.starts_at < at(90) and one.ends_at > at(0) for one in found.shifts)
        assert all(one.ends_at - one.starts_at <= 366 * DAY for one in found.shifts)
        assert all(one.why in Trouble for one in found.skipped)


def test_far_ends_do_not_overflow():
    span = {"since": datetime(1, 1, 2, tzinfo=UTC), "until": datetime(9999, 12, 30, tzinfo=UTC)}
    found, skipped = starts(event("RRULE:FREQ=YEARLY"), **span)
    assert found[:1] == [at(0, 8)]
    assert len(found) > 300
    assert skipped == []
