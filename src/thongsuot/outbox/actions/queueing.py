"""A message enters the queue once, and leaves it when it is no longer needed."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db import transaction

from thongsuot.ledger.actions import move, notify, stir
from thongsuot.ledger.queries import topic
from thongsuot.organisations import access
from thongsuot.organisations.models import Act, Actor, Organisation, Person
from thongsuot.outbox.models import Channel, Mailbox, Message
from thongsuot.outbox.states import LANE, MessageState

FIRST = 1  # the priority that is also telephoned, and sent again when uncertain
LAST = 3  # the priority that can wait


@dataclass(frozen=True)
class Contact:
    """Whom to reach and how, as known on the day; a person without an account has none."""

    organisation: Organisation
    name: str
    person: Person | None = None
    email: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Words:
    """What is said: a subject, a text, an address to open, how urgent (1 is the first)."""

    subject: str
    body: str
    url: str = ""
    priority: int = 2


@dataclass(frozen=True)
class Draft:
    """A message before it is queued; the same key for the same organisation is queued once."""

    key: str
    channel: str
    to: Contact
    words: Words
    reality: str
    about: str = ""
    due_at: datetime | None = None  # at once when nothing is given
    inside: bool = False  # nobody's business but the recipient's organisation's


def contact_of(person: Person) -> Contact:
    """Return how a person with an account is reached now."""
    return Contact(person.organisation, person.name, person, person.email, person.phone)


def queue(draft: Draft, *, by: Actor, at: datetime) -> Message:
    """Queue a message; the same key a second time changes nothing. What is due on screen appears at once."""
    return queue_all([draft], by=by, at=at)[0]


def queue_all(drafts: Sequence[Draft], *, by: Actor, at: datetime) -> list[Message]:
    """Queue messages to one person, on several ways, by few statements."""
    rows: dict[str, Message] = {}
    for inside in dict.fromkeys(draft.inside for draft in drafts):
        alike = [draft for draft in drafts if draft.inside == inside]
        with _reaching(alike[0]):
            rows |= _put(alike, by=by, at=at)
    return [rows[draft.key] for draft in drafts]


def _put(drafts: Sequence[Draft], *, by: Actor, at: datetime) -> dict[str, Message]:
    """Enter what does not stand yet; return the rows by their keys."""
    mailboxes = _mailboxes(drafts)
    ours = {draft.key: _row(draft, mailboxes.get(draft.channel), by=by, at=at) for draft in drafts}
    Message.objects.bulk_create(ours.values(), ignore_conflicts=True)
    to, reality = drafts[0].to, drafts[0].reality
    standing = Message.objects.filter(organisation=to.organisation, reality=reality, key__in=ours).order_by("id")
    return {row.key: _left(row, new=row.token == ours[row.key].token, by=by, at=at) for row in standing}


def _left(message: Message, *, new: bool, by: Actor, at: datetime) -> Message:
    if new and message.channel == Channel.IN_APP and message.due_at <= at:
        return appear(message, by=by, at=at)
    if new:
        stir(topic(message), message.organisation_id, lane=LANE)
    return message


def _row(draft: Draft, mailbox: Mailbox | None, *, by: Actor, at: datetime) -> Message:
    to, words = draft.to, draft.words
    return Message(
        organisation=to.organisation,
        reality=draft.reality,
        key=draft.key,
        about=draft.about,
        channel=draft.channel,
        mailbox=mailbox,
        recipient=to.person,
        name=to.name,
        address=_address(draft),
        subject=" ".join(words.subject.split())[:250],
        body=words.body,
        url=words.url,
        priority=words.priority,
        due_at=draft.due_at or at,
        inside=draft.inside,
        at=at,
        **Act.fields_of(by),
    )


def _reaching(draft: Draft) -> AbstractContextManager[None]:
    """Leave a message, all or nothing, where it belongs; what stays inside is seen by who is at home there alone."""
    return access.acting_as_system() if draft.inside else access.reaching(draft.to.organisation)


def _mailboxes(drafts: Sequence[Draft]) -> dict[str, Mailbox]:
    """Return the ways by which bytes leave."""
    reality = drafts[0].reality
    wanted = {draft.channel for draft in drafts} & {Channel.EMAIL, Channel.SMS}
    if not wanted:
        return {}
    found = {row.channel: row for row in Mailbox.objects.filter(channel__in=wanted, reality=reality)}
    for channel in wanted - found.keys():
        found[channel] = Mailbox.objects.get_or_create(channel=channel, reality=reality)[0]
    return found


def _address(draft: Draft) -> str:
    match draft.channel:
        case Channel.EMAIL:
            return draft.to.email
        case Channel.SMS | Channel.CALL_SHEET:
            return draft.to.phone
    return ""


def appear(message: Message, *, by: Actor, at: datetime) -> Message:
    """Show a message in its recipient's inbox."""
    message = move(message, MessageState.SENT, by=by, at=at, sent_at=at)
    notify(f"inbox:{message.recipient_id}", message.organisation_id)
    return message


def tell(draft: Draft, *, by: Actor, at: datetime) -> list[Message]:
    """Tell somebody on every way there is; what can wait costs no SMS, what cannot is telephoned as well."""
    to, ways = draft.to, []
    if to.person is not None:
        ways.append(Channel.IN_APP)
    if to.email:
        ways.append(Channel.EMAIL)
    if to.phone and settings.SMS_URL and draft.words.priority < LAST:
        ways.append(Channel.SMS)
    if to.phone and draft.words.priority == FIRST:
        ways.append(Channel.CALL_SHEET)
    return queue_all([_by_way(draft, way) for way in ways], by=by, at=at)


def _by_way(draft: Draft, way: Channel) -> Draft:
    return replace(draft, key=f"{draft.key}:{way}", channel=way)


@transaction.atomic
def withdraw(*about: str, by: Actor, at: datetime) -> int:
    """Take back whatever waits and speaks of rows that no longer need it; what has left stays as it is."""
    with access.acting_as_system():  # the recipients may sit in organisations that the actor does not see
        waiting = Message.objects.select_for_update(skip_locked=True)
        rows = list(waiting.filter(about__in=about, state=MessageState.QUEUED).order_by("id"))
        for message in rows:
            move(message, MessageState.WITHDRAWN, by=by, at=at)
    return len(rows)
