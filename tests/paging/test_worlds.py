"""Worlds that nobody thought of: whatever happens, somebody who can be reached is asked within a minute."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from tests.paging.texting import HOOK, Texting

from thongsuot.outbox.models import Message
from thongsuot.paging import actions, jobs, queries
from thongsuot.paging.models import Ladder, Page, PageAnswer

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)
TURNS = 20
WORDS = ["NHAN", "NHAN {}", "{}", "KHONG", "tu choi {}", "NHAN 0000", "Alo?", "NHAN CA", "nhận  {}!"]


class World:
    """People with telephones and mailboxes of which some are dead, matters that come up, and a clock."""

    def __init__(self, line: Texting, seed: int) -> None:
        self.line, self.random = line, random.Random(seed)  # noqa: S311  # a world that can be made again
        self.people = [self._person(number) for number in range(self.random.randint(2, 7))]
        addresses = [way for person in self.people for way in (person.phone, person.email) if way]
        self.dead = {way for way in addresses if self.random.random() < 0.4}
        self.matters = 0

    def _person(self, number):
        phone = f"0900 100 {number:03d}" if self.random.random() < 0.7 else ""
        email = f"nguoi-{number}@example.vn" if self.random.random() < 0.4 else ""
        return self.line.stranger(f"Người {number}", phone, email)

    def turn(self) -> None:
        """Let some time pass and anything happen."""
        self.line.at += timedelta(seconds=self.random.choice([1, 5, 10, 30, 60, 200]))
        self._work()
        self.random.choice([self._come_up, self._say, self._say, self._end, self._recover, lambda: None])()
        self._work()

    def _work(self) -> None:
        """Let timer and line work until neither has anything to do."""
        jobs.run(self.line.at)
        while self.line.send(dead=self.dead):
            jobs.run(self.line.at)

    def _come_up(self) -> None:
        rungs = self.random.sample(self.people, self.random.randint(1, len(self.people)))
        steps = [actions.Step(rung, self.random.choice([None, 0, 1, 7])) for rung in rungs]
        self.matters += 1
        about = f"incident:{self.random.randint(1, self.matters)}"
        try:
            self.line.climb(*steps, about=about, priority=self.random.choice([1, 1, 1, 2]))
        except (actions.EmptyLadder, actions.AlreadyOpen):
            self.matters -= 1

    def _say(self) -> None:
        reached = [person for person in self.people if person.phone and person.phone not in self.dead]
        if not reached:
            return
        phone = self.random.choice(reached).phone
        codes = (
            Page.objects.filter(rung__address__phone=phone)
            .exclude(code="")
            .order_by("id")
            .values_list("code", flat=True)
        )
        words = self.random.choice(WORDS).format(self.random.choice([*codes, "1234"]))
        self.line.hears(phone, words)

    def _end(self) -> None:
        if self.random.random() < 0.3 and self.matters:
            actions.stop(f"incident:{self.random.randint(1, self.matters)}", by=HOOK, at=self.line.at)

    def _recover(self) -> None:
        """Numbers die and come back."""
        for person in self.people:
            if person.phone and self.random.random() < 0.1:
                self.dead ^= {person.phone}

    def alone(self):
        """Return the open matters of the first priority that asked nobody in time, told from the messages alone."""
        old = Ladder.objects.filter(priority=1, state="open", at__lte=self.line.at - MINUTE)
        return [ladder for ladder in old if not self._arrived(ladder)]

    def _arrived(self, ladder):
        rows = Message.objects.filter(about=f"ladder:{ladder.pk}", key__startswith="page:", state="sent")
        return rows.filter(channel__in=["email", "sms"], at__lte=ladder.at + MINUTE).exists()

    def off_the_sheet(self):
        """Return the telephones that an exhausted matter has not put on its call sheet."""
        missing = []
        for ladder in Ladder.objects.filter(priority=1, state="exhausted"):
            sheet = set(
                Message.objects.filter(about=f"ladder:{ladder.pk}", channel="call_sheet").values_list(
                    "address", flat=True
                )
            )
            missing += [rung for rung in ladder.rungs.all() if rung.phone and rung.phone not in sheet]
        return missing


@pytest.mark.parametrize("seed", range(16))
def test_whatever_happens_somebody_who_can_be_reached_is_asked_or_the_call_sheet_is_made(line, seed):
    world = World(line, seed)
    for _turn in range(TURNS):
        world.turn()
        assert world.alone() == []
        assert queries.forsaken(line.at) == []
        assert world.off_the_sheet() == []
        codes = list(Page.objects.filter(state="sent").exclude(code="").values_list("code", flat=True))
        assert len(codes) == len(set(codes))
    accepted = Ladder.objects.filter(state="accepted").count()
    assert Page.objects.filter(state="accepted").count() == accepted
    assert PageAnswer.objects.filter(outcome="accepted").values("ladder").distinct().count() == accepted
    assert not Message.objects.filter(state="sending").exists()
