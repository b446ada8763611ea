"""Đôn đốc: whom the department called about a letter, and what came of it; and the reserve papers."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models.letters import Directive
from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Organisation, Person


class Chase(Root, Act):
    """One attempt to move an organisation to act; it belongs to the department, no enterprise sees it."""

    class Outcome(models.TextChoices):
        """What an attempt came to."""

        PROMISED = "promised", _("Đã gọi, hẹn giờ")
        SPOKEN = "spoken", _("Đã gọi, đã truyền đạt")
        NO_ANSWER = "no_answer", _("Không nghe máy")
        WRONG_NUMBER = "wrong_number", _("Sai số")
        MESSAGED = "messaged", _("Đã nhắn")

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="chases")
    callee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    promised_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    happened_at = models.DateTimeField()  # earlier than `at` where it was written by hand and keyed later
    check_due_at = models.DateTimeField(null=True, blank=True)  # when a promise has to be looked at

    class Meta(Act.Meta):
        ordering = ["-happened_at", "-id"]
        indexes = [
            models.Index(fields=["directive", "callee"]),
            models.Index(
                fields=["check_due_at"], condition=Q(check_due_at__isnull=False), name="directives_promise_due"
            ),
        ]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(
                condition=Q(outcome="promised", promised_at__isnull=False)
                | (~Q(outcome="promised") & Q(promised_at__isnull=True, check_due_at__isnull=True)),
                name="directives_chase_promise_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(happened_at__lte=models.F("at")), name="directives_chase_not_in_the_future"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.callee}: {self.get_outcome_display()}"


class ReservePack(Root, Act):
    """The papers of one moment, ready for print: contacts, open work, rules in force, blank forms."""

    directive = models.ForeignKey(Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    evening = models.BooleanField()  # made by itself at the end of a day

    class Meta(Act.Meta):
        ordering = ["-at", "-id"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(
                condition=Q(evening=False) | Q(directive__isnull=True), name="directives_evening_pack_is_whole"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file}"
