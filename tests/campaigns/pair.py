"""Two installs in one process: each with its own database and its own key; packages are carried as signed bytes.

Both databases are put back as they were when a test ends. `at` changes the end at which the code under test runs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from tests.campaigns import gated
from tests.campaigns.running import Running
from tests.cast import Cast

from thongsuot.campaigns import actions as campaigns
from thongsuot.campaigns import jobs
from thongsuot.campaigns.models import Campaign, Carriage, Share
from thongsuot.engines.package import SigningKey
from thongsuot.links import actions, queries
from thongsuot.links.actions import Registration
from thongsuot.links.models import Package
from thongsuot.organisations import access
from thongsuot.organisations.models import System

BY = System("thử")
PLACES = ("department", "operator")


@dataclass
class End:
    """One install: its connection, its home, and the people and clock of a campaign there."""

    connection: Any
    environment: Any
    speaks_with: str  # the organisation whose install the other one is
    running: Running | None = None

    @property
    def key(self) -> SigningKey:
        """Return the key that signs."""
        return SigningKey(bytes.fromhex(self.environment.links_keys[0]))


class Pair:
    """The department's install and the operator's."""

    def __init__(self, department: End, operator: End) -> None:
        self.department, self.operator = department, operator
        self.here = department
        self.carried: list[bytes] = []  # every parcel that ever left
        self.campaign: Campaign | None = None  # the department's, at the stages that have one

    @contextmanager
    def at(self, end: End) -> Iterator[Running]:
        """Be at one end inside the block."""
        before, self.here = self.here, end
        _be_at(end)
        try:
            yield end.running
        finally:
            self.here = before
            _be_at(before)

    def later(self, span: Any) -> None:
        """Turn both clocks on."""
        for end in (self.department, self.operator):
            end.running.later(span)

    @property
    def moment(self) -> Any:
        """Return what the clocks say."""
        return self.department.running.at

    def parcels(self, end: End) -> list[bytes]:
        """Sign what waits at an end, without sending it."""
        with self.at(end):
            rows = Package.objects.filter(direction="out", state="queued").order_by("id")
            return [queries.parcel(actions.export(row, at=self.moment)) for row in rows]

    def bring(self, end: End, parcel: bytes) -> actions.Answered:
        """Bring a parcel to an end and the receipt back."""
        other = self.operator if end is self.department else self.department
        with self.at(end):
            answered = actions.receive(parcel, by=BY, at=self.moment)
        if answered.receipt:
            with self.at(other):
                actions.take_by_hand(answered.receipt, by=BY, at=self.moment)
        return answered

    def carry(self, *, lose: Callable[[bytes], bool] = lambda parcel: False) -> None:
        """Let everything that waits go to and fro until there is nothing more, and be carried out."""
        for _turn in range(10):
            moved = 0
            for end, other in ((self.department, self.operator), (self.operator, self.department)):
                for parcel in self.parcels(end):
                    self.carried.append(parcel)
                    if lose(parcel):
                        self._lost(end)
                    else:
                        assert self.bring(other, parcel).taken
                    moved += 1
                self.take_in(other)
            if not moved:
                return
        raise AssertionError("packages beget packages without end")

    def _lost(self, end: End) -> None:
        """Let somebody take a package out of the queue that is never to arrive."""
        with self.at(end):
            row = Package.objects.filter(direction="out", state="queued").order_by("id").first()
            actions.abandon(row, by=BY, at=self.moment)

    def take_in(self, end: End) -> None:
        """Let an end deal with what came."""
        with self.at(end):
            while campaigns.take_in(at=self.moment):
                pass

    def work(self, end: End) -> None:
        """Let the timer of an end run."""
        with self.at(end):
            jobs.run(self.moment)

    def share(self, end: End, code: str = "dd-1") -> Share:
        """Return the operator's newest share as it stands at an end."""
        with self.at(end):
            rows = Share.objects.select_related("campaign", "organisation", "accepted_by", "released_by")
            return rows.filter(organisation__code=code, carriage__isnull=False).latest("id")

    def carriage(self, end: End) -> Carriage:
        """Return the way of the newest share."""
        with self.at(end):
            return Carriage.objects.latest("id")

    def copy(self) -> Campaign:
        """Return the operator's copy of the newest campaign."""
        return self.share(self.operator).campaign

    def asked(self, *codes: str, **other: Any) -> Campaign:
        """Ask at the department's, and let it arrive."""
        with self.at(self.department) as running:
            campaign = running.request(*codes or ("dd-1",), **other)
        self.carry()
        return campaign

    def estimate(self, **other: Any) -> None:
        """Let the operator answer in its install."""
        with self.at(self.operator) as running:
            running.estimate(self.copy(), **other)
        self.carry()

    def approve(self, campaign: Campaign) -> Campaign:
        """Approve at the department's."""
        with self.at(self.department) as running:
            campaign = running.approve(campaign)
        self.carry()
        return campaign

    def approved(self, *codes: str) -> Campaign:
        """Return an approved campaign; operators other than the first have no install of their own."""
        campaign = self.asked(*codes)
        self.estimate()
        with self.at(self.department) as running:
            for code in codes[1:]:
                running.estimate(campaign, code)
        return self.approve(campaign)

    def try_out(self, *, numbers: int = 0) -> None:
        """Let 1 % of an approved campaign be sent, by the operator's own platform or by its gateway here."""
        with self.at(self.operator) as running:
            if numbers:
                gated.gateway_tried(running, self.copy(), kept=numbers)
            else:
                running.tried(self.copy())
        self.carry()

    def operate(self, verb: str, role: str, **told: Any) -> None:
        """Take one step at the operator's, and let it arrive."""
        with self.at(self.operator) as running:
            running.do(verb, self.share(self.operator), by=running.person("dd-1", role), **told)
        self.carry()

    def count(self, **other: Any) -> None:
        """Let the operator count in its install."""
        with self.at(self.operator) as running:
            running.tally(self.copy(), **other)
        self.carry()

    def states(self) -> tuple[str, str, str, str]:
        """Return campaign and share at the department's, campaign and share at the operator's."""
        ours, theirs = self.share(self.department), self.share(self.operator)
        return ours.campaign.state, ours.state, theirs.campaign.state, theirs.state

    def refusals(self, end: End) -> list[str]:
        """Return why packages were refused at an end."""
        with self.at(end):
            rows = Package.objects.filter(direction="in", state="refused").order_by("id")
            return list(rows.values_list("outcome", flat=True))


def _be_at(end: End) -> None:
    connections["default"] = end.connection
    settings.ENVIRONMENT = end.environment


@contextmanager
def paired(databases: tuple[str, str], folder: Path, *, keep: bool = False) -> Iterator[Pair]:
    """Keep two installs inside the block, each on a database of its own; afterwards both are as before, or kept."""
    own, environment = connections["default"], settings.ENVIRONMENT
    options = {name: value for name, value in own.settings_dict["OPTIONS"].items() if name != "pool"}  # of another one
    ends = []
    for place, database, speaks_with in zip(PLACES, databases, ("dd-1", "so-khcn"), strict=True):
        connection = own.copy()
        connection.settings_dict = {**own.settings_dict, "NAME": database, "OPTIONS": options}
        ends.append(End(connection, replace(environment, home=folder / place), speaks_with))
    pair = Pair(*ends)
    try:
        with ExitStack() as inside:
            for end in ends:
                _be_at(end)
                inside.enter_context(_open(end, keep=keep))
                end.running = Running(Cast())
            _be_at(ends[0])
            yield pair
    finally:
        connections["default"], settings.ENVIRONMENT = own, environment
        for end in ends:
            end.connection.close()


@contextmanager
def _open(end: End, *, keep: bool) -> Iterator[None]:
    """Let nothing of a test stay in an end's database; its walls stand open for the test's own looks."""
    with transaction.atomic():
        with access.acting_as_system():
            yield
            _be_at(end)
        transaction.set_rollback(not keep)


def meet(pair: Pair) -> None:
    """Let both pin each other's key; no number of a row at one end is that of the other."""
    for end, peer in ((pair.department, pair.operator), (pair.operator, pair.department)):
        with pair.at(end):
            _know(end, peer.key)
    with pair.at(pair.operator) as running:
        running.request("dd-2", number="1/BQL")


def _know(end: End, key: SigningKey) -> None:
    public = key.public
    organisation = Cast().organisation(end.speaks_with)
    told = Registration(organisation, "", public.text, public.fingerprint)
    actions.register(told, by=BY, at=Running(Cast()).at)
