"""The few words that each step of an incident takes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from thongsuot.files.models import LARGEST
from thongsuot.incidents.forms.fields import Moment, Words
from thongsuot.incidents.models import Incident
from thongsuot.incidents.queries import standing

MOST_CHOICES = 100  # of thousands that stand, the newest are shown
MOST_MINUTES = 7 * 24 * 60
TO_SHARE = _("Chia sẻ với đơn vị được ưu tiên và Sở")


class Step(forms.Form):
    """A step of an incident at a moment; what the step needs to know of it is told to every one of them."""

    def __init__(self, incident: Incident, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.incident, self.at = incident, at


class ReasonForm(Step):
    """Why."""

    reason = Words(label=_("Lý do"), max_length=200)


class ExpectForm(Step):
    """Who comes, and when it should be mended."""

    coming = Words(label=_("Ai đến xử lý"), max_length=120, required=False)
    expected_at = Moment(label=_("Dự kiến khắc phục lúc"), required=False)


class MendForm(Step):
    """When it was mended, and what the cause was."""

    mended_at = Moment(label=_("Khắc phục lúc"), required=False, help_text=_("Để trống nếu là bây giờ."))
    cause = Words(label=_("Nguyên nhân"), max_length=200, required=False)


class ConfirmForm(Step):
    """Since when the line is back, if the site knows."""

    mended_at = Moment(label=_("Thông lại lúc"), required=False, help_text=_("Để trống nếu là bây giờ."))


class OverrideForm(Step):
    """Another priority, and why."""

    priority = forms.TypedChoiceField(
        label=_("Mức ưu tiên"), coerce=int, choices=[(1, _("Ưu tiên 1")), (2, _("Ưu tiên 2")), (3, _("Ưu tiên 3"))]
    )
    reason = Words(label=_("Lý do"), max_length=200)
    minutes = forms.IntegerField(
        label=_("Phải khắc phục trong, phút"),
        min_value=1,
        max_value=MOST_MINUTES,
        required=False,
        help_text=_("Kể từ lúc xảy ra. Để trống thì giữ thời hạn đang có."),
    )


class FoldForm(Step):
    """Which other incident it is a part of."""

    into = forms.ModelChoiceField(label=_("Gộp vào sự cố"), queryset=Incident.objects.none())

    def __init__(self, incident: Incident, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(incident, at, *args, **kwargs)
        others = standing().filter(organisation=incident.organisation_id, reality=incident.reality)
        others = others.exclude(pk=incident.pk).order_by("-starts_at", "pk")
        field: Any = self.fields["into"]
        field.queryset = others
        newest = others.values_list("pk", "title", "starts_at")[:MOST_CHOICES]
        field.widget.choices = [("", "–"), *((pk, f"{title}, {localtime(at):%H:%M %d/%m}") for pk, title, at in newest)]


class NoteForm(Step):
    """A line of the timeline, with its own time."""

    text = Words(label=_("Diễn biến"), max_length=4000, rows=2)
    happened_at = Moment(label=_("Lúc"), required=False, help_text=_("Để trống nếu là bây giờ."))
    share = forms.BooleanField(label=TO_SHARE, required=False)


class ReviewForm(Step):
    """What was learnt."""

    text = Words(label=_("Bài học và việc cần làm"), max_length=4000, rows=4)
    share = forms.BooleanField(label=TO_SHARE, required=False)


class AttachForm(Step):
    """A file, and what it shows."""

    file = forms.FileField(label=_("Tệp đính kèm"))
    text = Words(label=_("Tệp cho thấy gì"), max_length=500, required=False)
    share = forms.BooleanField(label=TO_SHARE, required=False)

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        upload = self.cleaned_data["file"]
        if upload.size > LARGEST:
            raise forms.ValidationError(_("Tệp lớn hơn 25 MB nên chưa được nhận; phần đã nhập vẫn còn trên trang."))
        return upload


class TaskForm(Step):
    """Something to be done, by whom and until when."""

    title = Words(label=_("Việc cần làm"), max_length=200)
    name = Words(label=_("Ai làm"), max_length=80, required=False)
    due_at = Moment(label=_("Xong trước"), required=False)
