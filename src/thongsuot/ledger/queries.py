"""What changed, what counts, what is in force."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, models
from django.db.models import Q, QuerySet

from thongsuot.ledger.models import Edit, Evidence, Move, Order
from thongsuot.organisations.models import Organisation


def topic(row: models.Model) -> str:
    """Return the name under which a row's changes are announced."""
    return f"{row._meta.model_name}:{row.pk}"


def moves_of(row: models.Model) -> QuerySet[Move]:
    """Return how the row came to its state."""
    return Move.objects.filter(topic=row._meta.model_name, row=row.pk)


def edits_of(row: models.Model) -> QuerySet[Edit]:
    """Return what was changed in the row without a change of state."""
    return Edit.objects.filter(topic=row._meta.model_name, row=row.pk)


def current(evidence: QuerySet[Evidence] | None = None) -> QuerySet[Evidence]:
    """Return the newest version of each piece of evidence."""
    rows = Evidence.objects.all() if evidence is None else evidence
    newest = rows.order_by("organisation_id", "reality", "key", "-version")
    return Evidence.objects.filter(pk__in=newest.distinct("organisation_id", "reality", "key").values("pk"))


def about(row: models.Model) -> QuerySet[Evidence]:
    """Return the current declarations about one duty."""
    return current(Evidence.objects.filter(about=topic(row)))


def declared(names: Sequence[str], organisation: int, *, reality: str) -> QuerySet[Evidence]:
    """Return what an organisation declares of duties, by their own names or by the keys of the orders behind them."""
    rows = Evidence.objects.filter(about__in=names, organisation_id=organisation, reality=reality, measured=False)
    return current(rows)


def counted(
    kind: str, organisation: Organisation | int, *, reality: str, since: datetime, until: datetime
) -> QuerySet[Evidence]:
    """Return the current measured evidence of a kind that happened while an order was in force."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    rows = Evidence.objects.filter(kind=kind, organisation_id=number, reality=reality, measured=True)
    return current(rows.filter(happened_at__gte=since, happened_at__lte=until))


def in_force(kind: str, organisation: Organisation | int, at: datetime) -> QuerySet[Order]:
    """Return the orders of a kind that bind the organisation at the moment."""
    number = organisation if isinstance(organisation, int) else organisation.pk
    holding = Q(starts_at__lte=at) & (Q(until__isnull=True) | Q(until__gt=at))
    return Order.objects.filter(holding, kind=kind, organisation_id=number)


def broken_links(organisation: Organisation) -> list[str]:
    """Return every place where an organisation's chain of moves or evidence no longer fits together."""
    broken: list[str] = []
    with connection.cursor() as cursor:
        for table in (Move._meta.db_table, Evidence._meta.db_table):
            cursor.execute("SELECT place FROM ledger_broken(%s, %s)", [table, organisation.pk])
            broken += [f"{table}:{position}" for (position,) in cursor.fetchall()]
    return broken
