"""What is typed around the sending of a report: a report on paper, copies, codes, objections, which moment counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.ledger.kinds import KINDS
from thongsuot.reports.forms.fields import ManyScans, Moment, OneFile, Scans
from thongsuot.reports.forms.onepage import MOST, Count
from thongsuot.reports.forms.reporting import LONGEST, PLAIN, narrative_field, paragraph_label
from thongsuot.reports.models import Channel, OnTime

DIGITS = 6


class EntryForm(forms.Form):
    """A report that came on paper, by mail, as a photograph or by telephone, keyed as it stands there."""

    use_required_attribute = False

    channel = forms.ChoiceField(label=_("Nhận bằng"), choices=Channel.choices)
    received_at = Moment(label=_("Thời điểm nhận"), help_text=_("Giờ báo cáo đến Sở, không phải giờ nhập."))
    sender = forms.CharField(label=_("Người ký hoặc người báo"), max_length=120, strip=True)
    sealed = forms.BooleanField(label=_("Bản nhận có chữ ký, đóng dấu"), required=False, initial=True)
    scans = ManyScans(
        label=_("Bản quét hoặc ảnh chụp"),
        required=False,
        allow_empty_file=True,
        widget=Scans(attrs={"multiple": True}),
        help_text=_("Cần có, trừ khi báo bằng điện thoại; mỗi tệp không quá 25 MB."),
    )

    def __init__(self, numbers: Iterable[int], kinds: Iterable[str], *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.numbers, self.kinds = list(numbers), list(kinds)
        for number in self.numbers:
            self.fields[narrative_field(number)] = _words(paragraph_label(number), rows=3)
        for kind in self.kinds:
            for name, label in KINDS[kind].figures.items():
                self.fields[count_field(kind, name)] = _count(capfirst(gettext(label)))
        for name, words in PLAIN:
            self.fields[name] = _words(str(words), rows=3)

    def arrival(self) -> dict[str, Any]:
        """Return how it came."""
        return {name: self.cleaned_data[name] for name in ("channel", "received_at", "sender", "sealed")}

    def words(self) -> dict[str, Any]:
        """Return what it says, as a report keeps it."""
        told = {str(n): self.cleaned_data[narrative_field(n)] for n in self.numbers}
        plain = {name: self.cleaned_data[name] for name, _label in PLAIN}
        return {"narrative": {number: said for number, said in told.items() if said}, **plain}

    def figures(self) -> dict[str, dict[str, int]]:
        """Return the figures by kind; what was left empty is not said."""
        told: dict[str, dict[str, int]] = {}
        for kind in self.kinds:
            given = {name: self.cleaned_data.get(count_field(kind, name)) for name in KINDS[kind].figures}
            if some := {name: value for name, value in given.items() if value is not None}:
                told[kind] = some
        return told


def count_field(kind: str, name: str) -> str:
    """Return the name of the field of one figure."""
    return f"so_{kind}_{name}"


def _words(label: str, **attributes: Any) -> forms.CharField:
    area = forms.Textarea(attrs=attributes)
    return forms.CharField(label=label, required=False, max_length=LONGEST, widget=area, strip=True)


def _count(label: str) -> Count:
    box = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
    return Count(label=label, required=False, min_value=0, max_value=MOST, widget=box)


class SealedForm(forms.Form):
    """The signed, sealed copy."""

    use_required_attribute = False

    file = OneFile(
        label=_("Bản ký, đóng dấu"),
        allow_empty_file=True,
        help_text=_("PDF, ảnh PNG hoặc JPEG, hoặc P7S; không quá 25 MB."),
    )


class ArrivalForm(forms.Form):
    """When the paper arrived, and its scan where there is one."""

    use_required_attribute = False

    received_at = Moment(label=_("Thời điểm Sở nhận bản giấy"))
    file = OneFile(label=_("Bản quét"), required=False, allow_empty_file=True)


class LookAgainForm(forms.Form):
    """What is to be looked at again, or what is answered."""

    use_required_attribute = False

    words = forms.CharField(label=_("Nội dung"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), strip=True)


class OnTimeForm(forms.Form):
    """Which moment counts."""

    moment = forms.ChoiceField(
        label=_("Thời điểm tính đúng hạn"), choices=OnTime.Moment.choices, widget=forms.RadioSelect
    )


class ApprovalForm(forms.Form):
    """The digits of a one-time code."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Mã 6 chữ số"),
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self) -> str:
        """Return the digits without what stands between them."""
        digits = "".join(sign for sign in self.cleaned_data["code"] if sign.isdecimal())
        if len(digits) != DIGITS:
            raise forms.ValidationError(_("Mã gồm 6 chữ số; hãy nhập lại đúng như trong tin nhắn hoặc thư."))
        return digits


class CheckForm(forms.Form):
    """The code that stands on a paper."""

    use_required_attribute = False

    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        help_text=_("12 chữ và số in cuối báo cáo, có hoặc không có dấu gạch."),
    )
