"""What a person looks for in the directory, and what an administrator enters."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.engines import contacts
from thongsuot.organisations import queries
from thongsuot.organisations.models import Area, Deed, Organisation, Person, Role, SiteClass

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
    desk = Choice(label=gettext_lazy("Đầu mối"), choices=[("none", gettext_lazy("Chưa có đầu mối"))])


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


class ContactForm(forms.Form):
    """Somebody whom one reaches without an account."""

    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=80, required=False)
    role = forms.ChoiceField(
        label=gettext_lazy("Vai trò"), choices=[(role, Role.Name(role).label) for role in contacts.ROLES]
    )
    title = forms.CharField(label=gettext_lazy("Chức vụ"), max_length=80, required=False)
    phones = forms.CharField(
        label=gettext_lazy("Điện thoại"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Nhiều số cách nhau bằng dấu chấm phẩy; số đầu tiên được gọi trước."),
    )
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)

    def clean_phones(self) -> tuple[str, ...]:
        """Return the numbers one by one, as they are written everywhere."""
        try:
            return contacts.phones(self.cleaned_data["phones"])
        except contacts.UnreadablePhone as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Refuse somebody of whom nothing is known."""
        told = super().clean() or {}
        if not self.errors and not (told["name"] or told["phones"] or told["email"]):
            raise forms.ValidationError(_("Hãy ghi họ tên, số điện thoại hoặc thư điện tử; chưa có gì được lưu."))
        return told

    @property
    def told(self) -> contacts.Person:
        """Return the person as a line of a list would name them."""
        told = self.cleaned_data
        return contacts.Person(told["role"], told["name"], told["title"], told["phones"], told["email"])


class FollowerForm(forms.Form):
    """The one person of the department whom an enterprise asks."""

    person = forms.ModelChoiceField(
        queryset=Person.objects.none(),
        label=gettext_lazy("Chuyên viên theo dõi"),
        required=False,
        empty_label=gettext_lazy("Mọi chuyên viên theo dõi của Sở"),
    )

    def __init__(self, department: Organisation, at: datetime, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        people: Any = self.fields["person"]
        people.queryset = queries.holders(Role.Name.FOLLOWER, organisation=department, at=at)


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


class Moment(forms.DateTimeField):
    """A moment in Vietnam's time, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)


class DayField(forms.DateField):
    """A day, chosen from a calendar."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class PaperForm(forms.Form):
    """The paper that makes a delegation firm."""

    use_required_attribute = False

    document = forms.CharField(label=gettext_lazy("Số, ký hiệu văn bản ủy quyền"), max_length=120, required=False)
    document_on = DayField(label=gettext_lazy("Ngày văn bản"), required=False)


class DelegationForm(PaperForm):
    """Who lets whom do what, from when until when, and on what it rests."""

    giver = forms.ModelChoiceField(queryset=Person.objects.none(), label=gettext_lazy("Người ủy quyền"))
    delegate = forms.ModelChoiceField(queryset=Person.objects.none(), label=gettext_lazy("Người được ủy quyền"))
    deeds = forms.MultipleChoiceField(
        label=gettext_lazy("Việc được ủy quyền"), choices=Deed.choices, widget=forms.CheckboxSelectMultiple
    )
    since = Moment(label=gettext_lazy("Từ lúc"))
    until = Moment(label=gettext_lazy("Đến lúc"))
    instructed_by = forms.CharField(label=gettext_lazy("Hoặc theo chỉ đạo của"), max_length=80, required=False)
    instructed_at = Moment(
        label=gettext_lazy("Nghe chỉ đạo lúc"),
        required=False,
        help_text=gettext_lazy("Ủy quyền bằng lời hết hiệu lực sau 24 giờ nếu chưa được xác nhận."),
    )
    field_order = (
        "giver", "delegate", "deeds", "since", "until", "document", "document_on", "instructed_by", "instructed_at",
    )  # fmt: skip

    def __init__(self, givers: Any, delegates: Any, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        giver: Any = self.fields["giver"]
        delegate: Any = self.fields["delegate"]
        giver.queryset, delegate.queryset = givers, delegates


class DaysForm(forms.Form):
    """Days that are worked, or off, whatever the official calendar says."""

    LONGEST = 31

    first = forms.DateField(
        label=gettext_lazy("Từ ngày"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("Đến hết ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Để trống nếu chỉ một ngày."),
    )
    working = forms.TypedChoiceField(
        label=gettext_lazy("Những ngày này"),
        choices=[("off", gettext_lazy("Nghỉ")), ("worked", gettext_lazy("Làm việc"))],
        coerce=lambda told: told == "worked",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=200,
        help_text=gettext_lazy("Tên ngày nghỉ và số, ngày của thông báo chính thức."),
    )

    def clean(self) -> dict[str, Any]:
        """Turn the two ends into the days between them."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("first"), told.get("last") or told.get("first")
        if first and last and not first <= last < first + timedelta(days=self.LONGEST):
            self.add_error("last", _("Ngày cuối phải sau ngày đầu và cách không quá 31 ngày."))
        elif first and last:
            told["days"] = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return told


class AreasFilter(Filter):
    """Which areas to list, as they stood on which day."""

    kind = Choice(label=gettext_lazy("Cấp"), choices=Area.Kind.choices)
    day = forms.DateField(
        label=gettext_lazy("Vào ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
