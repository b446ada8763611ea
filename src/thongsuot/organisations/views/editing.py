"""An administrator changes how an organisation is reached."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.organisations import actions
from thongsuot.organisations.forms import OrganisationForm
from thongsuot.organisations.models import Organisation
from thongsuot.organisations.views.asking import SignedIn, administered

FACTS = ("address", "phone", "email", "version")


def _filled(row: Organisation) -> dict[str, object]:
    return {name: getattr(row, name) for name in FACTS}


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit(request: SignedIn, pk: int) -> HttpResponse:
    """Show the form; a POST saves it unless somebody was faster."""
    at = now()
    row = administered(request, pk, at)
    if request.method != "POST":
        shown = {"organisation": row, "form": OrganisationForm(initial=_filled(row))}
        return render(request, "organisations/edit.html", shown)
    form = OrganisationForm(request.POST)
    if not form.is_valid():
        return render(request, "organisations/edit.html", {"organisation": row, "form": form}, status=422)
    try:
        actions.edit(row, by=request.user, at=at, **form.cleaned_data)
    except actions.EditedMeanwhile as error:
        return _overtaken(request, row, form, str(error))
    messages.success(request, _("Đã lưu thông tin liên hệ."))
    return redirect("organisations:organisation", pk=row.pk)


def _overtaken(request: SignedIn, row: Organisation, form: OrganisationForm, why: str) -> HttpResponse:
    """Show the newer entry beside what was typed; saving again is then a decision."""
    again = OrganisationForm({**form.cleaned_data, "version": row.version})
    shown = {"organisation": row, "form": again, "overtaken": why, "newer": _newer(row, again)}
    return render(request, "organisations/edit.html", shown, status=422)


def _newer(row: Organisation, form: OrganisationForm) -> list[tuple[object, str]]:
    return [(form[name].label, str(getattr(row, name)) or "–") for name in FACTS if name != "version"]
