"""What the department hands upwards: the snapshot of everybody, and its papers."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models import Directive
from thongsuot.files.models import File
from thongsuot.ledger.models import Root


class Snapshot(Root):
    """The figures of everybody at the cut-off; sequence 0 is the report, later ones are its supplements."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="snapshots")
    sequence = models.PositiveSmallIntegerField(default=0)
    deadline_at = models.DateTimeField(null=True, blank=True)
    relation = models.CharField(max_length=6, blank=True)
    taken_at = models.DateTimeField()
    content = models.JSONField()
    delta = models.JSONField(default=dict, blank=True)  # what a supplement adds to the snapshot before it

    class Meta:
        ordering = ["-taken_at", "-sequence", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "deadline_at", "sequence"], nulls_distinct=False, name="reports_snapshot_once"
            ),
            models.UniqueConstraint(fields=["id", "reality"], name="reports_snapshot_reality"),
        ]

    def __str__(self) -> str:
        return f"{self.directive} ({self.sequence})"

    def get_absolute_url(self) -> str:
        """Return the address of the snapshot and its papers."""
        return reverse("reports:snapshot", args=[self.pk])


class Upward(Root):
    """A draft to be signed: the same snapshot in the form of one recipient, as PDF and DOCX; redrawn in editions."""

    class Recipient(models.TextChoices):
        """Who receives what the department consolidates."""

        MINISTRY = "ministry", _("Bộ")
        COMMITTEE = "committee", _("Ủy ban nhân dân tỉnh")

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="papers")
    recipient = models.CharField(max_length=10, choices=Recipient.choices)
    pdf = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField()
    edition = models.PositiveSmallIntegerField(default=0)  # 0 is set at the cut-off, later ones when a person asks

    class Meta:
        ordering = ["snapshot_id", "recipient", "-edition"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "recipient", "edition"], name="reports_upward_once")]

    def __str__(self) -> str:
        return f"{self.snapshot} - {self.get_recipient_display()}"
