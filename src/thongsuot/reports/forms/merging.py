"""What is decided about sentences: one decision a group, read from however many the form holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.reports.models import Wording

LONGEST = 2000  # characters


def decisions(posted: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each decision of a form: which sentences, what becomes of them, the words, and the version seen."""
    for name, verdict in posted.items():
        if name.startswith("verdict_") and verdict in Wording.Verdict.values:
            key = name.removeprefix("verdict_")
            seen = str(posted.get(f"version_{key}", "0"))
            yield {
                "key": key,
                "verdict": verdict,
                "words": str(posted.get(f"words_{key}", "")),
                "version": int(seen) if seen.isdecimal() else 0,
            }


class MissingForm(forms.Form):
    """A person's own words about who has not reported."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("Lời của Sở về các đơn vị chưa gửi"),
        help_text=_("Tên các đơn vị chưa gửi luôn có trong báo cáo; phần này được ghi thêm bên dưới."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
