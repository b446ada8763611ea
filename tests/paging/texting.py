"""People who are paged by SMS and answer by SMS: the operator's line, turned by hand."""

from __future__ import annotations

from datetime import timedelta

from tests.cast import MONDAY

from thongsuot.engines.message import Alphabet, Piece, international
from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Contact, Words
from thongsuot.outbox.models import Channel, Mailbox, Message, Reply
from thongsuot.paging import actions, jobs
from thongsuot.paging.models import Page, PageAnswer

HOOK = System("Giám sát")
LINE = System("Hộp tin nhắn đến")
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
HANG, LONG, TRUC = "0900 000 001", "+84 900 000 002", "0900.000.003"  # fictional


class Texting:
    """The line, its clock, and the telephones at its ends."""

    def __init__(self, cast) -> None:
        self.cast, self.at = cast, MONDAY
        self.hang = self.reached(cast.hang, HANG)
        self.long = self.reached(cast.long, LONG)

    def reached(self, person, phone="", email=""):
        """Return how a person is reached."""
        return Contact(person.organisation, person.name, person, email, phone)

    def stranger(self, name, phone="", email=""):
        """Return somebody without an account."""
        return Contact(self.cast.hang.organisation, name, None, email, phone)

    def climb(self, *rungs, about="incident:1", title="Mất liên lạc bệnh viện", priority=1, **rest):
        """Open a ladder."""
        words = Words(title, "Tuyến cáp đứt.", "/su-co/1/", priority)
        organisation = self.cast.hang.organisation
        return actions.open_ladder(about, rungs, words, organisation=organisation, by=HOOK, at=self.at, **rest)

    def later(self, span):
        """Turn the clock on and let the timer work."""
        self.at += span
        return jobs.run(self.at)

    def send(self, *, dead=()):
        """Let all that waits on the line leave; an operator refuses the dead numbers. Return how many left."""
        count = 0
        for box in Mailbox.objects.filter(channel__in=[Channel.SMS, Channel.EMAIL]):
            while (message := outbox.claim(box, by=LINE, at=self.at)) is not None:
                count += 1
                if message.address in dead:
                    outbox.settle_failed(message, outcome="không có thuê bao", final=True, by=LINE, at=self.at)
                else:
                    outbox.settle_sent(message, outcome="", by=LINE, at=self.at)
        return count

    def hears(self, phone, words):
        """Let a telephone write to us; return the answer that is kept, or None from a stranger."""
        before = set(Reply.objects.values_list("pk", flat=True))
        piece = Piece(Alphabet.UCS2, words.encode("utf-16-be"))
        outbox.hear(international(phone), piece, by=LINE, at=self.at)
        return Reply.objects.exclude(pk__in=before).first()

    def says(self, phone, words):
        """Let a telephone write to us and the timer read it; return what came of it."""
        self.at += SECOND
        reply = self.hears(phone, words)
        jobs.run(self.at)
        return PageAnswer.objects.filter(reply=reply).first()

    def told(self, phone, channel=Channel.SMS):
        """Return what was written to a telephone, in order."""
        rows = Message.objects.filter(channel=channel, address=phone).order_by("id")
        return [f"{row.subject}. {row.body}" if row.body else row.subject for row in rows]

    def code(self, ladder, phone):
        """Return the code by which a telephone accepts."""
        return Page.objects.filter(ladder=ladder, rung__address__number=international(phone)).order_by("-id")[0].code


def asked(ladder):
    """Return who was asked and what became of it."""
    pages = Page.objects.filter(ladder=ladder).select_related("rung").order_by("id")
    return [(page.rung.name, page.state) for page in pages]


def fresh(row):
    """Return the row as it is now."""
    with access.acting_as_system():
        return type(row).objects.get(pk=row.pk)
