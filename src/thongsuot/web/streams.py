"""Who may hear a stream: the page's own origin, and the person its session names."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from importlib import import_module
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user
from django.db import close_old_connections, transaction
from django.http.request import validate_host
from django.utils.timezone import now

from thongsuot.organisations import access, queries

STANDARD = {"http": 80, "https": 443}


def may_ask(headers: dict[str, str]) -> bool:
    """Tell whether the request comes from a page of ours: the same host, the pages' port or the stream's own."""
    try:
        host = urlsplit(f"//{headers.get('host', '')}")
        page = urlsplit(headers.get("origin", ""))
        ports = {settings.ENVIRONMENT.port, host.port or STANDARD.get(page.scheme)}
        if not host.hostname or not validate_host(_bracketed(host.hostname), settings.ALLOWED_HOSTS):
            return False
        if "origin" not in headers:
            return True
        return page.hostname == host.hostname and (page.port or STANDARD.get(page.scheme)) in ports
    except ValueError:
        return False


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def organisations(session_key: str | None) -> list[int] | None:
    """Return the organisations the session's person may see; None where nobody is signed in."""
    if not session_key:
        return None
    close_old_connections()
    try:
        with transaction.atomic(), access.nobody():
            return _seen(session_key)
    finally:
        close_old_connections()


def _seen(session_key: str) -> list[int] | None:
    store: Any = import_module(settings.SESSION_ENGINE)
    session = store.SessionStore(session_key)
    person = session.get(SESSION_KEY)
    if person is None:
        return None
    access.name_person(person_id=int(person))
    user: Any = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]  # it reads the session alone
    return queries.seen_by(user, now()) if user.is_authenticated and user.is_active else None


def session_of(headers: dict[str, str]) -> str | None:
    """Return the key of the session in the cookies."""
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(settings.SESSION_COOKIE_NAME)
    except CookieError:
        return None
    return cookie.value if cookie else None


def shared_with(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Return the headers that let the page's own origin read the answer; the origin was checked before."""
    origin = headers.get("origin")
    if not origin:
        return []
    allowed = (b"access-control-allow-origin", origin.encode("latin-1"))
    return [allowed, (b"access-control-allow-credentials", b"true"), (b"vary", b"Origin")]
