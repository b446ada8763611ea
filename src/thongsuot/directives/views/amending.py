"""A letter beside an earlier one, clause by clause; a person confirms what it does to it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import AmendForm
from thongsuot.directives.models import Directive
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.organisations.models import Role


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def compare(request: SignedIn, pk: int, earlier: int) -> HttpResponse:
    """Show two letters side by side; the department confirms there what the later does to the earlier."""
    letter, at = letter_of(request, pk), now()
    before = get_object_or_404(queries.visible_to(request.user, at), pk=earlier)
    if before.pk == letter.pk or before.organisation_id != letter.organisation_id:
        raise Http404
    clauses = queries.clause_diff(before, letter)
    form = None
    if _may_amend(before, letter, Desk.of(request.user, at)):
        acts = [c.act for c in queries.cited(letter) if c.letter is not None and c.letter.pk == before.pk]
        form = AmendForm(clauses, acts[0] if acts else "", request.POST if request.method == "POST" else None)
    if request.method == "POST" and form is not None and form.is_valid():
        with told(request, _("Đã ghi nhận; những nơi liên quan đã được báo. Cả hai văn bản vẫn xem lại được.")):
            actions.amend_by(before, letter, form.cleaned_data["act"], form.pairs(), by=request.user, at=at)
        return redirect("directives:compare", letter.pk, before.pk)
    shown = {
        "letter": letter,
        "earlier": before,
        "clauses": clauses,
        "form": form,
        "settled": [row for row in queries.amendments_of(letter).amends if row.earlier_id == before.pk],
    }
    return render(request, "directives/compare.html", shown, status=422 if form is not None and form.errors else 200)


def _may_amend(before: Directive, letter: Directive, desk: Desk) -> bool:
    issued = Directive.State.ISSUED
    return (
        (before.state, letter.state) == (issued, issued)
        and desk.holds(letter.organisation_id, Role.Name.LEADER, Role.Name.FOLLOWER)
        and not queries.is_amended(before, letter)
    )
