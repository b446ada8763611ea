"""Ladders of persons, the pages sent up them, and reminders of what falls due.

What is inside is seen where the matter is at home alone, and by who is asked; `inside` of rungs and pages follows that
of their ladder by a foreign key.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act, Organisation, Person
from thongsuot.outbox.models import Reply
from thongsuot.paging.states import (
    LADDER_MOVES,
    PAGE_LANES,
    PAGE_MOVES,
    REMINDER_MOVES,
    LadderState,
    PageState,
    ReminderState,
)


class Ladder(Root, Act):
    """Who is asked, in which order, until somebody accepts: frozen when it opens."""

    MOVES = LADDER_MOVES

    about = models.CharField(max_length=60)  # "topic:id" of what the matter is
    title = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    url = models.CharField(max_length=200, blank=True)
    priority = models.PositiveSmallIntegerField()
    rounds = models.PositiveSmallIntegerField(default=1)  # the last time it is climbed, over all ladders of the matter
    inside = models.BooleanField(default=False)  # nobody's business but the organisation's
    state = models.CharField(max_length=10, default=LadderState.OPEN)
    accepted_by = models.CharField(max_length=80, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta(Act.Meta):
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["about"], name="paging_ladder_about")]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["id", "organisation", "reality", "inside"], name="paging_ladder_root"),
            models.UniqueConstraint(
                fields=["organisation", "reality", "about"],
                condition=Q(state__in=["open", "exhausted"]),
                name="paging_one_open_ladder_a_matter",
            ),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=3), name="paging_priority_1_to_3"),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=False) | ~Q(state="accepted"), name="paging_accepted_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Rung(Root):
    """One person on a ladder, as known when the ladder was opened."""

    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="rungs")
    position = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # where the person works
    name = models.CharField(max_length=80)
    wait_minutes = models.PositiveSmallIntegerField(default=5)
    inside = models.BooleanField(default=False)

    class Meta:
        ordering = ["ladder_id", "position"]
        constraints = [
            models.UniqueConstraint(fields=["ladder", "position"], name="paging_rung_once"),
            models.UniqueConstraint(fields=["id", "home", "reality"], name="paging_rung_root"),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.name}"

    @property
    def phone(self) -> str:
        """Return the number of the person; nothing for a reader who works elsewhere."""
        address: Address | None = getattr(self, "address", None)
        return address.phone if address is not None else ""

    @property
    def email(self) -> str:
        """Return the address of the person; nothing for a reader who works elsewhere."""
        address: Address | None = getattr(self, "address", None)
        return address.email if address is not None else ""


class Address(Root):
    """How the person of a rung is reached: known where the person works, whosever matter it is."""

    rung = models.OneToOneField(Rung, on_delete=models.PROTECT, related_name="address")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    number = models.CharField(max_length=15, blank=True)  # E.164: an SMS counts from nowhere else

    class Meta:
        ordering = ["rung_id"]
        indexes = [models.Index(fields=["number"], condition=~Q(number=""), name="paging_number")]

    def __str__(self) -> str:
        return f"{self.rung}: {self.phone or self.email}"


class Page(Root):
    """One attempt to reach the person of one rung."""

    MOVES, LANES = PAGE_MOVES, PAGE_LANES

    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="pages")
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="pages")
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")  # of who is asked
    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )  # of the rung
    inside = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, default=PageState.DUE)
    due_at = models.DateTimeField()  # when it is to be sent; once sent, when the next rung is asked
    sent_at = models.DateTimeField(null=True, blank=True)
    code = models.CharField(max_length=6, blank=True)  # what an SMS names it by

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state__in=["due", "sent"]), name="paging_page_queue"),
            models.Index(
                fields=["person", "-sent_at"], condition=Q(sent_at__isnull=False), name="paging_page_of_person"
            ),
            models.Index(fields=["code"], condition=~Q(code=""), name="paging_page_of_code"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["rung", "round"], name="paging_page_once"),
            models.UniqueConstraint(
                fields=["reality", "code"],
                condition=Q(state__in=["due", "sent"]) & ~Q(code=""),
                name="paging_code_of_one_page",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rung} ({self.round})"

    def get_absolute_url(self) -> str:
        """Return where the person accepts."""
        return reverse("paging:page", args=[self.pk])


class PageAnswer(Root):
    """An SMS that spoke of a page, and what came of it, written once with what it did: for where its writer works."""

    class Outcome(models.TextChoices):
        """What came of an answer."""

        ACCEPTED = "accepted", _("Đã nhận việc")
        DECLINED = "declined", _("Không nhận được")
        TAKEN = "taken", _("Đã có người khác nhận")
        OVER = "over", _("Việc đã kết thúc")
        WRONG_CODE = "wrong_code", _("Sai mã")
        IGNORED = "ignored", _("Sai mã nhiều lần, không xét")
        UNCLEAR = "unclear", _("Chưa rõ ý")

    ladder = models.ForeignKey(Ladder, on_delete=models.PROTECT, related_name="answers")
    page = models.ForeignKey(Page, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=15)
    word = models.CharField(max_length=10)
    code = models.CharField(max_length=6, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["number", "-received_at"], name="paging_answers_of_number")]

    def __str__(self) -> str:
        return f"{self.number}: {self.get_outcome_display()}"


class Reminder(Root, Act):
    """One stage of one matter for one person; sent at most once for each deadline."""

    MOVES = REMINDER_MOVES

    about = models.CharField(max_length=60)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="reminders")
    stage = models.CharField(max_length=20)
    text = models.CharField(max_length=250)
    url = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=ReminderState.PENDING)
    sent_at = models.DateTimeField(null=True, blank=True)
    bundle = models.CharField(max_length=60, blank=True)  # what the messages that carried it are about

    class Meta(Act.Meta):
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(state="pending"), name="paging_reminder_queue"),
            models.Index(fields=["about"], name="paging_reminder_about"),
        ]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["reality", "about", "person", "stage"], name="paging_reminder_once"),
        ]

    def __str__(self) -> str:
        return self.text
