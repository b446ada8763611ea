"""How tests open the pages of duty, and what stands in their cells."""

from __future__ import annotations

import re
from html import unescape

from django.urls import reverse
from tests.cast import client_of


def plain(answer) -> str:
    """Return the words of a page without its tags."""
    text = re.sub(r"<(?:script|svg)\b.*?</(?:script|svg)>", " ", answer.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def opened(person, name, *args, status=200, query="", **kwargs) -> str:
    """Open a page and return its source."""
    answer = client_of(person).get(reverse(f"duty:{name}", args=args, kwargs=kwargs) + query)
    assert answer.status_code == status, (name, answer.status_code, answer.content.decode()[-2000:])
    return answer.content.decode()


def words(person, name, *args, query="") -> str:
    """Open a page and return its words."""
    answer = client_of(person).get(reverse(f"duty:{name}", args=args) + query)
    assert answer.status_code == 200, (name, answer.status_code)
    return plain(answer)


def pressed(who, name, /, *args, status=302, **fields):
    """Press a button; return the page that comes of it, with what it says."""
    client = client_of(who)
    answer = client.post(reverse(f"duty:{name}", args=args), fields)
    assert answer.status_code == status, (name, answer.status_code, plain(answer)[:1500])
    shown = client.get(answer.url) if status == 302 else answer
    assert shown.status_code == (200 if status == 302 else status), shown.status_code
    return plain(shown)
