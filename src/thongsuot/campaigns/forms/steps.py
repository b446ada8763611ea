"""The few words that each step of a campaign takes."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.campaigns.models import Campaign

NOBODY = _("Không có thuê bao nào tại khu vực thì dùng mục “Không thực hiện” và nêu lý do; chưa lưu gì.")


class ReasonForm(forms.Form):
    """Why something stops, or is not done."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, required=False)


class ApproveForm(forms.Form):
    """What the second person types again by hand; exercise and live have no sentence in common."""

    area = forms.CharField(label=_("Nhập lại tên khu vực"), max_length=200)
    subscribers = forms.CharField(label=_("Nhập lại tổng số thuê bao ước tính"), max_length=40)

    def __init__(self, campaign: Campaign, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        for field in self.fields.values():
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        if campaign.reality == "exercise":
            self.fields["area"].label = _("Địa bàn giả định của buổi diễn tập")
            self.fields["subscribers"].label = _("Số thuê bao giả định")


class EstimateForm(forms.Form):
    """What an operator expects."""

    subscribers = forms.IntegerField(
        label=_("Số thuê bao ước tính"),
        min_value=1,
        help_text=_("Theo đúng khu vực và đối tượng của đề nghị."),
        error_messages={"min_value": NOBODY},
    )
    rate = forms.IntegerField(label=_("Tốc độ theo hợp đồng, tin nhắn/giây"), min_value=1)
    parts = forms.IntegerField(label=_("Số phần mỗi tin, nếu hệ thống của doanh nghiệp đếm khác"), required=False)
    brand_registered = forms.BooleanField(label=_("Tên định danh đã đăng ký tại doanh nghiệp"), required=False)


class AcceptForm(forms.Form):
    """How long the pair on watch stays."""

    shift_hours = forms.IntegerField(label=_("Ca trực dài, giờ"), min_value=1, max_value=24, initial=12)


class PhoneForm(forms.Form):
    """A test telephone."""

    number = forms.CharField(
        label=_("Số máy thử"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    )
    holder = forms.CharField(label=_("Người giữ máy"), max_length=80)


class ReadingForm(forms.Form):
    """What a test telephone shows."""

    phone = forms.IntegerField(widget=forms.HiddenInput)
    shown = forms.ChoiceField(choices=[("dung", ""), ("khac", "")])
    words = forms.CharField(max_length=500, required=False)
