"""What an organisation answers other than done, and what the department replies and publishes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.forms.fields import Moment
from thongsuot.directives.models import Answer, AnswerKind, Assignment, Decision

LONGEST = 4000
QUOTED = 70  # characters of a duty in the list of what one may ask about
WORDS = forms.Textarea(attrs={"rows": 4})


class AnswerForm(forms.Form):
    """What is said, of what, and until when an extension is asked for."""

    use_required_attribute = False

    kind = forms.ChoiceField(label=_("Nội dung gửi"), choices=AnswerKind.choices, widget=forms.RadioSelect)
    place = forms.ChoiceField(label=_("Về"), required=False)
    words = forms.CharField(label=_("Nội dung"), max_length=LONGEST, widget=WORDS)
    until = Moment(label=_("Đề nghị gia hạn đến"), required=False)

    def __init__(
        self, data: Any = None, *, paragraphs: Iterable[int], duties: Iterable[Assignment], place: str = ""
    ) -> None:
        super().__init__(data, auto_id="hoi_%s", initial={"kind": AnswerKind.UNCLEAR, "place": place})
        self.duties = {f"v{duty.pk}": duty for duty in duties}
        self.paragraphs = {f"n{number}": number for number in paragraphs}
        choice: Any = self.fields["place"]
        choice.choices = [
            ("", gettext("Cả văn bản")),
            *((key, gettext("Nội dung %(number)s") % {"number": n}) for key, n in self.paragraphs.items()),
            *((key, _called(duty)) for key, duty in self.duties.items()),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for a time where an extension is asked for, and forget one where it means nothing."""
        told = super().clean() or {}
        if told.get("kind") != AnswerKind.EXTENSION:
            told["until"] = None
        elif not told.get("until") and "until" not in self.errors:
            self.add_error("until", _("Hãy ghi đề nghị gia hạn đến lúc nào."))
        return told

    def about(self) -> dict[str, Any]:
        """Return the duty or the paragraph that was chosen; neither is the whole letter."""
        place = self.cleaned_data["place"]
        return {"assignment": self.duties.get(place), "paragraph": self.paragraphs.get(place)}


def _called(duty: Assignment) -> str:
    quote = Truncator(duty.obligation.quote).chars(QUOTED)
    return gettext("Nội dung %(number)s: %(quote)s") % {"number": duty.obligation.paragraph, "quote": quote}


class ReplyForm(forms.Form):
    """What the department replies, and what it decides of the clock."""

    use_required_attribute = False

    words = forms.CharField(label=_("Trả lời"), max_length=LONGEST, widget=WORDS)
    decision = forms.ChoiceField(label=_("Thời hạn"), widget=forms.RadioSelect)
    until = Moment(label=_("Gia hạn đến"), required=False)

    def __init__(self, answer: Answer, data: Any = None, *, timed: bool) -> None:
        held = answer.state == Answer.State.HELD
        offered = [Decision.GO_ON if held else Decision.KEEP]
        super().__init__(data, initial={"decision": offered[0], "until": answer.until})
        if timed:
            offered += [Decision.EXTEND] if held else [Decision.EXTEND, Decision.MOVE, Decision.STOP]
        if answer.kind == AnswerKind.OUT_OF_SCOPE:
            offered += [Decision.RELEASE]
        choice: Any = self.fields["decision"]
        choice.choices = [(decision.value, decision.label) for decision in offered]
        if not timed:
            del self.fields["until"]

    def clean(self) -> dict[str, Any]:
        """Ask for a time where more time is given, and forget one where it means nothing."""
        told = super().clean() or {}
        if told.get("decision") != Decision.EXTEND:
            told["until"] = None
        elif not told.get("until") and "until" not in self.errors:
            self.add_error("until", _("Hãy ghi gia hạn đến lúc nào."))
        return told


class PublishForm(forms.Form):
    """A question and its answer as everybody is to read them."""

    use_required_attribute = False

    question = forms.CharField(
        label=_("Câu hỏi"),
        max_length=LONGEST,
        widget=WORDS,
        help_text=_("Viết chung, không nêu tên đơn vị hoặc người đã hỏi."),
    )
    reply = forms.CharField(label=_("Trả lời"), max_length=LONGEST, widget=WORDS)
