"""Messages, the replies to them, and the mailboxes through which they leave."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Right
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.models import Reality, Root
from thongsuot.organisations.models import Act, Person
from thongsuot.outbox.states import MESSAGE_LANES, MESSAGE_MOVES, MessageState

NATIONAL = 9  # the last digits by which a telephone number is looked for, however it is written
TAIL = Right(Func(F("address"), Value(r"\D"), Value(""), Value("g"), function="regexp_replace"), NATIONAL)


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


class SmsLink(Root):
    """A line to an operator's message centre, as its gateway sees it; address and password stay in the environment."""

    name = models.CharField(max_length=40)  # as TS_SMPP_LINKS has it: the operator's code
    peer = models.CharField(max_length=120)  # host and port
    rate = models.PositiveIntegerField(null=True, blank=True)  # contracted messages a second, all sessions together
    sessions = models.PositiveSmallIntegerField()
    bound = models.PositiveSmallIntegerField(default=0)
    gateway = models.CharField(max_length=120, blank=True)  # host and process
    seen_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    trouble = models.TextField(blank=True)
    strangers = models.PositiveIntegerField(default=0)  # messages that came and answer none of ours; not kept

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["name", "reality"], name="outbox_smslink_once"),
            models.CheckConstraint(condition=Q(bound__lte=F("sessions")), name="outbox_bound_of_sessions"),
        ]

    def __str__(self) -> str:
        return self.name


class Message(Root, Act):
    """One message to one person or address; its organisation is the recipient's."""

    MOVES, LANES = MESSAGE_MOVES, MESSAGE_LANES

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
    inside = models.BooleanField(default=False)  # nobody's business but the recipient's organisation's

    class Meta(Act.Meta):
        ordering = ["-due_at", "-id"]
        indexes = [
            models.Index(fields=["mailbox", "priority", "due_at"], condition=Q(state="queued"), name="outbox_queue"),
            models.Index(fields=["recipient", "channel", "-due_at"], name="outbox_inbox"),
            models.Index(fields=["about"], name="outbox_about"),
            models.Index(TAIL, condition=Q(channel="sms"), name="outbox_sms_number"),
            models.Index(fields=["address"], condition=Q(channel="email"), name="outbox_mail_address"),
            models.Index(fields=["about"], condition=Q(state="failed"), name="outbox_failed"),
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
    waiting = models.BooleanField(default=False)  # an SMS that no machine has read for what it asks
    reporting = models.BooleanField(default=False)  # one that begins with SU CO, and is not yet an incident
    inside = models.BooleanField(default=False)  # as the message

    class Meta:
        ordering = ["received_at", "id"]
        indexes = [
            models.Index(fields=["id"], condition=Q(waiting=True), name="outbox_replies_waiting"),
            models.Index(fields=["id"], condition=Q(reporting=True), name="outbox_replies_reporting"),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.body[:60]}"


class ReplyPart(Root):
    """One of several SMS that make an answer; kept for a while behind it, so that a part that comes again is known."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="reply_parts")
    reply = models.ForeignKey(Reply, null=True, blank=True, on_delete=models.CASCADE, related_name="parts")
    source = models.CharField(max_length=15)  # E.164
    reference = models.PositiveIntegerField()
    total = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    alphabet = models.CharField(max_length=8)
    body = models.BinaryField()
    received_at = models.DateTimeField()
    inside = models.BooleanField(default=False)  # as the message

    class Meta:
        ordering = ["received_at", "number"]
        indexes = [models.Index(fields=["received_at"], name="outbox_parts_by_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "reference", "total", "number", "reality"], name="outbox_reply_part_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1, number__lte=F("total")), name="outbox_part_of_a_total"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.total}"
