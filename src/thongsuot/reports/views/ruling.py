"""A department says which moment keeps a deadline: in general, or for one letter."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.directives import queries as letters
from thongsuot.directives.models import Directive
from thongsuot.reports import actions, queries
from thongsuot.reports.forms import OnTimeForm
from thongsuot.reports.views.asking import REFUSALS, Desk, SignedIn


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def on_time(request: SignedIn, directive: int | None = None) -> HttpResponse:
    """Show which moment counts; a POST by the department's leader changes it."""
    at, desk = now(), Desk.of(request.user, now())
    letter: Directive | None = None
    if directive is not None:
        letter = get_object_or_404(letters.visible_to(request.user, at), pk=directive)
    office = request.user.organisation if letter is None else letter.organisation
    if not desk.at_department or not desk.inside(office.pk):
        raise Http404
    reality = settings.REALITY if letter is None else letter.reality
    holds = queries.standing_rule(office, reality) if letter is None else queries.rule_of(letter)
    leads = desk.leads(office.pk)
    form = OnTimeForm(request.POST if request.method == "POST" else None, initial={"moment": holds})
    if request.method == "POST" and form.is_valid():
        try:
            actions.count_by(
                office, form.cleaned_data["moment"], reality=reality, directive=letter, by=request.user, at=at
            )
        except (actions.RuleInUse, *REFUSALS) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Đã lưu thời điểm tính đúng hạn; các đơn vị thấy mốc này cạnh thời hạn."))
        return redirect(request.path)
    shown = {"form": form, "letter": letter, "office": office, "holds": holds.label, "leads": leads}
    return render(request, "reports/on_time.html", shown, status=422 if form.errors else 200)
