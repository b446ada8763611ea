"""What lets a machine or the holder of a link in; only hashes are kept."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from thongsuot.organisations.models.dated import Dated
from thongsuot.organisations.models.organisations import Organisation


class Credential(Dated):
    """A machine's key: valid_until is its expiry."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="credentials")
    name = models.CharField(max_length=80)
    secret_hash = models.BinaryField(max_length=32, unique=True)
    scopes = ArrayField(models.CharField(max_length=40), default=list)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dated.Meta):
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class SignedLink(Dated):
    """A link that opens one row in one version for one purpose: valid_until is its expiry."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links")
    purpose = models.CharField(max_length=40)
    row = models.CharField(max_length=80)  # "topic:id", as moves and events name it
    row_version = models.PositiveIntegerField()
    secret_hash = models.BinaryField(max_length=32, unique=True)
    single_use = models.BooleanField(default=False)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta(Dated.Meta):
        ordering = ["-valid_from", "id"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.row}"
