"""One person takes over from another: when it was due, who confirmed, what was handed on."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.duty.models.rosters import Shift
from thongsuot.duty.states import HANDOVER_MOVES, WAITING, HandoverState
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Person
from thongsuot.outbox.models import Reply

HANDOVER_WORDS: dict[str, str | Promise] = {
    HandoverState.EXPECTED: _("Chờ nhận ca"),
    HandoverState.ASKED: _("Đã nhắc người nhận ca"),
    HandoverState.CHASED: _("Đã hỏi người đang trực"),
    HandoverState.ESCALATED: _("Đã báo cấp trên"),
    HandoverState.TAKEN: _("Đã nhận ca"),
    HandoverState.HANDED: _("Hai bên đã xác nhận"),
    HandoverState.MISSED: _("Không có người nhận ca"),
    HandoverState.VOID: _("Đã hủy"),
}


class Handover(Root):
    """The begin of one shift of one person: taken by the one who comes, confirmed by the one who goes, in any order."""

    class Way(models.TextChoices):
        """How somebody said so."""

        PAGE = "page", _("trên hệ thống")
        SMS = "sms", _("bằng tin nhắn")
        WORD = "word", _("ghi theo lời báo")

    MOVES = HANDOVER_MOVES
    State = HandoverState

    shift = models.ForeignKey(Shift, on_delete=models.PROTECT, related_name="handovers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")  # who is to come
    former = models.ForeignKey(Shift, null=True, blank=True, on_delete=models.PROTECT, related_name="handed_to")
    starts_at = models.DateTimeField()  # when it is to be taken: the shift's begin, or later where it changed hands
    due_at = models.DateTimeField(null=True, blank=True)  # when the next step is due
    state = models.CharField(max_length=10, default=HandoverState.EXPECTED)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_way = models.CharField(max_length=4, choices=Way.choices, blank=True)
    reply = models.OneToOneField(  # the SMS that said so: it takes one shift over, once
        Reply, null=True, blank=True, on_delete=models.PROTECT, related_name="handover"
    )
    handed_at = models.DateTimeField(null=True, blank=True)
    handed_name = models.CharField(max_length=80, blank=True)
    notes = models.TextField(blank=True)  # what the one who goes wants the other to know
    matters = models.JSONField(default=list, blank=True)  # what was open then: [{"title", "url", "since"}]

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state__in=["expected", "asked", "chased", "escalated"]),
                name="duty_handovers_due",
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["shift"], condition=~Q(state="void"), name="duty_one_handover_a_shift"),
            models.CheckConstraint(
                condition=~Q(state__in=["expected", "asked", "chased", "escalated"]) | Q(due_at__isnull=False),
                name="duty_handover_has_a_next_step",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["taken", "handed"]) | Q(taken_at__isnull=False) & ~Q(taken_way=""),
                name="duty_taken_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="handed") | Q(handed_at__isnull=False), name="duty_handed_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.starts_at:%d/%m %H:%M}"

    def get_absolute_url(self) -> str:
        """Return where it is taken over."""
        return reverse("duty:handover", args=[self.pk])

    @property
    def word(self) -> str:
        """Return the name of the state for people."""
        return str(HANDOVER_WORDS[self.state])

    @property
    def waits(self) -> bool:
        """Tell whether nobody has taken over yet and somebody still may."""
        return self.state in WAITING

    @property
    def outgoing(self) -> Person | None:
        """Return who hands over: nobody where nobody stood there, or where the same person stays."""
        person = self.former.person if self.former is not None else None
        return None if person == self.person else person


class Entry(Root, Act):
    """A line of the duty log; what was written by hand is entered later with its own time, and says so."""

    happened_at = models.DateTimeField()
    text = models.TextField()
    late = models.BooleanField(default=False)  # "ghi sau"

    class Meta(Act.Meta):
        ordering = ["happened_at", "id"]
        indexes = [models.Index(fields=["organisation", "happened_at"], name="duty_log_by_time")]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(condition=~Q(text=""), name="duty_log_says_something"),
            models.CheckConstraint(condition=Q(at__gte=F("happened_at")), name="duty_log_of_what_was"),
        ]

    def __str__(self) -> str:
        return self.text[:60]
