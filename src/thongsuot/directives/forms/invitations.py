"""What is typed by whoever comes in by an invitation, and by the officer who calls back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from thongsuot.directives.queries import keys


def _digits(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "code", **attributes})


class Digits(forms.CharField):
    """A code of so many digits, typed with spaces, dots or dashes between them or without."""

    def __init__(self, length: int, **rest: Any) -> None:
        self.length = length
        super().__init__(max_length=40, **rest)

    def clean(self, value: Any) -> str:
        """Return the digits alone."""
        digits = keys.digits_of(super().clean(value))
        if len(digits) != self.length:
            raise ValidationError(
                _("Mã gồm %(n)s chữ số. Hãy xem lại rồi nhập đủ.") % {"n": self.length}, code="length"
            )
        return digits


class ShortCodeForm(forms.Form):
    """The digits printed on an invitation."""

    code = Digits(keys.SHORT_DIGITS, widget=_digits(autofocus="autofocus"))


class CodeForm(forms.Form):
    """A one-time code."""

    code = Digits(keys.CODE_DIGITS, widget=_digits(autofocus="autofocus", autocomplete="one-time-code"))


class CallerForm(forms.Form):
    """Who answered at an organisation that had registered nobody."""

    name = forms.CharField(max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = forms.CharField(max_length=30, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}))

    def clean_phone(self) -> str:
        """Refuse what cannot be dialled."""
        phone = " ".join(str(self.cleaned_data["phone"]).split())
        if not 9 <= len(keys.digits_of(phone)) <= 12:  # a Vietnamese number, with or without +84
            raise ValidationError(_("Số điện thoại gồm 9 đến 12 chữ số. Hãy xem lại."), code="phone")
        return phone
