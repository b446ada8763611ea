"""Behind a proxy, tries are paced by the address that the proxy saw, and by nothing that a stranger may invent."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from thongsuot.web.middleware import ProxyMiddleware


def address_of(settings, *, behind, **headers):
    """Return the address under which a request reaches the pages."""
    settings.BEHIND_PROXY = behind
    seen = []
    request = RequestFactory().get("/moi/", headers=headers, REMOTE_ADDR="127.0.0.1")
    ProxyMiddleware(lambda asked: seen.append(asked.META["REMOTE_ADDR"]) or HttpResponse())(request)
    return seen[0]


@pytest.mark.parametrize(
    ("told", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("10.9.9.9, 203.0.113.7", "203.0.113.7"),
        ("10.9.9.9,203.0.113.7 ", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("", "127.0.0.1"),
    ],
    ids=["one", "invented before it", "without blanks", "the newer kind", "nothing"],
)
def test_the_proxys_own_word_counts(settings, told, address):
    assert address_of(settings, behind=True, **{"x-forwarded-for": told}) == address


def test_without_a_proxy_nothing_is_believed(settings):
    assert address_of(settings, behind=False, **{"x-forwarded-for": "203.0.113.7"}) == "127.0.0.1"


def test_a_proxy_that_says_nothing_leaves_what_was_seen(settings):
    assert address_of(settings, behind=True) == "127.0.0.1"
