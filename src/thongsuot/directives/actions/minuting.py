"""A briefing held in a room counts by its minutes and the list that its staff signed: declared, never measured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thongsuot.directives import queries
from thongsuot.directives.actions.declaring import Statement, declare_upload
from thongsuot.directives.models import Declaration, Receipt
from thongsuot.engines.vietnamese import rate
from thongsuot.files.models import File
from thongsuot.organisations.models import Person


class NothingToBrief(ValueError):
    """The letter gives the organisation no duty to brief its staff."""

    def __init__(self) -> None:
        super().__init__(_("Văn bản này không giao đơn vị quán triệt người lao động; chưa có gì được ghi."))


@dataclass(frozen=True)
class Minutes:
    """What the minutes say: how many signed of how many, and when the briefing was held."""

    acknowledged: int
    staff: int
    words: str = ""
    held_at: datetime | None = None


@transaction.atomic
def record_minutes(
    receipt: Receipt, minutes: Minutes, uploads: Sequence[tuple[str, bytes]], *, by: Person, at: datetime
) -> tuple[Declaration, list[File]]:
    """Enter what the minutes say, beside what links counted; return it, and which files had to be kept apart."""
    duty = queries.briefing_duty(receipt)
    if duty is None:
        raise NothingToBrief
    figures = {"staff": minutes.staff, "acknowledged": minutes.acknowledged}
    counted = f"Theo biên bản và danh sách ký tên: {rate(minutes.acknowledged, minutes.staff)} người lao động."
    words = " ".join(filter(None, [counted, minutes.words.strip()]))
    return declare_upload(duty, Statement(figures, words, (), minutes.held_at), uploads, by=by, at=at)
