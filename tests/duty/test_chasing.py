"""Nobody has taken over: the person, then the colleague, then those who answer for it; at once quiet when taken."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from tests.duty.watch import DAY, HOUR, MINUTE, SECOND, SIX, Watch
from tests.worlds import world

from thongsuot.duty import actions, jobs, queries
from thongsuot.duty.models import Handover, Shift
from thongsuot.duty.states import WAITING
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Move
from thongsuot.organisations.models import Person, System
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.models import Message, Reply
from thongsuot.paging import actions as paging
from thongsuot.paging.models import Ladder

pytestmark = pytest.mark.django_db
CENTRE = System("Cổng gửi tin")


@world
def watch(cast):
    return Watch(cast)


@pytest.fixture
def by_sms(watch, settings):
    """Return what answers by SMS the last message that went to a person."""
    settings.SMS_URL = "link:SAO-MAI"

    def answer(person, text, at):
        rows = Message.objects.filter(recipient=person, channel="sms").order_by("-id")
        return outbox.reply(rows[0], body=text, channel="sms", by=CENTRE, at=at, name=person.name)

    return answer


def test_the_person_is_asked_when_the_shift_begins(watch):
    handover = watch.expect(watch.lan, watch.hai)
    assert watch.tick(SIX - MINUTE) == 0
    assert watch.tick(SIX) == 1
    handover = watch.again(handover)
    assert (handover.state, handover.due_at) == ("asked", SIX + 5 * MINUTE)
    [(name, subject)] = watch.told(handover)
    assert name == watch.lan.name
    assert "NHAN CA" in subject
    assert "06:00-18:00 03/02/2020" in subject


def test_the_colleague_who_cannot_leave_is_chased_five_minutes_after(watch):
    handover = watch.expect(watch.lan, watch.hai)
    watch.tick(SIX)
    assert watch.tick(SIX + 4 * MINUTE) == 0
    watch.tick(SIX + 5 * MINUTE)
    assert (watch.again(handover).state, watch.again(handover).due_at) == ("chased", SIX + 10 * MINUTE)
    name, subject = watch.told(handover)[-1]
    assert name == watch.hai.name
    assert subject.startswith(f"{watch.lan.name} chưa nhận ca")


def test_ten_minutes_after_those_who_answer_for_it_are_called(watch):
    watch.shift(watch.hai, kind="responder", taken_at=SIX)
    handover = watch.expect(watch.thu, watch.dung, kind="leader")
    watch.shift(watch.lan, taken_at=SIX)
    watch.tick(SIX)
    watch.tick(SIX + 5 * MINUTE)
    watch.tick(SIX + 10 * MINUTE)
    handover = watch.again(handover)
    assert (handover.state, handover.due_at) == ("escalated", SIX + 40 * MINUTE)
    asked = watch.ladder(handover)
    assert asked[0] == watch.lan.name  # operations on duty
    assert asked[-1] == watch.long.name  # the leader, last
    assert not {watch.hai.name, watch.thu.name} & set(asked)  # who mends, and who did not come
    ladder = Ladder.objects.get(about=f"handover:{handover.pk}")
    assert (ladder.state, ladder.priority) == ("open", 1)


def test_without_a_colleague_the_ten_minutes_are_given_all_the_same(watch):
    handover = watch.expect(watch.lan)
    watch.tick(SIX)
    assert watch.again(handover).due_at == SIX + 10 * MINUTE
    watch.tick(SIX + 9 * MINUTE)
    assert watch.again(handover).state == "asked"
    watch.tick(SIX + 10 * MINUTE)
    assert watch.again(handover).state == "escalated"


def test_who_stays_on_is_not_chased_for_the_own_absence(watch):
    handover = watch.expect(watch.lan, watch.lan)
    for minute in (0, 5, 10):
        watch.tick(SIX + minute * MINUTE)
    assert watch.again(handover).state == "escalated"
    assert [name for name, _subject in watch.told(handover)] == [watch.lan.name]


@pytest.mark.parametrize("minute", [1, 6, 11])
def test_all_is_quiet_at_once_when_the_shift_is_taken(watch, settings, minute):
    settings.SMS_URL = "link:SAO-MAI"
    handover = watch.expect(watch.lan, watch.hai)
    for passed in range(minute):
        watch.tick(SIX + passed * MINUTE)
    watch.take(handover, at=SIX + minute * MINUTE)
    about = f"handover:{handover.pk}"
    assert not Ladder.objects.filter(about=about, state__in=["open", "exhausted"]).exists()
    assert not Message.objects.filter(about=about, state="queued").exists()
    count = Message.objects.count()
    assert watch.tick(SIX + HOUR) == 0
    assert Message.objects.count() == count


def test_nobody_is_asked_about_who_came_early(watch):
    handover = watch.take(watch.expect(watch.lan, watch.hai), at=SIX - 20 * MINUTE)
    assert watch.tick(SIX + HOUR) == 0
    assert watch.told(handover) == []


def test_a_late_tick_makes_up_for_all_steps(watch):
    handover = watch.expect(watch.lan, watch.hai)
    assert watch.tick(SIX + 20 * MINUTE) == 3
    assert watch.again(handover).state == "escalated"
    states = Move.objects.filter(topic="handover", row=handover.pk).values_list("target", flat=True)
    assert list(states.order_by("id")) == ["asked", "chased", "escalated"]


def test_a_tick_after_the_end_asks_nobody(watch):
    handover = watch.expect(watch.lan, watch.hai)
    watch.tick(SIX + 12 * HOUR)
    assert watch.again(handover).state == "missed"
    assert watch.told(handover) == watch.ladder(handover) == []


def test_a_shift_that_nobody_took_is_missed_and_nobody_is_called_any_more(watch):
    handover = watch.expect(watch.lan, watch.hai)
    watch.tick(SIX + 20 * MINUTE)
    watch.tick(SIX + 12 * HOUR - MINUTE)
    assert watch.again(handover).state == "escalated"
    watch.tick(SIX + 12 * HOUR)
    handover = watch.again(handover)
    assert (handover.state, handover.due_at) == ("missed", None)
    assert Ladder.objects.get(about=f"handover:{handover.pk}").state == "stopped"
    assert Shift.objects.get(pk=handover.shift_id).taken_at is None


def test_nobody_to_be_reached_here_calls_the_supervisors_people(watch):
    handover = watch.expect(watch.hai)
    Person.objects.filter(organisation=watch.office).update(phone="", email="")
    watch.tick(SIX + 10 * MINUTE)
    asked = watch.ladder(handover)
    assert watch.cast.person("so.trucban").name in asked
    assert asked[-1] == watch.cast.khanh.name


def test_nobody_to_be_reached_anywhere_is_kept_on_record_and_still_waited_for(watch):
    handover = watch.expect(watch.hai)
    Person.objects.all().update(phone="", email="")
    watch.tick(SIX + 10 * MINUTE)
    assert watch.again(handover).state == "escalated"
    assert not Ladder.objects.exists()
    move = Move.objects.get(topic="handover", row=handover.pk, target="escalated")
    assert "không người nào" in move.note
    assert watch.take(handover, at=SIX + HOUR).state == "taken"


def test_those_behind_are_called_again_where_whoever_accepted_sent_nobody(watch):
    handover = watch.expect(watch.dung, watch.hai)
    watch.tick(SIX + 10 * MINUTE)
    ladder = Ladder.objects.get()
    paging.accept(ladder, by=watch.lan, at=SIX + 12 * MINUTE)
    watch.tick(SIX + 40 * MINUTE - SECOND)
    assert Ladder.objects.count() == 1
    watch.tick(SIX + 40 * MINUTE)
    again = Ladder.objects.exclude(pk=ladder.pk).get()
    assert (again.state, again.about) == ("open", f"handover:{handover.pk}")
    watch.take(handover, at=SIX + 50 * MINUTE)
    assert Ladder.objects.get(pk=again.pk).state == "stopped"
    assert watch.tick(SIX + 2 * HOUR) == 0


def test_who_is_being_called_is_not_called_twice(watch):
    watch.expect(watch.dung, watch.hai)
    for minute in range(10, 180, 10):
        watch.tick(SIX + minute * MINUTE)
    assert Ladder.objects.count() == 1
    assert Ladder.objects.get().state == "open"


def test_where_nobody_could_be_reached_it_is_tried_again(watch):
    watch.expect(watch.dung)
    Person.objects.all().update(phone="", email="")
    watch.tick(SIX + 10 * MINUTE)
    assert not Ladder.objects.exists()
    Person.objects.filter(pk=watch.long.pk).update(phone="0900 000 008")
    watch.tick(SIX + 40 * MINUTE)
    assert [rung.name for rung in Ladder.objects.get().rungs.all()] == [watch.long.name]


def test_who_hands_over_is_looked_up_when_the_step_is_due(watch):
    handover = watch.expect(watch.lan, watch.hai)
    before = Shift.objects.get(pk=handover.former_id)
    Shift.objects.filter(pk=before.pk).update(person=watch.dung)
    watch.tick(SIX + 5 * MINUTE)
    assert watch.told(handover)[-1][0] == watch.dung.name


def test_a_shift_that_changed_hands_unseen_is_put_right_before_anybody_is_asked(watch):
    handover = watch.expect(watch.lan, watch.hai)
    Shift.objects.filter(pk=handover.shift_id).update(person=watch.dung)
    watch.tick(SIX)
    assert watch.again(handover).state == "void"
    assert watch.told(handover) == []
    new = watch.of(handover.shift)
    assert (new.person, new.state) == (watch.dung, "asked")


def test_when_the_next_step_is_due(watch):
    assert jobs.next_due() is None
    watch.expect(watch.lan, watch.hai)
    assert jobs.next_due() == SIX
    watch.tick(SIX)
    assert jobs.next_due() == SIX + 5 * MINUTE


def test_an_sms_takes_the_shift_over_at_the_time_it_came(watch, by_sms):
    handover = watch.expect(watch.lan, watch.hai)
    watch.tick(SIX)
    reply = by_sms(watch.lan, "nhận ca", SIX + 2 * MINUTE)
    assert watch.tick(SIX + 3 * MINUTE) == 1
    handover = watch.again(handover)
    assert (handover.state, handover.taken_way, handover.taken_at) == ("taken", "sms", SIX + 2 * MINUTE)
    assert handover.reply == reply


def test_an_sms_is_used_once(watch, by_sms):
    """Two shifts on end, and the words come where both could be meant: they take one of them."""
    first = watch.expect(watch.lan, hours=1)
    second = watch.expect(watch.lan, starts_at=SIX + HOUR, hours=4)
    watch.tick(SIX)
    by_sms(watch.lan, "NHAN CA", SIX + 40 * MINUTE)
    for minute in (41, 42, 43):
        watch.tick(SIX + minute * MINUTE)
    assert (watch.again(first).state, watch.again(second).state) == ("taken", "expected")
    by_sms(watch.lan, "NHAN CA", SIX + 50 * MINUTE)
    watch.tick(SIX + 51 * MINUTE)
    assert watch.again(second).state == "taken"
    assert Handover.objects.exclude(reply=None).count() == Reply.objects.count() == 2


def test_an_sms_of_yesterday_or_of_another_takes_nothing(watch, by_sms):
    old = watch.expect(watch.lan)
    new = watch.expect(watch.lan, watch.hai, starts_at=SIX + DAY)
    watch.tick(SIX)
    watch.take(old)
    by_sms(watch.lan, "NHAN CA", SIX + MINUTE)
    watch.tick(SIX + DAY)
    watch.tick(SIX + DAY + 5 * MINUTE)
    by_sms(watch.hai, "NHAN CA", SIX + DAY + 6 * MINUTE)
    watch.tick(SIX + DAY + 7 * MINUTE)
    assert watch.again(new).state == "chased"


@pytest.mark.parametrize("text", ["NHAN CA", "nhận ca", " Nhận  Ca. ", "em nhận ca trực"])
def test_case_and_diacritics_do_not_matter(watch, by_sms, text):
    handover = watch.expect(watch.lan, watch.hai)
    watch.tick(SIX)
    by_sms(watch.lan, text, SIX + MINUTE)
    watch.tick(SIX + 2 * MINUTE)
    assert watch.again(handover).state == "taken"


@pytest.mark.parametrize("text", ["em kẹt xe, chưa nhận ca được", "NHAN", "CA", "NHAN 4821", "không nhận ca"])
def test_an_sms_that_says_something_else_takes_nothing(watch, by_sms, text):
    handover = watch.expect(watch.lan, watch.hai)
    watch.tick(SIX)
    by_sms(watch.lan, text, SIX + MINUTE)
    watch.tick(SIX + 2 * MINUTE)
    assert watch.again(handover).state == "asked"


@pytest.mark.parametrize("seed", range(8))
def test_whoever_is_awaited_has_a_next_step_before_the_shift_ends(watch, seed):
    """Random days: people come early, late, by SMS, by word or not at all; shifts change hands; ticks fail to come."""
    dice = random.Random(seed)  # noqa: S311  # a die, no secret
    people, begin, shifts = [watch.lan, watch.hai, watch.dung, watch.thu], SIX, []
    for person in dice.sample(people, 2):
        shifts.append(watch.shift(person, begin, 1))
        begin += HOUR
    watch.plan()
    at, end = SIX - 40 * MINUTE, begin
    while at < end:
        at += timedelta(minutes=dice.choice([3, 6, 10, 45]))
        _happen(dice, watch, shifts, at)
        for handover in queries.handovers().filter(state__in=WAITING):
            assert handover.due_at <= handover.shift.until, handover
        if dice.random() < 0.7:
            watch.tick(at)
            assert not queries.due_handovers(at).exists()
            assert all(row.due_at > at for row in queries.handovers().filter(state__in=WAITING))
    watch.tick(end)
    assert not Handover.objects.filter(state__in=WAITING).exists()
    for shift in Shift.objects.filter(in_force=True):
        standing = queries.handover_of(shift)
        assert (standing.state in ("taken", "handed")) == (shift.taken_at is not None)


def _happen(dice, watch, shifts, at):
    shift = Shift.objects.get(pk=dice.choice(shifts).pk)
    handover = queries.handover_of(shift)
    deed = dice.choice(["take", "word", "hand", "change", "nothing", "nothing"])
    try:
        match deed:
            case "take":
                watch.take(handover, at=at)
            case "word":
                watch.take(handover, by=watch.lan, way="word", at=at, said_at=at - 3 * MINUTE)
            case "hand" if handover.outgoing is not None:
                watch.hand(handover, by=handover.outgoing, at=at)
            case "change" if shift.taken_at is None and shift.until > at:
                Shift.objects.filter(pk=shift.pk).update(person=watch.son)
                actions.rehand(Shift.objects.get(pk=shift.pk), by=watch.long, at=at)
    except (actions.NotNow, actions.NotYours, IllegalMove):
        return  # that is what the rules are for
