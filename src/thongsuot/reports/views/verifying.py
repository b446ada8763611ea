"""Anybody who holds a report on paper checks its code, and learns nothing else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from thongsuot.directives.actions import TooSoon
from thongsuot.reports import actions, queries
from thongsuot.reports.forms import CheckForm


@require_safe
@never_cache
def verify(request: HttpRequest) -> HttpResponse:
    """Let somebody type the code that stands on a paper."""
    form = CheckForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        code = queries.cleaned(form.cleaned_data["code"])
        return redirect("reports:verify-code", code or form.cleaned_data["code"].replace("/", ""))
    return _shown(request, {"form": form})


@require_safe
@never_cache
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """Say whose report carries the code, on which letter, when it was frozen, and whether it still fits."""
    form = CheckForm(initial={"code": code})
    try:
        found = actions.look_up(code, client=request.META.get("REMOTE_ADDR", ""), at=now())
    except TooSoon as refusal:
        return _shown(request, {"form": form, "error": str(refusal)}, status=429)
    if found is None:
        return _shown(request, {"form": form, "unknown": code}, status=404)
    return _shown(request, {"form": form, "found": found, "code": queries.spelled(found.row.code)})


def _shown(request: HttpRequest, more: dict[str, object], status: int = 200) -> HttpResponse:
    answer = render(request, "reports/verify.html", more, status=status)
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer
