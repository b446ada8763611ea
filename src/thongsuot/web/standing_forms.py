"""Which authority is competent for a kind of duty; who carries an organisation on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.ledger import kinds
from thongsuot.organisations import queries
from thongsuot.organisations.actions import Document, Portion
from thongsuot.organisations.models import Organisation, Succession

MOST_HEIRS = 3


class CompetenceForm(forms.Form):
    """The authorities that may ask for one kind of duty; none means that nobody is named."""

    kind = forms.ChoiceField(label=gettext_lazy("Loại nhiệm vụ"))
    authorities = forms.ModelMultipleChoiceField(
        queryset=Organisation.objects.none(),
        label=gettext_lazy("Cơ quan có thẩm quyền đề nghị"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, at: datetime, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        kind: Any = self.fields["kind"]
        authorities: Any = self.fields["authorities"]
        kind.choices = [(code, _(known.title)) for code, known in kinds.KINDS.items()]
        authorities.queryset = queries.authorities(at)


class SuccessionForm(forms.Form):
    """A merger into one enterprise, or a split among several; each part names services and people."""

    kind = forms.ChoiceField(label=gettext_lazy("Hình thức"), choices=Succession.Kind.choices)
    document = forms.CharField(
        label=gettext_lazy("Quyết định"),
        max_length=200,
        help_text=gettext_lazy("Số, ngày và cơ quan ban hành, ví dụ: Quyết định số 15/QĐ-UBND ngày 01/02/2020."),
    )
    sure = forms.BooleanField(
        label=gettext_lazy("Đã đối chiếu với quyết định; việc chuyển không hoàn tác được."),
        error_messages={"required": gettext_lazy("Hãy đối chiếu với quyết định rồi đánh dấu; chưa có gì thay đổi.")},
    )

    def __init__(self, predecessor: Organisation, at: datetime, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        others = Organisation.objects.filter(
            queries.in_force(at), kind=predecessor.kind, supervisor=predecessor.supervisor
        ).exclude(pk=predecessor.pk)
        people = queries.people_of(predecessor, at)
        services = [(code, Organisation.Service(code).label) for code in predecessor.services]
        for nth in range(1, MOST_HEIRS + 1):
            self.fields[f"successor_{nth}"] = forms.ModelChoiceField(
                others, label=_("Tên đơn vị"), required=nth == 1, empty_label=_("– Chọn đơn vị –")
            )
            self.fields[f"services_{nth}"] = forms.MultipleChoiceField(
                label=_("Dịch vụ chuyển sang"),
                choices=services,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[f"people_{nth}"] = forms.ModelMultipleChoiceField(
                people, label=_("Người chuyển sang"), required=False, widget=forms.CheckboxSelectMultiple
            )

    @property
    def parts(self) -> list[list[forms.BoundField]]:
        """Return the fields of each successor."""
        return [
            [self[f"successor_{nth}"], self[f"services_{nth}"], self[f"people_{nth}"]]
            for nth in range(1, MOST_HEIRS + 1)
        ]

    @property
    def portions(self) -> list[Portion]:
        """Return what each successor carries on."""
        told = self.cleaned_data
        return [
            Portion(told[f"successor_{nth}"], tuple(told[f"services_{nth}"]), tuple(told[f"people_{nth}"]))
            for nth in range(1, MOST_HEIRS + 1)
            if told[f"successor_{nth}"] is not None
        ]

    @property
    def rests_on(self) -> Document:
        """Return the decision."""
        return Document(self.cleaned_data["kind"], self.cleaned_data["document"])
