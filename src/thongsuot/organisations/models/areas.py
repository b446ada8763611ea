"""Areas carry validity dates: a province of 2020 and one of 2026 may share a name and nothing else."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.organisations.models.dated import Dated


class Area(Dated):
    """A province, district or commune as it stood for a time."""

    class Kind(models.TextChoices):
        """The levels of administration."""

        PROVINCE = "province", _("Tỉnh")
        DISTRICT = "district", _("Huyện")
        COMMUNE = "commune", _("Xã")

    code = models.CharField(max_length=20)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=400, editable=False)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    outline = models.JSONField(null=True, blank=True)  # a GeoJSON geometry
    source = models.CharField(max_length=200)

    class Meta(Dated.Meta):
        ordering = ["sort_key", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["code"], condition=Q(valid_until__isnull=True), name="organisations_area_one_in_force"
            ),
        ]

    def __str__(self) -> str:
        return self.name
