"""A share that is ordered in one install and carried out in another, and how far the two know of each other."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from thongsuot.campaigns.models.shares import Share
from thongsuot.ledger.models import Root


class Carriage(Root):
    """The way of one share between two installs; both know it by the same key and number what they say of it.

    In a `mirrored` one the campaign is led in the department's install and copied here; otherwise it is led here and
    the operator's install carries the share out. Each says how all stands, so what was lost is made good by the next.
    """

    share = models.OneToOneField(Share, on_delete=models.PROTECT, related_name="carriage")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    mirrored = models.BooleanField()
    sent = models.PositiveIntegerField(default=0)  # the number of what we said last
    known = models.PositiveIntegerField(default=0)  # the number of ours that the other end had when it spoke last
    taken = models.PositiveIntegerField(default=0)  # the number of what it said last
    told_at = models.DateTimeField(null=True, blank=True)  # when it said so, by its own clock
    taken_at = models.DateTimeField(null=True, blank=True)  # when it came to effect here
    counted = models.PositiveIntegerField(default=0)  # the operator's version of the last count that came
    measured = models.JSONField(default=dict, blank=True)  # figures that the operator's own gateway counted last
    measured_at = models.DateTimeField(null=True, blank=True)
    order_bytes = models.BinaryField(null=True, blank=True)  # mirrored: the approved order as it came
    trouble = models.TextField(blank=True)  # why something was not taken, here or there; empty once all goes well
    objected = models.BooleanField(default=False)  # it was there, and of what we said last: it may be said again

    class Meta:
        ordering = ["share_id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(mirrored=True) | Q(order_bytes__isnull=True), name="campaigns_own_order_is_not_kept_twice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share} ({self.key})"
