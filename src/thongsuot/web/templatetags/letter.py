"""The text of a letter with the proposed quotations marked in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise
from typing import Protocol

from django import template
from django.utils.html import escape, format_html
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
    return mark_safe("".join(_pieces(text, ordered, cuts, doubtful)))  # noqa: S308  # every piece is escaped below


def _pieces(text: str, spans: list[Span], cuts: list[int], doubtful: list[tuple[int, int]]) -> Iterator[SafeString]:
    """Walk from cut to cut; `over` holds the quotations that reach over the piece."""
    over: list[Span] = []
    coming = 0
    for start, end in pairwise(cuts):
        over = [span for span in over if span.end > start]
        while coming < len(spans) and spans[coming].start == start:
            yield _reference(spans[coming])
            over.append(spans[coming])
            coming += 1
        yield _piece(text[start:end], over, _within(doubtful, start, end, len(text)))


def _within(doubtful: list[tuple[int, int]], start: int, end: int, last: int) -> bool:
    before = bisect_right(doubtful, (start, last))
    return bool(before) and end <= doubtful[before - 1][1]


def _reference(span: Span) -> SafeString:
    """Return a numbered link to the card of a quotation that starts here; its number is no part of the text."""
    tone, key = " unsure" if _unsure(span) else "", str(span.pk)
    return format_html(
        '<a class="ref{}" id="q{}" href="#p{}" data-skip aria-label="{}">{}</a>',
        tone, key, key, _label(span), span.number,
    )  # fmt: skip


def _unsure(span: Span) -> bool:
    """Tell whether a quotation is to be looked at first; lists of other pages know nothing of it."""
    return bool(getattr(span, "unsure", "")) and span.state == "proposed"


def _label(span: Span) -> str:
    words = _("Nhiệm vụ đề xuất %(number)s, cần xem trước") if _unsure(span) else _("Nhiệm vụ đề xuất %(number)s")
    return words % {"number": span.number}


def _piece(text: str, over: list[Span], doubtful: bool) -> SafeString:
    content = _exact(text)
    if doubtful:
        content = format_html('<span class="unsure">{}</span>', content)
    if not over:
        return content
    owners = " ".join(str(span.pk) for span in over)
    return format_html('<mark class="{}" data-of="{}">{}</mark>', over[-1].state, owners, content)


def _exact(text: str) -> SafeString:
    """Escape text so that the browser's copy has as many characters: it would fold CR LF into one."""
    return mark_safe(escape(text).replace("\r", "&#13;"))  # noqa: S308  # escaped in this very line
