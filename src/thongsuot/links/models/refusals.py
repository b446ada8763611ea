"""What was not accepted is counted, and nothing else of it is kept."""

from __future__ import annotations

from django.db import models


class Refusal(models.Model):
    """How often something was not accepted on a day, by reason; of what was refused nothing else is kept."""

    day = models.DateField()
    reason = models.CharField(max_length=30)
    number = models.PositiveBigIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "reason"]
        constraints = [models.UniqueConstraint(fields=["day", "reason"], name="links_refusals_of_a_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.reason}: {self.number}"
