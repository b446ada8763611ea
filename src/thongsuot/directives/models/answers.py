"""Answers other than done: what an organisation asks or objects, and what the department publishes to all."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models.letters import Directive
from thongsuot.directives.models.work import Assignment
from thongsuot.directives.states import ANSWER_MOVES, AnswerState
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person


class AnswerKind(models.TextChoices):
    """What an organisation may say instead of carrying out."""

    UNCLEAR = "unclear", _("Đề nghị làm rõ")
    EXTENSION = "extension", _("Đề nghị gia hạn")
    OBSTACLE = "obstacle", _("Vướng mắc")
    OUT_OF_SCOPE = "out_of_scope", _("Không thuộc phạm vi")
    PROPOSAL = "proposal", _("Kiến nghị")


class Decision(models.TextChoices):
    """What the department decides of the clock."""

    KEEP = "keep", _("Giữ nguyên thời hạn")
    STOP = "stop", _("Dừng tính thời hạn đến khi trả lời tiếp")
    MOVE = "move", _("Không tính thời gian chờ trả lời vào thời hạn")
    GO_ON = "go_on", _("Tính tiếp thời hạn")
    EXTEND = "extend", _("Gia hạn đến")
    RELEASE = "release", _("Đồng ý: không thuộc phạm vi của đơn vị")


class Answer(Root, Act):
    """What an organisation answers other than done: to one duty, to a paragraph, or to the whole letter."""

    MOVES = ANSWER_MOVES

    State, Kind, Decision = AnswerState, AnswerKind, Decision
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="answers")
    assignment = models.ForeignKey(Assignment, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=AnswerKind.choices)
    words = models.TextField()
    until = models.DateTimeField(null=True, blank=True)  # the deadline that is asked for
    state = models.CharField(max_length=10, choices=[(s, s) for s in AnswerState])
    decision = models.CharField(max_length=8, choices=Decision.choices, blank=True)
    reply = models.TextField(blank=True)
    granted_until = models.DateTimeField(null=True, blank=True)
    replied_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    replied_name = models.CharField(max_length=80, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)

    class Meta(Act.Meta):
        ordering = ["-at", "-id"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(
                condition=Q(assignment__isnull=True) | Q(paragraph__isnull=True), name="directives_answer_to_one_thing"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(kind="extension"), name="directives_only_extensions_name_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "answered"])
                | (Q(replied_at__isnull=False) & ~Q(decision="") & ~Q(reply="")),
                name="directives_answered_in_words",
            ),
        ]
        indexes = [models.Index(fields=["directive", "organisation"])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.words}"

    def get_absolute_url(self) -> str:
        """Return the address of the answer's page."""
        return reverse("directives:answer", args=[self.pk])


class Clarification(Root, Act):
    """A question answered once for everybody: it never tells who asked."""

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="clarifications")
    answer = models.OneToOneField(Answer, null=True, blank=True, on_delete=models.PROTECT, related_name="clarification")
    paragraph = models.PositiveSmallIntegerField(null=True, blank=True)
    question = models.TextField()
    reply = models.TextField()

    class Meta(Act.Meta):
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.question
