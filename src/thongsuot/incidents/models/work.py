"""What people write and do in an incident: its timeline, its tasks, and what is attached."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from thongsuot.files.models import File
from thongsuot.incidents.models.incidents import Incident
from thongsuot.incidents.states import TASK_MOVES, TaskState
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person


class Note(Root, Act):
    """A line of the timeline, with the time it speaks of; written once."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="notes")
    happened_at = models.DateTimeField()
    text = models.TextField()
    file = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    inside = models.BooleanField(default=True)  # for the enterprise that mends alone
    review = models.BooleanField(default=False)  # what was learnt, written when it was over

    class Meta(Act.Meta):
        ordering = ["happened_at", "id"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="incidents_note_says_something"),
            models.CheckConstraint(condition=Q(at__gte=F("happened_at")), name="incidents_note_of_what_was"),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class Task(Root, Act):
    """Something that must be done before the incident is over."""

    MOVES = TASK_MOVES

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=200)
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80, blank=True)  # of somebody without an account
    due_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=7, default=TaskState.OPEN)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta(Act.Meta):
        ordering = ["due_at", "id"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="done") | Q(done_at__isnull=False), name="incidents_task_done_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title
