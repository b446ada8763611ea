"""An administrator gives machines their keys and ends them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, make_aware, now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.organisations import actions, queries
from thongsuot.organisations.forms import CredentialForm
from thongsuot.organisations.models import Organisation
from thongsuot.organisations.views.asking import SignedIn, administered


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def credentials(request: SignedIn, pk: int) -> HttpResponse:
    """List the keys; a POST makes one and shows its secret once."""
    at = now()
    row = administered(request, pk, at)
    form = CredentialForm(request.POST or None, today=localdate(at))
    if request.method != "POST" or not form.is_valid():
        return _list(request, row, form, at, status=422 if form.is_bound else 200)
    told = form.cleaned_data
    secret = actions.give_key(
        row, name=told["name"], scopes=told["scopes"], until=_end_of(told["until"]), by=request.user, at=at
    )
    return _list(request, row, CredentialForm(today=localdate(at)), at, secret=secret)


def _end_of(day: date) -> datetime:
    return make_aware(datetime.combine(day + timedelta(days=1), time()))


def _list(
    request: SignedIn, row: Organisation, form: CredentialForm, at: datetime, *, secret: str = "", status: int = 200
) -> HttpResponse:
    keys = queries.credentials_of(row)
    shown = {"organisation": row, "form": form, "credentials": keys, "at": at, "secret": secret}
    return render(request, "organisations/credentials.html", shown, status=status)


@require_POST
@login_required
def end_credential(request: SignedIn, pk: int, credential: int) -> HttpResponse:
    """Let a key open nothing from now on."""
    at = now()
    row = administered(request, pk, at)
    key = get_object_or_404(row.credentials.select_related("organisation"), pk=credential)
    actions.end_key(key, by=request.user, at=at)
    messages.success(request, _("Mã này không còn mở được gì từ bây giờ."))
    return redirect("organisations:credentials", pk=row.pk)
