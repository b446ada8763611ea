"""The head of an organisation shares a letter out among its people, by paragraph."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import HandingForm
from thongsuot.directives.models import Directive
from thongsuot.directives.views.asking import REFUSALS, SignedIn, letter_of
from thongsuot.organisations import access
from thongsuot.organisations.models import Deed, Organisation


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def handing(request: SignedIn, pk: int) -> HttpResponse:
    """Show who does which paragraph; a POST shares the paragraphs out."""
    at, letter = now(), letter_of(request, pk)
    own = request.user.organisation
    portions = queries.portions(letter, own)
    if own.pk == letter.organisation_id or not portions:
        raise Http404
    may = _may_hand(request, own, letter)
    form = HandingForm(portions, queries.people_at(own, at), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _shared_out(request, letter, form)
    rows = [
        (portion, form[name] if (name := f"doan_{portion.number}") in form.fields else None) for portion in portions
    ]
    shown = {"letter": letter, "rows": rows, "form": form, "may": may}
    return render(request, "directives/handing.html", shown, status=422 if form.errors else 200)


def _may_hand(request: SignedIn, own: Organisation, letter: Directive) -> bool:
    if letter.state != Directive.State.ISSUED:
        return False
    return access.holds(request.user, *actions.AT_THE_HEAD, organisation=own, at=now(), deed=Deed.ASSIGN)


def _shared_out(request: SignedIn, letter: Directive, form: HandingForm) -> HttpResponse:
    own = request.user.organisation
    try:
        count = actions.hand_paragraphs(letter, form.holders(), organisation=own, by=request.user, at=now())
    except REFUSALS as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("Đã phân công %(count)s nhiệm vụ.", "Đã phân công %(count)s nhiệm vụ.", count)
        messages.success(request, words % {"count": count})
    return redirect("directives:handing", letter.pk)
