"""Which positions must be filled together, by whom they may be filled, and at which hours."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person
from thongsuot.organisations.models.dated import Dated


class Position(Root, Act, Dated):
    """One of the positions that an organisation fills at the same time, and by how many."""

    class Kind(models.TextChoices):
        """The positions that a letter names."""

        LEADER = "leader", _("Trực lãnh đạo")
        OPERATIONS = "operations", _("Trực điều hành")
        RESPONDER = "responder", _("Trực ứng cứu thông tin")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    required = models.PositiveSmallIntegerField()

    class Meta(Act.Meta):
        ordering = ["organisation_id", "id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="duty_position_root"),
            models.UniqueConstraint(
                fields=["organisation", "reality", "kind"],
                condition=Q(valid_until__isnull=True),
                name="duty_position_once",
            ),
            models.CheckConstraint(condition=Q(required__gte=1, required__lte=20), name="duty_position_of_somebody"),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class Fit(Root, Act, Dated):
    """A person who may stand in a position."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="fits")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="fits")

    class Meta(Act.Meta):
        ordering = ["position_id", "person__sort_key", "id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["position", "person"], condition=Q(valid_until__isnull=True), name="duty_fit_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.person}"


class Hours(Root, Act, Dated):
    """A shift of the day that comes again: from when, for how long, on which days of the week, for which positions."""

    name = models.CharField(max_length=40)
    begins = models.TimeField()
    minutes = models.PositiveSmallIntegerField()
    weekdays = ArrayField(models.PositiveSmallIntegerField())  # 0 is Monday
    night = models.BooleanField(default=False)
    kinds = ArrayField(models.CharField(max_length=10), default=list, blank=True)  # of positions; empty: all of them

    class Meta(Act.Meta):
        ordering = ["organisation_id", "begins", "id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="duty_hours_root"),
            models.CheckConstraint(condition=Q(minutes__gte=30, minutes__lte=2880), name="duty_hours_two_days_at_most"),
            models.CheckConstraint(
                condition=~Q(weekdays=[]) & Q(weekdays__contained_by=[0, 1, 2, 3, 4, 5, 6]), name="duty_hours_of_a_week"
            ),
            models.CheckConstraint(
                condition=Q(kinds__contained_by=Position.Kind.values), name="duty_hours_of_known_positions"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def serves(self, position: Position) -> bool:
        """Tell whether the position is filled at these hours."""
        return not self.kinds or position.kind in self.kinds


class Leave(Root, Act, Dated):
    """When a person cannot be on duty; why is nobody's business."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="leaves")
    cancelled_at = models.DateTimeField(null=True, blank=True)

    class Meta(Act.Meta):
        ordering = ["valid_from", "id"]
        constraints = [
            *Act.Meta.constraints,
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_until__isnull=False), name="duty_leave_ends"),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.valid_from:%d/%m/%Y}"
