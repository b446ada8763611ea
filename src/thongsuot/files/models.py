"""Files by what they contain, cut into rows of 1 MiB, and work that takes long."""

from __future__ import annotations

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.urls import reverse

from thongsuot.files import states
from thongsuot.organisations.models import Organisation

MIB = 1024 * 1024
LARGEST = 25 * MIB
REALITIES = ("live", "exercise")


class File(models.Model):
    """Bytes that an organisation keeps; the same bytes are kept once."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reality = models.CharField(max_length=8)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=80)  # by content, never by name
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()
    by_name = models.CharField(max_length=80)
    quarantined_at = models.DateTimeField(null=True, blank=True)
    quarantine_code = models.CharField(max_length=20, blank=True)
    quarantine_reason = models.CharField(max_length=300, blank=True)
    quarantined_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "reality", "sha256"], name="files_file_same_bytes_once"),
            models.CheckConstraint(condition=Q(reality__in=REALITIES), name="files_file_reality"),
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=LARGEST), name="files_file_size"),
            models.CheckConstraint(condition=Q(sha256__regex="^[0-9a-f]{64}$"), name="files_file_sha256"),
            models.CheckConstraint(
                condition=Q(quarantined_at__isnull=True, quarantine_code="")
                | (Q(quarantined_at__isnull=False) & ~Q(quarantine_code="")),
                name="files_file_quarantine_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return where the file is fetched."""
        return reverse("files:download", args=[self.pk])


class Chunk(models.Model):
    """At most 1 MiB of a file."""

    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField()
    bytes = models.BinaryField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["file", "position"], name="files_chunk_place")]

    def __str__(self) -> str:
        return f"{self.file_id}/{self.position}"


class Run(models.Model):
    """Work that takes long: who asked, how far it is, how it ended; whoever holds the newest epoch may go on."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reality = models.CharField(max_length=8)
    kind = models.CharField(max_length=80)  # the name of the task that carries it out
    about = models.CharField(max_length=60, blank=True)  # "topic:id"
    argument = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    by_name = models.CharField(max_length=80)
    total = models.PositiveIntegerField(default=0)  # 0: not known
    done = models.PositiveIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    result = models.JSONField(null=True, blank=True, encoder=DjangoJSONEncoder)
    epoch = models.PositiveIntegerField(default=0)
    attempts = models.PositiveIntegerField(default=0)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField()  # the last sign of life
    finished_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_by = models.CharField(max_length=80, blank=True)

    class Meta:
        ordering = ["-queued_at", "-id"]
        indexes = [
            models.Index(fields=["about"], name="files_run_about"),
            models.Index(
                fields=["heard_at"],
                name="files_run_open",
                condition=Q(finished_at__isnull=True, failed_at__isnull=True, cancelled_at__isnull=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(reality__in=REALITIES), name="files_run_reality"),
            models.CheckConstraint(
                condition=Q(failed_at__isnull=True, cancelled_at__isnull=True)
                | Q(finished_at__isnull=True, cancelled_at__isnull=True)
                | Q(finished_at__isnull=True, failed_at__isnull=True),
                name="files_run_ends_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.kind

    def get_absolute_url(self) -> str:
        """Return where its progress is followed."""
        return reverse("files:run", args=[self.pk])

    @property
    def title(self) -> str:
        """What the work is called on pages."""
        return str(self.argument.get("title", ""))

    @property
    def phase(self) -> str:
        """Where the work stands."""
        return states.phase(self)

    @property
    def ended(self) -> bool:
        """Whether nothing more will happen."""
        return self.phase in states.ENDED
