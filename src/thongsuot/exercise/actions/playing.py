"""The crisis in simulated time: a scripted officer and a scripted province, through actions and jobs only."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Directive, Obligation
from thongsuot.exercise import queries
from thongsuot.exercise.actions import answering, cutting, messaging, watching
from thongsuot.exercise.actions.casting import load_cast
from thongsuot.exercise.actions.scripting import Script, report
from thongsuot.files import actions as files
from thongsuot.files.models import File
from thongsuot.files.queries import open_runs
from thongsuot.ledger.models import Reality
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation, Person
from thongsuot.reports import actions as reports
from thongsuot.reports.models import Snapshot

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
MOST_ROUNDS = 50  # of the jobs at one moment, should they never come to rest


@dataclass(frozen=True)
class Machinery:
    """What works by itself in the real install: the jobs of the timer, and the task that sets the papers of a run.

    Beside the timer's modules a job may be anything that has `run(at)` and `next_due()`, as the operators' gateways.
    """

    jobs: Sequence[Any]
    set_papers: Callable[..., object]


@dataclass
class Stage:
    """The simulated clock: scripted acts and the jobs of the timer, in the order of their moments."""

    machinery: Machinery
    at: datetime
    acts: list[tuple[datetime, int, Callable[[datetime], object]]] = field(default_factory=list)
    order: Iterator[int] = field(default_factory=itertools.count)

    def plan(self, moment: datetime, act: Callable[[datetime], object]) -> None:
        """Put an act on the script; acts of one moment happen in the order in which they were planned."""
        heapq.heappush(self.acts, (moment, next(self.order), act))

    def play(self, until: datetime) -> None:
        """Let time pass up to the moment."""
        while self.at <= until:
            self._jobs()
            nexts = [moment for moment in (self._due(), self.acts[0][0] if self.acts else None) if moment is not None]
            ahead = [moment for moment in nexts if moment <= until]
            if not ahead:
                return
            self.at = max(self.at, min(ahead))
            while self.acts and self.acts[0][0] <= self.at:
                with access.acting_as_system():
                    heapq.heappop(self.acts)[2](self.at)

    def _jobs(self) -> None:
        for _ in range(MOST_ROUNDS):
            worked = self._set_papers()
            for job in self.machinery.jobs:
                if getattr(job, "AUTONOMOUS", False):
                    worked += job.run(self.at)
                else:
                    with access.acting_as_system():
                        worked += job.run(self.at)
            if not worked:
                return

    def _set_papers(self) -> int:
        """Do what the workers of the real install do as soon as it is ordered."""
        with access.acting_as_system():
            ordered = list(open_runs().filter(kind=reports.RENDER).values_list("pk", flat=True))
            for run in ordered:
                self.machinery.set_papers(run, at=self.at)
        return len(ordered)

    def _due(self) -> datetime | None:
        with access.acting_as_system():
            dues = [job.next_due() for job in self.machinery.jobs]
        later = [due for due in dues if due is not None and due > self.at]
        return min(later, default=None)


def play(reading: dict[str, Any], letter: bytes, *, machinery: Machinery) -> Directive:
    """Play a letter from its arrival past its deadline, and return the directive."""
    script = Script.of(reading)
    department = queries.department() or load_cast(at=script.begins - timedelta(days=60))
    with access.acting_as_system():
        directive = _issue(reading, letter, department, script)
    stage = Stage(machinery, script.begins)
    with access.acting_as_system():
        _plan(stage, directive, script)
    stage.play(script.ends)
    with access.acting_as_system():
        if not Snapshot.objects.filter(directive=directive).exists():
            reports.consolidate(directive, by=_person("so.chuyenvien"), at=script.ends)
    stage.play(script.ends)
    return directive


def _issue(reading: dict[str, Any], letter: bytes, department: Organisation, script: Script) -> Directive:
    """Let the follower read and confirm, and the leader issue."""
    at, follower = script.begins, _person("so.chuyenvien")
    kept = _keep(letter, reading, department, follower, at)
    directive = directives.receive(
        reading, file=kept, organisation=department, reality=Reality.EXERCISE, by=follower, at=at
    )
    directives.confirm(directive, list(directive.obligations.all()), by=follower, at=at + 30 * MINUTE)
    return directives.issue(directive, by=_person("so.lanhdao"), at=script.issued)


def _keep(letter: bytes, reading: dict[str, Any], department: Organisation, by: Person, at: datetime) -> File:
    name = reading.get("file") or "van-ban"
    return files.store(letter, name=name, organisation=department, reality=Reality.EXERCISE, by=by, at=at)


def _plan(stage: Stage, directive: Directive, script: Script) -> None:
    silent, late = _weak(directive, script.deadline)
    visitors = answering.Visitors.of(directive, script.deadline)
    for receipt in directive.receipts.select_related("organisation").order_by("organisation__code"):
        code = receipt.organisation.code
        if code != silent:
            hand_in = answering.hand_in_paper if code == visitors.on_paper else report
            acknowledged = code != visitors.guest
            script.plan_work(stage.plan, directive, code, late=code == late, acknowledges=acknowledged, reports=hand_in)
    answering.plan(stage.plan, directive, visitors, at=script.received)
    for duty in directive.obligations.filter(state="confirmed", mode="conditional", kind="MASS_SMS"):
        stage.plan(script.requested, partial(_request, duty.pk))
    messaging.plan(stage.plan, directive, silent=silent, at=script.requested + MINUTE)
    watch = queries.watch_of(directive, silent=silent, since=script.issued, until=script.watched)
    watching.plan(stage.plan, watch, at=max(script.issued, watch.begins - 12 * HOUR))
    cutting.plan(stage.plan, watch)


def _request(duty: int, at: datetime) -> None:
    row = Obligation.objects.get(pk=duty)
    directives.activate(row, by=_person("so.chuyenvien"), at=at, note="Sở đã nhận đề nghị nhắn tin")


def _weak(directive: Directive, deadline: datetime) -> tuple[str | None, str | None]:
    """Return who stays silent and who is late: the first two by code of those that must report by the deadline.

    Where the letter sets none, they are the first two that must report, or that it binds, or that it reached.
    """
    told = queries.cast()
    named = dict(enumerate(queries.speakers(directive, deadline)[0], start=1))
    return named.get(told["silent"]), named.get(told["late"])


def _person(username: str) -> Person:
    return Person.objects.select_related("organisation").get(username=username)
