"""What the department may see, and how soon a class of sites must be mended."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.incidents.forms.fields import Words
from thongsuot.incidents.forms.reporting import FAILURES
from thongsuot.organisations.models import SiteClass


class TermsForm(forms.Form):
    """From which length on, for which causes at once, and how long before it the own leader is told."""

    minutes = forms.IntegerField(
        label=_("Sở thấy sự cố kéo dài từ, phút"), min_value=5, max_value=1440, help_text=_("Từ 5 phút đến 24 giờ.")
    )
    causes = forms.MultipleChoiceField(
        label=_("Sở thấy ngay khi xảy ra, dù ở đâu"),
        choices=FAILURES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    notice = forms.IntegerField(
        label=_("Báo lãnh đạo doanh nghiệp trước khi Sở được báo, phút"),
        min_value=10,
        max_value=120,
        help_text=_("Không ít hơn 10 phút."),
    )
    read = forms.BooleanField(
        label=_("Tôi đã xem các ví dụ và đồng ý thay mặt doanh nghiệp"),
        error_messages={"required": _("Hãy xem các ví dụ rồi đánh dấu đồng ý; chưa lưu gì.")},
    )


class TargetForm(forms.Form):
    """A class of sites, its priority and its minutes."""

    kind = forms.ChoiceField(label=_("Loại đơn vị, khu vực"), choices=SiteClass.Kind.choices)
    priority = forms.TypedChoiceField(
        label=_("Mức ưu tiên"), coerce=int, choices=[(1, _("Ưu tiên 1")), (2, _("Ưu tiên 2")), (3, _("Ưu tiên 3"))]
    )
    minutes = forms.IntegerField(label=_("Phải khắc phục trong, phút"), min_value=1, max_value=10080)
    ground = Words(label=_("Văn bản quy định"), max_length=200, required=False)
