"""What was said to whom: a person's own messages, and those of the organisations whose work the person follows."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum

from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Organisation, Person, Role
from thongsuot.outbox.models import Channel, Mailbox, Message
from thongsuot.outbox.states import MessageState

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
    return Q(organisation__in=own) | Q(organisation__in=supervised, inside=False)


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


def tally(messages: QuerySet[Message]) -> dict[str, int]:
    """Count messages by state; every doubt is counted, also one that a later sending cleared."""
    counted = messages.order_by().values("state").annotate(number=Count("pk"))
    doubts = messages.aggregate(total=Sum("doubts"))["total"] or 0
    return {str(row["state"]): int(row["number"]) for row in counted} | {"doubts": int(doubts)}
