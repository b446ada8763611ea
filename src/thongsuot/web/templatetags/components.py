"""The pieces that pages are put together from; each stands alive on the page /kieu/."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thongsuot.web.frontend import ICONS
from thongsuot.web.marks import MARKS
from thongsuot.web.templatetags import display

register = template.Library()
URGENT = 4 * 3600  # seconds before a deadline from which its clock is red
NOTICES = {"info": "info-circle", "good": "circle-check", "warn": "alert-triangle", "bad": "hand-stop"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon; one with a label is read aloud, one without is decoration beside a word."""
    if name not in ICONS:
        raise template.TemplateSyntaxError(f"no icon {name!r} in frontend.ICONS")
    spoken = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html('<svg class="icon" {}><use href="{}#{}"/></svg>', spoken, static("vendor/icons.svg"), name)


@register.simple_tag
def badge(state: str, word: str = "") -> SafeString:
    """Show a state as icon, word and colour; `word` says it more exactly than the table does."""
    mark = MARKS[str(state)]
    return format_html('<span class="badge {}">{}{}</span>', mark.tone, icon(mark.icon), word or mark.word)


@register.simple_tag
def clock(deadline: datetime | None, now: datetime | None = None, urgent: int = URGENT) -> SafeString:
    """Show in words the time left until a deadline, red in the last `urgent` seconds; clock.js lets it tick."""
    if deadline is None:
        return format_html('<span class="clock calm">{}</span>', _("Không có thời hạn"))
    seconds = display.seconds_left(deadline, now)
    return _ticking(
        deadline, seconds, "words", format_html("{}<span>{}</span>", icon("clock"), display.remaining(seconds)), urgent
    )


@register.simple_tag
def countdown(deadline: datetime, now: datetime | None = None) -> SafeString:
    """Show in large figures the time left until a deadline, 26:14:08; clock.js lets it tick."""
    seconds = display.seconds_left(deadline, now)
    return _ticking(deadline, seconds, "figures", format_html("<span>{}</span>", display.figures(seconds)))


def _ticking(deadline: datetime, seconds: int, style: str, content: SafeString, urgent: int = URGENT) -> SafeString:
    return format_html(
        '<time class="clock {}" datetime="{}" title="{}" data-clock="{}" data-seconds="{}" data-urgent="{}">{}</time>',
        "bad" if seconds < urgent else "", deadline.isoformat(), display.moment(deadline),
        style, str(seconds), str(urgent), content,
    )  # fmt: skip


@register.simple_tag
def meter(value: int, of: int, label: str) -> SafeString:
    """Show how many of how many: the figures, and a bar that repeats them."""
    return format_html(
        '<span class="meter"><span class="number">{}</span>'
        '<meter min="0" max="{}" value="{}" aria-label="{}"></meter></span>',
        display.rate(value, of), str(max(of, 1)), str(value), label,
    )  # fmt: skip


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


@register.inclusion_tag("components/notice.html")
def notice(tone: str, title: str, text: str = "", href: str = "", link: str = "") -> dict[str, object]:
    """Say what happened, what was kept and what to do next; tone is info, good, warn or bad."""
    return {"tone": tone, "sign": NOTICES[tone], "title": title, "text": text, "href": href, "link": link}


@register.inclusion_tag("components/kpi.html")
def kpi(value: object, label: str, tone: str = "", href: str = "") -> dict[str, object]:
    """Show one figure of a strip, inside <ul class="kpis">."""
    return {"value": value, "label": label, "tone": tone, "href": href}


@register.inclusion_tag("components/field.html")
def field(bound: BoundField, label: str = "", hint: str = "") -> dict[str, Any]:
    """Show a form field with label, hint and errors; a file field becomes a place to drop files on."""
    kind = getattr(bound.field.widget, "input_type", "")
    hint = hint or str(bound.help_text)
    parts = [(bool(hint), "hint"), (bool(bound.errors), "errors")]
    described = " ".join(f"{bound.auto_id}_{part}" for present, part in parts if present)
    attributes: dict[str, str | bool] = {"aria-describedby": described} if described and not bound.use_fieldset else {}
    if label:
        attributes["placeholder"] = False  # a label says it already, and stays while one types
    return {
        "field": bound,
        "label": label or bound.label,
        "hint": hint,
        "described": described,
        "widget": bound.as_widget(attrs=attributes),
        "kind": kind,
        "tick": kind == "checkbox" and not bound.use_fieldset,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(form: BaseForm) -> dict[str, BaseForm]:
    """List what must be put right, each line a link to its field."""
    return {"form": form}


@register.inclusion_tag("components/trail.html")
def trail(*steps: str) -> dict[str, object]:
    """Show the way back: address, words, address, words …, and the page itself last."""
    return {"steps": list(zip(steps[::2], steps[1::2], strict=False)), "here": steps[-1]}


@register.inclusion_tag("components/tabs.html")
def tabs(label: str, entries: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """Show views of one thing as links: entries with url, label, current and perhaps count."""
    return {"label": label, "entries": entries}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: object) -> dict[str, object]:
    """Show the way through a list that is cut into pages; other parameters of the address stay."""
    return {"page": page, "request": context["request"]}


@register.inclusion_tag("components/empty.html")
def empty_state(title: str, text: str = "", sign: str = "inbox") -> dict[str, str]:
    """Say that nothing is here, and what would bring something."""
    return {"title": title, "text": text, "sign": sign}


@register.inclusion_tag("components/progress.html")
def progress(done: int, total: int, message: str, state: str) -> dict[str, object]:
    """Show how far long work is; state is waiting, running, done, failed or cancelled."""
    return {"done": done, "total": total, "message": message, "state": state}


@register.inclusion_tag("components/timeline.html")
def timeline(moves: Iterable[object]) -> dict[str, object]:
    """Show a history, newest first: rows with at, by, target (a state) and note."""
    return {"moves": moves}


@register.inclusion_tag("components/figures.html")
def figures_table(rows: Iterable[object], caption: str) -> dict[str, object]:
    """Show figures: rows with label, measured, declared, of (a denominator or None) and href."""
    return {"rows": rows, "caption": caption}


@register.inclusion_tag("components/evidence.html")
def evidence_list(rows: Iterable[object]) -> dict[str, object]:
    """Show what was entered: rows with happened_at, summary, facts (label, value), measured, files (url, name), url."""
    return {"rows": rows}


@register.simple_tag
def reality() -> str:
    """Return live or exercise, also where a page has no context (the page of a fault)."""
    return str(settings.REALITY)


@register.simple_tag
def script_words() -> dict[str, str]:
    """Return the words that scripts say, in the language of the page."""
    return {
        "left": _("còn %(span)s"), "over": _("quá %(span)s"), "moments": _("chưa đầy 1 phút"),
        "days": _("%(n)s ngày"), "hours": _("%(n)s giờ"), "minutes": _("%(n)s phút"),
        "live": _("Trực tiếp"), "lost": _("Mất kết nối, đang nối lại"),
        "stale": _("Có thay đổi mới. Lưu phần đang nhập rồi tải lại trang."),
        "failed": _("Chưa thực hiện được. Dữ liệu trên trang còn nguyên; hãy thử lại."),
        "chosen": _("Đã chọn"), "select": _("Hãy bôi đen một đoạn của văn bản trước."),
        "keys_on": _("Phím tắt đang bật"), "keys_off": _("Phím tắt đang tắt"),
        "saving": _("Đang lưu"), "all_sure": _("Không còn mục nào cần xem trước."),
    }  # fmt: skip
