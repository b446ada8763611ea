"""Whoever gets, keeps or loses shifts is told, once each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import translation
from django.utils.timezone import localtime

from thongsuot.duty.models import Leave, Roster, Shift
from thongsuot.ledger.queries import topic
from thongsuot.organisations.models import Actor, Person, Role
from thongsuot.organisations.queries import holders
from thongsuot.outbox import actions as outbox
from thongsuot.outbox.actions import Draft, Words

SUBJECT = "Lịch trực"
CAN_WAIT, SOON = 3, 2  # what can wait costs no SMS, unless there is no other way
DAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


def shift_line(shift: Shift) -> str:
    """Return a shift in a message: the day, from when until when, the position."""
    begin, end = localtime(shift.starts_at), localtime(shift.until)
    last = f"{end:%H:%M}" if end.date() == begin.date() else f"{end:%H:%M} ngày {end:%d/%m}"
    with translation.override("vi"):
        return f"{DAYS[begin.weekday()]} {begin:%d/%m/%Y}, {begin:%H:%M} đến {last}: {shift.position}"


def tell_published(roster: Roster, shifts: Sequence[Shift], gone: Iterable[Shift], *, by: Actor, at: datetime) -> None:
    """Tell everybody of a published roster their own shifts, and those whose shifts it took away that they are gone."""
    own: dict[Person, list[Shift]] = defaultdict(list)
    for shift in [*shifts, *gone]:
        if shift.person is not None:
            own[shift.person] += [shift] if shift.roster_id == roster.pk else []
    begin, end = localtime(roster.starts_at), localtime(roster.until)
    span = f"{begin:%H:%M %d/%m/%Y} đến {end:%H:%M %d/%m/%Y}"
    for person, mine in own.items():
        if mine:
            lines = "\n".join(f"- {shift_line(shift)}" for shift in mine)
            body = f"Lịch trực từ {span} đã ban hành. Ca trực của đồng chí:\n{lines}"
        else:
            body = f"Lịch trực từ {span} thay cho lịch trực cũ; trong thời gian này đồng chí không còn ca trực nào."
        priority = CAN_WAIT if person.email else SOON
        words = Words(f"{SUBJECT}: {roster.title}", body, reverse("duty:mine"), priority)
        _tell(f"roster:{roster.pk}:{person.pk}", person, words, roster, by=by, at=at)


def tell_changed(
    shift: Shift, told: Mapping[Person, str] | Mapping[Person | None, str], *, by: Actor, at: datetime
) -> None:
    """Tell people what became of a shift of theirs; the address is where they see their own."""
    _tell_each(shift, told, reverse("duty:mine"), by=by, at=at)


def tell_of_swap(shift: Shift, people: Iterable[Person], what: str, *, by: Actor, at: datetime) -> None:
    """Tell those who may take a shift that is offered, or decide about it; the address is where they do."""
    _tell_each(shift, dict.fromkeys(people, what), reverse("duty:swaps"), by=by, at=at)


def deciders(shift: Shift, but: Iterable[Person | None], at: datetime) -> list[Person]:
    """Return who is to decide about a swap: whoever keeps the roster, without those whom it concerns."""
    roles = (Role.Name.DUTY, Role.Name.CONTACT, Role.Name.LEADER)
    gone = set(but)
    return [person for person in holders(*roles, organisation=shift.organisation, at=at) if person not in gone]


def _tell_each(
    shift: Shift, told: Mapping[Person, str] | Mapping[Person | None, str], url: str, *, by: Actor, at: datetime
) -> None:
    for person, what in told.items():
        if person is not None and person != by:
            words = Words(f"{SUBJECT}: {what}", f"{what}.\n{shift_line(shift)}", url, SOON)
            key = f"shift:{shift.pk}:{at.timestamp():.6f}:{person.pk}:{what}"[:120]
            _tell(key, person, words, shift.roster, by=by, at=at)


def tell_keepers(leave: Leave, left: Sequence[Shift], *, by: Actor, at: datetime) -> None:
    """Tell whoever keeps the roster which shifts of somebody who will be away still need another person."""
    lines = "\n".join(f"- {shift_line(shift)}" for shift in left)
    what = f"{leave.person} nghỉ, cần người trực thay {len(left)} ca"
    words = Words(f"{SUBJECT}: {what}", f"{what}:\n{lines}", left[0].roster.get_absolute_url(), SOON)
    for person in holders(Role.Name.DUTY, Role.Name.CONTACT, organisation=leave.organisation, at=at):
        if person != by:
            _tell(f"leave:{leave.pk}:{person.pk}", person, words, left[0].roster, by=by, at=at)


def _tell(key: str, person: Person, words: Words, roster: Roster, *, by: Actor, at: datetime) -> None:
    draft = Draft(key, "", outbox.contact_of(person), words, roster.reality, topic(roster), inside=True)
    outbox.tell(draft, by=by, at=at)
