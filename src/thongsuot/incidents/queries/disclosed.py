"""`Sở thấy gì`: exactly what the department sees of an incident, and no more."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.incidents.models import Disclosure, Incident
from thongsuot.incidents.states import IncidentState
from thongsuot.organisations.models import Organisation
from thongsuot.organisations.queries import in_force

EXAMPLES = 6
LABELS: tuple[tuple[str, str | Promise], ...] = (
    ("organisation", _("Doanh nghiệp khắc phục")), ("title", _("Sự cố")), ("failure", _("Loại sự cố")),
    ("origin", _("Nguồn tin")), ("site", _("Đơn vị được ưu tiên")), ("place", _("Địa điểm")),
    ("priority", _("Mức ưu tiên")), ("reasons", _("Lý do ưu tiên")), ("override_reason", _("Lý do đặt lại")),
    ("state", _("Trạng thái")), ("starts_at", _("Bắt đầu")), ("late", _("Ghi sau")),
    ("accepted_at", _("Tiếp nhận lúc")), ("coming", _("Người đến xử lý")), ("expected_at", _("Dự kiến khắc phục")),
    ("target_at", _("Phải khắc phục trước")), ("breached_at", _("Báo quá thời gian khắc phục lúc")),
    ("told_at", _("Sở thấy từ lúc")), ("told_why", _("Vì sao Sở thấy")), ("mended_at", _("Khắc phục lúc")),
    ("cause", _("Nguyên nhân")), ("closed_at", _("Kết thúc lúc")), ("closing", _("Ai xác nhận")),
    ("affected", _("Đơn vị khác bị ảnh hưởng")), ("notes", _("Diễn biến đã chia sẻ")),
)  # fmt: skip


def disclosed(incident: Incident) -> dict[str, Any]:
    """Return what the department sees of an incident from the moment it is told; nothing before.

    No alarm, no label, no source, no task, no note that stays inside, no telephone number: what the enterprise's own
    systems said, and how its network is built, never leaves it.
    """
    return _shown(incident) if incident.told_at is not None else {}


def shown_to_site(incident: Incident) -> dict[str, Any]:
    """Return what a site's people see of an incident at their site: who mends it, and nothing of other sites."""
    told = _shown(incident)
    for name in ("affected", "told_at", "told_why", "breached_at"):
        del told[name]
    return {**told, "accepted_name": incident.accepted_name}


def _shown(incident: Incident) -> dict[str, Any]:
    return {
        **_row(incident),
        "affected": [row.site.name for row in incident.affected.select_related("site")],
        "notes": [
            {"happened_at": note.happened_at, "text": note.text, "by_name": note.by_name}
            for note in incident.notes.filter(inside=False)
        ],
    }


def _row(incident: Incident) -> dict[str, Any]:
    return {
        "organisation": incident.organisation.name,
        "title": incident.title,
        "failure": incident.get_failure_display(),
        "origin": incident.get_origin_display(),
        "site": incident.site.name if incident.site else "",
        "place": incident.place,
        "priority": incident.priority,
        "reasons": incident.reasons,
        "override_reason": incident.override_reason,
        "state": incident.word,
        "starts_at": incident.starts_at,
        "late": incident.late,
        "accepted_at": incident.accepted_at if incident.state != IncidentState.OPEN else None,
        "coming": incident.coming,
        "expected_at": incident.expected_at,
        "target_at": incident.target_at,
        "breached_at": incident.breached_at,
        "told_at": incident.told_at,
        "told_why": incident.told_why,
        "mended_at": incident.mended_at,
        "cause": incident.cause,
        "closed_at": incident.closed_at,
        "closing": incident.get_closing_display(),
    }


def example(organisation: Organisation, at: datetime) -> dict[str, Any]:
    """Return what the department would see of an incident at a hospital, where an enterprise has had none yet."""
    began = at - timedelta(minutes=42)
    row = Incident(
        organisation=organisation,
        title=str(_("Mất đường truyền: Bệnh viện (ví dụ)")),
        failure=Incident.Failure.LINE,
        origin=Incident.Origin.SOURCE,
        place=str(_("Bệnh viện (ví dụ)")),
        priority=1,
        reasons=[{"code": "health", "priority": 1, "minutes": 120}],
        state=IncidentState.CLOSED,
        starts_at=began,
        accepted_at=began + timedelta(minutes=2),
        coming=str(_("Tổ ứng cứu (ví dụ)")),
        expected_at=at,
        target_at=began + timedelta(minutes=120),
        told_at=began,
        told_why="priority",
        mended_at=at,
        cause=str(_("Đứt cáp do thi công (ví dụ)")),
        closed_at=at,
        closing=Incident.Closing.MEASURED,
    )
    return {**_row(row), "affected": [], "notes": []}


def own_lately(organisation: Organisation, reality: str) -> QuerySet[Incident]:
    """Return the last incidents of an enterprise, by which it may see what was told of them."""
    rows = Incident.objects.filter(organisation=organisation, reality=reality).select_related("organisation", "site")
    return rows.order_by("-starts_at", "-pk")[:EXAMPLES]


def agreements(department: Organisation, reality: str, at: datetime) -> QuerySet[Disclosure]:
    """Return what the enterprises of a department have agreed to, as it holds."""
    rows = Disclosure.objects.filter(in_force(at), organisation__supervisor=department, reality=reality)
    return rows.select_related("organisation").order_by("organisation__sort_key", "pk")
