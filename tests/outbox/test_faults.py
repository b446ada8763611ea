"""Senders are killed and frozen at random moments; an outside witness says what really arrived."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from psycopg.conninfo import make_conninfo
from tests.outbox import sms_link, sms_peer
from tests.outbox.witness import Witness, standing

from thongsuot.exercise.gateway import Spread
from thongsuot.organisations import access
from thongsuot.organisations.models import System
from thongsuot.outbox import actions
from thongsuot.outbox.actions import Contact, Draft, Words
from thongsuot.outbox.models import Message

pytestmark = pytest.mark.django_db(transaction=True)
LONG = bool(os.environ.get("TS_SOAK"))
KILLS = 120 if LONG else 12
SEED = int(os.environ.get("TS_SEED") or random.SystemRandom().randrange(10**6))
PATIENCE = 60.0  # seconds until the queue must be empty


class Senders:
    """Processes that send, started by one process that has nothing to lose."""

    def __init__(self, starter: subprocess.Popen[str]) -> None:
        self.starter = starter
        self.alive: list[int] = []

    def start(self) -> None:
        """Start one more."""
        self.starter.stdin.write("\n")
        self.starter.stdin.flush()
        self.alive.append(int(self.starter.stdout.readline()))

    def signal(self, number: int, what: signal.Signals) -> None:
        """Signal one of ours."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, what)
        if what is signal.SIGKILL:
            self.alive.remove(number)


@contextlib.contextmanager
def senders(database: str, witness: Witness, *options: str, **variables: str) -> Iterator[Senders]:
    environment = {**os.environ, "DATABASE_URL": database, "TS_SMTP_URL": witness.url, **variables}
    starter = subprocess.Popen(
        [sys.executable, "-m", "tests.outbox.sender", *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=Path(__file__).parents[2],
    )
    ours = Senders(starter)
    try:
        yield ours
    finally:
        for number in list(ours.alive):
            ours.signal(number, signal.SIGCONT)
            ours.signal(number, signal.SIGKILL)
        starter.stdin.close()
        starter.wait(10)


@pytest.fixture
def database(cluster, worker_database):
    return make_conninfo(cluster.app_url, dbname=worker_database)


@pytest.fixture
def chance():
    print(f"\nTS_SEED={SEED}")  # noqa: T201  # repeats the run
    return random.Random(SEED)  # noqa: S311  # moments, not secrets


def gateway_of(peer) -> dict[str, str]:
    """Return the variables by which senders find an SMS gateway and no mail server."""
    templates = {f"TS_SMS_{name.upper()}": value for name, value in sms_peer.TEMPLATES.items()}
    return {"TS_SMTP_URL": "", "TS_SMS_URL": peer.url, **templates}


class Centre:
    """The record of a simulated centre, read as the other witnesses are: how often each message was taken."""

    def __init__(self, peer: sms_link.Peer) -> None:
        self.peer, self.url = peer, peer.url
        self.slowest, self.random = 0.0, None  # how slowly it answers was said when it began

    @property
    def tokens(self) -> Counter[str]:
        """Return how often each message was taken; its text says which one it is."""
        with access.acting_as_system():
            names = dict(Message.objects.values_list("key", "token"))
        numbers = Counter(bytes(seen.octets).decode("utf-16-be").split(".")[0] for seen in self.peer.lines)
        return Counter({str(names[f"k{words.removeprefix('Tin ')}"]): times for words, times in numbers.items()})


@contextlib.contextmanager
def centre() -> Iterator[Centre]:
    with (
        tempfile.TemporaryDirectory() as folder,
        sms_link.standing(Path(folder) / "record.tsv", latency=Spread(0.0, 0.03)) as peer,
    ):
        yield Centre(peer)


def link_to(peer: Centre) -> dict[str, str]:
    """Return the variables by which single messages leave by a link."""
    return {"TS_SMTP_URL": "", "TS_SMPP_LINKS": f"dd-1={peer.url}", "TS_SMS_URL": "link:dd-1"}


WAYS = {
    "email": ("email", standing, lambda peer: {}),
    "sms": ("sms", sms_peer.standing, gateway_of),
    "link": ("sms", centre, link_to),
}


def queue(cast, numbers, chance, way="email") -> None:
    """Queue reminders and, one in four, pages of the first priority: all of them acknowledged to the caller."""
    with access.acting_as_system():
        organisation = cast.organisation("dd-1")
        to = Contact(organisation, "Người nhận", None, "nhan@example.vn", "0900 000 009")
        for number in numbers:
            words = Words(f"Tin {number}", "Nội dung", "", 1 if chance.random() < 0.25 else 2)
            actions.queue(Draft(f"k{number}", way, to, words, "live"), by=System("thử"), at=datetime.now(UTC))


def waiting() -> int:
    with access.acting_as_system():
        return Message.objects.filter(state__in=["queued", "sending"]).count()


def drain() -> None:
    """Wait until nothing waits any more."""
    until = time.monotonic() + PATIENCE
    while waiting():
        assert time.monotonic() < until, f"{waiting()} tin vẫn chờ"
        time.sleep(0.05)


def violations(acknowledged: int, seen: Counter[str], crashes: int) -> list[str]:
    """Compare the rows with the witness; every line is a promise that was broken."""
    with access.acting_as_system():
        rows = list(Message.objects.all())
    found = [f"{acknowledged - len(rows)} acknowledged messages lost"] if len(rows) != acknowledged else []
    for row in rows:
        times = seen[str(row.token)]
        if row.state not in ("sent", "uncertain"):
            found.append(f"{row.key} ended {row.state}")
        if row.state == "sent" and times == 0:
            found.append(f"{row.key} is called sent and never arrived")
        if times > 1 + row.doubts:
            found.append(f"{row.key} arrived {times} times with {row.doubts} doubts")
        if row.priority != 1 and times > 1:
            found.append(f"{row.key}, a reminder, arrived {times} times")
        if row.priority == 1 and times == 0:
            found.append(f"{row.key}, a page, never arrived")
    if sum(row.doubts for row in rows) > crashes:
        found.append(f"{sum(row.doubts for row in rows)} doubts after {crashes} crashes")
    strangers = set(seen) - {str(row.token) for row in rows}
    return found + [f"{len(strangers)} mails that nobody queued"] * bool(strangers)


def kill_at_random(cast, database, chance, *options: str, way: str = "email") -> list[str]:
    """Kill senders at random moments while messages keep coming, let the rest drain, and compare."""
    queued, (channel, stand, variables) = 0, WAYS[way]
    with stand() as witness, senders(database, witness, *options, **variables(witness)) as ours:
        witness.slowest, witness.random = 0.03, chance
        for _ in range(KILLS):
            if waiting() < 15:
                queue(cast, range(queued, queued + 30), chance, channel)
                queued += 30
            while len(ours.alive) < 2:  # a second stands by and takes over
                ours.start()
            before = sum(witness.tokens.values())
            until = time.monotonic() + PATIENCE
            while sum(witness.tokens.values()) == before and time.monotonic() < until:
                time.sleep(0.002)
            time.sleep(chance.uniform(0.0, 0.12))
            ours.signal(chance.choice(ours.alive), signal.SIGKILL)
        ours.start()
        drain()
        for number in list(ours.alive):
            ours.signal(number, signal.SIGKILL)
        return violations(queued, witness.tokens, KILLS)


@pytest.mark.parametrize("way", WAYS)
def test_whatever_is_killed_nothing_is_lost_and_only_crashes_leave_doubt(cast, database, chance, way):
    assert kill_at_random(cast, database, chance, way=way) == []


def test_without_the_fence_the_same_run_breaks_the_promise(cast, database, chance):
    for _ in range(5):  # a kill must hit the moment between the answer and the commit: nearly always the first run
        broken = kill_at_random(cast, database, chance, "unfenced")
        if broken:
            break
        with access.acting_as_system():
            assert Message.objects.exclude(state="sent").count() == 0
            Message.objects.all().delete()
    assert any("arrived" in line for line in broken), broken


def test_a_frozen_sender_is_replaced_and_sends_nothing_twice_when_it_wakes(cast, database, chance):
    with standing() as witness, senders(database, witness, LEASE="4") as ours:
        witness.slowest, witness.random = 0.03, chance
        queue(cast, range(60), chance)
        ours.start()
        while sum(witness.tokens.values()) < 5:
            time.sleep(0.005)
        frozen = ours.alive[0]
        ours.signal(frozen, signal.SIGSTOP)
        ours.start()
        drain()  # the second ends the session of the first after the lease and takes over
        ours.signal(frozen, signal.SIGCONT)
        time.sleep(0.5)
        queue(cast, range(60, 70), chance)
        drain()
        assert violations(70, witness.tokens, 1) == []
