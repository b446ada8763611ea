"""Whom a duty binds and by when: asked for in the review, and when something is put right after the issue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.forms.fields import Moment
from thongsuot.directives.models import Obligation
from thongsuot.directives.models.letters import Relation


class BindingForm(forms.Form):
    """The fields that belong together: a time limit with its relation, a named party with its names."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    obliged = forms.ChoiceField(label=_("Đơn vị phải thực hiện"), choices=Obligation.Obliged.choices)
    obliged_names = forms.CharField(
        label=_("Tên đơn vị, mỗi dòng một tên"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    deadline_relation = forms.ChoiceField(
        label=_("Cách tính hạn"), required=False, choices=[("", _("Không có hạn")), *Relation.choices]
    )
    deadline_at = Moment(label=_("Thời hạn"), required=False)

    def clean_obliged_names(self) -> list[str]:
        """Return the names, one a line."""
        return [name.strip() for name in self.cleaned_data["obliged_names"].splitlines() if name.strip()]

    def clean(self) -> dict[str, Any]:
        """Ask for what belongs together."""
        told = super().clean() or {}
        if told.get("obliged") == Obligation.Obliged.NAMED and not told.get("obliged_names"):
            self.add_error("obliged_names", _("Hãy ghi tên ít nhất một đơn vị."))
        if told.get("deadline_relation") in ("before", "until", "from") and not told.get("deadline_at"):
            self.add_error("deadline_at", _("Hãy nhập thời hạn, hoặc chọn “Không có hạn”."))
        return told
