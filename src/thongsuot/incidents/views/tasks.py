"""A person says that a task of an incident is done, need not be done, or is to be done after all."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thongsuot.incidents import actions
from thongsuot.incidents.views.asking import Desk, SignedIn, incident_of, told


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def task_step(request: SignedIn, pk: int, task: int, verb: str) -> HttpResponse:
    """Take a task one step on, and show the incident again."""
    at = now()
    row = incident_of(request, pk, at)
    if not Desk.of(request.user, at).works_at(row.organisation_id):
        raise Http404
    work = get_object_or_404(row.tasks.all(), pk=task)
    if request.method != "POST":
        return redirect(row)
    match verb:
        case "xong":
            with told(request, _("Đã xong việc.")):
                actions.finish_task(work, by=request.user, at=at)
        case "thoi":
            with told(request, _("Việc này không cần làm nữa.")):
                actions.drop_task(work, request.POST.get("reason", "")[:200], by=request.user, at=at)
        case "lam-lai":
            with told(request, _("Việc được làm lại.")):
                actions.resume_task(work, by=request.user, at=at)
        case _:
            raise Http404
    return redirect(row)
