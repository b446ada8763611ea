"""Rows that hold for a time, and rows that two people may edit."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q


class Dated(models.Model):
    """A row that holds from one moment until another, never deleted."""

    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="%(app_label)s_%(class)s_valid_in_order",
            )
        ]


class Versioned(models.Model):
    """A row whose second editor is told that somebody was faster."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True
