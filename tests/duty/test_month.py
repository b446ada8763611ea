"""A month of duty in simulated time: every day counts once, by what was seen, and the sums are the roster's."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from tests.duty.watch import DAY, HOUR, MINUTE, SIX, Watch

from thongsuot.duty import actions, jobs
from thongsuot.duty.models import Handover
from thongsuot.duty.states import WAITING
from thongsuot.ledger.models import Evidence

pytestmark = pytest.mark.django_db
DAYS = 29  # of February 2020


class Month:
    """Who comes when, drawn beforehand, and what the month must therefore come to."""

    def __init__(self, watch: Watch, seed: int) -> None:
        self.watch, self.dice = watch, random.Random(seed)  # noqa: S311  # a die, no secret
        self.expected: Counter[tuple[str, str]] = Counter()
        self.coming: list[tuple] = []
        self.begin = SIX - 2 * DAY  # the first of the month
        for day in range(DAYS):
            self._draw(self.begin + day * DAY)

    def _draw(self, morning) -> None:
        people = (self.watch.lan, self.watch.hai, self.watch.dung)
        for begin, kind, person in (
            (morning, "operations", people[0]),
            (morning + 12 * HOUR, "operations", people[1]),
            (morning, "responder", people[2]),
        ):
            gap = self.dice.random() < 0.08
            shift = self.watch.shift(None if gap else person, begin, kind=kind)
            day = morning.date().isoformat()
            self.expected[day, "shifts"] += 1
            if gap:
                continue
            self.expected[day, "shifts_filled"] += 1
            if self.dice.random() < 0.85:
                self.expected[day, "check_ins"] += 1
                early = self.dice.randrange(-20, 25) * MINUTE
                self.coming.append((begin + early, shift, self.dice.choice(("page", "word"))))

    def live(self) -> None:
        """Let the month pass: whoever comes takes over, and the timer runs when something is due."""
        self.watch.at = self.begin - HOUR
        self.watch.plan()
        for moment, shift, way in sorted(self.coming, key=lambda each: (each[0], each[1].pk)):
            self._pass(moment)
            by = self.watch.long if way == "word" else None
            self.watch.take(self.watch.of(shift), by=by, way=way, at=moment)
        self._pass(self.begin + (DAYS + 2) * DAY)

    def _pass(self, moment) -> None:
        while (due := jobs.next_due()) is not None and due <= moment:
            self.watch.tick(due)
        self.watch.at = moment


def figures_of(watch):
    found: Counter[tuple[str, str]] = Counter()
    for row in Evidence.objects.filter(organisation=watch.office, kind="DUTY_ROSTER"):
        day = row.key.rpartition(":")[2]
        assert row.version == 1, day
        assert row.measured
        assert row.known_at - row.happened_at < MINUTE
        found.update({(day, name): number for name, number in row.figures.items()})
    return found


def test_every_day_of_a_month_counts_once_and_as_it_was(cast):
    month = Month(Watch(cast), seed=0)
    month.live()
    found = figures_of(month.watch)
    assert +found == +month.expected
    days = Evidence.objects.filter(organisation=month.watch.office, kind="DUTY_ROSTER").count()
    assert days == DAYS
    assert jobs.next_due() is None
    assert not Handover.objects.filter(state__in=WAITING).exists()
    assert actions.rebuild() == DAYS
    assert figures_of(month.watch) == found
