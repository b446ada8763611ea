"""A call as it is keyed: few fields in the order in which they are heard, each one line, so that Enter sends them."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from thongsuot.hotline import queries
from thongsuot.hotline.models import HotlineCall
from thongsuot.incidents.models import Incident
from thongsuot.organisations.models import Organisation, Person, Site
from thongsuot.organisations.queries import in_force

NOBODY = _("Hãy ghi người gọi; số điện thoại này chưa gọi đến lần nào.")
WHAT_FAILED = _("Hãy chọn loại sự cố.")
WHO_MENDS = _("Hãy chọn doanh nghiệp khắc phục.")
WHERE = _("Hãy ghi địa điểm của sự cố.")
OPENS = "su-co"  # the button that opens an incident at once
LONGEST = 2000
FAILURES = [(value, label) for value, label in Incident.Failure.choices if value != Incident.Failure.SILENT]


class Moment(forms.DateTimeField):
    """A moment in Vietnam's time, to the minute."""

    def __init__(self, **options: Any) -> None:
        picker = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=picker, **options)


def _keys(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off", **attributes})


class CallForm(forms.Form):
    """A call that has just come, or that was written by hand before."""

    phone = forms.CharField(label=_("Số điện thoại"), max_length=30, required=False)
    caller = forms.CharField(label=_("Người gọi"), max_length=80, widget=_keys())
    reporter = forms.ModelChoiceField(
        label=_("Đơn vị báo tin"), queryset=Organisation.objects.none(), required=False, empty_label="–"
    )
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False, widget=_keys())
    site = forms.ModelChoiceField(queryset=Site.objects.none(), required=False, widget=forms.HiddenInput)
    what = forms.CharField(label=_("Nội dung"), max_length=LONGEST, widget=_keys())
    urgency = forms.TypedChoiceField(
        label=_("Mức độ"),
        choices=HotlineCall.Urgency.choices,
        coerce=int,
        initial=HotlineCall.Urgency.TODAY,
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(label=_("Đã trả lời ngay"), max_length=LONGEST, required=False, widget=_keys())
    failure = forms.ChoiceField(label=_("Loại sự cố"), choices=[("", "–"), *FAILURES], required=False)
    carrier = forms.ModelChoiceField(
        label=_("Doanh nghiệp khắc phục"), queryset=Organisation.objects.none(), required=False, empty_label="–"
    )
    called_at = Moment(label=_("Gọi đến lúc"), required=False, help_text=_("Để trống nếu vừa gọi."))
    receiver = forms.CharField(label=_("Người nhận"), max_length=80, required=False, widget=_keys())
    token = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, person: Person, at: datetime, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.at = person, at
        if self.data.get("phone"):
            self.fields["caller"].required = False  # the number may name the caller
        self.fields["token"].initial = uuid4
        self.fields["receiver"].widget.attrs["placeholder"] = person.name
        self.fields["phone"].widget.attrs |= {"inputmode": "tel", "autocomplete": "off"}
        self.fields["site"].queryset = Site.objects.filter(in_force(at))  # type: ignore[attr-defined]  # rows to choose
        if person.organisation.kind == Organisation.Kind.DEPARTMENT:
            self.fields["reporter"].queryset = queries.reporters(person, at)  # type: ignore[attr-defined]  # the same
            self.fields["carrier"].queryset = queries.carriers(person, at)  # type: ignore[attr-defined]  # the same
        else:
            del self.fields["reporter"], self.fields["carrier"]

    @property
    def chosen(self) -> str:
        """Return the key of the site that is chosen."""
        value = self["site"].value()
        return str(getattr(value, "pk", value) or "")

    @property
    def found(self) -> queries.Found:
        """Return the sites that fit the place as it stands in the form."""
        return queries.find_sites(str(self["place"].value() or ""), self.at)

    def clean(self) -> dict[str, Any]:
        """Let a number that called before name its caller, and a name typed whole be the site."""
        told = super().clean() or {}
        phone, caller = told.get("phone", ""), told.get("caller", "").strip()
        known = queries.known_by(self.person.organisation_id, phone) if not caller and phone else None
        if known is not None:
            caller = known.last.caller
            told["reporter"] = told.get("reporter") or known.last.caller_organisation
        self.fields["caller"].required = True
        if not caller and "caller" not in self.errors:
            self.add_error("caller", NOBODY)
        told["caller"] = caller
        if told.get("site") is None and "site" not in self.errors and told.get("place"):
            told["site"] = queries.named_site(told["place"], self.at)
        if self.opens:
            self._check_incident(told)
        return told

    @property
    def opens(self) -> bool:
        """Tell whether an incident is to be opened at once."""
        return self.data.get("viec") == OPENS or bool(self.data.get("failure"))

    def _check_incident(self, told: dict[str, Any]) -> None:
        """Refuse before anything is written what no incident could be made of."""
        if not told.get("failure") and "failure" not in self.errors:
            self.add_error("failure", WHAT_FAILED)
        if not told.get("site") and not told.get("place"):
            self.add_error("place", WHERE)
        if "carrier" in self.fields and not told.get("carrier") and "carrier" not in self.errors:
            self.add_error("carrier", WHO_MENDS)


class CorrectForm(CallForm):
    """A call as it stands, to be put right."""

    answered_at = Moment(label=_("Trả lời lúc"), required=False)

    def __init__(self, call: HotlineCall, person: Person, at: datetime, *args: Any, **kwargs: Any) -> None:
        names = ("phone", "caller", "place", "site", "what", "urgency", "called_at", "receiver", "answered_at")
        now = {name: getattr(call, name) for name in names}
        now["place"] = call.where
        super().__init__(person, at, *args, initial={**now, "reporter": call.caller_organisation_id}, **kwargs)
        for name in ("answer", "failure", "token", "carrier"):
            self.fields.pop(name, None)
        self.fields["receiver"].widget.attrs.pop("placeholder")
        if call.answered_at is None:
            del self.fields["answered_at"]

    @property
    def opens(self) -> bool:
        """Tell that no incident is opened from here."""
        return False
