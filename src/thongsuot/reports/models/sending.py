"""What stands beside a report that was sent: sealed copies, its code, objections, and which moment counts."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models import Directive
from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act
from thongsuot.organisations.models.dated import Dated
from thongsuot.reports.models.reporting import Report, Submission


class Copy(Root, Act):
    """The signed and sealed report that follows: as a scan or signed file, or on paper; the first one counts."""

    class Kind(models.TextChoices):
        """In which form it came."""

        SEALED = "sealed", _("Bản ký, đóng dấu (tệp)")
        PAPER = "paper", _("Bản giấy")

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="copies")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="copies")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    received_at = models.DateTimeField()
    file = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta(Act.Meta):
        ordering = ["report_id", "id"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(condition=Q(received_at__lte=F("at")), name="reports_copy_is_not_of_the_future"),
            models.CheckConstraint(condition=Q(kind="paper") | Q(file__isnull=False), name="reports_sealed_is_a_file"),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.kind}"


class Objection(Root, Act):
    """The organisation asks to look again at what was entered on its behalf."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="objections")
    words = models.TextField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    replied_name = models.CharField(max_length=80, blank=True)

    class Meta(Act.Meta):
        ordering = ["submission_id", "id"]
        constraints = [
            *Act.Meta.constraints,
            models.CheckConstraint(condition=~Q(words=""), name="reports_objection_says_something"),
            models.CheckConstraint(
                condition=Q(replied_at__isnull=True) | ~Q(reply=""), name="reports_reply_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission}: {self.words}"


class OnTime(Root, Dated):
    """Which moment of a report keeps the deadline: for one letter, or for all letters issued while it holds."""

    class Moment(models.TextChoices):
        """The moments among which a department chooses."""

        SUBMITTED = "submitted", _("Lúc gửi trên hệ thống")
        SEALED_COPY = "sealed_copy", _("Lúc có bản ký, đóng dấu")
        RECEIVED_PAPER = "received_paper", _("Lúc Sở nhận bản giấy")

    directive = models.ForeignKey(Directive, null=True, blank=True, on_delete=models.PROTECT, related_name="on_time")
    moment = models.CharField(max_length=14, choices=Moment.choices)
    by_name = models.CharField(max_length=80)

    class Meta(Dated.Meta):
        ordering = ["-valid_from", "-id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "reality", "directive"],
                condition=Q(valid_until__isnull=True),
                nulls_distinct=False,
                name="reports_on_time_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_moment_display())


class Verification(Root):
    """The code printed on a report, the digest of what was frozen, and the names as they stood on the day."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="verification")
    code = models.CharField(max_length=12, unique=True)
    digest = models.CharField(max_length=64)
    head = models.JSONField()  # letterhead, addressee, letter, signer: what the paper prints beside the words
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["submission_id"]
        constraints = [
            models.CheckConstraint(condition=Q(digest__regex="^[0-9a-f]{64}$"), name="reports_verification_digest"),
        ]

    def __str__(self) -> str:
        return self.code
