"""Reports of organisations, their frozen submissions, and what the department hands upwards."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models import Assignment, Directive
from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person
from thongsuot.organisations.models.dated import Versioned
from thongsuot.reports.states import REPORT_MOVES, ReportState


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

    class Meta(Act.Meta):
        ordering = ["report_id", "sequence"]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["report", "sequence"], name="reports_submission_once"),
        ]

    def __str__(self) -> str:
        return f"{self.report} ({self.sequence})"


class Snapshot(Root):
    """The figures of everybody at the cut-off; sequence 0 is the report, later ones are its supplements."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="snapshots")
    sequence = models.PositiveSmallIntegerField(default=0)
    deadline_at = models.DateTimeField(null=True, blank=True)
    relation = models.CharField(max_length=6, blank=True)
    taken_at = models.DateTimeField()
    content = models.JSONField()
    delta = models.JSONField(default=dict, blank=True)  # what a supplement adds to the snapshot before it

    class Meta:
        ordering = ["-taken_at", "-sequence", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "deadline_at", "sequence"], nulls_distinct=False, name="reports_snapshot_once"
            ),
            models.UniqueConstraint(fields=["id", "reality"], name="reports_snapshot_reality"),
        ]

    def __str__(self) -> str:
        return f"{self.directive} ({self.sequence})"

    def get_absolute_url(self) -> str:
        """Return the address of the snapshot and its papers."""
        return reverse("reports:snapshot", args=[self.pk])


class Upward(Root):
    """A report ready to be signed: the same snapshot in the form of one recipient, as PDF and DOCX."""

    class Recipient(models.TextChoices):
        """Who receives what the department consolidates."""

        MINISTRY = "ministry", _("Bộ")
        COMMITTEE = "committee", _("Ủy ban nhân dân tỉnh")

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="papers")
    recipient = models.CharField(max_length=10, choices=Recipient.choices)
    pdf = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    docx = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField()

    class Meta:
        ordering = ["snapshot_id", "recipient"]
        constraints = [models.UniqueConstraint(fields=["snapshot", "recipient"], name="reports_upward_once")]

    def __str__(self) -> str:
        return f"{self.snapshot} - {self.get_recipient_display()}"
