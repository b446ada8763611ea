"""What an organisation types about its duties."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.forms.fields import LATER, Demanded, ManyFiles, ManyFilesInput, Moment
from thongsuot.directives.models import Assignment, Obligation
from thongsuot.files.models import File
from thongsuot.ledger import kinds
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Organisation, Person


class StatementForm(forms.Form):
    """What an organisation says of one duty: the figures of its kind, words, files."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("Kết quả thực hiện"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Nói rõ đã làm gì, ở đâu, khi nào."),
    )
    kept = forms.MultipleChoiceField(
        label=_("Tệp đã gửi, giữ lại trong lần báo này"), required=False, widget=forms.CheckboxSelectMultiple
    )
    uploads = ManyFiles(
        label=_("Tệp kiểm chứng"),
        required=False,
        allow_empty_file=True,
        widget=ManyFilesInput(attrs={"multiple": True}),
        help_text=_("Có thể chọn nhiều tệp, mỗi tệp không quá 25 MB."),
    )
    happened_at = Moment(label=_("Xảy ra lúc"), required=False, help_text=LATER)

    def __init__(
        self,
        kind: str,
        data: Any = None,
        uploads: Any = None,
        *,
        figures: dict[str, int],
        words: str,
        kept: Iterable[File],
    ) -> None:
        super().__init__(data, uploads, initial={"words": words})
        self.names = {f"so_{name}": name for name in kinds.KINDS[kind].figures}
        demanded = kinds.KINDS[kind].demands
        own: dict[str, forms.Field] = {}
        for field, name in self.names.items():
            sort = Demanded if name in demanded else forms.IntegerField
            own[field] = sort(
                label=capfirst(gettext(kinds.KINDS[kind].figures[name])),
                required=name in demanded,
                min_value=0,
                max_value=10**12,
                initial=figures.get(name),
                help_text=_("Cần có để ghi hoàn thành.") if name in demanded else "",
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": 1}),
            )
        self.earlier = {str(f.pk): f for f in kept}
        choice = self.fields["kept"]
        assert isinstance(choice, forms.MultipleChoiceField)  # noqa: S101  # declared so above; told to the type checker
        choice.choices = [(pk, f.name) for pk, f in self.earlier.items()]
        choice.initial = list(self.earlier)
        self.fields = {**own, **self.fields}
        if not self.earlier:
            del self.fields["kept"]

    def clean(self) -> dict[str, Any]:
        """Ask for anything at all."""
        told = super().clean() or {}
        if not self.errors and not (self.figures() or told.get("words", "").strip() or told.get("uploads")):
            raise forms.ValidationError(_("Chưa có số liệu, lời hoặc tệp nào để ghi."))
        return told

    def figures(self) -> dict[str, int]:
        """Return the figures that were given, by the names of the kind."""
        given = ((name, self.cleaned_data.get(field)) for field, name in self.names.items())
        return {name: value for name, value in given if value is not None}

    def kept_files(self) -> list[File]:
        """Return the files of the earlier statement that stay."""
        return [self.earlier[pk] for pk in self.cleaned_data.get("kept", [])]


class HolderForm(forms.Form):
    """Who of the organisation takes the duty."""

    holder = forms.ModelChoiceField(label=_("Người thực hiện"), queryset=Person.objects.none(), empty_label=None)

    def __init__(self, assignment: Assignment, people: QuerySet[Person], data: Any = None) -> None:
        super().__init__(data, initial={"holder": assignment.holder_id}, auto_id="giao_%s")
        field = self.fields["holder"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared so above; told to the type checker
        field.queryset = people


class RequestForm(forms.Form):
    """The request for which a conditional duty waits."""

    deadline_at = Moment(label=_("Thời hạn thực hiện"), required=False)
    note = forms.CharField(
        label=_("Nội dung đề nghị"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    authority = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("Theo đề nghị của"), required=False, empty_label=_("– Không ghi –")
    )

    def __init__(self, data: Any = None, *, duty: Obligation | None = None, at: datetime | None = None, **named: Any):
        super().__init__(data, **named)
        self.competent: list[Organisation] = []
        if duty is not None and at is not None:
            self._ask_for(duty, at)

    def _ask_for(self, duty: Obligation, at: datetime) -> None:
        """Offer the authorities, the competent one first."""
        authority: Any = self.fields["authority"]
        authority.queryset = organisations.authorities(at)
        self.competent = organisations.competent_for(duty.kind, department=duty.organisation_id, at=at)
        if self.competent:
            authority.initial = self.competent[0]
            names = "; ".join(str(one) for one in self.competent)
            authority.help_text = gettext("Cơ quan có thẩm quyền: %(names)s.") % {"names": names}

    @property
    def doubt(self) -> str:
        """Say that the request comes from somebody else than who is competent; nothing where it does not."""
        named = self.cleaned_data["authority"]
        if named is None or not self.competent or named in self.competent:
            return ""
        return gettext(
            "%(named)s không thuộc cơ quan có thẩm quyền đã đặt (%(names)s). Đề nghị đã được ghi nhận; "
            "hãy kiểm tra lại văn bản đề nghị."
        ) % {"named": named, "names": "; ".join(str(one) for one in self.competent)}


class StaffForm(forms.Form):
    """The code by which a worker is known."""

    code = forms.CharField(
        label=_("Mã nhân viên"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
