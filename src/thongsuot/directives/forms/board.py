"""What the control room is narrowed to."""

from __future__ import annotations

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.forms.fields import KINDS, Filter
from thongsuot.directives.states import Outcome
from thongsuot.organisations.models import Organisation

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
    Outcome.OUT_OF_SCOPE: _("Không thuộc phạm vi"),
}


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
