"""Days that the calendar of public offices does not know yet, or that stand otherwise here."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thongsuot.organisations.models.dated import Dated


class WorkingDay(Dated):
    """One day that this install says is worked, or is off; taken back it stays on record."""

    date = models.DateField()
    working = models.BooleanField()
    why = models.CharField(max_length=200)
    by_name = models.CharField(max_length=80)

    class Meta(Dated.Meta):
        ordering = ["date", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["date"], condition=Q(valid_until__isnull=True), name="organisations_day_set_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%d/%m/%Y}: {self.why}"
