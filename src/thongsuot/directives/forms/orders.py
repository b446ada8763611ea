"""An order by word of mouth, the signed letter that follows it, and what is put right after the issue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.forms.binding import BindingForm
from thongsuot.directives.forms.fields import Moment, check_size
from thongsuot.directives.models import Directive, Obligation
from thongsuot.organisations.models import Organisation

ALL_ENTERPRISES = "Các doanh nghiệp viễn thông và bưu chính của tỉnh"
WAYS = [choice for choice in Directive.Origin.choices if choice[0] != Directive.Origin.LETTER]


class OrderForm(forms.Form):
    """Who ordered what, when and how, as noted by whoever heard it."""

    use_required_attribute = False

    way = forms.ChoiceField(label=_("Chỉ đạo bằng cách nào"), choices=WAYS, widget=forms.RadioSelect)
    speaker = forms.CharField(
        label=_("Người chỉ đạo"), max_length=120, help_text=_("Họ tên và chức vụ, ví dụ: ông Trần Văn An, Giám đốc Sở.")
    )
    said_at = Moment(label=_("Nhận chỉ đạo lúc"))
    addressees = forms.CharField(label=_("Đơn vị thực hiện"), max_length=300, initial=ALL_ENTERPRISES)
    words = forms.CharField(
        label=_("Nội dung chỉ đạo"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Mỗi việc một dòng, ghi đúng lời. “Trước 17 giờ”, “sáng mai” được hiểu theo lúc nhận chỉ đạo."),
    )


class SignedForm(forms.Form):
    """The signed letter, and its number and date where the copy cannot be read."""

    use_required_attribute = False

    file = forms.FileField(label=_("Bản ký"), help_text=_("PDF có chữ ký số, hoặc bản quét có dấu; không quá 25 MB."))
    number = forms.CharField(label=_("Số, ký hiệu"), required=False, max_length=60)
    dated_on = forms.DateField(
        label=_("Ngày ban hành"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_file(self) -> Any:
        """Refuse a file that is too large."""
        check_size(self.cleaned_data["file"])
        return self.cleaned_data["file"]


class CorrectionForm(BindingForm):
    """What is put right in a duty that went out, and why."""

    use_required_attribute = False

    note = forms.CharField(label=_("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, duty: Obligation, data: Any = None) -> None:
        self.duty = duty
        names = set(self.base_fields) - {"note", "obliged_names"}
        initial = {name: getattr(duty, name) for name in names}
        super().__init__(data, initial={**initial, "obliged_names": "\n".join(duty.obliged_names)})

    def changes(self) -> dict[str, Any]:
        """Return the fields that differ from what went out."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("version", "note")}
        return {name: value for name, value in told.items() if value != getattr(self.duty, name)}


class AddresseesForm(forms.Form):
    """Which organisations were forgotten, and why they are added."""

    use_required_attribute = False

    organisations = forms.ModelMultipleChoiceField(
        label=_("Đơn vị chưa nhận văn bản"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    note = forms.CharField(label=_("Lý do bổ sung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, organisations: list[Organisation], data: Any = None) -> None:
        super().__init__(data, auto_id="bo_sung_%s")
        field = self.fields["organisations"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101  # declared so above; told to the type checker
        field.queryset = Organisation.objects.filter(pk__in=[organisation.pk for organisation in organisations])
