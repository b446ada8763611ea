"""What a person looks for in the directory, and what an administrator enters."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.organisations.models import Organisation, Person, Role, SiteClass

ANY = [("", gettext_lazy("Tất cả"))]
NOT_AT = {  # roles of the glossary that mean nothing for the kind of organisation
    Organisation.Kind.ENTERPRISE: {Role.Name.FOLLOWER},
    Organisation.Kind.DEPARTMENT: {Role.Name.CONTACT, Role.Name.COUNTER},
}


class Choice(forms.ChoiceField):
    """A choice that may stay open; a word that nobody offers narrows nothing."""

    def __init__(self, *, label: Any, choices: Any) -> None:
        super().__init__(label=label, choices=[*ANY, *choices])

    def clean(self, value: Any) -> str:
        """Return what was chosen, or nothing."""
        return str(value) if value and self.valid_value(value) else ""


class Words(forms.CharField):
    """Words to look for; too many are cut."""

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, widget=forms.TextInput(attrs={"maxlength": "80", "type": "search"}))

    def clean(self, value: Any) -> str:
        """Return the words, or nothing."""
        return str(value or "").strip().replace("\0", "")[:80]


class Filter(forms.Form):
    """What narrows a list; nothing in it is demanded."""

    use_required_attribute = False

    def wanted(self) -> dict[str, str]:
        """Return what was asked for."""
        self.is_valid()
        return {name: str(self.cleaned_data.get(name, "")) for name in self.fields}


class DirectoryFilter(Filter):
    """Which organisations to list."""

    words = Words(label=gettext_lazy("Tên đơn vị"))
    kind = Choice(label=gettext_lazy("Loại"), choices=Organisation.Kind.choices)
    service = Choice(label=gettext_lazy("Dịch vụ"), choices=Organisation.Service.choices)


class PeopleFilter(Filter):
    """Which people to list."""

    words = Words(label=gettext_lazy("Họ tên, chức vụ hoặc đơn vị"))
    role = Choice(label=gettext_lazy("Vai trò"), choices=Role.Name.choices)


class SiteFilter(Filter):
    """Which priority sites to list."""

    kind = Choice(label=gettext_lazy("Nhóm ưu tiên"), choices=SiteClass.Kind.choices)


class OrganisationForm(forms.Form):
    """How an organisation is reached; the version is the one that the editor saw."""

    address = forms.CharField(label=gettext_lazy("Địa chỉ"), max_length=200, required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=30, required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)
    version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)


class PersonForm(forms.Form):
    """Somebody who gets an account."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=80)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}\Z",
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Từ 3 đến 60 chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối."),
        error_messages={"invalid": gettext_lazy("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, . _ -")},
    )
    title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=80, required=False)
    phone = forms.CharField(label=gettext_lazy("Điện thoại"), max_length=30, required=False)
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)


class RoleForm(forms.Form):
    """A role for one of the organisation's people."""

    person = forms.ModelChoiceField(queryset=Person.objects.none(), label=gettext_lazy("Người"))
    role = forms.ChoiceField(label=gettext_lazy("Vai trò"))

    def __init__(self, organisation: Organisation, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        refused = NOT_AT.get(Organisation.Kind(organisation.kind), set())
        people: Any = self.fields["person"]
        roles: Any = self.fields["role"]
        people.queryset = organisation.people.filter(is_active=True)
        roles.choices = [(value, label) for value, label in Role.Name.choices if value not in refused]


class StaffForm(forms.Form):
    """A worker on the list of those to be briefed."""

    code = forms.CharField(label=gettext_lazy("Mã số"), max_length=30)
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=80)
    unit = forms.CharField(label=gettext_lazy("Bộ phận"), max_length=120, required=False)


class CredentialForm(forms.Form):
    """A key for a machine: what it is called, what it may do, until when."""

    name = forms.CharField(label=gettext_lazy("Tên máy hoặc hệ thống"), max_length=80)
    scopes = forms.CharField(
        label=gettext_lazy("Phạm vi"),
        max_length=200,
        help_text=gettext_lazy("Các phạm vi cách nhau bằng dấu cách, ví dụ: evidence reports."),
    )
    until = forms.DateField(
        label=gettext_lazy("Hiệu lực đến hết ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *given: Any, today: date, **named: Any) -> None:
        super().__init__(*given, **named)
        self.today = today

    def clean_scopes(self) -> list[str]:
        """Return the scopes one by one."""
        told = str(self.cleaned_data["scopes"]).split()
        if any(len(scope) > 40 for scope in told):
            raise forms.ValidationError(_("Mỗi phạm vi dài nhất 40 ký tự."))
        return list(dict.fromkeys(told))

    def clean_until(self) -> date:
        """Refuse a key that would open nothing."""
        until: date = self.cleaned_data["until"]
        if until < self.today:
            raise forms.ValidationError(_("Ngày này đã qua; hãy chọn một ngày chưa đến."))
        return until
