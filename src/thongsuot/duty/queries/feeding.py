"""What a calendar feed holds, and whose it is."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from thongsuot.duty.models import Shift
from thongsuot.duty.queries.handovers import span_of
from thongsuot.organisations.models import Organisation, Person, SignedLink
from thongsuot.organisations.queries import in_force

PURPOSE = "duty-feed"
BACK, AHEAD = timedelta(days=31), timedelta(days=92)  # which shifts a telephone is told

Owner = Person | Organisation


def feed_row(owner: Owner) -> str:
    """Return under which name the secret address of a feed is kept."""
    return f"feed-{owner._meta.model_name}:{owner.pk}"


def feed_links(owners: Iterable[Owner], at: datetime) -> dict[str, SignedLink]:
    """Return the secret addresses in force, by the names under which they are kept; the secrets are kept nowhere."""
    rows = SignedLink.objects.filter(in_force(at), purpose=PURPOSE, row__in=[feed_row(owner) for owner in owners])
    return {row.row: row for row in rows}


def owner_of(link: SignedLink) -> Owner | None:
    """Return whose shifts the address shows; nobody's once the account is closed."""
    kind, _colon, number = link.row.partition(":")
    people = Person.objects.filter(is_active=True, organisation=link.organisation_id).select_related("organisation")
    found: Person | None = people.filter(pk=number).first() if kind == "feed-person" else None
    return found or (link.organisation if kind == "feed-organisation" else None)


def fed_to(owner: Owner, at: datetime) -> QuerySet[Shift]:
    """Return the shifts in force about the moment: a person's own, or everybody's of an organisation."""
    mine = Q(person=owner) if isinstance(owner, Person) else Q(organisation=owner)
    rows = Shift.objects.filter(mine, in_force=True, starts_at__lt=at + AHEAD, until__gt=at - BACK)
    return rows.select_related("roster", "position", "hours", "person", "organisation")


def shifts_of_days(organisation: Organisation, first: date, last: date) -> QuerySet[Shift]:
    """Return the shifts in force that begin on one of the days."""
    rows = Shift.objects.filter(organisation=organisation, in_force=True)
    rows = rows.filter(starts_at__gte=span_of(first)[0], starts_at__lt=span_of(last)[1])
    return rows.select_related("position", "hours", "person").order_by("starts_at", "position_id", "seat")
