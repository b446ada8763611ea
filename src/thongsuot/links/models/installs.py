"""Other installs, and the keys by which they are believed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thongsuot.engines.package import PublicKey, spoken
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act
from thongsuot.organisations.models.dated import Dated, Versioned

# Without encryption a package may only go to this very machine.
ADDRESS = r"^(https://[^/?#@\s]+|http://(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?)(/[^?#\s]*)?$"


class Install(Root, Act, Dated, Versioned):
    """An install of another organisation that we speak with, and how the way to it does."""

    address = models.CharField(max_length=200, blank=True)  # empty: there is no line, packages go by hand
    failures = models.PositiveIntegerField(default=0)  # in a row, since it last answered
    due_at = models.DateTimeField(null=True, blank=True)  # not looked at before; empty: as soon as something waits
    trouble = models.TextField(blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)  # when something signed last came from it

    class Meta(Act.Meta):
        ordering = ["organisation__sort_key", "id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "reality"],
                condition=Q(valid_until__isnull=True),
                name="links_one_install_an_organisation",
            ),
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="links_install_root"),
            models.CheckConstraint(
                condition=Q(address="") | Q(address__regex=ADDRESS), name="links_address_encrypted_or_this_machine"
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def get_absolute_url(self) -> str:
        """Return where it is kept."""
        return reverse("links:install", args=[self.pk])


class Key(Root, Act, Dated):
    """A public key of another install, pinned by a person; once `valid_until` is set it opens nothing any more."""

    install = models.ForeignKey(Install, on_delete=models.PROTECT, related_name="keys")
    public = models.BinaryField(max_length=32)
    fingerprint = models.CharField(max_length=40, unique=True)

    class Meta(Act.Meta):
        ordering = ["-valid_from", "-id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(fingerprint__regex="^[0-9]{40}$"), name="links_key_fingerprint"),
        ]

    def __str__(self) -> str:
        return spoken(self.fingerprint)

    @property
    def key(self) -> PublicKey:
        """Return the key as the engine takes it."""
        return PublicKey(bytes(self.public))
