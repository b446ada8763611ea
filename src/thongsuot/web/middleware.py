"""The walls around every request: one transaction, one person, the organisations that person may see."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.http import base36_to_int
from django.utils.timezone import now

from thongsuot.organisations import access
from thongsuot.web import live, views

Next = Callable[[HttpRequest], HttpResponse]

RESET_LINK = re.compile(r"/accounts/password/reset/key/(?P<person>[0-9a-z]{1,13})-")
OUTSIDE = ("/healthz", "/static/", "/api/v1/alarms")  # answered even while the database is down


class ProxyMiddleware:
    """Behind a proxy, let the address that the proxy saw stand for the one who asks: tries are paced by it."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Believe the last address of the list: the proxy added it; what stands before may be invented."""
        if settings.BEHIND_PROXY and (seen := request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()):
            request.META["REMOTE_ADDR"] = seen
        return self.get_response(request)


class WallsMiddleware:
    """Open one transaction a request; inside it nobody sees a row until the walls are told who asks."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer inside the transaction and undo it when the answer is our own fault."""
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        with transaction.atomic(), access.nobody():
            response = self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response


class SignInMiddleware:
    """Let the walls show the one row that signing in needs: the session's person or the name typed."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Name the person before Django loads the row."""
        if not request.path.startswith(OUTSIDE):
            access.name_person(person_id=_person(request), login=_login(request))
        return self.get_response(request)


def _person(request: HttpRequest) -> int | None:
    """Return who the session says this is, also between the password and the second factor."""
    if signed_in := request.session.get(SESSION_KEY):
        return int(signed_in)
    half_way = request.session.get("account_login", {}).get("user_pk")
    if not half_way and (link := RESET_LINK.match(request.path)):
        half_way = link["person"]
    return base36_to_int(half_way) if half_way else None


def _login(request: HttpRequest) -> str:
    if request.method != "POST" or not request.path.startswith("/accounts/"):
        return ""
    return request.POST.get("login") or request.POST.get("email") or ""


class ActingMiddleware:
    """Open the walls as far as the signed-in person may see."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the organisations for the rest of the transaction."""
        if not request.path.startswith(OUTSIDE) and request.user.is_authenticated:
            access.open_for(request.user, now())
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer 403 where an action refused the person; its own transaction undid what it had begun."""
        return views.forbidden(request, exception) if isinstance(exception, access.NotAllowed) else None


class LanguageMiddleware:
    """Vietnamese for everybody; English only for who chose it by the switch."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the cookie."""
        language = "en" if request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) == "en" else "vi"
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class ContentSecurityMiddleware:
    """Scripts and styles come from us alone, or carry this answer's nonce."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the request a nonce and the answer its policy."""
        nonce = secrets.token_urlsafe(16)
        request.csp_nonce = nonce  # type: ignore[attr-defined]  # templates read it from the request
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", _policy(nonce, live.origin(request)))
        return response


def _policy(nonce: str, events: str) -> str:
    return "; ".join(
        [
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            f"style-src 'self' 'nonce-{nonce}'",
            f"connect-src 'self' {events}".rstrip(),
            "img-src 'self' data:",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
        ]
    )
