"""A department settles which authority is competent for what, and which organisation carries on another."""

from __future__ import annotations

from datetime import datetime
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.directives import actions as directives
from thongsuot.ledger import kinds
from thongsuot.organisations import actions, queries
from thongsuot.organisations.models import Organisation, Person
from thongsuot.web.standing_forms import CompetenceForm, SuccessionForm


def _settled(request: HttpRequest, pk: int, at: datetime, *, department: bool) -> Organisation:
    """Return a department, or an organisation below one, that the person may settle such things for."""
    person = cast(Person, request.user)
    rows = queries.visible_to(person, at).select_related("supervisor", "area")
    row = get_object_or_404(rows, pk=pk)
    right_kind = row.kind == Organisation.Kind.DEPARTMENT if department else row.supervisor is not None
    if not right_kind or not {*actions.SETTERS} & queries.standing_at(person, row, at):
        raise Http404(_("Trang này dành cho lãnh đạo và người quản trị của Sở."))
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def competences(request: HttpRequest, pk: int) -> HttpResponse:
    """Show which authority may ask for what; a POST settles it for one kind of duty."""
    at = now()
    row = _settled(request, pk, at, department=True)
    form = CompetenceForm(at, request.POST or None, initial={"kind": "MASS_SMS"})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        authorities = list(told["authorities"])
        actions.set_competent(told["kind"], authorities, department=row, by=cast(Person, request.user), at=at)
        messages.success(request, _("Đã lưu thẩm quyền đề nghị; áp dụng từ bây giờ."))
        return redirect("competences", row.pk)
    held: dict[str, list[str]] = {}
    for competence in queries.competences_of(row, at):
        held.setdefault(_(kinds.KINDS[competence.kind].title), []).append(competence.authority.name)
    shown = {"organisation": row, "form": form, "held": sorted(held.items())}
    return render(request, "web/competences.html", shown, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def succession(request: HttpRequest, pk: int) -> HttpResponse:
    """Pass an enterprise on to whoever carries it on, with its people and open work."""
    at = now()
    row = _settled(request, pk, at, department=False)
    form = SuccessionForm(row, at, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            directives.succeed(row, form.portions, document=form.rests_on, by=cast(Person, request.user), at=at)
        except actions.CannotSucceed as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Đã chuyển người, danh sách và việc đang làm sang đơn vị kế tục."))
            return redirect("organisations:organisation", row.pk)
    shown = {"organisation": row, "form": form}
    return render(request, "web/succession.html", shown, status=422 if form.is_bound else 200)
