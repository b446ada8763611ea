"""Messages, the replies to them, and the mailboxes through which they leave."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.models import Reality, Root
from thongsuot.organisations.models import Act, Person
from thongsuot.outbox.states import MESSAGE_MOVES, MessageState


class Channel(models.TextChoices):
    """How a message reaches somebody."""

    IN_APP = "in_app", _("Trên hệ thống")
    EMAIL = "email", _("Thư điện tử")
    SMS = "sms", _("Tin nhắn")
    CALL_SHEET = "call_sheet", _("Danh sách gọi điện")


class CallOutcome(models.TextChoices):
    """What a telephone call came to."""

    REACHED = "reached", _("Đã gặp, đã truyền đạt")
    AGAIN = "again", _("Đã gọi, hẹn gọi lại")
    NO_ANSWER = "no_answer", _("Không nghe máy")
    WRONG_NUMBER = "wrong_number", _("Sai số")
    REFUSED = "refused", _("Không nhận việc")


class Mailbox(models.Model):
    """The install's one way out for a channel; a live one never carries a message of an exercise."""

    channel = models.CharField(max_length=10, choices=Channel.choices)
    reality = models.CharField(max_length=8, choices=Reality.choices)
    failures = models.PositiveIntegerField(default=0)  # in a row, since the peer last answered
    paused_until = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "reality"], name="outbox_one_mailbox_a_channel"),
            models.UniqueConstraint(fields=["id", "reality"], name="outbox_mailbox_reality"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} ({self.get_reality_display()})"


class Message(Root, Act):
    """One message to one person or address; its organisation is the recipient's."""

    MOVES = MESSAGE_MOVES

    key = models.CharField(max_length=120)  # the same key is queued once
    about = models.CharField(max_length=60, blank=True)  # "topic:id" of what the message speaks of
    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the fixed part of its Message-ID
    channel = models.CharField(max_length=10, choices=Channel.choices)
    mailbox = models.ForeignKey(Mailbox, null=True, blank=True, on_delete=models.PROTECT, related_name="messages")
    recipient = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="messages")
    name = models.CharField(max_length=80)
    address = models.CharField(max_length=254, blank=True)  # e-mail address or telephone number
    subject = models.CharField(max_length=250)
    body = models.TextField()
    url = models.CharField(max_length=200, blank=True)
    priority = models.PositiveSmallIntegerField(default=2)
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, default=MessageState.QUEUED)
    epoch = models.PositiveIntegerField(default=0)  # grows with each claim; a sender of an older one is refused
    attempts = models.PositiveIntegerField(default=0)
    doubts = models.PositiveIntegerField(default=0)  # how often nobody knew whether the peer had taken it
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)

    class Meta(Act.Meta):
        ordering = ["-due_at", "-id"]
        indexes = [
            models.Index(fields=["mailbox", "priority", "due_at"], condition=Q(state="queued"), name="outbox_queue"),
            models.Index(fields=["recipient", "channel", "-due_at"], name="outbox_inbox"),
            models.Index(fields=["about"], name="outbox_about"),
        ]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "reality", "key"], name="outbox_message_once"),
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="outbox_message_root"),
            # the promise of decision 4.9, kept by the database: a crash leaves at most one message in doubt
            models.UniqueConstraint(fields=["mailbox"], condition=Q(state="sending"), name="outbox_one_in_flight"),
            models.CheckConstraint(condition=Q(priority__gte=1, priority__lte=3), name="outbox_priority_1_to_3"),
            models.CheckConstraint(
                condition=Q(channel="in_app", recipient__isnull=False)
                | (Q(channel__in=["email", "sms", "call_sheet"]) & ~Q(address="")),
                name="outbox_message_has_a_way",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=["in_app", "call_sheet"], mailbox__isnull=True)
                | Q(channel__in=["email", "sms"], mailbox__isnull=False),
                name="outbox_mailbox_where_bytes_leave",
            ),
            models.CheckConstraint(
                condition=~Q(state="sent") | Q(sent_at__isnull=False), name="outbox_sent_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        """Return where the recipient reads it."""
        return reverse("outbox:message", args=[self.pk])


class Reply(Root):
    """What came back."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="replies")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    body = models.TextField()
    by_name = models.CharField(max_length=80)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["received_at", "id"]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.body[:60]}"
