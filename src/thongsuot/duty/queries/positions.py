"""Which positions an organisation fills, by whom they may be filled, and who is away when."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from thongsuot.duty.models import Fit, Hours, Leave, Position
from thongsuot.organisations.models import Organisation, Role
from thongsuot.organisations.queries import in_force

KEEPERS = (Role.Name.LEADER, Role.Name.CONTACT, Role.Name.ADMINISTRATOR, Role.Name.DUTY)  # who draws a roster up
PUBLISHERS = (Role.Name.LEADER, Role.Name.CONTACT)  # who answers for it
USUAL = {
    Position.Kind.LEADER: 1,
    Position.Kind.OPERATIONS: 1,
    Position.Kind.RESPONDER: 2,
}  # as long as nobody says otherwise


def positions_of(organisation: Organisation, at: datetime) -> QuerySet[Position]:
    """Return the positions that the organisation fills at the moment, in the order of the letter."""
    return Position.objects.filter(in_force(at), organisation=organisation).order_by("id")


def fits_of(organisation: Organisation, at: datetime) -> QuerySet[Fit]:
    """Return who may stand in which position at the moment."""
    rows = Fit.objects.filter(in_force(at), organisation=organisation, person__is_active=True)
    return rows.select_related("person", "position").order_by("position_id", "person__sort_key", "id")


def fits_between(organisation: Organisation, since: datetime, until: datetime) -> QuerySet[Fit]:
    """Return who might stand in which position at any moment of a time."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=since)
    rows = Fit.objects.filter(still, organisation=organisation, valid_from__lt=until)
    return rows.select_related("person", "position").order_by("position_id", "person__sort_key", "id")


def hours_of(organisation: Organisation, at: datetime) -> QuerySet[Hours]:
    """Return the shifts of the day that come again, by their begin."""
    return Hours.objects.filter(in_force(at), organisation=organisation).order_by("begins", "id")


def leaves_of(organisation: Organisation, since: datetime, until: datetime) -> QuerySet[Leave]:
    """Return who is away in a time, by its begin."""
    rows = Leave.objects.filter(organisation=organisation, cancelled_at=None)
    return rows.filter(valid_from__lt=until, valid_until__gt=since).select_related("person")


def leaves_ahead(organisation: Organisation, at: datetime) -> QuerySet[Leave]:
    """Return who is away now or will be, by its begin."""
    rows = Leave.objects.filter(organisation=organisation, cancelled_at=None, valid_until__gt=at)
    return rows.select_related("person").order_by("valid_from", "id")
