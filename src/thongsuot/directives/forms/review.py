"""What a person changes in the proposals of a letter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.directives import queries
from thongsuot.directives.forms.binding import BindingForm
from thongsuot.directives.forms.fields import KINDS, RHYTHMS, Moment, rhythm
from thongsuot.directives.models import Directive, Obligation

NEAR = 2000  # characters before the old quotation where the new one is looked for first


class ProposalForm(BindingForm):
    """Everything that a person may change in a proposal; what is most often wrong comes first."""

    field_order = (
        "kind",
        "mode",
        "obliged",
        "obliged_names",
        "deadline_relation",
        "deadline_at",
        "deadline_text",
        "recurrence",
        "effective_from",
        "quote",
    )
    quote = forms.CharField(
        label=_("Đoạn trích"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đoạn chữ phải có nguyên văn trong văn bản."),
    )
    kind = forms.ChoiceField(label=_("Loại nhiệm vụ"), choices=KINDS)
    mode = forms.ChoiceField(label=_("Cách thực hiện"), choices=Obligation.Mode.choices)
    effective_from = Moment(label=_("Có hiệu lực từ"), required=False)
    deadline_text = forms.CharField(label=_("Thời hạn ghi trong văn bản"), required=False, max_length=200)
    recurrence = forms.ChoiceField(label=_("Lặp lại"), required=False)

    def __init__(self, obligation: Obligation, data: Any = None) -> None:
        self.obligation = obligation
        initial = {name: getattr(obligation, name) for name in self.base_fields}
        initial["obliged_names"] = "\n".join(obligation.obliged_names)
        super().__init__(data, initial=initial, auto_id=f"p{obligation.pk}_%s")
        known = {**RHYTHMS, obligation.recurrence: rhythm(obligation.recurrence)}
        field = self.fields["recurrence"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  # declared so above; told to the type checker
        field.choices = list(known.items())

    def clean(self) -> dict[str, Any]:
        """Find the quotation in the letter and ask for what belongs together."""
        told = super().clean()
        if told.get("mode") == Obligation.Mode.RECURRING and not told.get("recurrence"):
            self.add_error("recurrence", _("Nhiệm vụ định kỳ cần cho biết lặp lại như thế nào."))
        return {**told, **self._span(told.get("quote") or "")}

    def _span(self, quote: str) -> dict[str, int]:
        if quote.split() == self.obligation.quote.split():
            return {}
        text = self.obligation.directive.text
        found = queries.place_of(text, quote, start=max(0, self.obligation.start - NEAR)) or queries.place_of(
            text, quote
        )
        if found is None:
            self.add_error("quote", _("Đoạn này không có trong văn bản. Hãy chép đúng nguyên văn."))
            return {}
        return {"start": found[0], "end": found[1]}

    def changes(self) -> dict[str, Any]:
        """Return the fields to change; the quotation goes by its place."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "quote")}
        if told["mode"] != Obligation.Mode.RECURRING:
            told["recurrence"] = ""
        return told


class HeadForm(forms.Form):
    """What stands in the letter's head: by number, issuer and date the letter is cited everywhere."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    doc_type = forms.CharField(label=_("Loại văn bản"), max_length=60)
    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=60)
    dated_on = forms.DateField(
        label=_("Ngày văn bản"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    subject = forms.CharField(label=_("Trích yếu"), required=False, widget=forms.Textarea(attrs={"rows": 2}))
    issuer_name = forms.CharField(label=_("Cơ quan ban hành"), required=False, max_length=200)
    issuer_parent = forms.CharField(label=_("Cơ quan chủ quản"), required=False, max_length=200)

    def __init__(self, letter: Directive, data: Any = None) -> None:
        initial = {name: getattr(letter, name) for name in self.base_fields}
        super().__init__(data, initial=initial, auto_id="head_%s")

    def changes(self) -> dict[str, Any]:
        """Return the fields of the head as they were typed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class SelectionForm(forms.Form):
    """A selection in the letter: its place, or without scripts its words."""

    start = forms.IntegerField(required=False, min_value=0)
    end = forms.IntegerField(required=False, min_value=0)
    quote = forms.CharField(required=False, strip=False)

    def span(self, text: str, *, within: tuple[int, int] | None = None) -> tuple[int, int] | None:
        """Return the place of the selection in the text, or none where there is none."""
        if not self.is_valid():
            return None
        start, end = self.cleaned_data["start"], self.cleaned_data["end"]
        if start is not None and end is not None:
            return start, end
        first, last = within or (0, len(text))
        return queries.place_of(text, self.cleaned_data["quote"], start=first, end=last)
