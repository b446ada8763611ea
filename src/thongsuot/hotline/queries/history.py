"""How a call came to what it is: its moves and what was put right, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from thongsuot.hotline.models import WORDS, HotlineCall
from thongsuot.ledger.queries import edits_of, moves_of

FIELDS: dict[str, str | Promise] = {
    "caller": _("Người gọi"),
    "caller_organisation": _("Đơn vị báo tin"),
    "phone": _("Số điện thoại"),
    "site": _("Đơn vị, khu vực ưu tiên"),
    "place": _("Địa điểm"),
    "what": _("Nội dung"),
    "urgency": _("Mức độ"),
    "called_at": _("Gọi đến lúc"),
    "receiver": _("Người nhận"),
    "answered_at": _("Trả lời lúc"),
    "incident": _("Sự cố"),
}


@dataclass(frozen=True)
class Line:
    """One thing that happened to a call; `target` is empty, for the words say it."""

    at: datetime
    by_name: str
    note: str
    target: str = ""


def history(call: HotlineCall) -> list[Line]:
    """Return what happened to a call since it was written down."""
    lines = [Line(row.at, row.by_name, _moved(row.target, row.note)) for row in moves_of(call)]
    lines += [Line(row.at, row.by_name, _edited(row.before, row.after)) for row in edits_of(call)]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _moved(target: str, note: str) -> str:
    word = str(WORDS[target])
    return f"{word}: {note}" if note else word


def _edited(before: dict[str, Any], after: dict[str, Any]) -> str:
    told = [
        f"{FIELDS[name]}: {_said(name, before[name])} → {_said(name, after[name])}" for name in FIELDS if name in after
    ]
    return "; ".join(told)


def _said(name: str, value: Any) -> str:
    if value in (None, ""):
        return "–"
    if name == "urgency":
        return str(HotlineCall.Urgency(value).label)
    moment = parse_datetime(str(value)) if name.endswith("_at") else None
    return str(value) if moment is None else f"{localtime(moment):%H:%M %d/%m/%Y}"
