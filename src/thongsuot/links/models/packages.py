"""Packages that go and come, and the files that are with them."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.links.models.installs import Install
from thongsuot.links.states import IN, OUT, PACKAGE_MOVES, PackageState
from thongsuot.organisations.models import Act


class Direction(models.TextChoices):
    """Which way a package goes."""

    OUT = "out", _("Gửi đi")
    IN = "in", _("Nhận về")


class Package(Root, Act):
    """One signed thing on its way to another install, or come from it; its organisation is the other install's."""

    MOVES = PACKAGE_MOVES

    uuid = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)  # a word of the app above that deals with it
    direction = models.CharField(max_length=3, choices=Direction.choices)
    install = models.ForeignKey(Install, on_delete=models.PROTECT, related_name="packages")
    state = models.CharField(max_length=10)
    body = models.BinaryField()  # canonical JSON, the bytes that are signed
    sequence = models.BigIntegerField(null=True, blank=True)  # given when it is sealed, so a withdrawn one takes none
    envelope = models.BinaryField(null=True, blank=True)
    signature = models.BinaryField(max_length=64, null=True, blank=True)
    receipt = models.BinaryField(null=True, blank=True)  # the signed answer: theirs to what went, ours to what came
    created_at = models.DateTimeField()  # by the clock of the install that made it
    sent_at = models.DateTimeField(null=True, blank=True)  # the last time that it left
    received_at = models.DateTimeField(null=True, blank=True)  # out: when we were sure that they have it
    exported_at = models.DateTimeField(null=True, blank=True)  # when it was first taken away by hand
    disputed_at = models.DateTimeField(null=True, blank=True)  # when other bytes first came under its uuid
    epoch = models.PositiveIntegerField(default=0)  # grows with each claim; a sender of an older one is refused
    attempts = models.PositiveIntegerField(default=0)
    outcome = models.TextField(blank=True)

    class Meta(Act.Meta):
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["install", "id"], condition=Q(state="queued"), name="links_queue"),
            models.Index(fields=["kind", "id"], condition=Q(state="received"), name="links_waiting"),
            models.Index(fields=["uuid"], name="links_uuid"),
        ]
        constraints = [
            *Act.Meta.constraints,
            models.UniqueConstraint(fields=["install", "direction", "uuid"], name="links_package_once"),
            models.UniqueConstraint(
                fields=["install", "sequence"], condition=Q(direction="out"), name="links_sequence_once"
            ),
            models.UniqueConstraint(fields=["id", "organisation", "reality"], name="links_package_root"),
            models.UniqueConstraint(fields=["install"], condition=Q(state="sending"), name="links_one_in_flight"),
            models.CheckConstraint(
                condition=Q(direction="out", state__in=[str(state) for state in OUT])
                | Q(direction="in", state__in=[str(state) for state in IN]),
                name="links_state_fits_direction",
            ),
            models.CheckConstraint(
                condition=Q(sequence__isnull=True, envelope__isnull=True, signature__isnull=True)
                | Q(sequence__gte=1, envelope__isnull=False, signature__isnull=False),
                name="links_sealed_as_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PackageState.QUEUED, PackageState.WITHDRAWN]) | Q(sequence__isnull=False),
                name="links_nothing_leaves_unsealed",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[PackageState.DELIVERED, PackageState.RECEIVED, PackageState.HANDLED])
                | Q(receipt__isnull=False, received_at__isnull=False),
                name="links_arrived_has_its_receipt",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uuid}"


class Attachment(Root):
    """A file that goes or came with a package, in its place."""

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="attachments")
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["package", "position"], name="links_attachment_place")]

    def __str__(self) -> str:
        return self.name
