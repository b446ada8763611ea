"""Seeded sequences of whatever anybody may try: nothing leaves unapproved, by one person, or mixed."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.db import transaction
from tests.campaigns.running import HOUR, LOG, Running
from tests.cast import MONDAY

from thongsuot.campaigns import actions, jobs, models, queries
from thongsuot.campaigns.models import Campaign
from thongsuot.campaigns.states import RELEASED, TO_SUBSCRIBERS
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Move
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db
SHORT, LONG = 250, 2_000
REFUSED = (
    IllegalMove, NotAllowed, actions.Mistyped, actions.NoReason, actions.NotYet, actions.Unsuitable, actions.Void,
)  # fmt: skip
TEAM = ("binh", "khanh", "daumoi", "lanhdao", "trucban")
OF_SHARE = ("estimate", "accept", "test", "read", "try_out", "tally", "send_all", "finish", "confirm_shift",
            "pause_share", "resume_share", "decline", "leave_out")  # fmt: skip
OF_CAMPAIGN = ("approve", "pause", "resume", "halt", "correct", "withdraw", "refuse", "close")
# The straight way from each beginning, from which a sequence departs wherever the dice say so.
STRAIGHT = {
    "requested": (("estimate", "daumoi"), ("approve", "khanh"), ("accept", "daumoi"), ("test", "lanhdao"),
                  ("read", "daumoi")),
    "approved": (("accept", "daumoi"), ("test", "lanhdao"), ("read", "daumoi"), ("try_out", "lanhdao"),
                 ("tally", "daumoi")),
    "tried": (("tally", "daumoi"), ("send_all", "lanhdao"), ("tally", "daumoi"), ("finish", "lanhdao"),
              ("close", "binh")),
}  # fmt: skip


class Player:
    """Plays sequences on one campaign that began in one of three ways."""

    def __init__(self, running, people, campaign, straight) -> None:
        self.running, self.people, self.campaign, self.straight = running, people, campaign, straight
        self.begin, self.reached, self.done = running.at, set(), 0

    def play(self, dice) -> None:
        """Take a few steps and put everything back as it was."""
        self.running.at = self.begin
        with transaction.atomic():
            for verb, who in self.straight:
                if departs := dice.random() < 0.3:
                    verb, who = dice.choice(OF_SHARE + OF_CAMPAIGN), dice.choice(TEAM)
                self.running.later(timedelta(minutes=dice.choice((0, 11, 200)) if departs else 40))
                try:
                    self.step(verb, self.people[who])
                    self.done += 1
                except REFUSED:
                    continue
                self.check()
            if dice.random() < 0.1:
                jobs.run(self.running.at + timedelta(days=2))
                self.check()
            transaction.set_rollback(True)

    def step(self, verb, by) -> None:
        """Try one thing as somebody."""
        running, campaign = self.running, self.campaign
        share = running.share(campaign)
        row, more = (campaign if verb in OF_CAMPAIGN else share), {}
        match verb:
            case "estimate":
                more = {"told": actions.Estimate(1_000, 100, brand_registered=True)}
            case "approve":
                more = {"area": campaign.area.name, "subscribers": str(share.subscribers)}
            case "read":
                verb, more = "read_phone", {"phone": models.TestPhone.objects.first(), "as_approved": True}
            case "tally":
                more = {"count": actions.Count(10, 10, 10, 0, 0, 20, LOG)}
            case "pause_share" | "decline" | "leave_out" | "pause" | "halt" | "correct" | "withdraw" | "refuse":
                more = {"reason": "Thử"}
        running.do(verb, row, by=by, **more)
        if verb in ("try_out", "send_all", "resume_share"):
            assert running.share(campaign).confirmed_until > running.at

    def check(self) -> None:
        """Look at what must never be, in the campaign and in its correction."""
        for row in Campaign.objects.prefetch_related("shares"):
            assert row.approved_by_id is None or row.approved_by_id != row.requested_by_id
            for share in row.shares.all():
                self.reached.add(share.state)
                assert share.reality == row.reality == "live"
                if share.state in (*RELEASED, "accepted"):
                    assert row.approved_by_id
                    assert row.approved_subscribers >= share.subscribers
                if share.state in RELEASED:
                    assert share.released_by_id
                    assert share.released_by_id != share.accepted_by_id
                if share.state in TO_SUBSCRIBERS:
                    assert row.state == "sending"
                    assert share.generation == row.generation
                    assert (share.paused_from, share.pause_cause) == ("", "")
                if share.state == "sending" and row.corrects_id is None:
                    assert share.trial_at
                    assert share.sending_at
                    assert queries.trial_tally(share)


def played(cast, seed, sequences) -> None:
    """Play so many sequences, a third from each beginning."""
    dice = random.Random(seed)  # noqa: S311  # a seeded game
    running = Running(cast)
    people = {"binh": cast.binh, "khanh": cast.khanh}
    people |= {role: running.person("dd-1", role) for role in ("daumoi", "lanhdao", "trucban")}
    running.phone()
    reached, done = set(), 0
    for begin, straight in STRAIGHT.items():
        running.at = MONDAY
        with transaction.atomic():
            campaign = running.request() if begin == "requested" else running.approved()
            if begin == "tried":
                running.tried(campaign)
                running.later(2 * HOUR)
            player = Player(running, people, campaign, straight)
            for _turn in range(sequences // 3 + 1):
                player.play(dice)
            transaction.set_rollback(True)
        reached |= player.reached
        done += player.done
    assert reached >= {"estimated", "accepted", "testing", "trial", "sending", "done", "paused", "halted"}
    assert done > sequences * 2
    assert not Move.objects.filter(reality="exercise").exists()


def test_nothing_leaves_unapproved_by_one_person_or_mixed(cast):
    played(cast, 5, SHORT)


@pytest.mark.soak
def test_nothing_leaves_unapproved_however_long_one_tries(cast):
    played(cast, 6, LONG)
