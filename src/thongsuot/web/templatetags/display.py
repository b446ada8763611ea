"""How figures, moments and the time that is left are written on screens."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

register = template.Library()
NOTHING = "–"
TONES = {"success": "good", "warning": "warn", "error": "bad"}


@register.filter
def grouped(value: int | None) -> str:
    """Write 1214386 as 1.214.386."""
    return NOTHING if value is None else number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def rate(numerator: int | None, denominator: int | None) -> str:
    """Write a rate with its figures, 37/1.912, never as a bare percentage."""
    return f"{grouped(numerator)}/{grouped(denominator)}"


@register.filter
def key(value: object) -> str:
    """Write a primary key bare: a template would group 1234 as 1.234 and break addresses and ids."""
    return str(value)


@register.filter
def hour(value: datetime | None) -> str:
    """Write the time of day, 14:00."""
    return NOTHING if value is None else date_format(_local(value), "TIME_FORMAT")


@register.filter
def day(value: date | None) -> str:
    """Write the date, 07/02/2020."""
    if value is None:
        return NOTHING
    return date_format(_local(value) if isinstance(value, datetime) else value, "DATE_FORMAT")


@register.filter
def moment(value: datetime | None) -> str:
    """Write time and date, 14:00 07/02/2020."""
    return NOTHING if value is None else f"{hour(value)} {day(value)}"


@register.filter
def relative(deadline: datetime | None, now: datetime | None = None) -> str:
    """Write the time left, "còn 3 giờ 20 phút", or the time gone by, "quá 15 phút"."""
    if deadline is None:
        return _("không có thời hạn")
    return remaining(seconds_left(deadline, now))


@register.filter
def message_tone(tags: str) -> str:
    """Translate the level of a Django message into a tone of the style sheet."""
    return next((TONES[tag] for tag in tags.split() if tag in TONES), "info")


def seconds_left(deadline: datetime, now: datetime | None = None) -> int:
    """Count the whole seconds until a deadline; below zero once it has passed."""
    return int((deadline - (now or timezone.now())).total_seconds())


def remaining(seconds: int) -> str:
    """Put the seconds left or gone by into words; clock.js says the same."""
    return (_("còn %(span)s") if seconds >= 0 else _("quá %(span)s")) % {"span": span(abs(seconds))}


def span(seconds: int) -> str:
    """Put a length of time into its two largest units."""
    minutes, hours, days = seconds // 60 % 60, seconds // 3600 % 24, seconds // 86400
    units = [(days, _("%(n)s ngày")), (hours, _("%(n)s giờ")), (minutes, _("%(n)s phút"))]
    while len(units) > 1 and not units[0][0]:
        units.pop(0)
    words = [word % {"n": grouped(count)} for count, word in units[:2] if count]
    return " ".join(words) or _("chưa đầy 1 phút")


def figures(seconds: int) -> str:
    """Write the time left as hours, minutes and seconds, 26:14:08; passed times carry a minus sign."""
    sign, rest = ("\u2212", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
