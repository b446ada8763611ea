"""A way in without an account: the invitation of an organisation, and what its people prove themselves by."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models.letters import Directive
from thongsuot.directives.states import INVITATION_MOVES, InvitationState
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Person


class Invitation(Root):
    """One organisation's way to one letter; its link and short code follow from `serial` and are never kept."""

    MOVES = INVITATION_MOVES

    State = InvitationState
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="invitations")
    serial = models.PositiveIntegerField(default=1)  # grows when the link is renewed; the one before then opens nothing
    state = models.CharField(max_length=10, choices=[(s, s) for s in InvitationState])
    invited_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["directive_id", "organisation__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "organisation"], name="directives_invitation_once"),
            models.UniqueConstraint(fields=["id", "reality"], name="directives_invitation_reality"),
            models.CheckConstraint(
                condition=~Q(state="opened") | Q(opened_at__isnull=False), name="directives_opened_has_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} - {self.directive}"


class Way(models.TextChoices):
    """How a one-time code reaches the person it is made for."""

    SMS = "sms", _("Tin nhắn")
    EMAIL = "email", _("Thư điện tử")
    CALL = "call", _("Gọi điện")


class Code(Root):
    """A one-time code for one person and one purpose; only its keyed hash is kept."""

    Way = Way
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    about = models.CharField(max_length=60)  # "topic:id" of what the code opens or approves
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of the content that the code is bound to
    secret_hash = models.BinaryField(max_length=32)
    way = models.CharField(max_length=5, choices=Way.choices)
    sent_to = models.CharField(max_length=254, blank=True)
    read_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    attempts = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["about", "person", "purpose"], name="directives_code_about")]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("made_at")), name="directives_code_in_order"),
            models.CheckConstraint(
                condition=Q(way="call", read_by__isnull=False) | (~Q(way="call") & ~Q(sent_to="")),
                name="directives_code_has_a_way",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.about} {self.person}"


class Proof(Root):
    """A person proved a code on one device: the device keeps the secret, the install its hash, for about a week."""

    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="proofs")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    secret_hash = models.BinaryField(max_length=32, unique=True)
    way = models.CharField(max_length=5, choices=Way.choices)
    made_at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [models.CheckConstraint(condition=Q(until__gt=F("made_at")), name="directives_proof_in_order")]

    def __str__(self) -> str:
        return f"{self.person} {self.invitation_id}"


class Pace(models.Model):
    """How often somebody guessed wrong, and until when nobody listens; known by a keyed hash alone."""

    key = models.CharField(max_length=64, unique=True)
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    wait_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.key} {self.failures}"
