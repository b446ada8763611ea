"""The cast as its file tells it, the clock of a letter, and the result of an exercise."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.timezone import localtime

from thongsuot.directives.models import Assignment, Directive, Obligation
from thongsuot.engines.calendar import occurrences
from thongsuot.engines.vietnamese import padded, short_date, spell_date
from thongsuot.organisations.models import Organisation
from thongsuot.reports import compile as adding
from thongsuot.reports.models import Snapshot


@cache
def cast() -> dict[str, Any]:
    """Return the people, organisations, places and figures of the cast."""
    return tomllib.loads(files("thongsuot.exercise").joinpath("cast.toml").read_text(encoding="utf-8"))


def department() -> Organisation | None:
    """Return the cast's department if the cast is on stage."""
    return Organisation.objects.filter(code=cast()["department"]["code"]).first()


def deadline_of(reading: dict[str, Any]) -> tuple[datetime | None, str]:
    """Return the letter's own deadline for reports: the last one it sets, or the first of a series."""
    duties = [o for o in reading["obligations"] if o["kind"] == "REPORT"]
    set_by_date = [o["deadline"] for o in duties if o["mode"] != "recurring" and (o["deadline"] or {}).get("at")]
    if set_by_date:
        last = max(set_by_date, key=lambda d: datetime.fromisoformat(d["at"]))
        return datetime.fromisoformat(last["at"]), last["relation"]
    series = [o["deadline"] for o in duties if (o["deadline"] or {}).get("at")]
    if series:
        first = min(series, key=lambda d: datetime.fromisoformat(d["at"]))
        return datetime.fromisoformat(first["at"]), first["relation"]
    return None, ""


def deadlines_of_reports(directive: Directive, code: str, *, until: datetime) -> list[datetime]:
    """Return by when an organisation has to report, up to a moment: once, or at each occurrence."""
    bound = Assignment.objects.filter(directive=directive, organisation__code=code, obligation__kind="REPORT")
    told = set()
    for duty in bound.select_related("obligation"):
        obligation = duty.obligation
        if obligation.mode == Obligation.Mode.RECURRING:
            issued = directive.issued_at or duty.starts_at
            start = obligation.deadline_at or obligation.effective_from or issued
            moments = occurrences(obligation.recurrence, start=start, until=until, limit=100)
            told |= {moment for moment in moments if moment > issued}
        elif duty.deadline_at is not None:
            told.add(duty.deadline_at)
    return sorted(told)


def result_of(directive: Directive) -> dict[str, Any]:
    """Return what the exercise came to, from the database alone."""
    main = Snapshot.objects.filter(directive=directive, sequence=0).order_by("deadline_at").last()
    if main is None:
        raise Snapshot.DoesNotExist
    newest = Snapshot.objects.filter(directive=directive, deadline_at=main.deadline_at).order_by("sequence").last()
    last = newest.content if newest is not None else main.content
    return {
        "obligations": directive.obligations.filter(state=Obligation.State.CONFIRMED).count(),
        "organisations": directive.receipts.count(),
        "assignments": directive.assignments.filter(occurrence_at=None).count(),
        "reports_due": main.content["due"],
        "reports_on_time": main.content["on_time"],
        "late": sorted(last["late"]),
        "missing": sorted(last["missing"]),
        "figures": adding.together(main.content["figures"]),
        "deadline": localtime(main.deadline_at).isoformat() if main.deadline_at else None,
    }


def letter(name: str, *, number: int, on: date, due: date) -> str:
    """Return a letter of the demonstration as written on a day, with its answer due at 14:00 on another."""
    template = files("thongsuot.exercise").joinpath("letters", f"{name}.txt").read_text(encoding="utf-8")
    return template.format(
        number=padded(number),
        dated=spell_date(on),
        basis=spell_date(on - timedelta(days=1)),
        ban=short_date(on - timedelta(days=3)),
        hour=14,
        due=short_date(due),
    )
