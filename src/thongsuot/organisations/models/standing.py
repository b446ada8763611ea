"""Who follows whom, who is competent for what, and which organisation carries on another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.organisations.models.acts import Act
from thongsuot.organisations.models.dated import Dated
from thongsuot.organisations.models.organisations import Organisation
from thongsuot.organisations.models.people import Person


class Following(Dated):
    """The one person of the department whom an enterprise asks, from when until when."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="followings")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="followings")
    by_name = models.CharField(max_length=80)

    class Meta(Dated.Meta):
        ordering = ["organisation_id", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(valid_until__isnull=True),
                name="organisations_following_one_follower",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.organisation}"


class Competence(Dated):
    """An authority that may ask for one kind of duty in the department's province."""

    department = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="competences")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="competent_for")
    kind = models.CharField(max_length=30)  # a kind of duty, as the ledger names it
    by_name = models.CharField(max_length=80)

    class Meta(Dated.Meta):
        ordering = ["department_id", "kind", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["department", "authority", "kind"],
                condition=Q(valid_until__isnull=True),
                name="organisations_competence_held_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.authority}"


class Succession(Act):
    """A document by which one organisation carries on what another began."""

    class Kind(models.TextChoices):
        """Whether the predecessor went into the successor whole or in part."""

        MERGE = "merge", _("Sáp nhập")
        SPLIT = "split", _("Chia, tách")

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="inheritances")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    document = models.CharField(max_length=200)

    class Meta(Act.Meta):
        ordering = ["at", "id"]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["predecessor", "successor"], name="organisations_succession_once"),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")), name="organisations_succession_of_another"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor}: {self.successor}"
