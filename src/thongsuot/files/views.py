"""A person fetches a file, follows long work, or stops it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from thongsuot.files import actions, queries
from thongsuot.files.models import Run
from thongsuot.organisations.access import NotAllowed
from thongsuot.organisations.models import Person


class SignedIn(HttpRequest):
    """What login_required lets through."""

    user: Person


@require_safe
@login_required
def download(request: SignedIn, pk: int) -> HttpResponse:
    """Hand out a file as it came; `?xem` shows what a browser may show."""
    file = get_object_or_404(queries.visible_to(request.user, now()), pk=pk)
    try:
        content = queries.content(file)
    except queries.Quarantined:
        return render(request, "files/quarantined.html", {"file": file, "reason": queries.why_apart(file)}, status=403)
    return HttpResponse(content, headers=queries.headers(file, inline="xem" in request.GET))


def _run(request: SignedIn, pk: int) -> Run:
    return get_object_or_404(queries.runs_visible_to(request.user, now()), pk=pk)


@require_safe
@never_cache
@login_required
def run(request: SignedIn, pk: int) -> HttpResponse:
    """Show how far long work is and how it ended."""
    return render(request, "files/run.html", {"run": _run(request, pk)})


@require_safe
@never_cache
@login_required
def run_fragment(request: SignedIn, pk: int) -> HttpResponse:
    """Answer the part of any page that shows the work."""
    return render(request, "files/_run.html", {"run": _run(request, pk)})


@require_POST
@login_required
def cancel(request: SignedIn, pk: int) -> HttpResponse:
    """Stop the work, or say why not."""
    work = _run(request, pk)
    try:
        actions.cancel(work, by=request.user, at=now())
    except (actions.Superseded, NotAllowed) as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _("Đã dừng công việc. Những gì chưa hoàn tất thì không được ghi nhận."))
    return redirect(work)
