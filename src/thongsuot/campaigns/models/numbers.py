"""The subscribers of an operator's share, as our own gateway sends to them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thongsuot.campaigns.models.shares import Share
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Area

MOST_IN_A_BLOCK = 10_000


class Numbers(Root, Act):
    """The subscribers of a share, read from the operator's own source; nobody else ever sees them."""

    share = models.OneToOneField(Share, on_delete=models.PROTECT, related_name="numbers")
    source = models.CharField(max_length=200)  # the name of the file or of the configured query
    sha256 = models.CharField(max_length=64)  # of what was read
    rows = models.PositiveBigIntegerField()
    kept = models.PositiveBigIntegerField()
    repeated = models.PositiveBigIntegerField()
    elsewhere = models.PositiveBigIntegerField()  # right numbers outside the area that was asked for
    bad = models.PositiveBigIntegerField()
    causes = models.JSONField(default=dict, blank=True)  # why a line is bad: how many
    bad_lines = models.JSONField(default=list, blank=True)  # the first: line, what stands there (masked), why, way out
    purge_at = models.DateTimeField()
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta(Act.Meta):
        ordering = ["share_id"]
        verbose_name_plural = "numbers"
        indexes = [
            models.Index(fields=["purge_at"], condition=Q(purged_at__isnull=True), name="campaigns_numbers_purge")
        ]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="campaigns_numbers_root"),
            models.CheckConstraint(
                condition=Q(rows=F("kept") + F("repeated") + F("elsewhere") + F("bad")), name="campaigns_rows_add_up"
            ),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="campaigns_numbers_sha256"),
        ]

    def __str__(self) -> str:
        return f"{self.share}: {self.kept}"


class Block(Root):
    """Up to ten thousand recipients (int64, little-endian, MSISDN), written once; the first is the trial's.

    `areas` holds the number of each one's locality (u16, little-endian); none where all of them have number 0.
    """

    class Kind(models.TextChoices):
        """Who they are."""

        PHONES = "phones", "phones"  # test telephones
        TRIAL = "trial", "trial"  # 1 %
        REST = "rest", "rest"

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="blocks")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    number = models.PositiveIntegerField()
    count = models.PositiveIntegerField()
    recipients = models.BinaryField(null=True)  # none once purged
    areas = models.BinaryField(null=True)  # gone with them

    class Meta:
        ordering = ["share_id", "kind", "number"]
        constraints = [
            models.UniqueConstraint(fields=["share", "kind", "number"], name="campaigns_block_once"),
            models.UniqueConstraint(fields=["id", "share", "organisation", "reality"], name="campaigns_block_root"),
            models.CheckConstraint(
                condition=Q(count__gte=1, count__lte=MOST_IN_A_BLOCK), name="campaigns_block_of_a_size"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share}: {self.kind} {self.number}"


class Locality(Root):
    """An area that the operator's list names for some of a share's subscribers; without one, what it does not say.

    `number` is how the blocks of the share call it. How many there are is a count: whoever sees the share sees it.
    """

    share = models.ForeignKey(Share, on_delete=models.PROTECT, related_name="localities")
    number = models.PositiveIntegerField()
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    subscribers = models.PositiveBigIntegerField()

    class Meta:
        ordering = ["share_id", "number"]
        verbose_name_plural = "localities"
        constraints = [
            models.UniqueConstraint(fields=["share", "number"], name="campaigns_locality_once"),
            models.CheckConstraint(condition=Q(subscribers__gte=1), name="campaigns_locality_of_somebody"),
            models.CheckConstraint(
                condition=Q(number=0, area__isnull=True) | Q(number__gt=0, area__isnull=False),
                name="campaigns_locality_named_or_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.share}: {self.number}"
