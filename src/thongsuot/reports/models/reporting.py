"""Reports of organisations and their frozen submissions."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models import Assignment, Directive
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person
from thongsuot.organisations.models.dated import Versioned
from thongsuot.reports.states import REPORT_MOVES, ReportState


class Channel(models.TextChoices):
    """How a report came that the department entered on the organisation's behalf; blank: by the organisation itself."""

    PAPER = "paper", _("Bản giấy nộp trực tiếp")
    POST = "post", _("Bưu chính")
    EMAIL = "email", _("Thư điện tử")
    PHOTO = "photo", _("Ảnh chụp")
    PHONE = "phone", _("Điện thoại")


class Report(Root, Versioned):
    """What one organisation says of one letter by one deadline."""

    MOVES = REPORT_MOVES

    State = ReportState
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="reports")
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=10, choices=[(s, s) for s in ReportState])
    drafted_at = models.DateTimeField()
    narrative = models.JSONField(default=dict, blank=True)  # number of the paragraph -> words
    difficulties = models.TextField(blank=True)
    proposals = models.TextField(blank=True)
    remarks = models.JSONField(default=dict, blank=True)  # field -> what the department asks to be amended
    prepared_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField(null=True, blank=True)  # the first submission: it keeps the deadline or not
    channel = models.CharField(max_length=5, choices=Channel.choices, blank=True)  # of the last submission
    sealed_at = models.DateTimeField(null=True, blank=True)  # the first signed, sealed copy
    paper_at = models.DateTimeField(null=True, blank=True)  # the first copy on paper
    count_due_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-drafted_at", "organisation__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["id", "reality"], name="reports_report_reality"),
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True) | ~Q(submitted_by=F("prepared_by")),
                name="reports_two_people_submit",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=False) | ~Q(state__in=["submitted", "returned", "accepted"]),
                name="reports_submitted_has_a_time",
            ),
            models.CheckConstraint(  # on behalf: who keyed it stands on the submission, and nobody submitted
                condition=Q(channel="", submitted_by__isnull=False, prepared_by__isnull=False)
                | (~Q(channel="") & Q(submitted_by__isnull=True))
                | Q(state__in=["draft", "prepared"]),
                name="reports_own_report_names_two_people",
            ),
        ]
        indexes = [
            models.Index(fields=["count_due_at"], condition=Q(count_due_at__isnull=False), name="reports_count_due"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.directive}"

    def get_absolute_url(self) -> str:
        """Return the address of the report."""
        return reverse("reports:report", args=[self.pk])


class Submission(Root, Act):
    """A report as it was submitted; nothing in it ever changes."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="submissions")
    sequence = models.PositiveSmallIntegerField()
    figures = models.JSONField()  # kind -> {"measured": {...}, "declared": {...}}
    narrative = models.JSONField()
    difficulties = models.TextField(blank=True)
    proposals = models.TextField(blank=True)
    channel = models.CharField(max_length=5, choices=Channel.choices, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)  # on behalf: when it reached the department
    sender = models.CharField(max_length=120, blank=True)  # on behalf: who signed it, or who said it
    files = ArrayField(models.CharField(max_length=64), default=list, blank=True)  # SHA-256 of the scans

    class Meta(Act.Meta):
        ordering = ["report_id", "sequence"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(
                condition=Q(channel="", received_at__isnull=True, files=[])
                | (~Q(channel="") & Q(received_at__isnull=False, received_at__lte=F("at"), by_person__isnull=False)),
                name="reports_on_behalf_names_who_keyed_it",
            ),
            models.UniqueConstraint(fields=["report", "sequence"], name="reports_submission_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.sequence})"
