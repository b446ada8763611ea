"""The squares of the control room: thousands on a page, so their fixed parts are put together once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from thongsuot.web.marks import MARKS

register = template.Library()
Square = tuple[str, str, str, str]


@register.simple_tag
def cell(state: str, href: str = "", text: str = "", label: str = "") -> SafeString:
    """Draw one square: icon, short word or `text` ("3/5"), and for readers aloud the state or `label` in full."""
    return mark_safe(_drawn((state, href, text, label), get_language() or "vi"))  # noqa: S308  # all parts escaped


@register.simple_tag
def cells(squares: Iterable[Square]) -> SafeString:
    """Draw the squares of one row, each (state, href, text, label), every one in its <td>."""
    language = get_language() or "vi"
    drawn = "".join([f"<td>{_drawn(square, language)}</td>" for square in squares])
    return mark_safe(drawn)  # noqa: S308  # put together from escaped squares


def _drawn(square: Square, language: str) -> str:
    """Put one square together; the escape of the standard library does for plain words what Django's does, quicker."""
    state, href, text, label = square
    look, short, word = _look(str(state), language)
    shown = escape(str(text)) if text else short
    seen = shown if text and not label else f'<span aria-hidden="true">{shown}</span>'
    inside = f'<span class="visually-hidden">{escape(str(label)) if label else word} </span>{seen}'
    if not href:
        return f'<span class="cell {look}">{inside}</span>'
    return f'<a class="cell {look}" href="{escape(str(href))}">{inside}</a>'


@lru_cache(maxsize=256)
def _look(state: str, language: str) -> tuple[str, str, str]:
    mark = MARKS[state]
    return f"{mark.icon} {mark.tone}", escape(str(mark.short)), escape(str(mark.word))
