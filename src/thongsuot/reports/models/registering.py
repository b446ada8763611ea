"""The outgoing register: number and date of each paper, unique in the year over every type of paper."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.organisations.models.dated import Versioned
from thongsuot.reports.models.consolidating import Snapshot, Upward


class Register(Root, Versioned):
    """Whether an organisation's outgoing register is kept here; where it has one of its own, numbers come from that."""

    ours = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "reality"], name="reports_register_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class RegisterEntry(Root, Versioned):
    """One paper of the register; the signed copy and the moment it left follow."""

    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    on = models.DateField()
    symbol = models.CharField(max_length=40)
    type_name = models.CharField(max_length=60)
    subject = models.TextField()
    signer = models.CharField(max_length=80, blank=True)
    recipients = models.TextField(blank=True)
    ours = models.BooleanField()  # whether the number was given here
    snapshot = models.ForeignKey(Snapshot, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    recipient = models.CharField(max_length=10, choices=Upward.Recipient.choices, blank=True)
    by_name = models.CharField(max_length=80)
    entered_at = models.DateTimeField()
    signed = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    sent_by_name = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "reality", "year", "number"], name="reports_number_once_a_year"
            ),
            models.UniqueConstraint(fields=["snapshot", "recipient"], name="reports_paper_registered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="reports_number_from_one"),
            models.CheckConstraint(condition=Q(on__year=F("year")), name="reports_number_of_its_year"),
        ]

    def __str__(self) -> str:
        return f"{self.number:02d}/{self.symbol}"
