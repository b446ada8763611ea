"""How far long work has come."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from thongsuot.files.models import Run
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Person

OPEN = Q(finished_at__isnull=True, failed_at__isnull=True, cancelled_at__isnull=True)


def topic(run: Run) -> str:
    """Return the name under which the work's progress is announced."""
    return f"run:{run.pk}"


def runs_visible_to(person: Person, at: datetime) -> QuerySet[Run]:
    """Return the work of the organisations that the person may see."""
    return Run.objects.filter(organisation_id__in=organisations.seen_by(person, at))


def about(row: str) -> QuerySet[Run]:
    """Return the work about one row ("topic:id"), newest first."""
    return Run.objects.filter(about=row)


def open_runs() -> QuerySet[Run]:
    """Return the work that has not ended, the longest silent first."""
    return Run.objects.filter(OPEN).order_by("heard_at", "pk")


def overdue(silent_since: datetime) -> QuerySet[Run]:
    """Return the work of which nothing has been heard since the moment."""
    return open_runs().filter(heard_at__lte=silent_since)
