"""Calls to the hotline: who, where, what, how urgent, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.hotline.states import CALL_MOVES, CallState
from thongsuot.incidents.models import Incident
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Organisation, Person, Site
from thongsuot.paging.models import Ladder

WORDS: dict[str, str | Promise] = {
    CallState.WAITING: _("Chờ xử lý"),
    CallState.TAKEN: _("Đang xử lý"),
    CallState.CALL_BACK: _("Hẹn gọi lại"),
    CallState.ANSWERED: _("Đã trả lời"),
    CallState.VOID: _("Không có nội dung"),
}


class HotlineCall(Root, Act):
    """One call; `organisation` is whose hotline rang."""

    class Urgency(models.IntegerChoices):
        """How soon somebody must see to it."""

        NOW = 1, _("Ngay")
        TODAY = 2, _("Trong ngày")
        LATER = 3, _("Khi có thể")

    MOVES = CALL_MOVES
    State = CallState

    caller = models.CharField(max_length=80)
    caller_organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    phone = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=16, blank=True)  # the same with its country code, to be found by
    site = models.ForeignKey(Site, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    what = models.TextField()
    urgency = models.PositiveSmallIntegerField(choices=Urgency.choices)
    called_at = models.DateTimeField()
    receiver = models.CharField(max_length=80)  # who took the call: "người nhận"
    late = models.BooleanField(default=False)  # keyed afterwards: "ghi sau"
    state = models.CharField(max_length=9, default=CallState.WAITING)
    holder = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    call_back_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)  # when it escalates unless it is answered
    escalated_at = models.DateTimeField(null=True, blank=True)  # when somebody was asked last to see to it
    ladder = models.ForeignKey(Ladder, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_name = models.CharField(max_length=80, blank=True)
    answer = models.TextField(blank=True)
    incident = models.ForeignKey(Incident, null=True, blank=True, on_delete=models.PROTECT, related_name="calls")
    token = models.UUIDField(null=True, blank=True)  # of the form: what is sent twice is written once

    class Meta(Act.Meta):
        ordering = ["-called_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "-called_at"], name="hotline_calls_by_time"),
            models.Index(fields=["organisation", "number", "-id"], name="hotline_calls_by_number"),
            models.Index(
                fields=["organisation", "urgency", "called_at"],
                condition=Q(state__in=["waiting", "taken", "call_back"]),
                name="hotline_calls_unanswered",
            ),
            models.Index(fields=["due_at"], condition=Q(due_at__isnull=False), name="hotline_calls_due"),
        ]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "token"], condition=Q(token__isnull=False), name="hotline_call_written_once"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="hotline_call_says_something"),
            models.CheckConstraint(condition=Q(at__gte=F("called_at")), name="hotline_call_of_what_was"),
            models.CheckConstraint(
                condition=~Q(state="answered") | Q(answered_at__isnull=False, answered_at__gte=F("called_at")),
                name="hotline_answered_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="call_back") | Q(call_back_at__isnull=False), name="hotline_called_back_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.caller}: {self.what[:60]}"

    def get_absolute_url(self) -> str:
        """Return where it is read and answered."""
        return reverse("hotline:call", args=[self.pk])

    @property
    def where(self) -> str:
        """Return where it happened: the site of the register, or the place as it was told."""
        return self.site.name if self.site is not None else self.place

    @property
    def word(self) -> str:
        """Return the name of the state for people."""
        return str(WORDS[self.state])
