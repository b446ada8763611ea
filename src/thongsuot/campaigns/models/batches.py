"""Who sends which of a share's subscribers, and how far each has come."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thongsuot.campaigns.models.numbers import Block
from thongsuot.campaigns.models.shares import Share
from thongsuot.ledger.models import Root


class Lane(Root):
    """One session's place in a share. Whoever holds its advisory lock sends in it, each under an epoch of its own."""

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="lanes")
    number = models.PositiveSmallIntegerField()
    epoch = models.PositiveIntegerField(default=0)
    gateway = models.CharField(max_length=120, blank=True)  # host and process of the last holder
    rate = models.PositiveIntegerField(default=0)  # messages answered in the last second that was looked at
    seen_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering = ["share_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["share", "number"], name="campaigns_lane_once"),
            models.UniqueConstraint(fields=["id", "share", "organisation", "reality"], name="campaigns_lane_root"),
        ]

    def __str__(self) -> str:
        return f"{self.share}: {self.number}"


class Batch(Root):
    """One block in one wave. What lies below `sent_upto` has an outcome; nothing is sent at or past `claimed_upto`.

    All counts are of recipients: the worst of a recipient's parts is the recipient's.
    """

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="batches")
    block = models.ForeignKey(Block, on_delete=models.PROTECT, related_name="batches")
    wave = models.PositiveSmallIntegerField()  # 0: test telephones
    count = models.PositiveIntegerField()
    lane = models.ForeignKey(Lane, null=True, blank=True, on_delete=models.PROTECT, related_name="batches")
    epoch = models.PositiveIntegerField(default=0)  # of the lane when it was claimed last
    sent_upto = models.PositiveIntegerField(default=0)
    claimed_upto = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    uncertain = models.PositiveIntegerField(default=0)
    delivered = models.PositiveIntegerField(default=0)  # of the accepted, by receipt
    undelivered = models.PositiveIntegerField(default=0)
    segments = models.PositiveIntegerField(default=0)  # converted messages, of what the centre took over
    causes = models.JSONField(default=dict)  # command_status of refusals: how many recipients

    class Meta:
        ordering = ["share_id", "wave", "id"]
        indexes = [
            models.Index(
                fields=["share", "wave", "id"], condition=Q(sent_upto__lt=F("count")), name="campaigns_batch_open"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["share", "wave", "block"], name="campaigns_batch_once"),
            models.UniqueConstraint(fields=["id", "share", "organisation", "reality"], name="campaigns_batch_root"),
            models.CheckConstraint(
                condition=Q(sent_upto__lte=F("claimed_upto"), claimed_upto__lte=F("count")),
                name="campaigns_sent_within_the_claim",
            ),
            models.CheckConstraint(
                condition=Q(sent_upto=F("accepted") + F("refused") + F("uncertain")), name="campaigns_batch_adds_up"
            ),
            models.CheckConstraint(
                condition=Q(accepted__gte=F("delivered") + F("undelivered")), name="campaigns_receipts_of_the_accepted"
            ),
            models.CheckConstraint(
                condition=Q(claimed_upto=0) | Q(lane__isnull=False), name="campaigns_claimed_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.block} ({self.wave})"
