"""What is stored of a pump."""

from __future__ import annotations

from django.db import models
from tests.toys.states import PUMP_MOVES, PumpState

from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Area


class Pump(Root):
    """A pump of an enterprise in a district."""

    MOVES = PUMP_MOVES

    State = PumpState
    name = models.CharField(max_length=80)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    manual = models.ForeignKey(File, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s, s) for s in PumpState])
    stop_due_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "toys"  # a worker of the test run may load Django before it hears of this app
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
