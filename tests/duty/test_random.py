"""Seeded sequences of whatever anybody may try: nobody is in two places, and no seat that is needed is empty."""

from __future__ import annotations

import random
from itertools import combinations

import pytest
from django.db import transaction
from tests.duty.running import BEGIN, DAY, HOUR, MINUTE

from thongsuot.duty import actions, queries
from thongsuot.duty.models import Handover, Roster, Shift, Swap
from thongsuot.duty.states import OPEN_SWAPS, WAITING
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
SHORT, LONG = 6, 150
STEPS = 14
REFUSED = (
    actions.Begun, actions.Breaks, actions.Doubtful, actions.NotPublishable, actions.NotYours, actions.NotNow,
    actions.Taken, actions.Unsuitable, IllegalMove, NotAllowed,
)  # fmt: skip
VERBS = ("publish", "change", "change", "move", "offer", "take", "take", "approve", "approve", "swap_now", "withdraw",
         "refuse", "leave", "cancel", "check_in", "time", "time")  # fmt: skip


class Player:
    """Tries things on one roster in force."""

    def __init__(self, running, dice) -> None:
        self.running, self.dice, self.done = running, dice, set()
        self.everybody = [person for people in running.team.values() for person in people]

    def play(self) -> None:
        """Take some steps, and look after each at what must never be."""
        self.running.published(days=4)
        for _step in range(STEPS):
            verb = self.dice.choice(VERBS)
            try:
                with transaction.atomic():
                    getattr(self, verb)()
                self.done.add(verb)
            except REFUSED:
                continue
            self.check()

    def any_shift(self):
        return self.dice.choice(list(Shift.objects.filter(in_force=True).select_related("person").order_by("id")))

    def any_swap(self):
        rows = list(Swap.objects.filter(state__in=OPEN_SWAPS).order_by("id"))
        if not rows:
            raise actions.NotYours
        return self.dice.choice(rows)

    def somebody(self):
        return self.dice.choice([*self.everybody, self.running.hang])

    def publish(self) -> None:
        begin = BEGIN + self.dice.choice((0, 1, 2)) * DAY + self.dice.choice((0, 0, 12)) * HOUR
        roster = self.running.filled(days=self.dice.choice((1, 2, 4)), begin=begin, first=self.dice.randrange(3))
        self.running.publish(roster, even_so=True)

    def change(self) -> None:
        self.running.do("change_shift", self.any_shift(), self.somebody(), why="thử")

    def move(self) -> None:
        shift = self.any_shift()
        begin, end = (self.dice.choice((-1, 0, 1, 12)) * HOUR for _end in range(2))
        self.running.do("move_shift", shift, starts_at=shift.starts_at + begin, until=shift.until + end, why="thử")

    def offer(self) -> None:
        shift = self.any_shift()
        self.running.do("offer_swap", shift, by=self.dice.choice((shift.person, shift.person, self.somebody())))

    def take(self) -> None:
        who, exchange = self.somebody(), None
        if self.dice.random() < 0.5:
            exchange = self.any_shift()
            who = exchange.person
        self.running.do("take_swap", self.any_swap(), exchange=exchange, by=who)

    def approve(self) -> None:
        self.running.do("approve_swap", self.any_swap(), even_so=True)

    def swap_now(self) -> None:
        self.running.do("swap_now", self.any_shift(), self.somebody(), even_so=self.dice.random() < 0.7)

    def withdraw(self) -> None:
        self.running.do("withdraw_swap", self.any_swap(), by=self.somebody())

    def refuse(self) -> None:
        self.running.do("refuse_swap", self.any_swap(), why="thử")

    def leave(self) -> None:
        since = BEGIN + self.dice.randrange(96) * HOUR
        self.running.do("take_leave", self.somebody(), since=since, until=since + 10 * HOUR)

    def cancel(self) -> None:
        for leave in queries.leaves_of(self.running.office, BEGIN, BEGIN + 9 * DAY)[:1]:
            self.running.do("cancel_leave", leave)

    def check_in(self) -> None:
        rows = Handover.objects.filter(starts_at__lte=self.running.at, state="expected").select_related("person")
        for row in rows.filter(shift__until__gt=self.running.at)[:2]:
            self.running.do("take", row, way="page", by=row.person)

    def time(self) -> None:
        self.running.at = max(self.running.at, BEGIN - HOUR) + self.dice.choice((7, 59, 240)) * MINUTE
        for swap in queries.over_before_taken(self.running.at):
            actions.end_swap(swap, at=self.running.at)

    def check(self) -> None:
        """Look at the shifts in force with nothing but arithmetic."""
        rows = list(Shift.objects.filter(in_force=True).select_related("position"))
        for one, other in combinations(rows, 2):
            if one.starts_at < other.until and other.starts_at < one.until:
                assert one.person_id != other.person_id
                assert (one.position_id, one.seat) != (other.position_id, other.seat)
        assert all(row.person_id is not None for row in rows)
        moment, end = BEGIN, max(Roster.objects.exclude(published_at=None).values_list("until", flat=True))
        while moment < end:
            held = [row.position.kind for row in rows if row.starts_at <= moment < row.until]
            assert {"leader", "operations"} <= set(held)
            assert held.count("responder") >= 2
            moment += 30 * MINUTE
        published = list(Roster.objects.filter(state="published"))
        assert not [1 for a, b in combinations(published, 2) if a.starts_at < b.until and b.starts_at < a.until]
        for row in Handover.objects.filter(state__in=WAITING).select_related("shift"):
            assert row.shift.in_force
            assert row.person_id == row.shift.person_id


def played(running, seed, sequences) -> None:
    """Play so many sequences, each from the same beginning."""
    dice, done = random.Random(seed), set()  # noqa: S311  # a seeded game
    begin = running.at
    for _turn in range(sequences):
        running.at = begin
        with transaction.atomic():
            player = Player(running, dice)
            player.play()
            done |= player.done
            transaction.set_rollback(True)
    assert done >= {"publish", "change", "offer", "take", "swap_now", "leave", "time"}


def test_whatever_anybody_tries_every_seat_that_is_needed_has_one_person(running):
    played(running, 11, SHORT)


@pytest.mark.soak
def test_however_long_one_tries_every_seat_that_is_needed_has_one_person(running):
    played(running, 12, LONG)
