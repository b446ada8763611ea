"""What a person enters of another install."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.engines.package import LARGEST_PARCEL
from thongsuot.links import queries
from thongsuot.organisations.models import Organisation

DIGITS = _("40 chữ số bên kia đọc qua điện thoại; khoảng trắng không quan trọng.")


class KeyForm(forms.Form):
    """A public key as it was sent, and its fingerprint as it was read out."""

    key = forms.CharField(
        label=_("Khóa công khai"), max_length=200, widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"})
    )
    fingerprint = forms.CharField(
        label=_("Mã đối chiếu"),
        max_length=120,
        help_text=DIGITS,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )


class AddressForm(forms.Form):
    """Where an install listens; the version is the one that the editor saw."""

    address = forms.CharField(
        label=_("Địa chỉ"),
        max_length=200,
        required=False,
        help_text=_("https://…; để trống nếu không có đường truyền và gói tin đi bằng tệp."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class InstallForm(KeyForm):
    """Another install: whom it serves, where it listens, and its key."""

    organisation = forms.ModelChoiceField(label=_("Đơn vị"), queryset=Organisation.objects.none())
    address = AddressForm.base_fields["address"]
    field_order = ("organisation", "address", "key", "fingerprint")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on as they came
        choice = self.fields["organisation"]
        assert isinstance(choice, forms.ModelChoiceField)  # noqa: S101  # declared so above; told to the type checker
        choice.queryset = queries.without_install()


class ParcelForm(forms.Form):
    """A file that was carried here: a package or a receipt."""

    file = forms.FileField(label=_("Tệp gói tin hoặc biên nhận"), allow_empty_file=False)

    def clean_file(self) -> bytes:
        """Return the bytes, unless they are more than any package."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PARCEL:
            raise forms.ValidationError(queries.said("oversized"))
        return bytes(file.read())
