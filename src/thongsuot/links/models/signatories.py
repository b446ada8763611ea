"""People of other installs, by the names under which their steps came."""

from __future__ import annotations

from django.db import models

from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Person


class Signatory(Root):
    """Somebody of another install, known by name alone; the person has no account here and cannot sign in.

    Whatever is done in that name came in a package that a pinned key of the organisation's install has signed.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="signatory")
    key = models.CharField(max_length=40)  # how the other install tells its people apart

    class Meta:
        ordering = ["organisation_id", "id"]
        verbose_name_plural = "signatories"
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reality", "key"], name="links_signatory_once"),
        ]

    def __str__(self) -> str:
        return str(self.person)
