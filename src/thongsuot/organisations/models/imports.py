"""A list of contacts taken from a spreadsheet: how its columns were read, and what came of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from thongsuot.organisations.models.acts import Act
from thongsuot.organisations.models.organisations import Organisation


class Mapping(models.Model):
    """Which column of a sheet with these headings means what; said once, it is remembered."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mappings")
    fingerprint = models.CharField(max_length=64)  # SHA-256 of the folded headings
    columns = models.JSONField()  # the meaning of each column, "" where it has none
    used_at = models.DateTimeField()

    class Meta:
        ordering = ["-used_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "fingerprint"], name="organisations_mapping_remembered_once"
            )
        ]

    def __str__(self) -> str:
        return self.fingerprint[:8]


class Import(Act):
    """One sheet that somebody brought: looked at first, taken in at one stroke, and perhaps undone."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="imports")
    filename = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    lines = models.PositiveIntegerField()
    sheet = models.JSONField(null=True)  # as the sandbox read it; let go once it is taken in
    columns = models.JSONField(default=list)  # the meaning of each column
    entries = models.JSONField(default=list)  # line, row ("topic:id"), name, and what stood there before and after
    taken_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by_name = models.CharField(max_length=80, blank=True)

    class Meta(Act.Meta):
        ordering = ["-at", "-id"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(
                condition=Q(sheet__isnull=True) ^ Q(taken_at__isnull=True), name="organisations_import_taken_or_open"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(taken_at__isnull=False), name="organisations_import_undone_last"
            ),
        ]

    def __str__(self) -> str:
        return self.filename
