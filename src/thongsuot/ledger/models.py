"""Moves, edits, evidence and orders: written once, never changed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.organisations.models import Act, Area, Organisation


class Reality(models.TextChoices):
    """Whether a row is real or belongs to an exercise; set once."""

    LIVE = "live", _("Thật")
    EXERCISE = "exercise", _("DIỄN TẬP")


class Root(models.Model):
    """A row that stands on its own: it belongs to an organisation and to one reality."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reality = models.CharField(max_length=8, choices=Reality.choices)

    class Meta:
        abstract = True


class RealityMark(models.Model):
    """What this database is for, said once: from then on it refuses the moves of the other reality."""

    number = models.PositiveSmallIntegerField(primary_key=True, default=1)
    reality = models.CharField(max_length=8, choices=Reality.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(number=1), name="ledger_one_reality")]

    def __str__(self) -> str:
        return self.get_reality_display()


class Link(Root, Act):
    """A link of an organisation's hash chain: the database gives it place and digest, and refuses changes."""

    position = models.BigIntegerField(editable=False, default=0)
    digest = models.BinaryField(max_length=32, editable=False, default=b"")

    class Meta:
        abstract = True


class Move(Link):
    """A row went from one state to another."""

    topic = models.CharField(max_length=40)
    row = models.BigIntegerField()
    origin = models.CharField(max_length=20)
    target = models.CharField(max_length=20)
    note = models.TextField(blank=True)

    class Meta(Act.Meta):
        ordering = ["id"]
        indexes = [models.Index(fields=["topic", "row", "id"])]

    def __str__(self) -> str:
        return f"{self.topic}:{self.row} {self.origin} → {self.target}"


class Edit(Root, Act):
    """Fields of a row changed without a change of state; what stood before is kept, so that it can be undone."""

    topic = models.CharField(max_length=40)
    row = models.BigIntegerField()
    before = models.JSONField()
    after = models.JSONField()

    class Meta(Act.Meta):
        ordering = ["id"]
        indexes = [models.Index(fields=["topic", "row", "id"])]

    def __str__(self) -> str:
        return f"{self.topic}:{self.row}"


class Evidence(Link):
    """Whole numbers that count for a kind, measured by a tool or declared by an organisation."""

    key = models.CharField(max_length=120)
    version = models.PositiveIntegerField()
    kind = models.CharField(max_length=30)
    about = models.CharField(max_length=60, blank=True)  # the one duty that a declaration speaks of, "topic:id"
    happened_at = models.DateTimeField()
    known_at = models.DateTimeField()
    summary = models.TextField(blank=True)
    figures = models.JSONField()
    files = ArrayField(models.CharField(max_length=64), default=list, blank=True)  # SHA-256 of the files
    url = models.CharField(max_length=200, blank=True)
    measured = models.BooleanField()

    class Meta(Act.Meta):
        ordering = ["id"]
        indexes = [
            models.Index(fields=["organisation", "kind", "happened_at"]),
            models.Index(fields=["about"]),
        ]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "reality", "key", "version"], name="ledger_evidence_version"
            ),
            models.CheckConstraint(
                condition=Q(measured=True) | ~Q(about=""), name="ledger_declared_evidence_is_about_one_duty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} ({self.version})"


class Order(Root):
    """The shadow of an issued obligation that the tools read: what is in force, for whom, from when until when."""

    key = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT)
    starts_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    known_at = models.DateTimeField()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["kind", "organisation", "starts_at"])]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reality", "key"], name="ledger_order_once"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("starts_at")), name="ledger_order_in_order"
            ),
        ]

    def __str__(self) -> str:
        return self.key
