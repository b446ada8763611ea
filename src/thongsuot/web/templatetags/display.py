"""How figures and moments are written on screens."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format, number_format

register = template.Library()
NOTHING = "–"


@register.filter
def grouped(value: int | None) -> str:
    """Write 1214386 as 1.214.386."""
    return NOTHING if value is None else number_format(value, use_l10n=True, force_grouping=True)


@register.filter
def fraction(numerator: int | None, denominator: int | None) -> str:
    """Write a rate with its figures, 37/1.912, never as a bare percentage."""
    return f"{grouped(numerator)}/{grouped(denominator)}"


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


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
