"""What each organisation does with the letter: receipts, assignments, declarations, briefings."""

from __future__ import annotations

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thongsuot.directives.models.letters import Directive, Obligation, Relation
from thongsuot.directives.states import ASSIGNMENT_MOVES, RECEIPT_MOVES, AssignmentState, ReceiptState
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person, Staff


class Receipt(Root):
    """The letter reached an organisation, which acknowledges it."""

    MOVES = RECEIPT_MOVES

    State = ReceiptState
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="receipts")
    state = models.CharField(max_length=12, choices=[(s, s) for s in ReceiptState])
    sent_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    on_behalf = models.BooleanField(default=False)  # the department wrote it down after a call or a paper
    keyed_at = models.DateTimeField(null=True, blank=True)  # when it was keyed, where that was later
    count_due_at = models.DateTimeField(null=True, blank=True)  # when the job has to enter its evidence
    briefing_due_at = models.DateTimeField(null=True, blank=True)  # the same for the staff's acknowledgements

    class Meta:
        ordering = ["directive_id", "organisation_id"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "organisation"], name="directives_receipt_once"),
            models.CheckConstraint(
                condition=Q(state="sent") | Q(acknowledged_at__isnull=False), name="directives_receipt_has_a_time"
            ),
        ]
        indexes = [
            models.Index(fields=["count_due_at"], condition=Q(count_due_at__isnull=False), name="directives_count_due"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} - {self.directive}"


class Assignment(Root):
    """One duty of one organisation; a recurring duty has one more for each occurrence."""

    MOVES = ASSIGNMENT_MOVES

    State = AssignmentState
    obligation = models.ForeignKey(Obligation, on_delete=models.PROTECT, related_name="assignments")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="assignments")
    occurrence_at = models.DateTimeField(null=True, blank=True)
    starts_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True, blank=True)
    relation = models.CharField(max_length=6, choices=Relation.choices, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    holder = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=[(s, s) for s in AssignmentState])
    done_at = models.DateTimeField(null=True, blank=True)
    on_behalf = models.BooleanField(default=False)  # done by what the department entered for the organisation
    remind_due_at = models.DateTimeField(null=True, blank=True)  # when the next reminder stage is reached
    ordered_deadline_at = models.DateTimeField(null=True, blank=True)  # the letter's own deadline, once it was moved
    stopped_at = models.DateTimeField(null=True, blank=True)  # since when the clock stands still, without a deadline
    time_left = models.DurationField(null=True, blank=True)  # what was left of it then
    released_at = models.DateTimeField(null=True, blank=True)  # since when it is out of the organisation's scope
    went_on_at = models.DateTimeField(null=True, blank=True)  # when it last went on: no waiting is left out twice

    class Meta:
        ordering = ["obligation__start", "organisation__sort_key", "occurrence_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "organisation", "occurrence_at"],
                nulls_distinct=False,
                name="directives_assignment_once",
            ),
            models.UniqueConstraint(fields=["id", "reality"], name="directives_assignment_reality"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=False) | ~Q(state="done"), name="directives_done_has_a_time"
            ),
            models.CheckConstraint(
                condition=Q(stopped_at__isnull=True, time_left__isnull=True)
                | Q(stopped_at__isnull=False, time_left__isnull=False, deadline_at__isnull=True),
                name="directives_stopped_knows_what_is_left",
            ),
        ]
        indexes = [
            models.Index(fields=["directive", "organisation"]),
            models.Index(
                fields=["remind_due_at"], condition=Q(remind_due_at__isnull=False), name="directives_remind_due"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.obligation}"

    @property
    def round_at(self) -> datetime | None:
        """Return the deadline that the letter set, also where the organisation's own was moved."""
        return self.ordered_deadline_at or self.deadline_at

    def get_absolute_url(self) -> str:
        """Return the address of the assignment's page."""
        return reverse("directives:assignment", args=[self.pk])


class Declaration(Root, Act):
    """What an organisation says of one duty: figures, words, files; a newer one replaces it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="declarations")
    figures = models.JSONField(default=dict)
    words = models.TextField(blank=True)
    files = ArrayField(models.CharField(max_length=64), default=list, blank=True)
    on_behalf = models.BooleanField(default=False)  # entered by the department after a call or a paper
    happened_at = models.DateTimeField(null=True, blank=True)  # when it was said, where it was keyed later
    carried_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Act.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.assignment_id}"


class Acknowledgement(Root):
    """A worker has read one version of the letter; counted once."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="acknowledgements")
    directive_version = models.PositiveIntegerField()
    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "directive_version", "staff"], name="directives_acknowledged_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.staff} {self.directive_id}"
