"""Where a page listens for changes: the events process's port on the page's own host, or the address it is given."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

PATH = "/events"


def address(request: HttpRequest) -> dict[str, str]:
    """Give every page its stream's address; the cookie goes along because cookies do not know ports."""
    return {"events_url": settings.EVENTS_URL or f"{_own_port(request)}{PATH}"}


def origin(request: HttpRequest) -> str:
    """Return the origin a page must be allowed to connect to; nothing where it is the page's own."""
    if not settings.EVENTS_URL:
        return _own_port(request)
    parts = urlsplit(settings.EVENTS_URL)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _own_port(request: HttpRequest) -> str:
    try:
        host = urlsplit(f"//{request.get_host()}").hostname or "localhost"
    except DisallowedHost:
        return ""  # refused elsewhere; here nothing more is given away
    shown = f"[{host}]" if ":" in host else host
    return f"{request.scheme}://{shown}:{settings.ENVIRONMENT.events_port}"
