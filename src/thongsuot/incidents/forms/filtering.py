"""What of the board one wants to see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from thongsuot.incidents.models.incidents import WORDS
from thongsuot.incidents.states import STANDING
from thongsuot.organisations.models import Organisation

PRIORITIES = [("", _("Mọi mức")), ("1", _("Ưu tiên 1")), ("2", _("Ưu tiên 2")), ("3", _("Ưu tiên 3"))]
STATES = [("", _("Mọi trạng thái")), *((str(state), WORDS[state]) for state in STANDING)]


class BoardFilter(forms.Form):
    """Which enterprise, how urgent, in which state; what is not understood filters nothing."""

    doanh_nghiep = forms.ModelChoiceField(
        label=_("Doanh nghiệp"), queryset=Organisation.objects.none(), required=False, empty_label=_("Mọi doanh nghiệp")
    )
    uu_tien = forms.ChoiceField(label=_("Mức ưu tiên"), choices=PRIORITIES, required=False)
    trang_thai = forms.ChoiceField(label=_("Trạng thái"), choices=STATES, required=False)

    def __init__(self, menders: QuerySet[Organisation], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["doanh_nghiep"].queryset = menders  # type: ignore[attr-defined]  # a choice among rows

    def asked(self) -> dict[str, Any]:
        """Return what the board is to be narrowed to."""
        self.is_valid()
        told = self.cleaned_data
        office, priority = told.get("doanh_nghiep"), told.get("uu_tien")
        return {
            "organisation": office.pk if office else None,
            "priority": int(priority) if priority else None,
            "state": told.get("trang_thai", ""),
        }
