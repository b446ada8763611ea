"""A watch as lines of text: a minute after six in the morning, what happens then, and what must be so."""

from __future__ import annotations

from django.db.models import F
from tests.duty.watch import DAY, HOUR, MINUTE, SIX, Watch

from thongsuot.duty import actions, jobs, queries
from thongsuot.duty.models import Handover, Leave, Shift, Swap
from thongsuot.engines.message import Alphabet, Piece, international
from thongsuot.ledger.actions import IllegalMove
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Person, System
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.models import Channel, Mailbox, Message
from thongsuot.paging import actions as paging
from thongsuot.paging import jobs as paging_jobs
from thongsuot.paging.models import Ladder, Page, Rung

LINE = System("Cổng gửi tin")
MOST_TICKS = 300
REFUSALS = {
    "early": actions.NotNow,
    "late": actions.NotNow,
    "other": actions.NotYours,
    "moved": IllegalMove,
    "role": NotAllowed,
    "begun": actions.Begun,
    "breaks": actions.Breaks,
    "doubt": actions.Doubtful,
    "taken": actions.Taken,
    "unsuited": actions.Unsuitable,
}


class Played(Watch):
    """A watch whose clock runs from step to step; the timer may stand still, and telephones write."""

    def __init__(self, cast, **told) -> None:
        super().__init__(cast, **told)
        for person in (self.lan, self.hai, self.dung, self.thu, self.son, self.long):
            self.fit(person)
        self.shifts: dict[str, Shift] = {}
        self.swaps: dict[str, Swap] = {}
        self.planned, self.down = False, False

    def play(self, text: str) -> None:
        """Play a scenario; a line is a minute and words, and fails with its own text."""
        for line in filter(None, (line.strip() for line in text.splitlines())):
            first, *words = line.split()
            try:
                if first == "with":
                    self.stand(*words)
                else:
                    self.until(SIX + float(first) * MINUTE)
                    self.step(words[0], words[1:])
            except AssertionError as error:
                raise AssertionError(f"{line!r}: {error}") from error

    def stand(self, name, who, kind="operations", minute="0", hours="12") -> None:
        """Put somebody, or nobody, into a shift."""
        person = None if who == "nobody" else getattr(self, who)
        begin, seat = SIX + float(minute) * MINUTE, 1 + sum(s.position.kind == kind for s in self.shifts.values())
        self.shifts[name] = self.shift(person, begin, float(hours), kind=kind, seat=seat)

    # time

    def until(self, moment) -> None:
        """Let time pass; a timer that is down does nothing, and makes up for it later."""
        if not self.planned:
            self.planned = True
            self.plan()
        for _tick in range(MOST_TICKS):
            due = [when for when in (jobs.next_due(), paging_jobs.next_due()) if when is not None]
            if self.down or not due or min(due) > moment:
                self.at = max(self.at, moment)
                return
            self.at = max(self.at, min(due))
            self.run()
        raise AssertionError(f"something is due again and again at {self.at}")

    def run(self) -> None:
        """Do one round of the timer, and let what waits leave by SMS."""
        jobs.run(self.at)
        paging_jobs.run(self.at)
        self.leave()

    def leave(self) -> None:
        """Let the operator's line take what waits."""
        for box in Mailbox.objects.filter(channel=Channel.SMS):
            while (message := outbox.claim(box, by=LINE, at=self.at)) is not None:
                outbox.settle_sent(message, outcome="", by=LINE, at=self.at)

    # what happens

    def step(self, verb: str, words: list[str]) -> None:
        """Take one step, which may be refused as the last word says, or look."""
        deed = getattr(self, f"do_{verb}", None)
        if deed is None:
            found = getattr(self, f"see_{verb}")(*words[:-1])
            assert str(found) == words[-1], found
            return
        why = words.pop()[1:] if words and words[-1].startswith("!") else ""
        found = self.refusal(deed, words)
        assert (None if found is None else type(found)) is REFUSALS.get(why), repr(found)

    def refusal(self, deed, words: list[str]) -> Exception | None:
        """Try something; return what it was refused by."""
        try:
            deed(*words)
        except tuple(REFUSALS.values()) as refusal:
            return refusal
        return None

    def _as(self, who: str, verb: str, *args, **told):
        person = getattr(self, who)
        with access.acting_as(person, self.at):
            return getattr(actions, verb)(*args, by=person, at=self.at, **told)

    def _fresh(self, name: str) -> Shift:
        return Shift.objects.select_related("person", "roster", "position", "organisation").get(pk=self.shifts[name].pk)

    def do_tick(self) -> None:
        self.run()

    def do_down(self) -> None:
        self.down = True

    def do_up(self) -> None:
        self.down = False
        self.run()

    def do_take(self, name, who="") -> None:
        handover = self.of(self.shifts[name])
        self.take(handover, by=getattr(self, who) if who else None, at=self.at)

    def do_word(self, name, by, said) -> None:
        self._as(by, "take", self.of(self.shifts[name]), way="word", said_at=SIX + float(said) * MINUTE)

    def do_hand(self, name, who) -> None:
        self._as(who, "hand", self.of(self.shifts[name]), notes="Đối tác hẹn 10:00")

    def do_sms(self, who, *said) -> None:
        """Let somebody write from the own telephone; the timer is woken by it."""
        self.write(getattr(self, who).phone, " ".join(said))

    def do_number(self, number, *said) -> None:
        self.write(number.replace("_", " "), " ".join(said))

    def write(self, number: str, text: str) -> None:
        """Let a telephone write to us."""
        self.leave()
        outbox.hear(international(number), Piece(Alphabet.UCS2, text.encode("utf-16-be")), by=LINE, at=self.at)
        if not self.down:
            self.run()

    def do_change(self, name, who) -> None:
        """Let the contact give a shift to somebody; one that runs is split, and its rest bears the name with a dash."""
        found = self._as("hang", "change_shift", self._fresh(name), getattr(self, who), why="ốm")
        self.shifts[f"{name}-" if found.pk != self.shifts[name].pk else name] = found

    def do_move(self, name, minute, hours) -> None:
        begin = SIX + float(minute) * MINUTE
        told = {"starts_at": begin, "until": begin + float(hours) * HOUR, "why": "họp"}
        self._as("hang", "move_shift", self._fresh(name), **told)

    def do_offer(self, name, who) -> None:
        self.swaps[name] = self._as(who, "offer_swap", self._fresh(name))

    def do_accept(self, name, who, exchange="") -> None:
        back = self._fresh(exchange) if exchange else None
        self._as(who, "take_swap", self.swaps[name], exchange=back)

    def do_approve(self, name, *even_so) -> None:
        self._as("hang", "approve_swap", self.swaps[name], even_so=bool(even_so))

    def do_refuse(self, name) -> None:
        self._as("hang", "refuse_swap", self.swaps[name], why="đủ người rồi")

    def do_withdraw(self, name, who) -> None:
        self._as(who, "withdraw_swap", self.swaps[name])

    def do_leave(self, who, since, until) -> None:
        span = {"since": SIX + float(since) * MINUTE, "until": SIX + float(until) * MINUTE}
        self._as(who, "take_leave", getattr(self, who), **span)

    def do_back(self, who) -> None:
        self._as(who, "cancel_leave", Leave.objects.filter(person=getattr(self, who)).last())

    def do_accepts(self, who) -> None:
        """Let somebody take the call of a ladder on."""
        person = getattr(self, who)
        with access.acting_as(person, self.at):
            paging.accept(Ladder.objects.first(), by=person, at=self.at)

    # what must be so

    def see_state(self, name):
        return "none" if (row := self.of(self.shifts[name])) is None else row.state

    def see_way(self, name):
        return self.of(self.shifts[name]).taken_way

    def see_minute(self, name):
        """When the shift was taken over, in minutes after six."""
        return int((self.of(self.shifts[name]).taken_at - SIX) / MINUTE)

    def see_from(self, name):
        """Who hands over to whom comes in a shift."""
        return self.short(self.of(self.shifts[name]).outgoing)

    def see_asked(self, name):
        """Who was told about a hand-over on the screen, in order."""
        rows = Handover.objects.filter(shift=self.shifts[name].pk).order_by("id")
        told = [who for row in rows for who, _subject in Watch.told(self, row)]
        return ",".join(self.called(who) for who in told) or "nobody"

    def see_called(self, name):
        """Who has been paged, in order."""
        pages = Page.objects.filter(ladder__about=f"handover:{self.of(self.shifts[name]).pk}").exclude(state="due")
        return ",".join(self.called(page.rung.name) for page in pages.select_related("rung").order_by("id")) or "nobody"

    def see_last(self, name):
        rungs = Rung.objects.filter(ladder__about=f"handover:{self.of(self.shifts[name]).pk}").order_by("position")
        return self.called(rungs.last().name)

    def see_ladder(self, name):
        row = Ladder.objects.filter(about=f"handover:{self.of(self.shifts[name]).pk}").first()
        return "none" if row is None else row.state

    def see_duty(self, kind):
        people = [shift.person for shift in queries.on_duty(self.office, self.at) if shift.position.kind == kind]
        return ",".join(self.short(person) for person in people) or "nobody"

    def see_first(self):
        """Who is asked first if something fails now."""
        return self.short(queries.reached_first(self.office, self.at)[0])

    def see_swap(self, name):
        return Swap.objects.get(pk=self.swaps[name].pk).state

    def see_counted(self, day="0"):
        """What a day came to: shifts, filled, taken over; and in which version."""
        key = f"duty:{self.office.pk}:{(SIX + int(day) * DAY).date().isoformat()}"
        row = Evidence.objects.filter(organisation=self.office, key=key).order_by("version").last()
        if row is None:
            return "nothing"
        names = ("shifts", "shifts_filled", "check_ins")
        return "/".join(str(row.figures[name]) for name in names) + f"v{row.version}"

    def see_heard(self, who, *part):
        """How many SMS that begin with these words went to somebody's telephone."""
        rows = Message.objects.filter(recipient=getattr(self, who), channel=Channel.SMS)
        return rows.filter(subject__startswith=" ".join(part).replace("_", " ")).count()

    def see_due(self):
        due = jobs.next_due()
        return "never" if due is None else int((due - SIX) / MINUTE)

    def see_open(self):
        """How many hand-overs wait beyond the end of their shift: none, ever."""
        rows = Handover.objects.filter(state__in=["expected", "asked", "chased", "escalated"])
        return rows.filter(due_at__gt=F("shift__until")).count()

    def short(self, person: Person | None) -> str:
        """Return the short name of a person."""
        return "nobody" if person is None else self.called(person.name)

    def called(self, name: str) -> str:
        """Return the short name for a whole one."""
        known = ("lan", "hai", "dung", "thu", "son", "long", "hang")
        return next((short for short in known if getattr(self, short).name == name), name.replace(" ", "_"))
