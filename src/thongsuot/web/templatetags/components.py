"""The pieces that pages are put together from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.web.frontend import ICONS
from thongsuot.web.marks import MARKS
from thongsuot.web.templatetags.display import moment

register = template.Library()
URGENT = 4 * 3600  # seconds before a deadline from which its clock is red and says so


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; one with a label is read aloud, one without is decoration beside a word."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"no icon {name!r} in frontend.ICONS")
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    address = f"{static('vendor/icons.svg')}#{name}"
    return format_html('<svg class="icon" {}><use href="{}"/></svg>', SafeString(spoken), address)


@register.simple_tag
def chip(state: str, word: str = "") -> SafeString:
    """Show a state as icon, word and colour; `word` says it more exactly than the table does."""
    mark = MARKS[str(state)]
    return format_html('<span class="chip {}">{}{}</span>', mark.tone, icon(mark.icon), word or mark.word)


@register.simple_tag
def cell(state: str, href: str = "", text: str = "") -> SafeString:
    """Draw one square of the matrix: an icon, its words for readers aloud, perhaps figures ("3/5")."""
    mark = MARKS[str(state)]
    look = f"none {mark.tone}" if mark.icon == "minus" else f"{mark.icon} {mark.tone}"
    shown = text or (NO_DUTY if mark.icon == "minus" else "")
    words = format_html('<span class="visually-hidden">{}</span>{}', mark.word, shown)
    if not href:
        return format_html('<span class="cell {}">{}</span>', look, words)
    return format_html('<a class="cell {}" href="{}">{}</a>', look, href, words)


NO_DUTY = SafeString('<span aria-hidden="true">–</span>')


@register.simple_tag
def clock(deadline: datetime | None, now: datetime | None = None) -> SafeString:
    """Show the time left until a deadline; page.js lets it tick."""
    if deadline is None:
        return format_html('<span class="clock calm">{}</span>', _("Không có thời hạn"))
    seconds = int((deadline - (now or timezone.now())).total_seconds())
    tone, words = remaining(seconds)
    return format_html(
        '<time class="clock {}" datetime="{}" title="{}" data-seconds="{}">{}<span>{}</span></time>',
        tone, deadline.isoformat(), moment(deadline), seconds, icon("clock"), words,
    )  # fmt: skip


def remaining(seconds: int) -> tuple[str, str]:
    """Return tone and words for the seconds left: below four hours it is red and says so."""
    days, rest = divmod(abs(seconds), 86400)
    figures = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
    span = _("%(days)s ngày %(time)s") % {"days": days, "time": figures} if days else figures
    if seconds < 0:
        return "bad", _("đã quá %(span)s") % {"span": span}
    if seconds < URGENT:
        return "bad", _("gấp, còn %(span)s") % {"span": span}
    return "", _("còn %(span)s") % {"span": span}


@register.inclusion_tag("components/kpi.html")
def kpi(value: object, label: str, tone: str = "", href: str = "") -> dict[str, object]:
    """Show one figure of a strip, inside <ul class="kpis">."""
    return {"value": value, "label": label, "tone": tone, "href": href}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField) -> dict[str, Any]:
    """Show a form field with label, help, errors and the mark of a required one."""
    kind = getattr(bound.field.widget, "input_type", "")
    return {"field": bound, "tick": kind == "checkbox" and not bound.use_fieldset}


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, BaseForm]:
    """List what must be put right, each line a link to its field."""
    return {"form": form}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: object) -> dict[str, object]:
    """Show the way through a list that is cut into pages; other parameters of the address stay."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("components/empty.html")
def empty_state(title: str, text: str = "", sign: str = "inbox") -> dict[str, str]:
    """Say that nothing is here, and what would bring something."""
    return {"title": title, "text": text, "sign": sign}


@register.inclusion_tag("components/timeline.html")
def timeline(moves: Iterable[object]) -> dict[str, object]:
    """Show a history, newest first: rows with at, actor, target and note."""
    return {"moves": moves}


@register.inclusion_tag("components/figures.html")
def figures_table(rows: Iterable[object], caption: str) -> dict[str, object]:
    """Show figures: rows with label, measured, declared, of (a denominator or None) and href."""
    return {"rows": rows, "caption": caption}


@register.inclusion_tag("components/evidence.html")
def evidence_list(rows: Iterable[object]) -> dict[str, object]:
    """Show what was entered: rows with happened_at, summary, facts (label, value), measured, files, url."""
    return {"rows": rows}


@register.simple_tag
def sparkline(values: Sequence[float], label: str) -> SafeString:
    """Draw the course of a figure; the label says in words what the line shows."""
    low, high = min(values), max(values)
    height = (high - low) or 1
    step = 100 / max(len(values) - 1, 1)
    points = " ".join(f"{i * step:.1f},{22 - (value - low) / height * 20:.1f}" for i, value in enumerate(values))
    return format_html(
        '<svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<polyline points="{}"/></svg>',
        label, points,
    )  # fmt: skip
