"""What people type into the pages of letters and duties."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thongsuot.directives import queries
from thongsuot.directives.models import Assignment, Obligation
from thongsuot.directives.models.letters import Relation
from thongsuot.directives.states import Outcome
from thongsuot.files.models import LARGEST, File
from thongsuot.ledger import kinds
from thongsuot.organisations.models import Organisation, Person

MOST_FILES = 20
NEAR = 2000  # characters before the old quotation where the new one is looked for first
KINDS = [(kind.code, _(kind.title)) for kind in kinds.KINDS.values()]
UNDER_WAY = (Outcome.ARRIVED, Outcome.RECEIVED, Outcome.ASSIGNED, Outcome.IN_PROGRESS)
WORDS: dict[Outcome, str | Promise] = {
    Outcome.OPEN_LATE: _("Chưa hoàn thành quá hạn"),
    Outcome.OPEN_ON_TIME: _("Chưa hoàn thành trong hạn"),
    Outcome.DONE_ON_TIME: _("Hoàn thành đúng hạn"),
    Outcome.DONE_LATE: _("Hoàn thành quá hạn"),
    Outcome.ARRIVED: _("Đã đến"),
    Outcome.RECEIVED: _("Đã tiếp nhận"),
    Outcome.ASSIGNED: _("Đã phân công"),
    Outcome.IN_PROGRESS: _("Đang xử lý"),
    Outcome.ARMED: _("Sẵn sàng, chưa có đề nghị"),
    Outcome.WITHDRAWN: _("Đã hủy"),
}
RHYTHMS: dict[str, str | Promise] = {
    "": _("Không lặp lại"),
    "FREQ=DAILY": _("Hằng ngày"),
    "FREQ=WEEKLY": _("Hằng tuần"),
    "FREQ=MONTHLY": _("Hằng tháng"),
    "FREQ=YEARLY": _("Hằng năm"),
}
TOO_LARGE = _(
    "Tệp “%(name)s” lớn hơn 25 MB nên chưa được nhận. Hãy giảm độ phân giải bản quét hoặc tách tệp rồi gửi lại."
)


def rhythm(rule: str) -> str | Promise:
    """Return how a recurrence is called."""
    return next((word for known, word in reversed(RHYTHMS.items()) if rule.startswith(known)), rule)


class Filter(forms.ChoiceField):
    """A choice among others, of which "all" is one: nothing chosen is no error, and nothing to be remarked upon."""

    def validate(self, value: Any) -> None:
        """Check only what was chosen."""
        if value:
            super().validate(value)


class Demanded(forms.IntegerField):
    """A figure without which the duty is not done, but which may come later."""

    def validate(self, value: Any) -> None:
        """Accept that it is not there yet."""


class Moment(forms.DateTimeField):
    """A moment in Vietnam's time, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)


class ManyFilesInput(forms.ClearableFileInput):
    """A place for several files."""

    allow_multiple_selected = True


class ManyFiles(forms.FileField):
    """Several files, each within bounds."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check every file for itself."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(_("Mỗi lần gửi tối đa 20 tệp; chưa có tệp nào được lưu."))
        for upload in given:
            check_size(upload)
            super().clean(upload, initial)
        return list(given)


def check_size(upload: Any) -> None:
    """Refuse a file that is too large, before its bytes are looked at."""
    if upload is not None and upload.size > LARGEST:
        raise forms.ValidationError(TOO_LARGE, params={"name": upload.name})


class LetterForm(forms.Form):
    """A letter as a file, or its text pasted."""

    file = forms.FileField(
        label=_("Tệp văn bản"),
        required=False,
        allow_empty_file=True,
        help_text=_("TXT, DOCX hoặc PDF có lớp chữ, không quá 25 MB. Bản quét cần được nhận dạng chữ trước."),
    )
    text = forms.CharField(
        label=_("Hoặc dán toàn văn"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Chép nguyên văn, kể cả phần nơi nhận và chữ ký; hệ thống không sửa câu chữ."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of the two."""
        told = super().clean() or {}
        check_size(told.get("file"))
        if not told.get("file") and not (told.get("text") or "").strip():
            raise forms.ValidationError(_("Hãy chọn một tệp hoặc dán toàn văn; chưa có gì được ghi nhận."))
        if told.get("file") and (told.get("text") or "").strip():
            raise forms.ValidationError(_("Hãy chỉ chọn tệp hoặc chỉ dán toàn văn, không dùng cả hai cùng lúc."))
        return told


class BoardFilters(forms.Form):
    """What the control room is narrowed to."""

    use_required_attribute = False

    kind = Filter(label=_("Loại nhiệm vụ"), choices=[("", _("Tất cả")), *KINDS])
    word = Filter(
        label=_("Trạng thái"),
        choices=[("", _("Tất cả")), *((str(w), label) for w, label in WORDS.items() if w is not Outcome.WITHDRAWN)],
    )
    service = Filter(label=_("Dịch vụ của đơn vị"), choices=[("", _("Tất cả")), *Organisation.Service.choices])
    late = forms.BooleanField(label=_("Chỉ nhiệm vụ đã qua hạn"), required=False)

    def words(self) -> tuple[Outcome, ...]:
        """Return the words of the cells that are looked for; none means any."""
        if self.cleaned_data.get("late"):
            return (Outcome.OPEN_LATE,)
        word = self.cleaned_data.get("word")
        if word == Outcome.OPEN_ON_TIME:
            return UNDER_WAY
        return (Outcome(word),) if word else ()


class ProposalForm(forms.Form):
    """Everything that a person may change in a proposal."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    quote = forms.CharField(
        label=_("Đoạn trích"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Đoạn chữ phải có nguyên văn trong văn bản."),
    )
    kind = forms.ChoiceField(label=_("Loại nhiệm vụ"), choices=KINDS)
    mode = forms.ChoiceField(label=_("Cách thực hiện"), choices=Obligation.Mode.choices)
    obliged = forms.ChoiceField(label=_("Đơn vị phải thực hiện"), choices=Obligation.Obliged.choices)
    obliged_names = forms.CharField(
        label=_("Tên đơn vị, mỗi dòng một tên"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    effective_from = Moment(label=_("Có hiệu lực từ"), required=False)
    deadline_relation = forms.ChoiceField(
        label=_("Cách tính hạn"), required=False, choices=[("", _("Không có hạn")), *Relation.choices]
    )
    deadline_at = Moment(label=_("Thời hạn"), required=False)
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

    def clean_obliged_names(self) -> list[str]:
        """Return the names, one a line."""
        return [name.strip() for name in self.cleaned_data["obliged_names"].splitlines() if name.strip()]

    def clean(self) -> dict[str, Any]:
        """Find the quotation in the letter and ask for what belongs together."""
        told = super().clean() or {}
        if told.get("obliged") == Obligation.Obliged.NAMED and not told.get("obliged_names"):
            self.add_error("obliged_names", _("Hãy ghi tên ít nhất một đơn vị."))
        if told.get("deadline_relation") in ("before", "until", "from") and not told.get("deadline_at"):
            self.add_error("deadline_at", _("Hãy nhập thời hạn, hoặc chọn “Không có hạn”."))
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

    def __init__(self, assignment: Assignment, data: Any = None) -> None:
        super().__init__(data, initial={"holder": assignment.holder_id}, auto_id="giao_%s")
        field = self.fields["holder"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101  # declared so above; told to the type checker
        field.queryset = Person.objects.filter(organisation_id=assignment.organisation_id, is_active=True)


class NoteForm(forms.Form):
    """Why something is done that others will ask about."""

    note = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class RequestForm(forms.Form):
    """The request for which a conditional duty waits."""

    deadline_at = Moment(label=_("Thời hạn thực hiện"), required=False)
    note = forms.CharField(
        label=_("Nội dung đề nghị"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class StaffForm(forms.Form):
    """The code by which a worker is known."""

    code = forms.CharField(
        label=_("Mã nhân viên"),
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
