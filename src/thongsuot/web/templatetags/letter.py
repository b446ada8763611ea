"""The text of a letter with the proposed quotations marked in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import chain
from typing import Protocol

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


class Span(Protocol):
    """A quotation: offsets in code points, the number shown, the key of its card and its state."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def number(self) -> int | str: ...
    @property
    def pk(self) -> int: ...
    @property
    def state(self) -> str: ...


class Place(Protocol):
    """A stretch of the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@register.simple_tag
def marked(text: str, spans: Iterable[Span], unsure: Iterable[Place] = ()) -> SafeString:
    """Cut the text at every end of a quotation and mark the pieces; quotations may overlap, words may be unsure."""
    doubtful = sorted((place.start, place.end) for place in unsure if place.end <= len(text))
    ordered = sorted((s for s in spans if 0 <= s.start < s.end <= len(text)), key=lambda s: (s.start, -s.end))
    cuts = sorted({0, len(text), *(s.start for s in ordered), *(s.end for s in ordered), *chain(*doubtful)})
    pieces = zip(cuts, cuts[1:], strict=False)
    return format_html_join(
        "", "{}{}", ((_references(ordered, a), _piece(text, ordered, a, b, doubtful)) for a, b in pieces)
    )


def _references(spans: list[Span], at: int) -> SafeString:
    """Return a numbered link to the card of each quotation that starts here; its number is no part of the text."""
    return format_html_join(
        "",
        '<a class="ref" id="q{}" href="#p{}" data-skip aria-label="{}">{}</a>',
        (
            (str(s.pk), str(s.pk), _("Nhiệm vụ đề xuất %(number)s") % {"number": s.number}, s.number)
            for s in spans
            if s.start == at
        ),
    )


def _piece(text: str, spans: list[Span], start: int, end: int, doubtful: list[tuple[int, int]]) -> SafeString:
    content = _exact(text[start:end])
    before = bisect_right(doubtful, (start, len(text)))
    if before and end <= doubtful[before - 1][1]:
        content = format_html('<span class="unsure">{}</span>', content)
    over = [span for span in spans if span.start <= start and end <= span.end]
    if not over:
        return content
    owners = " ".join(str(span.pk) for span in over)
    return format_html('<mark class="{}" data-of="{}">{}</mark>', over[-1].state, owners, content)


def _exact(text: str) -> SafeString:
    """Escape text so that the browser's copy has as many characters: it would fold CR LF into one."""
    return mark_safe(escape(text).replace("\r", "&#13;"))  # noqa: S308  # escaped in this very line
