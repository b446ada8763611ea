"""Alerts out of the mail of a NOC that may open no connections: a form of lines, or one of a few usual subjects."""

from __future__ import annotations

from datetime import datetime

from thongsuot.engines.alerts._fingerprint import fingerprint
from thongsuot.engines.alerts._forms import Form, forms_of
from thongsuot.engines.alerts._letters import Letter, opened
from thongsuot.engines.alerts._moments import written
from thongsuot.engines.alerts._notes import Notes
from thongsuot.engines.alerts._problems import Code
from thongsuot.engines.alerts._subjects import Subject, subject_of
from thongsuot.engines.alerts._terms import Alert, Delivery, Source
from thongsuot.engines.alerts._unreadable import Fault, Unreadable
from thongsuot.engines.alerts._words import is_firing, severity
from thongsuot.engines.vietnamese import fold

_USUAL = Source()


def read_mail(data: bytes, source: Source = _USUAL) -> Delivery:
    """Read a mail, which may hold several forms; raises `Unreadable`, NOT_UNDERSTOOD where no failure is told.

    Who sent it is not looked at. Times are inexact: where a form gives none, the mail's date stands for it.
    """
    letter = opened(data, source.limits)
    notes = Notes(source.limits)
    told = subject_of(letter.subject)
    forms = forms_of(letter.lines)
    if not forms and told is not None and told.title:
        forms = [{"title": told.title}]
        if told.group:
            notes.add(Code.GROUP_ONLY, "subject")
    read = [_alert(form, f"form/{n}", letter, told, (source, notes)) for n, form in enumerate(forms)]
    alerts = tuple([one for one in read if one is not None])
    if not alerts:
        raise Unreadable(Fault.NOT_UNDERSTOOD, letter.subject[:100])
    return Delivery(alerts, problems=notes.problems)


def _alert(form: Form, place: str, letter: Letter, told: Subject | None, by: tuple[Source, Notes]) -> Alert | None:
    source, notes = by
    firing = is_firing(form["state"]) if "state" in form else None if told is None else told.firing
    if firing is None:
        notes.add(Code.NO_STATE, place)
        return None
    starts_at, ends_at = _times(form, firing, place, letter, by)
    texts = {name: notes.text(value, source.limits.value, place, name) for name, value in form.items()}
    key = texts.get("key", "").upper()[: source.limits.name] or _computed(texts, place, notes)
    title = texts.get("title") or (told and told.title) or letter.subject
    bad = texts.get("severity") or texts.get("state") or (told.severity if told else "")
    cause = texts.get("cause", "")
    return Alert(
        key,
        starts_at,
        firing,
        ends_at,
        title[: source.limits.title],
        severity(bad, source),
        {name: value for name, value in texts.items() if value},
        texts.get("site", ""),
        (f"cause={cause}",) if cause else (),
        series=key,
        exact=False,
    )


def _times(
    form: Form, firing: bool, place: str, letter: Letter, by: tuple[Source, Notes]
) -> tuple[datetime | None, datetime | None]:
    told = written(fold(form.get("at", "")[:60]), by[0].zone) or letter.date
    starts_at = _time(form, "starts", place, by)
    if firing:
        return starts_at or told, None
    ends_at = _time(form, "ends", place, by) or told
    if starts_at and ends_at and ends_at < starts_at:
        by[1].add(Code.ENDS_BEFORE_START, place)
        ends_at = starts_at
    return starts_at, ends_at


def _time(form: Form, name: str, place: str, by: tuple[Source, Notes]) -> datetime | None:
    if name not in form:
        return None
    found = written(fold(form[name][:60]), by[0].zone)
    if found is None:
        by[1].add(Code.BAD_TIME, f"{place}/{name}")
    return found


def _computed(texts: Form, place: str, notes: Notes) -> str:
    """A form without a key is known by what and where, however they are written."""
    notes.add(Code.COMPUTED_KEY, place)
    named = {
        name: " ".join(fold(texts[name]).split()) for name in ("site", "host", "service", "title") if texts.get(name)
    }
    return fingerprint(named)
