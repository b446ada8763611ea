"""Who is asked first, and who cannot be reached at all."""

from __future__ import annotations

import pytest
from tests.duty.running import BEGIN, HOUR

from thongsuot.duty import queries
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


def order(running, at=BEGIN):
    return [str(person) for person in queries.reached_first(running.office, at)]


def came(running, roster, **where):
    shift = running.shift(roster, **where)
    shift.taken_at = shift.starts_at
    shift.save()


DAY_SHIFT = ["Vũ Văn Quân", "Đỗ Thị Sen", "Hồ Thị Lan", "Nguyễn Thị Hằng", "Phan Văn Long"]


def test_who_mends_then_who_directs_then_who_stands_behind_the_leader_last(running):
    running.published()
    assert order(running) == DAY_SHIFT


def test_who_has_taken_over_comes_before_who_has_not(running):
    roster = running.published()
    came(running, roster, seat=2)
    came(running, roster, kind="operations")
    came(running, roster, kind="leader")
    assert order(running) == ["Đỗ Thị Sen", "Hồ Thị Lan", "Vũ Văn Quân", "Nguyễn Thị Hằng", "Phan Văn Long"]


def test_where_nobody_is_on_duty_whoever_stands_behind_is_asked(running):
    assert order(running) == ["Hồ Thị Lan", "Nguyễn Thị Hằng", "Phan Văn Long"]


def test_a_leader_on_duty_comes_before_another_leader_and_after_all_others(running):
    roster = running.draft()
    for day in range(3):
        for night in (False, True):
            for kind, seats in (("leader", 1), ("operations", 1), ("responder", 2)):
                for seat in range(1, seats + 1):
                    shift = running.shift(roster, day=day, kind=kind, night=night, seat=seat)
                    person = running.usual(shift, 1 if kind == "leader" else 0)
                    running.do("seat_person", shift, person)
    running.publish(roster)
    assert order(running)[-2:] == ["Cao Thị Mai", "Phan Văn Long"]


def test_nobody_is_named_whom_no_address_reaches(running):
    roster = running.published()
    person = running.shift(roster).person
    person.phone = person.email = ""
    person.save()
    assert order(running) == DAY_SHIFT[1:]
    running.lan.is_active = False
    running.lan.save()
    assert "Hồ Thị Lan" not in order(running)


def test_there_is_somebody_as_long_as_anybody_has_an_address(running):
    running.published()
    for hour in range(100):
        assert order(running, BEGIN + hour * HOUR)


def message(running, person, address, state, key, later=0):
    Message.objects.create(
        key=key, channel="call_sheet", recipient=person, address=address, state=state, organisation=running.office,
        reality="live", name=person.name, subject="x", body="x", due_at=running.at, at=running.at + later * HOUR,
        by_system="x", by_name="x", sent_at=running.at if state == "sent" else None,
    )  # fmt: skip


def test_an_address_works_until_its_last_message_fails(running):
    person = running.person("Lê Văn Dũng", phone="0900 200 001")
    assert not queries.unreachable([person])
    message(running, person, person.phone, "failed", "1")
    assert list(queries.unreachable([person])) == [person.pk]
    message(running, person, person.phone, "uncertain", "2", later=1)
    assert not queries.unreachable([person])
    message(running, person, person.phone, "failed", "3", later=2)
    message(running, person, person.phone, "queued", "4", later=3)
    assert list(queries.unreachable([person])) == [person.pk]


def test_one_address_that_works_is_enough(running):
    person = running.person("Lê Văn Dũng", phone="0900 200 001", other_phones=["0900 200 002"], email="d@dn.example")
    for number, address in enumerate(("0900 200 001", "d@dn.example")):
        message(running, person, address, "failed", str(number))
    assert not queries.unreachable([person])
    message(running, person, "0900 200 002", "failed", "3")
    assert "mọi địa chỉ" in queries.unreachable([person])[person.pk]


def test_a_new_number_is_not_held_to_the_old_ones_fate(running):
    person = running.person("Lê Văn Dũng", phone="0900 200 001")
    message(running, person, person.phone, "failed", "1")
    person.phone = "0900 200 009"
    assert not queries.unreachable([person])


def test_another_persons_message_says_nothing(running):
    one, other = running.person("Lê Văn Dũng", phone="0900 200 001"), running.person("Lê Thị Ba", phone="0900 200 001")
    message(running, other, "0900 200 001", "failed", "1")
    assert list(queries.unreachable([one, other])) == [other.pk]


def test_who_has_no_address_or_left_is_told(running):
    nobody, gone = running.person("Lê Văn Dũng"), running.person("Lê Thị Ba", phone="0900 200 001", is_active=False)
    assert set(queries.unreachable([nobody, gone, running.long])) == {nobody.pk, gone.pk}
    assert not queries.has_contact(nobody)
    assert not queries.has_contact(gone)
