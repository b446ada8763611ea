"""What was written by hand is keyed later with its own time: "ghi sau"."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

MINUTE = timedelta(minutes=1)  # what people write down has no seconds


class WrongTime(ValueError):  # named for what happened (STYLE 10)
    """The time that was written down cannot be the time at which it happened."""


def told_at(happened_at: datetime | None, *, since: datetime | None, at: datetime) -> datetime | None:
    """Return the time of what is keyed later; none where it is entered as it happens."""
    if happened_at is None or at - MINUTE < happened_at <= at:
        return None
    if happened_at > at:
        raise WrongTime(_("Thời gian xảy ra nằm ở tương lai nên chưa ghi gì; hãy kiểm tra lại ngày, giờ đã nhập."))
    if since is not None and happened_at < since - MINUTE:
        words = _(
            "Thời gian xảy ra sớm hơn lúc phát hành văn bản (%(issued)s) nên chưa ghi gì; "
            "hãy kiểm tra lại ngày, giờ đã nhập."
        )
        raise WrongTime(words % {"issued": f"{localtime(since):%H:%M %d/%m/%Y}"})
    return happened_at
