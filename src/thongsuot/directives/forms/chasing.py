"""What an officer notes of a call, and what was written by hand and is keyed later."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.forms.fields import LATER, Moment
from thongsuot.directives.models import Chase, Directive
from thongsuot.organisations.models import Organisation, Person


class LateEntry(forms.Form):
    """The time of what was written by hand."""

    happened_at = Moment(label=_("Xảy ra lúc"), required=False, help_text=LATER)


class ChaseForm(LateEntry):
    """What came of an attempt: one tap tells the outcome or the hour that was promised, the rest may stay empty."""

    use_required_attribute = False

    callee = forms.ModelChoiceField(queryset=Organisation.objects.none())
    hour = forms.IntegerField(required=False, min_value=0, max_value=23)
    outcome = forms.ChoiceField(label=_("Kết quả"), required=False, choices=Chase.Outcome.choices)
    promised_at = Moment(label=_("Hẹn lúc"), required=False)
    person = forms.ModelChoiceField(
        label=_("Người nghe máy"), queryset=Person.objects.none(), required=False, empty_label=_("Không rõ")
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, max_length=300)
    field_order = ("outcome", "promised_at", "person", "note", "happened_at")

    def __init__(self, directive: Directive, data: Any) -> None:
        number = data.get("callee", "")
        self.number = int(number) if number.isdecimal() else 0
        super().__init__(data, auto_id=f"goi{self.number}_%s")
        self._choose("callee", Organisation.objects.filter(pk__in=directive.receipts.values("organisation")))
        self._choose("person", Person.objects.filter(roles__organisation=self.number, is_active=True).distinct())

    def _choose(self, name: str, rows: QuerySet[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared so above; told to the type checker
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        """Ask for an outcome, and for the hour where one was promised."""
        told = super().clean() or {}
        if told.get("hour") is not None:
            told["outcome"] = Chase.Outcome.PROMISED
        if not told.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", _("Hãy chọn kết quả; chưa ghi gì."))
        if told.get("outcome") != Chase.Outcome.PROMISED:
            told["promised_at"] = None
        elif told.get("hour") is None and told.get("promised_at") is None and "promised_at" not in self.errors:
            self.add_error("promised_at", _("Hãy nhập giờ hẹn; chưa ghi gì."))
        return told


class BlankChaseForm(ChaseForm):
    """The same form before anything was typed; whom one may choose is known already, so that nothing is asked."""

    def __init__(self, callee: Organisation, people: Iterable[Person]) -> None:
        forms.Form.__init__(self, auto_id=f"goi{callee.pk}_%s")
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101  # declared so above; told to the type checker
        person.choices = [("", person.empty_label or ""), *((row.pk, row.name) for row in people)]
