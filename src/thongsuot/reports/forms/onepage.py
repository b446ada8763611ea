"""What an organisation types on its one page: under each paragraph words, figures and files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from thongsuot.reports.forms.fields import MOST_FILES, check_size
from thongsuot.reports.forms.reporting import LONGEST, PLAIN
from thongsuot.reports.queries import COMMON, OnePage, Passage, Said, Typed

GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0 ]\d{3})+")  # 1.912 as people write it
MOST = 10**12
TOO_MANY = _("Mỗi nội dung nhận tối đa 20 tệp một lần; phần đã nhập vẫn còn trên trang.")


class Count(forms.IntegerField):
    """A whole number, with dots between thousands or without."""

    def to_python(self, value: Any) -> int | None:
        """Take out the dots where they stand between thousands."""
        told = value.strip() if isinstance(value, str) else value
        if isinstance(told, str) and GROUPED.fullmatch(told):
            told = re.sub(r"\D", "", told)
        return super().to_python(told)


class OnePageForm(forms.Form):
    """The whole page; a paragraph whose version does not come along was not touched."""

    use_required_attribute = False

    def __init__(self, page: OnePage, data: QueryDict | None = None, uploads: MultiValueDict[str, Any] | None = None):
        self.page, self.uploads = page, uploads if uploads is not None else MultiValueDict()
        super().__init__(data, initial=dict(_initial(page)), auto_id="f_%s")
        for passage in page.bound:
            self.fields[f"loi_{passage.number}"] = _words(rows=2)
            for group in passage.groups:
                for slot in group.slots:
                    self.fields[slot.field] = _count(slot.label)
        for name, label in PLAIN:
            self.fields[name] = _words(label=label, rows=2)

    def touched(self) -> list[Passage]:
        """Return the paragraphs that the writer had before their eyes."""
        return [passage for passage in self.page.bound if f"v_{passage.number}" in self.data]

    def clean(self) -> dict[str, Any]:
        """Look at the files, whose fields are plain inputs."""
        for passage in self.touched():
            field = f"loi_{passage.number}"
            files = self.uploads.getlist(f"tep_{passage.number}")
            if len(files) > MOST_FILES:
                self.add_error(field, TOO_MANY)
            for upload in files:
                try:
                    check_size(upload)
                except forms.ValidationError as refusal:
                    self.add_error(field, refusal)
        return super().clean() or {}

    def typed(self) -> Typed:
        """Return what was typed; a press on "như đã báo cáo" fills its own paragraph."""
        pressed = self.data.get("nhu-da-bao-cao", "")
        told = {
            passage.number: self._said(passage, as_reported=pressed == str(passage.number))
            for passage in self.touched()
        }
        common = {name: self.cleaned_data[name] for name, _label in PLAIN if name in self.data}
        return Typed(told, self.data.get(version_field(COMMON), ""), **common)

    def kept(self, number: int) -> list[str]:
        """Return which of the earlier files stay with a paragraph."""
        return self.data.getlist(f"giu_{number}") if isinstance(self.data, QueryDict) else []

    def _said(self, passage: Passage, *, as_reported: bool) -> Said:
        number = passage.number
        figures = {
            group.duty: {
                slot.name: value for slot in group.slots if (value := self.cleaned_data.get(slot.field)) is not None
            }
            for group in passage.groups
        }
        return Said(
            version=self.data[version_field(number)],
            words=passage.as_reported if as_reported else self.cleaned_data[f"loi_{number}"],
            figures={**figures, **passage.figures_reported} if as_reported else figures,
            kept=self.kept(number),
            uploads=[(upload.name, upload.read()) for upload in self.uploads.getlist(f"tep_{number}")],
            finished=f"xong_{number}" in self.data,
        )


def version_field(number: int) -> str:
    """Return the name of the field that tells which version of a paragraph was seen."""
    return "v_chung" if number == COMMON else f"v_{number}"


def _initial(page: OnePage) -> Iterator[tuple[str, Any]]:
    for passage in page.bound:
        yield f"loi_{passage.number}", passage.words
        for group in passage.groups:
            yield from ((slot.field, slot.value) for slot in group.slots)
    if page.report is not None:
        yield from ((name, getattr(page.report, name)) for name, _label in PLAIN)


def _words(*, label: Any = "", rows: int) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label or _("Kết quả thực hiện"), required=False, max_length=LONGEST, widget=widget)


def _count(label: str) -> Count:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": 16})
    return Count(label=label, required=False, min_value=0, max_value=MOST, widget=widget)
