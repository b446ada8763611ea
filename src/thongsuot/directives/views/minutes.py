"""An organisation enters the minutes of a briefing that was held in a room."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.directives import actions, queries
from thongsuot.directives.forms import MinutesForm
from thongsuot.directives.views.asking import Desk, SignedIn, letter_of, told
from thongsuot.files import queries as files
from thongsuot.organisations.models import Deed


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def minutes(request: SignedIn, pk: int) -> HttpResponse:
    """Show the form beside what was counted so far; a POST enters n/N with the files."""
    letter, at = letter_of(request, pk), now()
    receipt = get_object_or_404(letter.receipts, organisation_id=request.user.organisation_id)
    duty = queries.briefing_duty(receipt)
    if duty is None or not Desk.of(request.user, at).holds(
        receipt.organisation_id, *actions.AT_WORK, deed=Deed.DECLARE
    ):
        raise Http404(_("Đơn vị không có nội dung quán triệt để ghi ở đây."))
    form = MinutesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        uploads = [(file.name, file.read()) for file in said["uploads"]]
        what = actions.Minutes(said["acknowledged"], said["staff"], said["words"], said["held_at"])
        with told(request, _("Đã ghi biên bản quán triệt; số liệu là do đơn vị báo cáo.")):
            _row, apart = actions.record_minutes(receipt, what, uploads, by=request.user, at=at)
            for file in apart:
                words = _("Tệp “%(name)s” chưa được dùng: %(reason)s")
                messages.warning(request, words % {"name": file.name, "reason": files.why_apart(file)})
        return redirect(letter)
    shown = {
        "letter": letter,
        "form": form,
        "briefed": queries.briefings(letter, [receipt.organisation_id], at).get(receipt.organisation_id),
        "by_minutes": queries.briefed_by_minutes(duty),
    }
    return render(request, "directives/minutes.html", shown, status=422 if request.method == "POST" else 200)
