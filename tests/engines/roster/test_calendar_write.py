"""A feed is read back by another library, and the same roster gives the same bytes."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.engines.roster.rosters import HOUR, RESPONDER, ZONE, at

from thongsuot.engines.roster import Entry, Seat, read_calendar, seat_uid, write_calendar

HOUSE = "truc.so-vd.example"
DUTY = Entry(
    uid=seat_uid(Seat(7, RESPONDER, 3), HOUSE),
    starts_at=at(0, 22),
    ends_at=at(1, 6),
    summary="Trực ứng cứu thông tin: Lê Thị Hằng",
    changed_at=at(-3, 9),
    sequence=2,
    description="Ca đêm; gọi 0900 000 003, hoặc máy lẻ 12\nNhận ca lúc 21:50",
    location="Tầng 3, 18 đường Hùng Vương",
)


def read(data):
    """Return the events as vobject reads them."""
    return list(vobject.readOne(data.decode()).contents.get("vevent", []))


def test_another_reader_finds_every_word_and_moment():
    (event,) = read(write_calendar([DUTY], name="Lịch trực"))
    assert event.uid.value == DUTY.uid
    assert (event.dtstart.value, event.dtend.value) == (DUTY.starts_at, DUTY.ends_at)
    assert event.dtstart.value.utcoffset() == timedelta(0)
    assert event.dtstamp.value == DUTY.changed_at
    assert (event.summary.value, event.description.value) == (DUTY.summary, DUTY.description)
    assert (event.location.value, event.sequence.value, event.status.value) == (DUTY.location, "2", "CONFIRMED")


def test_the_calendar_has_a_name_and_says_who_made_it():
    data = write_calendar([], name="Lịch trực\nTháng 02")
    assert data.startswith(b"BEGIN:VCALENDAR\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    contents = vobject.readOne(data.decode()).contents
    assert contents["x-wr-calname"][0].value == "Lịch trực Tháng 02"
    assert contents["prodid"][0].value.startswith("-//Thong Suot//")
    assert "vevent" not in contents


def test_the_order_of_entries_does_not_matter():
    later = replace(DUTY, uid="b@x", starts_at=at(5), ends_at=at(6), description="", location="", cancelled=True)
    data = write_calendar([later, DUTY], name="x")
    assert data == write_calendar([DUTY, later], name="x")
    assert [event.status.value for event in read(data)] == ["CONFIRMED", "CANCELLED"]
    assert "description" not in read(data)[1].contents


def test_no_line_is_longer_than_the_standard_allows():
    data = write_calendar([replace(DUTY, summary="Trực " * 60)], name="x")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert read(data)[0].summary.value == ("Trực " * 60).strip()


def test_names_of_seats_last_and_tell_seats_apart():
    names = {seat_uid(Seat(1, RESPONDER, person), HOUSE) for person in range(50)}
    assert len(names) == 50
    assert seat_uid(Seat(1, RESPONDER, 1), HOUSE) in names
    assert all(re.fullmatch(r"[0-9a-f]{32}@truc\.so-vd\.example", name) for name in names)
    assert seat_uid(Seat(1, RESPONDER, 1), "other.example") not in names


@pytest.mark.parametrize("house", ["", "a b", "x\r\nEVIL:1", "Đơn vị", "-x", "x."])
def test_a_house_is_a_host_name(house):
    with pytest.raises(ValueError, match="not a host name"):
        seat_uid(Seat(1, RESPONDER, 1), house)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 10_000), st.integers(1, 3_000))
def test_no_text_breaks_out_of_its_line(summary, description, start, length):
    starts_at = at(0) + timedelta(minutes=start)
    entry = replace(
        DUTY, summary=summary, description=description, starts_at=starts_at, ends_at=starts_at + HOUR * length / 60
    )
    data = write_calendar([entry], name=summary)
    assert data.count(b"BEGIN:VEVENT") == data.count(b"\r\nBEGIN:VEVENT\r\n") == 1 or "BEGIN" in summary + description
    (event,) = read(data)
    (ours,) = read_calendar(data, ZONE, since=at(-9), until=at(99)).shifts
    assert event.uid.value == ours.uid == DUTY.uid
    assert event.dtstart.value == ours.starts_at == starts_at
    assert ours.starts_at.tzinfo is ZONE
    assert ours.ends_at == event.dtend.value == entry.ends_at
    assert event.dtstamp.value.tzinfo.utcoffset(None) == UTC.utcoffset(None)
