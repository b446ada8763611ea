"""A person ends a source, or gives it another key."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from thongsuot.incidents import actions
from thongsuot.incidents.views.asking import REFUSALS, SignedIn, told
from thongsuot.incidents.views.wiring import desk_of, source_of, source_page


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def source_step(request: SignedIn, pk: int, verb: str) -> HttpResponse:
    """End a source, or renew its key and show it once; the address, opened by itself, leads to the source."""
    at = now()
    desk_of(request, at)
    row = source_of(request, pk, at)
    if request.method != "POST":
        return redirect("incidents:source", row.pk)
    match verb:
        case "ngung":
            with told(request, _("Đã ngừng kết nối; khóa của nguồn không còn mở được gì.")):
                actions.end_source(row, by=request.user, at=at)
            return redirect("incidents:sources")
        case "doi-khoa":
            try:
                row, secret = actions.renew_key(row, by=request.user, at=at)
            except REFUSALS as refusal:
                messages.error(request, str(refusal))
                return redirect("incidents:source", row.pk)
            return source_page(request, row, at, secret=secret)
    raise Http404
