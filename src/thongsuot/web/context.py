"""What every page knows: where one can go, as whom, and whether it is real."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

import thongsuot

PAGES = [
    ("home", _("Việc của tôi")),
    ("directives:list", _("Văn bản chỉ đạo")),
    ("directives:board", _("Bảng điều hành")),
    ("duty:board", _("Trực ban")),
    ("incidents:board", _("Sự cố")),
    ("hotline:list", _("Đường dây nóng")),
    ("campaigns:list", _("Nhắn tin")),
    ("reports:list", _("Báo cáo")),
    ("organisations:directory", _("Danh bạ")),
]


def page(request: HttpRequest) -> dict[str, Any]:
    """Return what the base template shows."""
    signed_in = request.user.is_authenticated if hasattr(request, "user") else False
    return {
        "navigation": _navigation(request) if signed_in else [],
        "reality": settings.REALITY,
        "events_url": settings.EVENTS_URL,
        "version": thongsuot.__version__,
        "csp_nonce": getattr(request, "csp_nonce", ""),
    }


def _navigation(request: HttpRequest) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [{"url": reverse(name), "label": label} for name, label in PAGES]
    deepest = max((str(e["url"]) for e in entries if request.path.startswith(e["url"])), key=len, default="")
    return [{**entry, "current": entry["url"] == deepest} for entry in entries]
