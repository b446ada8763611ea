"""What one letter does to an earlier one, and which duty stands for which."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.directives.models import Amendment, Obligation
from thongsuot.directives.queries import Clause

SHORT = 90
NONE = _("Không có nhiệm vụ tương ứng")


class AmendForm(forms.Form):
    """The act, and beside each duty of the earlier letter the one that stands for it, as proposed or corrected."""

    use_required_attribute = False

    act = forms.ChoiceField(label=_("Văn bản này"), choices=Amendment.Kind.choices, widget=forms.RadioSelect)

    def __init__(self, clauses: Iterable[Clause], act: str, data: Any = None) -> None:
        super().__init__(data, initial={"act": act})
        told = list(clauses)
        self.later = {str(c.later.pk): c.later for c in told if c.later is not None}
        self.earlier = {f"duty_{c.earlier.pk}": c.earlier for c in told if c.earlier is not None}
        choices = [("", NONE), *((key, _short(duty)) for key, duty in self.later.items())]
        stands = {c.earlier.pk: str(c.later.pk) for c in told if c.earlier is not None and c.later is not None}
        for name, duty in self.earlier.items():
            self.fields[name] = forms.ChoiceField(
                label=_short(duty), required=False, choices=choices, initial=stands.get(duty.pk, "")
            )

    @property
    def pairings(self) -> list[forms.BoundField]:
        """Return the fields that say which duty stands for which."""
        return [self[name] for name in self.earlier]

    def pairs(self) -> list[tuple[Obligation, Obligation]]:
        """Return each duty of the earlier letter that has another in its place, with that other."""
        told = [(duty, self.cleaned_data.get(name)) for name, duty in self.earlier.items()]
        return [(duty, self.later[key]) for duty, key in told if key]


def _short(duty: Obligation) -> str:
    words = " ".join(duty.quote.split())
    return words if len(words) <= SHORT else f"{words[:SHORT].rsplit(' ', 1)[0]}…"
