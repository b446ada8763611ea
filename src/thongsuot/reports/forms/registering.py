"""Number and date of a signed paper, its signed copy, and the draft that comes back from Word."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.engines.officialdoc import TYPES
from thongsuot.reports.models import Upward

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class BookForm(forms.Form):
    """Whose register the numbers come from."""

    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    ours = forms.TypedChoiceField(
        label=_("Số và ngày văn bản đi"),
        choices=[("", _("Lấy từ sổ của cơ quan")), ("1", _("Cơ quan không có sổ riêng; cấp số tại đây"))],
        coerce=bool,
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_ours(self) -> bool:
        """Return whether the register is kept here."""
        return bool(self.cleaned_data["ours"])


class FilingForm(forms.Form):
    """Number and date after the signature; where the register is kept here the number comes by itself."""

    number = forms.IntegerField(label=_("Số"), min_value=1, max_value=99_999, required=False)
    on = forms.DateField(label=_("Ngày"), widget=DAY)
    signer = forms.CharField(label=_("Người ký"), max_length=80, required=False)


class OtherPaperForm(FilingForm):
    """A paper drawn elsewhere that takes a number of the same register."""

    type_name = forms.ChoiceField(label=_("Tên loại"), choices=[(name, name) for name in TYPES])
    symbol = forms.CharField(label=_("Ký hiệu"), max_length=40)
    subject = forms.CharField(label=_("Trích yếu"), max_length=500)
    recipients = forms.CharField(label=_("Nơi nhận"), max_length=500, required=False)


class PaperForm(forms.Form):
    """A draft that was edited in Word."""

    recipient = forms.ChoiceField(label=_("Báo cáo gửi"), choices=Upward.Recipient.choices)
    file = forms.FileField(label=_("Bản Word đã sửa"), widget=forms.FileInput(attrs={"accept": ".docx"}))


class SignedForm(forms.Form):
    """The signed and sealed copy."""

    file = forms.FileField(label=_("Bản đã ký, đóng dấu"), widget=forms.FileInput(attrs={"accept": ".pdf,.docx"}))
