"""What of an incident is kept as a code, said in words: why it is so urgent, why the department sees it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thongsuot.incidents.models import Incident
from thongsuot.organisations.models import SiteClass

TOLD_WHY: dict[str, str | Promise] = {
    "priority": gettext_lazy("Xảy ra tại đơn vị, khu vực ưu tiên"),
    "minutes": gettext_lazy("Kéo dài quá ngưỡng doanh nghiệp đã đồng ý"),
    "cause": gettext_lazy("Loại sự cố doanh nghiệp đã đồng ý báo ngay"),
    "own": gettext_lazy("Sở ghi nhận"),
    "forsaken": gettext_lazy("Không ai của doanh nghiệp liên lạc được"),
    "breach": gettext_lazy("Quá thời gian khắc phục"),
}


def reason_said(reason: dict[str, Any]) -> str:
    """Say one reason of a priority: the class of the site, the area around it, the ground."""
    code = str(reason.get("code", ""))
    if code == "silent":
        return _("Hệ thống giám sát không còn tín hiệu")
    said = str(SiteClass.Kind(code).label) if code in SiteClass.Kind.values else code
    parts = [str(reason[name]) for name in ("where", "ground") if reason.get(name)]
    return f"{said} ({'; '.join(parts)})" if parts else said


def reasons_said(incident: Incident) -> list[str]:
    """Say why an incident has its priority: a person's reason first, then what the register gave."""
    said = [reason_said(reason) for reason in incident.reasons]
    if incident.override_reason:
        return [_("Đặt lại: %(reason)s") % {"reason": incident.override_reason}, *said]
    return said or [_("Không thuộc diện ưu tiên")]


def told_why_said(code: str) -> str:
    """Say why the department sees an incident."""
    return str(TOLD_WHY.get(code, code))


def place_of(incident: Incident) -> str:
    """Return where it is: the site of the register, or the place in words."""
    return incident.site.name if incident.site is not None else incident.place


def plain_rows(told: dict[str, Any], labels: Iterable[tuple[str, str | Promise]]) -> list[tuple[str, str]]:
    """Return what is told as lines of a table, each with its label; what is empty is left out."""
    return [(str(label), said) for name, label in labels if (said := _plain(name, told.get(name)))]


def _plain(name: str, value: Any) -> str:
    match value:
        case None | "" | False | []:
            return ""
        case True:
            return _("có")
        case datetime():
            return f"{localtime(value):%H:%M %d/%m/%Y}"
        case list() if name == "reasons":
            return "; ".join(reason_said(reason) for reason in value)
        case list() if name == "notes":
            return "; ".join(f"{localtime(note['happened_at']):%H:%M} {note['text']}" for note in value)
        case list():
            return ", ".join(str(one) for one in value)
    return told_why_said(value) if name == "told_why" else str(value)
