"""What was said to whom, what waits, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db.models import Count, Min, Q, QuerySet, Sum

from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.outbox.models import Channel, Mailbox, Message
from thongsuot.outbox.states import MessageState

TRIAL = "try:"  # begins the key of a message by which somebody tries a channel out
LEASE = timedelta(minutes=3)  # longer than the slowest peer is waited for
WATCHERS = (Role.Name.DUTY, Role.Name.LEADER, Role.Name.FOLLOWER, Role.Name.CONTACT, Role.Name.ADMINISTRATOR)
CALLERS = (Role.Name.DUTY, Role.Name.LEADER, Role.Name.FOLLOWER, Role.Name.CONTACT)


def full_address(url: str) -> str:
    """Return the whole address of one of our pages, for readers outside."""
    return urljoin(settings.PUBLIC_URL or settings.ENVIRONMENT.url, url) if url else ""


def visible_to(person: Person) -> QuerySet[Message]:
    """Return the person's own inbox."""
    rows = Message.objects.filter(recipient=person, channel=Channel.IN_APP, state=MessageState.SENT)
    return rows.select_related("organisation")


def unread(person: Person) -> int:
    """Return how many messages the person has not opened."""
    return visible_to(person).filter(read_at__isnull=True).count()


def _near(person: Person, at: datetime, roles: tuple[Role.Name, ...]) -> Q:
    """Return the condition that a message belongs to an organisation whose work the person follows in such a role."""
    held = person.roles.filter(organisations.in_force(at), name__in=roles)
    own = list(held.values_list("organisation_id", flat=True))
    departments = Organisation.objects.filter(pk__in=own, kind=Organisation.Kind.DEPARTMENT)
    supervised = Organisation.objects.filter(supervisor__in=departments).values("pk")
    return Q(organisation__in=own) | Q(organisation__in=supervised)


def call_sheet(person: Person, at: datetime) -> QuerySet[Message]:
    """Return the calls due that the person may make: at the own organisations and those they supervise."""
    rows = Message.objects.filter(_near(person, at, CALLERS), channel=Channel.CALL_SHEET)
    rows = rows.filter(state=MessageState.QUEUED, due_at__lte=at)
    return rows.select_related("organisation").order_by("priority", "due_at", "id")


def outgoing(person: Person, at: datetime) -> QuerySet[Message]:
    """Return what left, or should have left, for the organisations whose work the person follows."""
    rows = Message.objects.filter(_near(person, at, WATCHERS)).exclude(channel=Channel.IN_APP)
    return rows.select_related("organisation").order_by("-at", "-id")


def troubles() -> QuerySet[Mailbox]:
    """Return the mailboxes whose peer cannot be reached."""
    return Mailbox.objects.filter(failures__gt=0)


def sent_about(about: str) -> QuerySet[Message]:
    """Return every message that speaks of one row, and so what became of it."""
    return Message.objects.filter(about=about).order_by("at", "id")


def due(mailbox: Mailbox, at: datetime) -> QuerySet[Message]:
    """Return what a mailbox should send now, first things first."""
    rows = Message.objects.filter(mailbox=mailbox, state=MessageState.QUEUED, due_at__lte=at)
    return rows.order_by("priority", "due_at", "id")


def due_in_app(at: datetime) -> QuerySet[Message]:
    """Return the messages that should appear on screen now."""
    rows = Message.objects.filter(channel=Channel.IN_APP, state=MessageState.QUEUED, due_at__lte=at)
    return rows.order_by("due_at", "id")


def in_flight(mailbox: Mailbox) -> QuerySet[Message]:
    """Return the message that a sender has claimed and not settled; there is never more than one."""
    return Message.objects.filter(mailbox=mailbox, state=MessageState.SENDING)


def holds(message: Message) -> bool:
    """Tell whether the claim that the sender made is still its own."""
    return Message.objects.filter(pk=message.pk, epoch=message.epoch, state=MessageState.SENDING).exists()


def stuck(mailbox: Mailbox, at: datetime) -> bool:
    """Tell whether whoever holds the mailbox has done nothing with it for a lease, though there was work."""
    rows = Message.objects.filter(mailbox=mailbox)
    if rows.filter(claimed_at__gt=at - LEASE).exists():
        return False
    waiting = Q(state=MessageState.SENDING) | Q(state=MessageState.QUEUED, due_at__lte=at - LEASE)
    return rows.filter(waiting).exists()


def at_work(at: datetime) -> QuerySet[Mailbox]:
    """Return the mailboxes that have something to send or to clear up."""
    open_now = Q(paused_until__isnull=True) | Q(paused_until__lte=at)
    ready = Q(messages__state=MessageState.QUEUED, messages__due_at__lte=at) & open_now
    return Mailbox.objects.filter(ready | Q(messages__state=MessageState.SENDING)).distinct()


def next_due() -> datetime | None:
    """Return when something is next to be done: a message falls due, a pause ends, or a lease runs out."""
    moments: list[datetime] = []
    queued = Message.objects.filter(state=MessageState.QUEUED)
    if appears := queued.filter(channel=Channel.IN_APP).aggregate(first=Min("due_at"))["first"]:
        moments.append(appears)
    for mailbox in Mailbox.objects.all():
        first = queued.filter(mailbox=mailbox).aggregate(first=Min("due_at"))["first"]
        if first is not None:
            moments.append(max(first, mailbox.paused_until or first))
        claimed = in_flight(mailbox).aggregate(first=Min("claimed_at"))["first"]
        if claimed is not None:
            moments.append(claimed + LEASE)
    return min(moments, default=None)


def tally(messages: QuerySet[Message]) -> dict[str, int]:
    """Count messages by state; every doubt is counted, also one that a later sending cleared."""
    counted = messages.order_by().values("state").annotate(number=Count("pk"))
    doubts = messages.aggregate(total=Sum("doubts"))["total"] or 0
    return {str(row["state"]): int(row["number"]) for row in counted} | {"doubts": int(doubts)}


@dataclass(frozen=True)
class Way:
    """A channel by which bytes leave: whether and where to, how it does, and the last that was tried on it."""

    channel: Channel
    peer: str  # host and port alone; what lies behind them may be a secret. Empty: messages are kept as files
    mailbox: Mailbox | None
    waiting: int
    last: Message | None
    trial: Message | None


def ways() -> list[Way]:
    """Return the channels of this install and how each of them does."""
    told = {Channel.EMAIL: settings.SMTP_URL, Channel.SMS: settings.SMS_URL}
    return [_way(channel, _peer(url or "")) for channel, url in told.items()]


def _peer(url: str) -> str:
    if not url:
        return ""
    try:
        parts = urlsplit(url)
        return ":".join(filter(None, [parts.hostname or "?", str(parts.port or "")]))
    except ValueError:
        return "?"


def _way(channel: Channel, peer: str) -> Way:
    rows = Message.objects.filter(channel=channel, reality=settings.REALITY)
    tried = rows.exclude(claimed_at=None).order_by("-claimed_at", "-id")
    return Way(
        channel,
        peer,
        Mailbox.objects.filter(channel=channel, reality=settings.REALITY).first(),
        rows.filter(state__in=[MessageState.QUEUED, MessageState.SENDING]).count(),
        tried.exclude(key__startswith=TRIAL).first(),
        rows.filter(key__startswith=TRIAL).order_by("-at", "-id").first(),
    )
