"""What is asked for: the document, the area, the text with its correction, the times, the operators."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.campaigns import queries
from thongsuot.campaigns.models import Campaign
from thongsuot.files.models import LARGEST
from thongsuot.organisations.models import Area, Organisation
from thongsuot.organisations.queries import in_force

REPEATS: dict[str, str | Promise] = {
    "": _("Một lượt"),
    "FREQ=DAILY": _("Hằng ngày"),
    "FREQ=DAILY;INTERVAL=2": _("Hai ngày một lần"),
    "FREQ=DAILY;INTERVAL=3": _("Ba ngày một lần"),
    "FREQ=WEEKLY": _("Hằng tuần"),
}
BRAND_HINT = _("Không quá 11 ký tự, chữ không dấu; phải được đăng ký tại từng doanh nghiệp.")
CORRECTION_HINT = _("Được phê duyệt cùng nội dung, để sẵn sàng gửi ngay nếu tin nhắn có sai sót.")
BRANCH_HINT = _("Khi trung tâm ở ngoài tỉnh trực tiếp gửi, chi nhánh trong tỉnh nhận bản sao của lệnh.")


class Moment(forms.DateTimeField):
    """A moment in Vietnam's time, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)


class RequestForm(forms.Form):
    """A campaign as it is asked for."""

    issuer_name = forms.CharField(label=_("Cơ quan có thẩm quyền"), max_length=200)
    number = forms.CharField(label=_("Số văn bản"), max_length=60)
    dated_on = forms.DateField(
        label=_("Ngày văn bản"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    scan = forms.FileField(label=_("Bản quét văn bản"), required=False)
    legal_ground = forms.CharField(label=_("Căn cứ pháp lý"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    area = forms.ModelChoiceField(label=_("Khu vực"), queryset=Area.objects.none())
    rule = forms.ChoiceField(label=_("Thuê bao nào"), choices=Campaign.Rule.choices)
    audience = forms.CharField(label=_("Đối tượng nhận tin"), max_length=200)
    brand = forms.CharField(label=_("Tên định danh"), max_length=11, help_text=BRAND_HINT)
    text = forms.CharField(
        label=_("Nội dung tin nhắn"), max_length=1500, strip=True, widget=forms.Textarea(attrs={"rows": 4})
    )
    correction = forms.CharField(
        label=_("Nội dung đính chính"),
        max_length=1500,
        help_text=CORRECTION_HINT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    first_at = Moment(label=_("Lượt gửi đầu tiên"))
    repeat = forms.ChoiceField(label=_("Lặp lại"), choices=[*REPEATS.items()], required=False)
    count = forms.IntegerField(label=_("Số lượt gửi"), min_value=1, max_value=queries.LONGEST, initial=1)
    report_due_at = Moment(label=_("Hạn doanh nghiệp báo cáo kết quả"), required=False)
    operators = forms.ModelMultipleChoiceField(
        label=_("Doanh nghiệp thực hiện"),
        queryset=Organisation.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )
    branch = forms.ModelChoiceField(
        label=_("Chi nhánh nhận bản sao"),
        queryset=Organisation.objects.none(),
        required=False,
        help_text=BRANCH_HINT,
    )

    def __init__(self, department: Organisation, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mobile = queries.operators(department, at)
        for name, rows in (("area", Area.objects.filter(in_force(at))), ("operators", mobile), ("branch", mobile)):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]  # these three are choices among rows
        if chosen := self.files.get("scan"):  # no browser sends a file twice
            said = _("Trang đã được tải lại: hãy chọn lại tệp %(name)s.")
            self.fields["scan"].help_text = said % {"name": chosen.name}

    def clean_scan(self) -> Any:
        """Refuse a scan that is too large before it is read."""
        upload = self.cleaned_data["scan"]
        if upload and upload.size > LARGEST:
            raise forms.ValidationError(_("Tệp lớn hơn 25 MB nên chưa được nhận; phần đã nhập vẫn còn trên trang."))
        return upload

    def waves(self) -> list[datetime]:
        """Return the moments that the rule gives."""
        told = self.cleaned_data
        return queries.wave_moments(told["first_at"], told["repeat"], told["count"])
