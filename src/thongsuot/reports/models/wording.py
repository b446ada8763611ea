"""What the department makes of the words of many reports, and how an edited paper differs from the frozen figures."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from thongsuot.files.models import File
from thongsuot.ledger.models import Root
from thongsuot.organisations.models import Act
from thongsuot.organisations.models.dated import Versioned
from thongsuot.reports.models.consolidating import Snapshot, Upward


class Wording(Root, Versioned):
    """Sentences that say the same, decided upon: taken, shortened or left out; who said them is kept either way."""

    class Verdict(models.TextChoices):
        """What becomes of the sentences."""

        TAKE = "take", _("Lấy")
        SHORTEN = "shorten", _("Rút gọn")
        LEAVE = "leave", _("Bỏ")

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="wordings")
    place = models.CharField(max_length=12)  # the number of a paragraph, or the part of the report
    key = models.CharField(max_length=32)  # which sentences, by what they say
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    words = models.TextField(blank=True)  # as the paper says it
    sources = models.JSONField()  # [{"code": organisation, "words": its own sentence}]
    by_name = models.CharField(max_length=80)
    decided_at = models.DateTimeField()

    class Meta:
        ordering = ["snapshot_id", "id"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "place", "key"], name="reports_wording_once"),
            models.CheckConstraint(
                condition=~models.Q(words="") | models.Q(verdict="leave"), name="reports_kept_words_are_not_empty"
            ),
        ]

    def __str__(self) -> str:
        return self.words


class EditedPaper(Root, Act):
    """A paper that came back from Word, and where its figures differ from the frozen ones; it never changes."""

    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="edited")
    recipient = models.CharField(max_length=10, choices=Upward.Recipient.choices)
    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="+")
    differences = models.JSONField()

    class Meta(Act.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.file}"
