"""One takes over from the other, and both say so."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from tests.cast import MONDAY
from tests.duty.watch import DAY, HOUR, MINUTE, SIX, Watch
from tests.worlds import world

from thongsuot.duty import actions, queries
from thongsuot.duty.actions import NotNow, NotYours
from thongsuot.duty.models import Handover, Shift
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Move
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import SignedLink, System

pytestmark = pytest.mark.django_db
MATTERS = [{"title": "Mất liên lạc Trung tâm Y tế", "url": "/su-co/1/", "since": "05:10 03/02/2020"}]


@world
def watch(cast):
    return Watch(cast)


def test_somebody_is_expected_in_every_shift_that_has_a_person(watch):
    first, gap = watch.shift(watch.lan), watch.shift(None, kind="leader")
    assert watch.plan() == 1
    handover = watch.of(first)
    assert (handover.state, handover.person, handover.starts_at, handover.due_at) == ("expected", watch.lan, SIX, SIX)
    assert watch.of(gap) is None


def test_planning_twice_expects_nobody_twice(watch):
    watch.shift(watch.lan)
    assert (watch.plan(), watch.plan()) == (1, 0)


def test_what_is_over_is_not_expected_and_what_runs_is_expected_at_once(watch):
    over, runs = watch.shift(watch.lan, SIX - 12 * HOUR), watch.shift(watch.hai)
    watch.at = MONDAY
    watch.plan()
    assert watch.of(over) is None
    assert (watch.of(runs).starts_at, watch.of(runs).due_at) == (MONDAY, MONDAY)


def test_a_draft_expects_nobody(watch):
    draft = watch.new_roster(SIX + 14 * DAY, state="draft")
    watch.shift(watch.lan, SIX + 14 * DAY, roster=draft)
    assert watch.plan(draft) == 0


def test_the_same_seat_hands_over_before_another_one(watch):
    watch.shift(watch.hai, SIX - 12 * HOUR, kind="responder", seat=1)
    watch.shift(watch.dung, SIX - 12 * HOUR, kind="responder", seat=2)
    watch.shift(watch.long, SIX - 12 * HOUR, kind="leader")
    second = watch.shift(watch.thu, kind="responder", seat=2)
    third = watch.shift(watch.son, kind="responder", seat=3)
    watch.plan()
    assert watch.of(second).outgoing == watch.dung
    assert watch.of(third).outgoing in (watch.hai, watch.dung)
    for shift in (second, third):
        assert queries.former_of(shift).person == watch.of(shift).outgoing


def test_who_ended_before_hands_over_nothing(watch):
    watch.shift(watch.hai, SIX - 12 * HOUR, 11)
    shift = watch.shift(watch.lan)
    watch.plan()
    assert watch.of(shift).former is None


def test_the_person_takes_over_and_keeps_what_was_open_then(watch):
    handover = watch.take(watch.expect(watch.lan, watch.hai), matters=MATTERS)
    assert (handover.state, handover.taken_at, handover.taken_way, handover.due_at) == ("taken", SIX, "page", None)
    assert handover.matters == MATTERS
    assert Shift.objects.get(pk=handover.shift_id).taken_at == SIX


@pytest.mark.parametrize(("early", "allowed"), [(30, True), (31, False)])
def test_half_an_hour_early_is_early_enough(watch, early, allowed):
    handover, at = watch.expect(watch.lan), SIX - early * MINUTE
    if allowed:
        assert watch.take(handover, at=at).taken_at == at
        return
    with pytest.raises(NotNow, match="05:30 03/02/2020"):
        watch.take(handover, at=at)


def test_nobody_takes_over_what_has_ended(watch):
    handover = watch.expect(watch.lan)
    assert watch.take(handover, at=SIX + 12 * HOUR - MINUTE).state == "taken"
    other = watch.expect(watch.hai, starts_at=SIX + DAY)
    with pytest.raises(NotNow):
        watch.take(other, at=SIX + DAY + 12 * HOUR)


@pytest.mark.parametrize("way", ["page", "sms"])
def test_nobody_takes_over_for_another_without_saying_so(watch, way):
    handover = watch.expect(watch.hai)
    for other in (watch.lan, watch.stranger):
        with pytest.raises(NotYours):
            watch.take(handover, by=other, way=way)
    assert watch.again(handover).state == "expected"


def test_who_keeps_the_roster_writes_down_what_was_said(watch):
    handover = watch.take(watch.expect(watch.hai), by=watch.lan, way="word", at=SIX + 20 * MINUTE, said_at=SIX)
    assert (handover.taken_at, handover.taken_way) == (SIX, "word")
    with pytest.raises(NotAllowed):
        watch.take(watch.expect(watch.dung, kind="leader"), by=watch.stranger, way="word")


def test_who_came_and_told_nobody_is_written_down_later(watch):
    handover = watch.expect(watch.hai)
    watch.tick(SIX + 13 * HOUR)
    assert watch.again(handover).state == "missed"
    late = {"by": watch.lan, "way": "word", "at": SIX + DAY}
    with pytest.raises(NotNow):
        watch.take(handover, **late)
    assert watch.take(handover, said_at=SIX, **late).state == "taken"


def test_what_was_said_is_never_in_the_future(watch):
    handover = watch.take(watch.expect(watch.hai), by=watch.lan, way="word", at=SIX, said_at=SIX + HOUR)
    assert handover.taken_at == SIX


def test_a_shift_is_taken_over_once(watch):
    handover = watch.expect(watch.lan)
    watch.take(handover)
    with pytest.raises(IllegalMove):
        watch.take(handover, at=SIX + MINUTE)
    assert watch.again(handover).taken_at == SIX


def test_who_goes_confirms_after_the_other_has_come(watch):
    handover = watch.take(watch.expect(watch.lan, watch.hai))
    handover = watch.hand(handover, by=watch.hai, at=SIX + 5 * MINUTE)
    assert (handover.state, handover.handed_name) == ("handed", watch.hai.name)
    assert handover.notes == "Đang chờ đối tác thay thẻ"


def test_who_goes_may_confirm_before_and_the_shift_waits_for_the_other(watch):
    handover = watch.hand(watch.expect(watch.lan, watch.hai), by=watch.hai, at=SIX - 10 * MINUTE)
    assert (handover.state, handover.due_at) == ("expected", SIX)
    watch.tick(SIX)
    handover = watch.take(handover, at=SIX + MINUTE)
    assert (handover.state, handover.handed_at) == ("handed", SIX - 10 * MINUTE)


def test_only_who_goes_hands_over(watch):
    handover = watch.take(watch.expect(watch.lan, watch.hai))
    for other in (watch.lan, watch.long, watch.stranger):
        with pytest.raises(NotYours):
            watch.hand(handover, by=other)
    alone = watch.take(watch.expect(watch.dung, kind="leader"))
    with pytest.raises(NotYours):
        watch.hand(alone, by=watch.dung)


def test_who_stays_hands_over_to_nobody(watch):
    handover = watch.expect(watch.lan, watch.lan)
    assert handover.outgoing is None
    assert watch.take(handover).state == "taken"


def test_nobody_hands_over_hours_before_or_what_nobody_took(watch):
    handover = watch.expect(watch.lan, watch.hai)
    with pytest.raises(NotNow):
        watch.hand(handover, by=watch.hai, at=SIX - HOUR)
    watch.tick(SIX + 13 * HOUR)
    with pytest.raises(IllegalMove):
        watch.hand(handover, by=watch.hai, at=SIX + 13 * HOUR)


def test_a_shift_that_changes_hands_is_expected_of_the_other(watch):
    old = watch.expect(watch.lan, watch.hai)
    shift = Shift.objects.get(pk=old.shift_id)
    Shift.objects.filter(pk=shift.pk).update(person=watch.dung)
    shift.refresh_from_db()
    new = actions.rehand(shift, by=watch.long, at=watch.at)
    assert (watch.again(old).state, new.person, new.state, new.outgoing) == ("void", watch.dung, "expected", watch.hai)
    with pytest.raises(IllegalMove):
        watch.take(old)
    assert watch.take(new).state == "taken"


def test_a_shift_that_stays_as_it_is_is_expected_as_before(watch):
    old = watch.expect(watch.lan)
    assert actions.rehand(Shift.objects.get(pk=old.shift_id), by=watch.long, at=watch.at) == old


def test_who_took_over_early_and_is_replaced_stands_there_no_more(watch):
    old = watch.take(watch.expect(watch.lan), at=SIX - 20 * MINUTE)
    shift = Shift.objects.get(pk=old.shift_id)
    Shift.objects.filter(pk=shift.pk).update(person=watch.dung)
    shift.refresh_from_db()
    actions.rehand(shift, by=watch.long, at=SIX - 10 * MINUTE)
    assert Shift.objects.get(pk=shift.pk).taken_at is None
    assert Move.objects.filter(topic="handover", row=old.pk, target="void").exists()


def test_a_shift_taken_out_is_expected_of_nobody(watch):
    old = watch.expect(watch.lan)
    shift = Shift.objects.get(pk=old.shift_id)
    Shift.objects.filter(pk=shift.pk).update(in_force=False)
    shift.refresh_from_db()
    assert actions.rehand(shift, by=watch.long, at=watch.at) is None
    assert watch.of(shift) is None


def test_a_roster_that_is_replaced_expects_nobody_any_more(watch):
    old = watch.expect(watch.lan)
    Shift.objects.filter(pk=old.shift_id).update(in_force=False)
    watch.shift(watch.hai)
    assert watch.plan() == 1
    assert watch.again(old).state == "void"


def test_what_may_be_taken_and_handed_now_is_listed_for_each(watch):
    handover = watch.expect(watch.lan, watch.hai)
    assert list(queries.to_take(watch.lan, SIX - 10 * MINUTE)) == [handover]
    assert list(queries.to_take(watch.lan, SIX - HOUR)) == []
    assert queries.to_hand(watch.hai, SIX) == [handover]
    watch.hand(handover, by=watch.hai)
    assert queries.to_hand(watch.hai, SIX) == []
    watch.take(handover)
    assert list(queries.to_take(watch.lan, SIX + MINUTE)) == []


def test_the_database_keeps_one_hand_over_a_shift(watch):
    handover = watch.expect(watch.lan)
    told = {"starts_at": SIX, "due_at": SIX, "organisation": watch.office, "reality": "live"}
    with pytest.raises(IntegrityError, match="duty_one_handover_a_shift"), transaction.atomic():
        Handover.objects.create(shift=handover.shift, person=watch.hai, **told)


def test_the_database_keeps_a_next_step_for_whoever_is_awaited(watch):
    handover = watch.expect(watch.lan)
    with pytest.raises(DatabaseError, match="duty_handover_has_a_next_step"), transaction.atomic():
        Handover.objects.filter(pk=handover.pk).update(due_at=None)


def test_what_one_hands_on_stays_inside(watch):
    handover = watch.take(watch.expect(watch.lan, watch.hai))
    watch.hand(handover, by=watch.hai)
    readers = {
        watch.lan: True,
        watch.cast.binh: False,
        watch.cast.khanh: False,
        watch.cast.person("dd-2.daumoi"): False,
    }
    for person, reads in readers.items():
        with access.acting_as(person, SIX):
            assert Handover.objects.filter(pk=handover.pk).exists() == reads, person
            assert queries.handovers_visible_to(person).exists() == reads
    with access.acting_as(watch.cast.binh, SIX):
        assert Shift.objects.filter(pk=handover.shift_id, taken_at=SIX).exists()  # that somebody is there, it sees
    assert not SignedLink.objects.filter(row=f"handover:{handover.pk}").exists()


def test_a_machine_takes_nothing_over(watch):
    handover = watch.expect(watch.lan)
    with pytest.raises(NotYours):
        actions.take(handover, way="sms", by=System("Cổng"), at=SIX)
