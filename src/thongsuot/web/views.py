"""The few pages of the house itself: health, language, the style guide and what went wrong."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from thongsuot.web import health


@require_GET
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """Answer how each process is, without asking the database: 200 where all tick, 503 with the reasons."""
    report = health.report(settings.HOME)
    answer = JsonResponse(report, status=200 if report["ok"] else 503, json_dumps_params={"ensure_ascii": False})
    answer._has_been_logged = True  # type: ignore[attr-defined]  # Django's own mark: this 503 is no error of a page
    return answer


@csrf_exempt  # a language does no harm, and the browsers inside chat apps keep no cookies
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language chosen by the switch and go back to the page it was chosen on."""
    onward = request.POST.get("next") or request.headers.get("referer") or "/"
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        onward = "/"
    answer = redirect(onward)
    if (language := request.POST.get("language")) in dict(settings.LANGUAGES):
        answer.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=int(timedelta(days=365).total_seconds()),
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return answer


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """Show every part of the pages in one place."""
    return render(request, "web/styleguide.html")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Say that the request was not understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Say that the person's role does not permit this."""
    return render(request, "403.html", {"reason": str(exception)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Say that there is no such page, or none that this person may see."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Say that we failed and that nothing was kept of the attempt."""
    try:
        return render(request, "500.html", status=500)
    except Exception:  # the database may be what failed: say so without asking it who is signed in
        return HttpResponse(render_to_string("500.html"), status=500)
