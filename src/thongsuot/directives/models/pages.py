"""The pages of a scanned letter: what each looked like, and where each recognised word stood."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from thongsuot.directives.models.letters import Directive
from thongsuot.files.models import File
from thongsuot.ledger.models import Root


class Page(Root):
    """One page of a scan; its picture stays beside the recognised text so that anybody can compare."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveSmallIntegerField()
    picture = models.ForeignKey(File, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    width = models.PositiveIntegerField(default=0)  # of the picture, in pixels
    height = models.PositiveIntegerField(default=0)
    words: models.JSONField[Any, Any] = models.JSONField(default=list)  # [start, end, left, top, right, bottom, sure]
    trouble = models.CharField(max_length=300, blank=True)  # why there is nothing of this page in the text

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "number"], name="directives_page_once"),
            models.CheckConstraint(
                condition=Q(picture__isnull=False) | ~Q(trouble=""), name="directives_page_shown_or_said_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directive_id}/{self.number}"

    def get_absolute_url(self) -> str:
        """Return where the page's picture is shown."""
        return reverse("directives:page-picture", args=[self.directive_id, self.number])
