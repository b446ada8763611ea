"""What a new install is told about itself: names as official documents write them, and its first people."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.engines.vietnamese import normalise_tone

ABBREVIATED = re.compile(r"[&/.]|(?<!\w)[A-ZĐ]{2,}(?!\w)")
PHONE = RegexValidator(
    r"^\+?\d[\d .]{7,18}\Z",
    gettext_lazy("Số điện thoại chỉ gồm chữ số, dấu cách, dấu chấm, có thể bắt đầu bằng +."),
)
Answers = dict[str, dict[str, str]]


class Line(forms.CharField):
    """One line of text with single spaces and one spelling of each word."""

    def __init__(self, *, label: Any, length: int, required: bool = True, help_text: Any = "", **rest: Any) -> None:
        super().__init__(label=label, max_length=length, required=required, help_text=help_text, **rest)

    def to_python(self, value: Any) -> str:
        """Return the text as it is kept."""
        return normalise_tone(" ".join(str(value or "").split()))


class OfficialName(Line):
    """A name in full, as the head of an official document writes it."""

    def __init__(self, *, label: Any, begins: tuple[str, ...], **rest: Any) -> None:
        example = gettext_lazy("Ghi đầy đủ như trên văn bản, bắt đầu bằng: %(begins)s.")
        super().__init__(label=label, length=200, help_text=example % {"begins": ", ".join(begins)}, **rest)
        self.begins = begins

    def validate(self, value: str) -> None:
        """Refuse abbreviations, capitals throughout and another kind of body."""
        super().validate(value)
        if ABBREVIATED.search(value):
            raise ValidationError(_("Tên không viết tắt và không viết hoa cả từ; hãy ghi đầy đủ như trên văn bản."))
        if not value.startswith(tuple(f"{begin} " for begin in self.begins)):
            raise ValidationError(_("Tên phải bắt đầu bằng: %(begins)s.") % {"begins": ", ".join(self.begins)})


class DepartmentForm(forms.Form):
    """The body that the install serves."""

    name = OfficialName(label=gettext_lazy("Tên cơ quan"), begins=("Sở", "Bộ", "Cục", "Ban", "Ủy ban nhân dân"))
    short_name = Line(label=gettext_lazy("Tên ngắn để hiện trên bảng"), length=40)
    symbol = Line(
        label=gettext_lazy("Ký hiệu trong số văn bản"),
        length=30,
        help_text=gettext_lazy("Phần chỉ cơ quan ban hành, ví dụ SKHCN."),
        validators=[RegexValidator(r"^[A-ZĐ][A-ZĐ0-9-]*\Z", gettext_lazy("Ký hiệu chỉ gồm chữ in hoa, số, gạch nối."))],
    )
    parent_name = Line(
        label=gettext_lazy("Cơ quan chủ quản"), length=200, help_text=gettext_lazy("Dòng đầu của phần tên cơ quan.")
    )
    place = Line(label=gettext_lazy("Địa danh trên văn bản"), length=80)
    address = Line(label=gettext_lazy("Địa chỉ"), length=200, required=False)
    phone = Line(label=gettext_lazy("Điện thoại"), length=30, required=False, validators=[PHONE])
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)


class ProvinceForm(forms.Form):
    """The area that the department looks after."""

    code = Line(label=gettext_lazy("Mã đơn vị hành chính cấp tỉnh"), length=20)
    name = OfficialName(label=gettext_lazy("Tên đơn vị hành chính cấp tỉnh"), begins=("Tỉnh", "Thành phố"))
    source = Line(label=gettext_lazy("Nguồn của mã và tên (số, ngày văn bản)"), length=200)


class CommitteeForm(forms.Form):
    """The body above the department."""

    name = OfficialName(label=gettext_lazy("Tên Ủy ban nhân dân cấp trên"), begins=("Ủy ban nhân dân",))
    short_name = Line(label=gettext_lazy("Tên ngắn của Ủy ban nhân dân"), length=40)


class MinistryForm(forms.Form):
    """The ministry that gets the department's reports."""

    name = OfficialName(label=gettext_lazy("Tên Bộ nhận báo cáo"), begins=("Bộ",))
    short_name = Line(label=gettext_lazy("Tên ngắn của Bộ"), length=40)


class FirstPersonForm(forms.Form):
    """Somebody who gets one of the first accounts."""

    name = Line(
        label=gettext_lazy("Họ và tên"),
        length=80,
        validators=[RegexValidator(r"^[^\d&/]+ [^\d&/]+\Z", gettext_lazy("Hãy ghi cả họ và tên."))],
    )
    title = Line(label=gettext_lazy("Chức vụ"), length=80)
    username = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]{2,59}\Z",
        label=gettext_lazy("Tên đăng nhập"),
        help_text=gettext_lazy("Từ 3 đến 60 chữ thường không dấu, chữ số, dấu chấm hoặc gạch nối."),
        error_messages={"invalid": gettext_lazy("Tên đăng nhập chỉ gồm chữ thường không dấu, chữ số, . _ -")},
    )
    phone = Line(label=gettext_lazy("Điện thoại"), length=30, required=False, validators=[PHONE])
    email = forms.EmailField(label=gettext_lazy("Thư điện tử"), required=False)


@dataclass(frozen=True)
class Section:
    """One group of questions."""

    name: str
    title: Any
    form: type[forms.Form]


SECTIONS = (
    Section("department", gettext_lazy("Cơ quan dùng hệ thống"), DepartmentForm),
    Section("province", gettext_lazy("Địa bàn"), ProvinceForm),
    Section("committee", gettext_lazy("Cơ quan cấp trên"), CommitteeForm),
    Section("ministry", gettext_lazy("Bộ quản lý ngành"), MinistryForm),
    Section("administrator", gettext_lazy("Người quản trị"), FirstPersonForm),
    Section("leader", gettext_lazy("Lãnh đạo"), FirstPersonForm),
    Section("follower", gettext_lazy("Chuyên viên theo dõi"), FirstPersonForm),
)
PEOPLE = ("administrator", "leader", "follower")


class Refused(ValueError):
    """Some answers are not as official documents write them."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))


def check(told: Mapping[str, Any]) -> Answers:
    """Return the answers as they are kept, or name each that is not well-formed."""
    answers: Answers = {}
    strangers = sorted(set(told) - {section.name for section in SECTIONS})
    wrong = [_("[%(name)s] không có trong các phần cần khai.") % {"name": name} for name in strangers]
    for section in SECTIONS:
        given = told.get(section.name)
        form = section.form(given if isinstance(given, Mapping) else {})
        unknown = set(form.data) - set(form.fields)
        wrong += [f"{section.name}.{name}: " + _("không có mục này.") for name in sorted(unknown)]
        for name, errors in form.errors.items():
            wrong += [f"{section.name}.{name}: {error}" for error in errors]
        answers[section.name] = form.cleaned_data
    wrong = wrong or _one_name_an_account(answers)
    if wrong:
        raise Refused(wrong)
    return answers


def _one_name_an_account(answers: Answers) -> list[str]:
    """Let one person hold several roles, and refuse two people under one account."""
    names: dict[str, str] = {}
    for role in PEOPLE:
        person = answers[role]
        if names.setdefault(person["username"], person["name"]) != person["name"]:
            return [_("%(role)s.username: hai người khác tên không dùng chung một tên đăng nhập.") % {"role": role}]
    return []
