"""Who did it: a person, a machine by its credential, or a part of the system that has a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Q

from thongsuot.organisations.models.people import Person
from thongsuot.organisations.models.secrets import Credential


@dataclass(frozen=True)
class System:
    """A named part of the system that acts because time passed or bytes came."""

    name: str

    def __str__(self) -> str:
        return self.name


Actor = Person | Credential | System


class Act(models.Model):
    """Something done by exactly one actor; the name is kept as it was on the day."""

    by_person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_credential = models.ForeignKey(Credential, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_system = models.CharField(max_length=40, blank=True)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(by_person__isnull=False, by_credential__isnull=True, by_system="")
                | Q(by_person__isnull=True, by_credential__isnull=False, by_system="")
                | (Q(by_person__isnull=True, by_credential__isnull=True) & ~Q(by_system="")),
                name="%(app_label)s_%(class)s_one_actor",
            )
        ]

    @property
    def actor(self) -> Actor:
        """Return who did it, to enter the same act again."""
        return self.by_person or self.by_credential or System(self.by_system)

    @staticmethod
    def fields_of(actor: Actor) -> dict[str, Any]:
        """Return the columns that name the actor."""
        return {
            "by_person": actor if isinstance(actor, Person) else None,
            "by_credential": actor if isinstance(actor, Credential) else None,
            "by_system": actor.name if isinstance(actor, System) else "",
            "by_name": str(actor),
        }
