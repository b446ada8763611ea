"""Pieces of a gateway without a centre or a table: wires in name only, and a book that keeps the jobs it is given."""

from __future__ import annotations

import numpy as np

from thongsuot.campaigns.actions.claiming import Claimed, Held
from thongsuot.campaigns.gateway.holdings import Holding
from thongsuot.campaigns.gateway.wording import worded
from thongsuot.engines.smpp import Standing
from thongsuot.outbox.gateway import links

FIRST = 84_900_000_000


def told(**options):
    query = "&".join(f"{name}={value}" for name, value in options.items())
    return links.read_one("dd-1", f"smpp://esme:secret@127.0.0.1:2775?{query}", "live")


class Session:
    """Keeps what it is given to send."""

    def __init__(self):
        self.batches, self.repeated = [], []

    def send(self, batch):
        """Take a batch."""
        self.batches.append(batch)

    def again(self, batch):
        """Take what was postponed."""
        self.repeated.append(batch)
        return batch.again()


class Wire:
    """A connection in name only."""

    def __init__(self, bound=True, trouble=""):
        self.bound, self.trouble, self.session = bound, trouble, Session()


class Book:
    """Keeps the jobs it is given; the test says what came of them."""

    organisation = 9

    def __init__(self):
        self.jobs, self.known = [], {}

    def holds(self, _number):
        """Every place is ours."""
        return True

    def do(self, job):
        """Take a job."""
        self.jobs.append(job)

    def took(self, kind):
        """Return the jobs of a kind, and forget them."""
        found = [job for job in self.jobs if isinstance(job, kind)]
        self.jobs = [job for job in self.jobs if not isinstance(job, kind)]
        return found


def lane(share=1, number=0, epoch=1):
    return Held(100 * share + number, epoch, share, number)


def claimed(count=100, sent=0, upto=None, *, held=None, batch=7, causes=None):
    """Return a claim of the first recipients of a batch."""
    upto = count if upto is None else upto
    return Claimed(batch, held or lane(), 1, sent, upto, count, causes or {}, FIRST + np.arange(count, dtype="<i8"))


def holding(count=100, sent=0, upto=None, *, text="Xin chao", **other):
    return Holding(claimed(count, sent, upto, **other), worded(told(), "UBND-DX", text, reference=3))


def answer(batch, most=None, *, status=0):
    """Let messages leave, and let the centre say the same of all that are waited for."""
    batch.take(batch.waiting if most is None else most, 0.0)
    for place in np.flatnonzero(batch.standing == Standing.SENT).tolist():
        batch.settle_one(place, status, b"" if status else b"%05X" % place)
