"""Who of the organisation takes which paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thongsuot.directives.queries import Portion
from thongsuot.organisations.models import Person


class HandingForm(forms.Form):
    """One choice a paragraph; a paragraph without one stays as it is."""

    use_required_attribute = False

    def __init__(self, portions: Iterable[Portion], people: Iterable[Person], data: Any = None) -> None:
        super().__init__(data, auto_id="giao_%s")
        self.people = {str(person.pk): person for person in people}
        choices = [("", _("Chưa chọn")), *((pk, _named(person)) for pk, person in self.people.items())]
        for portion in portions:
            if portion.open:
                self.fields[f"doan_{portion.number}"] = forms.ChoiceField(
                    label=_("Người thực hiện"),
                    choices=choices,
                    required=False,
                    initial=str(portion.holder.pk) if portion.holder else "",
                )

    def holders(self) -> dict[int, Person]:
        """Return who was chosen for each paragraph."""
        chosen = {name: pk for name, pk in self.cleaned_data.items() if pk}
        return {int(name.removeprefix("doan_")): self.people[pk] for name, pk in chosen.items()}


def _named(person: Person) -> str:
    return f"{person.name}, {person.title}" if person.title else person.name
