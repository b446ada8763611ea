"""The squares of the control room: thousands on a page, so their fixed parts are put together once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from thongsuot.web.marks import MARKS

register = template.Library()
Square = tuple[str, str, str, str]


@register.simple_tag
def cell(state: str, href: str = "", text: str = "", label: str = "") -> SafeString:
    """Draw one square: icon, short word or `text` ("3/5"), and for readers aloud the state or `label` in full."""
    look, short, word = _look(str(state), get_language() or "vi")
    shown = escape(text) if text else short
    seen = shown if text and not label else f'<span aria-hidden="true">{shown}</span>'
    inside = f'<span class="visually-hidden">{escape(label) if label else word} </span>{seen}'
    if not href:
        return mark_safe(f'<span class="cell {look}">{inside}</span>')  # noqa: S308  # all parts escaped above
    return mark_safe(f'<a class="cell {look}" href="{escape(href)}">{inside}</a>')  # noqa: S308  # all parts escaped


@register.simple_tag
def cells(squares: Iterable[Square]) -> SafeString:
    """Draw the squares of one row, each (state, href, text, label), every one in its <td>."""
    drawn = "".join(f"<td>{cell(*square)}</td>" for square in squares)
    return mark_safe(drawn)  # noqa: S308  # put together from escaped squares


@lru_cache(maxsize=256)
def _look(state: str, language: str) -> tuple[str, str, str]:
    mark = MARKS[state]
    return f"{mark.icon} {mark.tone}", escape(str(mark.short)), escape(str(mark.word))
