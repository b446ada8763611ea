"""What a drafter writes into a report, and what the department asks to be amended, field by field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.reports.states import ReportState

LONGEST = 20_000  # characters of one field
SEND_BACK = "send-back"  # the id of the form to which the remark fields beside the text belong
PLAIN = (("difficulties", gettext_lazy("Khó khăn, tồn tại")), ("proposals", gettext_lazy("Đề xuất, kiến nghị")))
STATES = [
    (ReportState.DRAFT, gettext_lazy("Dự thảo")),
    (ReportState.PREPARED, gettext_lazy("Đã trình lãnh đạo")),
    (ReportState.RETURNED, gettext_lazy("Đề nghị bổ sung")),
    (ReportState.SUBMITTED, gettext_lazy("Đã gửi")),
    (ReportState.ACCEPTED, gettext_lazy("Đã tiếp nhận")),
]


def narrative_field(number: int) -> str:
    """Return the name of the field for one paragraph of the letter."""
    return f"narrative_{number}"


def figures_field(kind: str) -> str:
    """Return the name under which the department remarks on the figures of a kind."""
    return f"figures_{kind}"


def paragraph_label(number: int) -> str:
    """Return how a paragraph is called; 0 stands before the first one."""
    return _("Nội dung %(number)s") % {"number": number} if number else _("Phần mở đầu")


class ReportForm(forms.Form):
    """The words of a report; the version is the one that the editor saw."""

    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, numbers: Iterable[int], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.numbers = list(numbers)
        for number in self.numbers:
            self.fields[narrative_field(number)] = _words(paragraph_label(number), rows=4)
        for name, label in PLAIN:
            self.fields[name] = _words(str(label), rows=3)

    def words(self) -> dict[str, Any]:
        """Return what was written, as a report keeps it."""
        told = self.cleaned_data
        narrative = {str(number): told[narrative_field(number)] for number in self.numbers}
        return {
            "narrative": {number: words for number, words in narrative.items() if words},
            **{name: told[name] for name, _label in PLAIN},
        }


class RemarksForm(forms.Form):
    """What the department asks to be amended; an empty field asks for nothing."""

    prefix = "remark"

    def __init__(self, kinds: Iterable[str], numbers: Iterable[int], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        names = [*map(figures_field, kinds), *map(narrative_field, numbers), *(name for name, _label in PLAIN)]
        for name in names:
            self.fields[name] = _words(_("Đề nghị bổ sung"), rows=2, form=SEND_BACK)

    def remarks(self) -> dict[str, str]:
        """Return the remarks by the field that each speaks of."""
        return {name: words for name, words in self.cleaned_data.items() if words}


def _words(label: str, **attributes: Any) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=LONGEST, widget=forms.Textarea(attrs=attributes), strip=True
    )
