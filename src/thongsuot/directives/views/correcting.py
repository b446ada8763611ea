"""Within minutes of the issue: what went out wrong is put right, with a trace."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import CorrectionForm
from thongsuot.directives.models import Directive, Obligation
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.organisations.models import Role


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def correct(request: SignedIn, pk: int) -> HttpResponse:
    """Show the duties that went out, one of them open to be put right."""
    letter, at = letter_of(request, pk), now()
    desk = Desk.of(request.user, at)
    if letter.issued_at is None or not desk.holds(letter.organisation_id, Role.Name.LEADER, Role.Name.FOLLOWER):
        raise Http404
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
    until = letter.issued_at + actions.WINDOW
    shown = {
        "letter": letter,
        "duties": duties,
        "chosen": chosen,
        "form": form,
        "until": until,
        "open": at <= until and letter.state == Directive.State.ISSUED,
        "corrections": queries.corrections(letter),
        "now": at,
    }
    return render(request, "directives/correct.html", shown, status=422 if form is not None and form.errors else 200)
