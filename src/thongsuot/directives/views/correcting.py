"""Within minutes of the issue: what went out wrong is put right, with a trace."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import AddresseesForm, CorrectionForm
from thongsuot.directives.models import Directive, Obligation
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.organisations.models import Role


def _letter(request: SignedIn, pk: int) -> Directive:
    """Return a letter that went out and that the person may put right."""
    letter = letter_of(request, pk)
    desk = Desk.of(request.user, now())
    if letter.issued_at is None or not desk.holds(letter.organisation_id, Role.Name.LEADER, Role.Name.FOLLOWER):
        raise Http404
    return letter


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def correct(request: SignedIn, pk: int) -> HttpResponse:
    """Show the duties that went out, one of them open to be put right."""
    letter, at = _letter(request, pk), now()
    duties = letter.obligations.filter(state=Obligation.State.CONFIRMED).order_by("start", "id")
    number = request.GET.get("nhiem-vu", "")
    chosen = get_object_or_404(duties, pk=int(number)) if number.isdecimal() else None
    form = CorrectionForm(chosen, request.POST if request.method == "POST" else None) if chosen else None
    if request.method == "POST" and form is not None and form.is_valid():
        with told(request, _("Đã đính chính và báo những nơi liên quan.")):
            actions.correct(
                form.duty,
                version=form.cleaned_data["version"],
                by=request.user,
                at=at,
                note=form.cleaned_data["note"],
                **form.changes(),
            )
        return redirect("directives:correct", letter.pk)
    return _page(request, letter, at, form=form)


@require_POST
@login_required
def add_addressees(request: SignedIn, pk: int) -> HttpResponse:
    """Send the letter to organisations that were forgotten."""
    letter, at = _letter(request, pk), now()
    form = AddresseesForm(queries.left_out(letter, at), request.POST)
    if not form.is_valid():
        return _page(request, letter, at, adding=form)
    chosen = list(form.cleaned_data["organisations"])
    with told(request, _("Đã gửi văn bản đến đơn vị bổ sung.")):
        actions.add_addressees(letter, chosen, by=request.user, at=at, note=form.cleaned_data["note"])
    return redirect("directives:correct", letter.pk)


def _page(
    request: SignedIn,
    letter: Directive,
    at: datetime,
    *,
    form: CorrectionForm | None = None,
    adding: AddresseesForm | None = None,
) -> HttpResponse:
    assert letter.issued_at is not None  # noqa: S101  # asked before; told to the type checker
    until = letter.issued_at + actions.WINDOW
    is_open = at <= until and letter.state == Directive.State.ISSUED
    missing = queries.left_out(letter, at) if is_open and adding is None else []
    shown = {
        "letter": letter,
        "duties": letter.obligations.filter(state=Obligation.State.CONFIRMED).order_by("start", "id"),
        "form": form,
        "adding": adding or (AddresseesForm(missing) if missing else None),
        "until": until,
        "open": is_open,
        "corrections": queries.corrections(letter),
        "added": queries.added(letter),
        "now": at,
    }
    refused = any(given is not None and given.errors for given in (form, adding))
    return render(request, "directives/correct.html", shown, status=422 if refused else 200)
