"""What became of every message that our own gateway sent: the centre's answers and the receipts."""

from __future__ import annotations

from django.db import models

from thongsuot.campaigns.models.batches import Batch
from thongsuot.campaigns.models.shares import Share
from thongsuot.ledger.models import Root


class Result(Root):
    """What the centre answered to a stretch of a batch; written once.

    `states` holds one octet a message (engines.smpp.Standing), `ids` as many octets a message as `width` says.
    """

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="results")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="results")
    start = models.PositiveIntegerField()  # the first recipient
    count = models.PositiveIntegerField()
    parts = models.PositiveSmallIntegerField()
    width = models.PositiveSmallIntegerField()
    states = models.BinaryField()
    ids = models.BinaryField()

    class Meta:
        ordering = ["batch_id", "start"]
        constraints = [models.UniqueConstraint(fields=["batch", "start"], name="campaigns_result_once")]

    def __str__(self) -> str:
        return f"{self.batch}: {self.start}"


class AreaCounts(Root):
    """What came of a batch, locality by locality; kept with the batch's own counters, apart from its many receipts.

    `counts` holds three figures a locality (u32, little-endian): accepted, refused, uncertain; from number 0 on.
    """

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="area_counts")
    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, related_name="area_counts")
    counts = models.BinaryField()

    class Meta:
        ordering = ["batch_id"]
        verbose_name_plural = "area counts"

    def __str__(self) -> str:
        return f"{self.batch}: {len(self.counts) // 12}"


class ReceiptLot(Root):
    """Receipts that came together; written once, before they were acknowledged.

    `rows` holds five octets each: the message's place in its batch (u32, little-endian) and its state (MessageState).
    """

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="receipts")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="receipts")
    rows = models.BinaryField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.batch}: {len(self.rows) // 5}"


class StrayLot(Root):
    """Receipts whose message nobody here knew yet; another gateway's, or ones that overtook their answer.

    `rows` holds `width` octets of message id and one of state each.
    """

    width = models.PositiveSmallIntegerField()
    rows = models.BinaryField()
    noticed_at = models.DateTimeField(null=True, blank=True)  # by the purge, which counts from then

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}"
