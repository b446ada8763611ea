"""Which form each step of an incident has; a step without one is a button."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from thongsuot.incidents import forms
from thongsuot.incidents.forms.steps import Step
from thongsuot.incidents.models import Incident

FORMS: dict[str, type[Step]] = {
    "du-kien": forms.ExpectForm,
    "da-khac-phuc": forms.MendForm,
    "tra-lai": forms.ReasonForm,
    "uu-tien": forms.OverrideForm,
    "gop": forms.FoldForm,
    "khong-phai": forms.ReasonForm,
    "mo-lai": forms.ReasonForm,
    "da-thong": forms.ConfirmForm,
    "chua-thong": forms.ReasonForm,
    "ghi-chu": forms.NoteForm,
    "dinh-kem": forms.AttachForm,
    "viec": forms.TaskForm,
    "rut-kinh-nghiem": forms.ReviewForm,
}
BUTTONS = ("tiep-nhan",)


def blank(incident: Incident, at: datetime, verbs: Iterable[str]) -> dict[str, Step]:
    """Return an empty form for each of the steps that are offered."""
    given: dict[str, dict[str, Any]] = {
        "du-kien": {"coming": incident.coming, "expected_at": incident.expected_at},
        "da-khac-phuc": {"cause": incident.cause},
        "uu-tien": {"priority": incident.priority},
    }
    return {
        verb: FORMS[verb](incident, at, auto_id=f"{verb}-%s", initial=given.get(verb))
        for verb in verbs
        if verb in FORMS
    }


def typed(request: HttpRequest, incident: Incident, at: datetime, verb: str) -> Step | None:
    """Return the form of a step as it was sent; a button has none."""
    if verb not in FORMS:
        return None
    return FORMS[verb](incident, at, request.POST, request.FILES, auto_id=f"{verb}-%s")
