"""Who knows of an incident: whom the ladders asked, and what they answered; and what became of it, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.incidents.models import Incident, Note
from thongsuot.incidents.models.incidents import WORDS
from thongsuot.ledger.queries import moves_of
from thongsuot.paging import queries as paging
from thongsuot.paging.models import Ladder, Rung
from thongsuot.paging.states import PageState

MOST_LADDERS = 3
LATE = timedelta(minutes=15)  # what is written so long after it happened is "ghi sau"
SAID: dict[str, str | Promise] = {
    "": gettext_lazy("Chưa báo"),
    PageState.DUE: gettext_lazy("Chưa báo"),
    PageState.SENT: gettext_lazy("Đã báo, chờ trả lời"),
    PageState.EXPIRED: gettext_lazy("Đã báo, không trả lời"),
    PageState.SKIPPED: gettext_lazy("Không báo được bằng tin, thư"),
    PageState.DECLINED: gettext_lazy("Không nhận được việc"),
    PageState.ACCEPTED: gettext_lazy("Đã nhận việc"),
    PageState.STOPPED: gettext_lazy("Thôi báo"),
}
TONES = {PageState.SENT: "waiting", PageState.ACCEPTED: "accepted", PageState.STOPPED: "cancelled"}
TONES |= {PageState.EXPIRED: "failed", PageState.SKIPPED: "failed", PageState.DECLINED: "failed"}


@dataclass(frozen=True)
class Asked:
    """One person on a ladder, what the person answered, and the own people's number."""

    name: str
    home: str
    phone: str
    said: str
    mark: str


@dataclass(frozen=True)
class Call:
    """One ladder with its people in order."""

    ladder: Ladder
    people: list[Asked]


@dataclass(frozen=True)
class Line:
    """One line of the timeline: what was written, or a step that was taken."""

    at: datetime
    who: str
    text: str
    state: str = ""
    word: str = ""
    note: Note | None = None
    late: datetime | None = None  # when it was written, where that was long after


def who_knows(incident: Incident) -> list[Call]:
    """Return the last ladders of an incident, the newest first; of other organisations' people no number."""
    found = []
    for ladder in paging.ladders_about(incident)[:MOST_LADDERS]:
        people = [_asked(rung, state, incident) for rung, state in paging.rungs_of(ladder)]
        found.append(Call(ladder, people))
    return found


def _asked(rung: Rung, state: str, incident: Incident) -> Asked:
    phone = rung.phone if rung.home_id == incident.organisation_id else ""
    mark = TONES.get(PageState(state), "waiting") if state else "queued"
    return Asked(rung.name, rung.home.short_name, phone, str(SAID[state]), mark)


def story(incident: Incident) -> list[Line]:
    """Return notes and steps together, the newest first: for the enterprise that mends alone."""
    lines = [Line(incident.at, incident.by_name, "", str(incident.State.OPEN), _("Mở sự cố"))]
    for move in moves_of(incident).order_by("at", "pk"):
        lines.append(Line(move.at, move.by_name, move.note, str(move.target), str(WORDS[move.target])))
    for note in incident.notes.select_related("file"):
        lines.append(Line(note.happened_at, note.by_name, note.text, note=note, late=_late(note)))
    return sorted(lines, key=lambda line: line.at)[::-1]


def _late(note: Note) -> datetime | None:
    return note.at if note.at - note.happened_at > LATE else None
