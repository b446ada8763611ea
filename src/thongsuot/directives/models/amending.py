"""A letter that extends, replaces, recalls or corrects an earlier one: both stay, each with its own number."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models.letters import Directive
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act


class Amending(models.TextChoices):
    """What a letter does to an earlier one."""

    EXTENDS = "extends", _("Gia hạn")
    REPLACES = "replaces", _("Thay thế")
    RECALLS = "recalls", _("Thu hồi")
    CORRECTS = "corrects", _("Đính chính")


class Amendment(Root, Act):
    """One letter changed an earlier one, as a person confirmed; `pairs` says which duty stands for which."""

    Kind = Amending
    earlier = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="amended_by")
    later = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="amends")
    act = models.CharField(max_length=8, choices=Amending.choices)
    pairs: models.JSONField[Any, Any] = models.JSONField(default=list)  # [earlier duty, later duty]

    class Meta(Act.Meta):
        ordering = ["at", "id"]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["earlier", "later"], name="directives_amended_once_by_a_letter"),
            models.CheckConstraint(condition=~Q(earlier=F("later")), name="directives_no_letter_amends_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.get_act_display()}: {self.earlier}"
