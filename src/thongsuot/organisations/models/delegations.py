"""A leader who is away lets somebody act: for whom, which acts, from when until when, and on what paper."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.organisations.models.dated import Dated
from thongsuot.organisations.models.organisations import Organisation
from thongsuot.organisations.models.people import Person

CONFIRM_WITHIN = timedelta(hours=24)


class Deed(models.TextChoices):
    """The acts that may be delegated."""

    ACKNOWLEDGE = "acknowledge", _("Xác nhận tiếp nhận văn bản")
    ASSIGN = "assign", _("Phân công thực hiện")
    DECLARE = "declare", _("Báo số liệu")
    ANSWER = "answer", _("Hỏi và trả lời")
    PREPARE = "prepare", _("Soạn, trình báo cáo")
    SUBMIT = "submit", _("Duyệt, gửi báo cáo")


class Delegation(Dated):
    """Acts of one person that another may do for a time; rests on a document, or on a word that is confirmed."""

    Deed = Deed
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="delegations")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegated")
    delegate = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="delegations")
    deeds = ArrayField(models.CharField(max_length=12, choices=Deed.choices))
    document = models.CharField(max_length=120, blank=True)  # number and symbol of the paper it rests on
    document_on = models.DateField(null=True, blank=True)
    instructed_by = models.CharField(max_length=80, blank=True)  # "theo chỉ đạo của ... lúc ..."
    instructed_at = models.DateTimeField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_name = models.CharField(max_length=80, blank=True)
    by_name = models.CharField(max_length=80)
    at = models.DateTimeField()

    class Meta(Dated.Meta):
        ordering = ["-valid_from", "-id"]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(condition=Q(valid_until__isnull=False), name="organisations_delegation_ends"),
            models.CheckConstraint(condition=~Q(giver=F("delegate")), name="organisations_delegation_two_people"),
            models.CheckConstraint(condition=~Q(deeds=[]), name="organisations_delegation_names_acts"),
            models.CheckConstraint(
                condition=(~Q(document="") & Q(document_on__isnull=False))
                | (~Q(instructed_by="") & Q(instructed_at__isnull=False)),
                name="organisations_delegation_rests_on_something",
            ),
            models.CheckConstraint(
                condition=Q(document="") | Q(confirmed_at__isnull=False), name="organisations_document_confirms"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.delegate}"

    @property
    def deed_names(self) -> str:
        """Return the delegated acts in the words people use."""
        return ", ".join(str(Deed(deed).label) for deed in self.deeds)

    @property
    def lapses_at(self) -> datetime | None:
        """Return when a spoken delegation ends unless it is confirmed; none once it is."""
        if self.confirmed_at is not None or self.instructed_at is None:
            return None
        return self.instructed_at + CONFIRM_WITHIN
