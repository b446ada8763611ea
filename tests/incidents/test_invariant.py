"""Whatever the world does: within 60 s each open incident of the first priority has somebody who can be reached.

Numbers die and live again, the line is cut, people leave or answer in odd order. What is so is told by the world
itself, not by the queries that the job uses: who has a way that works, what left for whom, whom the call sheet names.
"""

from __future__ import annotations

import random

import pytest
from tests.incidents.scene import MINUTE, Scene

from thongsuot.engines.message import Alphabet, Piece, international
from thongsuot.incidents import jobs, queries
from thongsuot.incidents.models import Incident
from thongsuot.ledger.actions import IllegalMove
from thongsuot.organisations.models import Person, System
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.models import Mailbox, Message
from thongsuot.paging import jobs as paging_jobs
from thongsuot.paging.models import Page

pytestmark = pytest.mark.django_db
SITES = ("bv-tinh", "bv-ia-lau", "tinh-uy")
LINE = System("Đường truyền")
TURNS, MOST_TICKS = 7, 60
SECOND = MINUTE / 60
WORDS = ("NHAN", "{}", "KHONG", "khong {}", "NHAN 0000", "Alo?", "NHAN CA", "tu choi")


class World:
    """The scene, its telephones and the line between, of which only the world knows what works."""

    def __init__(self, scene: Scene, seed: int) -> None:
        self.scene, self.random = scene, random.Random(seed)  # noqa: S311  # a world that can be made again
        scene.connect()
        self.people = [scene.lan, scene.hang, scene.long, scene.an, scene.khanh]
        for number, person in enumerate(self.people):
            self._ways(person, f"0900 400 {number:03d}", f"nguoi-{number}@example.vn")
        self.dead: set[str] = set()
        self.cut = False

    def _ways(self, person, phone, email) -> None:
        phone = phone if self.random.random() < 0.8 else ""
        email = email if self.random.random() < 0.3 else ""
        Person.objects.filter(pk=person.pk).update(phone=phone, email=email, other_phones=[])

    def turn(self) -> None:
        """Let anything happen, and then time pass."""
        acts = [
            self.fails,
            self.fails,
            self.ends,
            self.handled,
            self.says,
            self.says,
            self.dies,
            self.leaves,
            self.cuts,
        ]
        self.random.choice(acts)()
        self.pass_by(self.random.choice((30 * SECOND, MINUTE, 6 * MINUTE)))

    def pass_by(self, span) -> None:
        """Do everything when it is due, and let the line carry what waits."""
        until = self.scene.at + span
        for _tick in range(MOST_TICKS):
            self._carry()
            due = [when for when in (jobs.next_due(), paging_jobs.next_due()) if when is not None]
            if not due or min(due) > until:
                break
            self.scene.at = max(self.scene.at, min(due))
            self.scene.run()
        self.scene.at = max(self.scene.at, until)
        self.scene.run()

    def _carry(self) -> None:
        for box in Mailbox.objects.all():
            while not self.cut and (message := outbox.claim(box, by=LINE, at=self.scene.at)) is not None:
                told = {"outcome": "", "by": LINE, "at": self.scene.at}
                if message.address in self.dead:
                    outbox.settle_failed(message, final=True, **told)
                else:
                    outbox.settle_sent(message, **told)
                    continue
        paging_jobs.run(self.scene.at)

    # what happens

    def fails(self) -> None:
        """A line fails, told by the monitoring."""
        free = [site for site in SITES if (site, "line") not in self.scene.truth]
        if free:
            self.scene.fire(self.random.choice(free))

    def ends(self) -> None:
        """A line is back."""
        if self.scene.truth:
            self.scene.over(*self.random.choice(sorted(self.scene.truth)))

    def handled(self) -> None:
        """Somebody takes the first one up, or gives it back."""
        verb, *args = self.random.choice((("accept",), ("release", "Hết ca")))
        for incident in self.scene.board[:1]:
            try:
                self.scene.do(verb, incident, *args)
            except IllegalMove:
                return

    def says(self) -> None:
        """Somebody who was paged writes, perhaps nonsense, perhaps about what is long over."""
        told = Message.objects.filter(channel="sms", state="sent")
        phones = sorted(set(told.values_list("address", flat=True)) - self.dead)
        if phones:
            phone = self.random.choice(phones)
            codes = Page.objects.filter(rung__address__phone=phone).exclude(code="").order_by("pk")
            code = self.random.choice([*codes.values_list("code", flat=True), "1234"])
            words = self.random.choice(WORDS).format(code)
            piece = Piece(Alphabet.UCS2, words.encode("utf-16-be"))
            outbox.hear(international(phone), piece, by=LINE, at=self.scene.at)

    def dies(self) -> None:
        """An address no longer takes anything, or does again."""
        person = Person.objects.get(pk=self.random.choice(self.people).pk)
        self.dead ^= {way for way in (person.phone, person.email) if way}

    def leaves(self) -> None:
        """Somebody has no account or no address any more, or comes back."""
        person = self.random.choice(self.people)
        kept = self.random.random() < 0.5
        phone = f"0900 400 {self.people.index(person):03d}" if kept else ""
        Person.objects.filter(pk=person.pk).update(phone=phone, is_active=kept or self.random.random() < 0.5)

    def cuts(self) -> None:
        """The line is cut, or mended."""
        self.cut = not self.cut

    # what must be so

    def alone(self) -> list[Incident]:
        """Return the open incidents of the first priority that nobody is asked about, although somebody could be."""
        at = self.scene.at
        rows = Incident.objects.filter(state="open", priority=1, opened_at__lte=at - MINUTE)
        return [row for row in rows if not self._asked(row) and not self._nobody(row)]

    def _asked(self, incident: Incident) -> bool:
        """Tell whether a person is being asked who has a way that is not known to be dead, and stands on the sheet."""
        pages = Page.objects.filter(ladder=incident.ladder_id, ladder__state="open", state="sent")
        for page in pages.select_related("rung__address"):
            ways = {way for way in (page.rung.phone, page.rung.email) if way}
            waiting = Message.objects.filter(key__startswith=f"page:{page.pk}:", state__in=["queued", "sending"])
            gone = Message.objects.filter(
                key__startswith=f"page:{page.pk}:", channel__in=["sms", "email"], state="sent"
            )
            sheet = Message.objects.filter(key=f"rung:{page.rung_id}:call_sheet").exists()
            if ways and (waiting.exists() or gone.exists()) and (sheet or not page.rung.phone):
                return True
        return False

    def _nobody(self, incident: Incident) -> bool:
        """Tell whether nobody has an address, or all are dead; then it was said, or they have just been tried."""
        active = Person.objects.filter(pk__in=[person.pk for person in self.people], is_active=True)
        ways = {way for person in active for way in (person.phone, person.email) if way}
        if ways - self.dead:
            return False
        said = incident.unreached_at is not None and incident.unreached_at >= self.scene.at - MINUTE
        return said or incident.ladder_id is not None


@pytest.mark.parametrize("seed", range(10))
def test_somebody_who_can_be_reached_is_asked_within_a_minute(scene, settings, seed):
    settings.SMS_URL = "link:dd-1"
    world = World(scene, seed)
    for _turn in range(TURNS):
        world.turn()
        assert world.alone() == []
        for incident in queries.forsaken(scene.at):
            assert world._nobody(incident)


def test_the_leader_is_being_called_where_the_others_cannot_be_reached(scene, settings):
    settings.SMS_URL = "link:dd-1"
    world = World(scene, 0)
    for person, phone in ((scene.long, "0900 400 002"), (scene.lan, ""), (scene.hang, "")):
        Person.objects.filter(pk=person.pk).update(phone=phone, email="", is_active=True)
    scene.silence(scene.an, scene.khanh)
    world.fails()
    world.pass_by(MINUTE)
    assert scene.asked() == [(scene.long.name, "sent")]
    assert world.alone() == []


def test_the_oracle_would_see_it_broken(scene, settings):
    settings.SMS_URL = "link:dd-1"
    world = World(scene, 1)
    for person in world.people:
        Person.objects.filter(pk=person.pk).update(phone=f"0900 400 {person.pk % 1000:03d}", is_active=True)
    world.fails()
    Page.objects.update(state="expired")
    scene.at += MINUTE
    assert world.alone() == [scene.incident]
