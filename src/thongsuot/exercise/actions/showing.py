"""The demonstration: one letter long answered, one under way, one still under review."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.utils.timezone import localtime

from thongsuot.directives import actions as directives
from thongsuot.directives.models import Directive
from thongsuot.exercise import queries
from thongsuot.exercise.actions import cutting, scripting, watching
from thongsuot.exercise.actions.casting import Password, load_cast
from thongsuot.exercise.actions.playing import Machinery, Stage, play
from thongsuot.files import actions as files
from thongsuot.ledger.actions import mark_reality
from thongsuot.ledger.models import Reality
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation, Person
from thongsuot.reports import actions as reports
from thongsuot.reports.models import Report

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

Read = Callable[[bytes, str], dict[str, Any]]  # bytes and a file name -> what the engine reads


@dataclass(frozen=True)
class Show:
    """What the demonstration needs from outside: how letters are read, and what works by itself."""

    read: Read
    machinery: Machinery


def seat_cast(*, at: datetime, password: Password) -> Organisation:
    """Bring the cast into an empty install, long before its letters."""
    mark_reality(Reality.EXERCISE, at=at)
    return load_cast(at=at - 90 * DAY, password=password)


def show_letters(show: Show, department: Organisation, *, at: datetime) -> None:
    """Let the three letters of the demonstration arrive and be worked on."""
    today = localtime(at).date()
    answered = queries.letter("nang-nong", number=41, on=today - 12 * DAY, due=today - 9 * DAY).encode()
    long_ago = play(_named(show.read(answered, "nang-nong.txt"), "nang-nong.txt"), answered, machinery=show.machinery)
    with access.acting_as_system():
        _accept(long_ago, at - 8 * DAY)
        under_way = _receive(show, "mua-lu", 52, department, at - 26 * HOUR, due=at + 2 * DAY)
        _issue(under_way, at - 25 * HOUR)
        _receive(show, "ky-thi", 318, department, at - HOUR, due=at + 6 * DAY)
    _work(under_way, show.machinery, at)


def _accept(directive: Directive, at: datetime) -> None:
    for report in Report.objects.filter(directive=directive, state=Report.State.SUBMITTED):
        reports.accept(report, by=_person("so.chuyenvien"), at=at)


def _named(reading: dict[str, Any], name: str) -> dict[str, Any]:
    return reading | {"file": name}


def _receive(show: Show, name: str, number: int, department: Organisation, at: datetime, *, due: datetime) -> Directive:
    letter = queries.letter(name, number=number, on=localtime(at).date(), due=localtime(due).date()).encode()
    follower = _person("so.chuyenvien")
    place: dict[str, Any] = {"organisation": department, "reality": Reality.EXERCISE, "by": follower, "at": at}
    kept = files.store(letter, name=f"{name}.txt", **place)
    return directives.receive(show.read(letter, f"{name}.txt"), file=kept, **place)


def _issue(directive: Directive, at: datetime) -> None:
    directives.confirm(directive, list(directive.obligations.all()), by=_person("so.chuyenvien"), at=at)
    directives.issue(directive, by=_person("so.lanhdao"), at=at)


def _work(directive: Directive, machinery: Machinery, now: datetime) -> None:
    """Let a day pass: most acknowledge, some have worked, one is silent."""
    stage = Stage(machinery, now - 25 * HOUR)
    with access.acting_as_system():
        codes = sorted(directive.receipts.values_list("organisation__code", flat=True))
    for number, code in enumerate(codes):
        begin = stage.at + (number + 1) * HOUR
        if number > 0:
            stage.plan(begin, partial(scripting.acknowledge, directive.pk, code))
        if number % 3 == 1:
            stage.plan(begin + 2 * HOUR, partial(scripting.brief, directive.pk, code))
        if number > 2:
            stage.plan(begin + 5 * HOUR, partial(scripting.declare, directive.pk, code))
    _watch(stage, now)
    stage.play(now)


def _watch(stage: Stage, now: datetime) -> None:
    """Let one enterprise keep watch since this morning: a line was cut and mended, another one is being mended."""
    told, today = queries.cast()["watch"], localtime(now).replace(hour=7, minute=0, second=0, microsecond=0)
    watch = queries.Watch(told["enterprise"], today if today <= now else today - DAY, 7)
    watching.plan(stage.plan, watch, at=stage.at + HOUR / 4)
    stage.plan(stage.at + HOUR / 2, partial(cutting.connect, watch.code))
    for site, begin, end in (("bv-tinh", 4 * HOUR, 3 * HOUR), (told["site"], HOUR / 4, None)):
        cut = cutting.Cut(watch.code, site, now - begin)
        stage.plan(cut.begin, partial(cutting.tell, cut))
        stage.plan(cut.begin + cutting.ANSWERED, partial(cutting.answer, cut))
        if end is not None:
            stage.plan(now - end, partial(cutting.tell, replace(cut, end=now - end)))


def _person(username: str) -> Person:
    return Person.objects.select_related("organisation").get(username=username)
