"""A shift changes hands by agreement: offered, taken, approved; what it would break is told first."""

from __future__ import annotations

import pytest
from tests.duty.running import BEGIN, DAY, HOUR
from tests.worlds import world

from thongsuot.duty import actions, jobs, queries
from thongsuot.duty.models import Handover, Shift, Swap
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Edit, Move
from thongsuot.organisations.access import NotAllowed
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db


@world
def roster(running):
    """Return a roster in force, of three days."""
    return running.published()


@world
def shift(running, roster):
    """Return the leader's first day."""
    return running.shift(roster, kind="leader")


def spare(running, kind="leader"):
    return running.team[kind][2]


def offer(running, shift, **told):
    return running.do("offer_swap", shift, **{"by": shift.person, **told})


def taken(running, shift, by=None):
    by = by or spare(running)
    return running.do("take_swap", offer(running, shift), by=by)


def stands(shift):
    return Shift.objects.get(pk=shift.pk).person


def test_offered_taken_approved_then_it_is_the_others(running, shift):
    giver, taker = shift.person, spare(running)
    swap = offer(running, shift, why="việc nhà")
    assert (swap.state, swap.giver, swap.why) == ("offered", giver, "việc nhà")
    swap = running.do("take_swap", swap, by=taker)
    assert (swap.state, swap.taker, stands(shift)) == ("taken", taker, giver)
    swap = running.do("approve_swap", swap)
    assert (swap.state, swap.approver, stands(shift)) == ("approved", running.hang, taker)
    assert Handover.objects.exclude(state="void").get(shift=shift).person == taker
    assert Edit.objects.filter(topic="shift", row=shift.pk).last().after["swap"] == swap.pk


def test_everybody_who_could_have_it_is_told(running, shift):
    offer(running, shift)
    told = Message.objects.filter(subject__contains="nhờ trực thay", channel="in_app")
    assert {message.recipient for message in told} == {spare(running), running.team["leader"][1]}
    assert "Trực lãnh đạo" in told.first().body


def test_both_are_told_of_the_end(running, shift):
    giver = shift.person
    running.do("approve_swap", taken(running, shift))
    for person, part in ((giver, f"{spare(running)} trực thay"), (spare(running), "Đồng chí trực thay")):
        assert Message.objects.filter(recipient=person, channel="in_app", subject__contains=part).exists()


def test_one_shift_for_another(running, roster, shift):
    other = running.shift(roster, day=2, kind="leader", night=True)
    giver, taker = shift.person, other.person
    swap = running.do("take_swap", offer(running, shift), exchange=other, by=taker)
    with pytest.raises(actions.Doubtful) as doubt:
        running.do("approve_swap", swap)
    assert doubt.value.lines
    assert (stands(shift), stands(other)) == (giver, taker)
    running.do("approve_swap", swap, even_so=True)
    assert (stands(shift), stands(other)) == (taker, giver)
    assert Move.objects.filter(topic="swap", row=swap.pk).last().note.startswith("Vẫn duyệt dù: ")


def test_two_places_at_the_same_time_are_exchanged(running, roster):
    for kind in ("leader", "operations"):
        people = [running.long, running.lan]
        running.do("allow", running.position(kind), [*running.team[kind], *people])
    one, other = running.shift(roster, kind="leader"), running.shift(roster, kind="operations")
    running.do("swap_now", one, running.lan, exchange=other)
    assert (stands(one), stands(other)) == (running.lan, running.long)


def test_whoever_keeps_the_roster_does_all_at_once(running, shift):
    swap = running.do("swap_now", shift, spare(running), why="theo lời báo")
    assert (swap.state, stands(shift)) == ("approved", spare(running))


def test_all_at_once_or_nothing(running, roster, shift):
    night = running.shift(roster, kind="leader", night=True).person
    with pytest.raises(actions.Doubtful, match="mới xuống ca lúc 18:00"):
        running.do("swap_now", shift, night)
    assert not Swap.objects.exists()
    assert stands(shift) == running.long
    running.do("swap_now", shift, night, even_so=True)
    assert stands(shift) == night


def test_nobody_takes_what_can_never_be(running, roster, shift):
    swap = offer(running, shift)
    away, busy = spare(running), running.shift(roster, kind="responder").person
    running.do("take_leave", away, since=BEGIN, until=BEGIN + HOUR)
    running.do("allow", running.position("leader"), [*running.team["leader"], busy])
    for person, why in ((running.team["responder"][5], "danh sách"), (away, "nghỉ phép"), (busy, "ca trực khác")):
        with pytest.raises(actions.Breaks, match=why):
            running.do("take_swap", swap, by=person)
    assert Swap.objects.get().state == "offered"


def test_nobody_takes_it_who_cannot_be_reached(running, shift):
    person = spare(running)
    person.phone = person.email = ""
    person.save()
    with pytest.raises(actions.Breaks, match="chưa có số điện thoại"):
        taken(running, shift, person)


def test_what_came_between_is_judged_anew(running, shift):
    swap = taken(running, shift)
    running.do("take_leave", spare(running), since=BEGIN, until=BEGIN + DAY)
    with pytest.raises(actions.Breaks, match="nghỉ phép"):
        running.do("approve_swap", swap, even_so=True)
    assert stands(shift) == running.long


def test_nobody_offers_what_is_anothers(running, shift):
    for person in (spare(running), running.cast.person("dd-1.kiemsoat")):
        with pytest.raises(actions.NotYours):
            offer(running, shift, by=person)


def test_nobody_takes_for_another_or_gives_what_is_anothers(running, roster, shift):
    swap = offer(running, shift)
    with pytest.raises(actions.NotYours):
        running.do("take_swap", swap, taker=spare(running), by=running.team["leader"][1])
    with pytest.raises(actions.NotYours):
        running.do("take_swap", swap, exchange=running.shift(roster, day=1, kind="leader"), by=spare(running))
    with pytest.raises(actions.NotYours):
        running.do("take_swap", swap, taker=running.cast.person("dd-2.daumoi"))
    with pytest.raises(actions.Unsuitable, match="không thể tự nhận"):
        running.do("take_swap", swap, by=shift.person)


def test_the_two_do_not_approve_it_themselves(running, shift):
    swap = taken(running, shift)
    with pytest.raises(NotAllowed):
        running.do("approve_swap", swap, by=spare(running))
    assert stands(shift) == running.long


def test_what_nobody_has_taken_is_not_approved(running, shift):
    with pytest.raises(actions.Unsuitable, match="Chưa có ai nhận"):
        running.do("approve_swap", offer(running, shift))


def test_a_shift_is_offered_once_at_a_time(running, shift):
    swap = offer(running, shift)
    with pytest.raises(actions.Unsuitable, match="đang nhờ"):
        offer(running, shift)
    running.do("withdraw_swap", swap, by=shift.person)
    assert offer(running, shift).state == "offered"


def test_refused_with_a_reason_it_stays_where_it_was(running, shift):
    swap = taken(running, shift)
    with pytest.raises(actions.Unsuitable, match="lý do"):
        running.do("refuse_swap", swap, why=" ")
    assert running.do("refuse_swap", swap, why="đã đủ ca").state == "refused"
    assert stands(shift) == running.long
    told = Message.objects.filter(subject__contains="đã đủ ca", channel="in_app")
    assert {message.recipient for message in told} == {running.long, spare(running)}
    with pytest.raises(IllegalMove):
        running.do("refuse_swap", swap, why="lại")


def test_whoever_took_it_takes_that_back_and_the_offer_stays(running, shift):
    swap = running.do("withdraw_swap", taken(running, shift), by=spare(running))
    assert (swap.state, swap.taker) == ("offered", None)
    assert running.do("take_swap", swap, by=spare(running)).state == "taken"


def test_a_stranger_withdraws_nothing(running, shift):
    with pytest.raises(actions.NotYours):
        running.do("withdraw_swap", offer(running, shift), by=running.team["responder"][0])


def test_a_shift_that_has_begun_is_not_swapped_but_changed_at_once(running, shift):
    swap = taken(running, shift)
    running.until(BEGIN)
    for verb, args, by in (
        ("offer_swap", (shift,), shift.person),
        ("take_swap", (swap,), spare(running)),
        ("approve_swap", (swap,), running.hang),
    ):
        with pytest.raises(actions.Begun, match="đổi người trực ngay"):
            running.do(verb, *args, by=by)
    running.do("change_shift", shift, spare(running), why="đã thống nhất")
    assert running.standing()["leader", 1] == str(spare(running))
    assert Swap.objects.get().state == "withdrawn"


def test_what_nobody_decided_in_time_ends(running, shift):
    swap = offer(running, shift)
    assert jobs.next_due() == BEGIN
    assert jobs.run(BEGIN - HOUR) == 0
    jobs.run(BEGIN)
    assert Swap.objects.get(pk=swap.pk).state == "withdrawn"
    assert not queries.open_swaps(running.office).exists()
    told = Message.objects.get(subject__contains="Chưa duyệt trực thay", channel="in_app")
    assert told.recipient == shift.person


def test_a_swap_follows_a_shift_that_moves(running, roster):
    running.later(HOUR).required(responder=1)
    shift = running.shift(roster, seat=2)
    swap = taken(running, shift, running.team["responder"][5])
    running.do("move_shift", shift, starts_at=BEGIN + HOUR, until=BEGIN + 9 * HOUR, why="họp")
    running.do("approve_swap", swap)
    moved = Shift.objects.get(pk=shift.pk)
    assert (moved.starts_at, moved.person) == (BEGIN + HOUR, running.team["responder"][5])


def test_a_swap_follows_into_a_newer_roster_where_the_shift_is_the_same(running, shift):
    swap = taken(running, shift)
    newer = running.published(title="Lịch thay thế")
    running.do("approve_swap", swap)
    assert stands(shift) == running.long  # of the older roster, as it was
    assert running.shift(newer, kind="leader").person == spare(running)


def test_a_swap_ends_with_a_shift_that_is_no_more(running, shift):
    swap = taken(running, shift)
    running.published(first=1, title="Lịch thay thế")
    assert Swap.objects.get(pk=swap.pk).state == "withdrawn"


def test_an_exchange_that_is_no_more_leaves_the_offer(running, roster, shift):
    other = running.shift(roster, day=2, kind="leader", night=True)
    swap = running.do("take_swap", offer(running, shift), exchange=other, by=other.person)
    running.do("change_shift", other, spare(running), why="ốm")
    swap.refresh_from_db()
    assert (swap.state, swap.taker, swap.exchange) == ("offered", None, None)


def test_a_shift_that_changed_otherwise_is_offered_no_more(running, shift):
    swap = offer(running, shift)
    running.do("change_shift", shift, spare(running), why="ốm")
    assert Swap.objects.get(pk=swap.pk).state == "withdrawn"
