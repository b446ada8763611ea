"""Plays a scenario: a line is a second, a verb and words, and fails with its own text.

people  A=sms B=mail C=none       who there is; `dead` behind a way: nothing arrives there
0  page 1 A B                     a ladder about matter 1 opens (`page2` and `page3` of a lesser priority)
5  A says NHAN {1}                A writes an SMS; {1} is A's code of matter 1
6  is 1 accepted A                the ladder's state, and who has it
6  asked 1 A:accepted B:sent      whom it asked so far, and what became of it
"""

from __future__ import annotations

from datetime import timedelta

from tests.cast import MONDAY
from tests.paging.texting import HOOK, Texting

from thongsuot.organisations.models import System
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.models import Mailbox, Message
from thongsuot.paging import actions, jobs, queries
from thongsuot.paging.models import Ladder, Page, PageAnswer

SENDER = System("Gửi thư")
MOST_TICKS = 200
WRITTEN = {"A": 1, "B": 2, "C": 3, "D": 4}


class Stage:
    """People, their telephones, and a clock."""

    def __init__(self, cast) -> None:
        self.line = Texting(cast)
        self.people: dict[str, object] = {}
        self.dead: set[str] = set()
        self.unsure: set[str] = set()
        self.last: PageAnswer | None = None

    def play(self, text: str) -> None:
        """Play a scenario."""
        for line in filter(None, (line.strip() for line in text.splitlines())):
            try:
                self._line(line)
            except AssertionError as error:
                raise AssertionError(f"{line!r}: {error}") from error

    def _line(self, line: str) -> None:
        first, *words = line.split()
        if first == "people":
            return self._people(words)
        self._until(MONDAY + timedelta(seconds=int(first)))
        verb, rest = words[0], words[1:]
        if verb in self.people:
            return self._says(verb, " ".join(rest[1:]))
        return getattr(self, f"_{verb.rstrip('23')}")(verb, *rest)

    # time

    def _until(self, moment) -> None:
        for _tick in range(MOST_TICKS):
            self._carry()
            due = queries.next_due()
            if due is None or due > moment:
                break
            self.line.at = max(self.line.at, due)
            jobs.run(self.line.at)
        else:
            raise AssertionError(f"something is due again and again at {self.line.at}")
        self.line.at = max(self.line.at, moment)
        self._carry()

    def _carry(self) -> None:
        """Let what waits leave: it arrives, is refused, or nobody knows."""
        for box in Mailbox.objects.all():
            while (message := outbox.claim(box, by=SENDER, at=self.line.at)) is not None:
                told = {"outcome": "", "by": SENDER, "at": self.line.at}
                if message.address in self.dead:
                    outbox.settle_failed(message, final=True, **told)
                elif message.address in self.unsure:
                    self.unsure.discard(message.address)
                    outbox.settle_uncertain(message, **told)
                else:
                    outbox.settle_sent(message, **told)

    # what happens

    def _people(self, words) -> None:
        for word in words:
            name, _, ways = word.partition("=")
            way, *more = ways.split(",")
            phone = f"0900 300 00{WRITTEN[name]}" if way in ("sms", "both") else ""
            email = f"{name.lower()}@example.vn" if way in ("mail", "both") else ""
            self.people[name] = self.line.stranger(name, phone, email)
            self.dead |= {phone, email} - {""} if "dead" in more else set()
            self.unsure |= {phone or email} if "unsure" in more else set()

    def _page(self, verb, matter, *rungs) -> None:
        steps = []
        for rung in rungs:
            name, _, wait = rung.partition("/")
            steps.append(actions.Step(self.people[name], int(wait) if wait else None))
        priority = int(verb.removeprefix("page") or 1)
        self.line.climb(*steps, about=f"matter:{matter}", title=f"Việc {matter}", priority=priority)

    def _says(self, name, words) -> None:
        phone = self.people[name].phone
        for matter in "12":
            pages = Page.objects.filter(ladder__about=f"matter:{matter}", rung__name=name).exclude(code="")
            if f"{{{matter}}}" in words:
                words = words.replace(f"{{{matter}}}", pages.latest("pk").code)
        reply = self.line.hears(phone, words)
        jobs.run(self.line.at)
        self._carry()
        self.last = PageAnswer.objects.filter(reply=reply).first() if reply else None

    def _stop(self, _verb, matter) -> None:
        actions.stop(f"matter:{matter}", by=HOOK, at=self.line.at)

    def _dies(self, _verb, name) -> None:
        self.dead |= {self.people[name].phone, self.people[name].email} - {""}

    def _lives(self, _verb, name) -> None:
        self.dead -= {self.people[name].phone, self.people[name].email}

    def _remind(self, _verb, stage) -> None:
        person = self.line.cast.hang
        person.email = "a@example.vn"
        person.save(update_fields=["email"])
        told = {"text": "Báo cáo", "url": "/", "due_at": self.line.at, "stage": stage, "by": HOOK, "at": self.line.at}
        actions.remind("assignment:1", person, **told)
        jobs.run(self.line.at)
        self._carry()

    # what must be so

    def _ladder(self, matter) -> Ladder:
        return Ladder.objects.filter(about=f"matter:{matter}").latest("pk")

    def _is(self, _verb, matter, state, by="") -> None:
        ladder = self._ladder(matter)
        assert (ladder.state, ladder.accepted_by) == (state, by)

    def _asked(self, _verb, matter, *told) -> None:
        pages = self._ladder(matter).pages.select_related("rung").order_by("pk")
        assert [f"{page.rung.name}:{page.state}" for page in pages] == list(told)

    def _outcome(self, _verb, wanted) -> None:
        assert (self.last.outcome if self.last else "none") == wanted

    def _told(self, _verb, name, count) -> None:
        rows = Message.objects.filter(channel="sms", address=self.people[name].phone)
        assert rows.exclude(state__in=["withdrawn", "failed"]).count() == int(count)

    def _calls(self, _verb, matter, *names) -> None:
        rows = queries.messages_of(self._ladder(matter)).filter(channel="call_sheet", state="queued").order_by("pk")
        assert [row.name for row in rows] == list(names)

    def _ladders(self, _verb, matter, count) -> None:
        assert Ladder.objects.filter(about=f"matter:{matter}").count() == int(count)

    def _sent(self, _verb, name, count) -> None:
        """How often the peer was given what went to a person."""
        ways = {self.people[name].phone, self.people[name].email} - {""}
        rows = Message.objects.filter(address__in=ways, channel__in=["sms", "email"]).exclude(state="withdrawn")
        assert sum(row.attempts for row in rows) == int(count)

    def _forsaken(self, _verb, count) -> None:
        assert len(queries.forsaken(self.line.at)) == int(count)
