"""The kinds of obligation and the whole numbers that count for each; an undeclared name is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """One kind: its title, the app that carries it out, its figures, and which of them "done" demands."""

    code: str
    title: str
    owner: str
    figures: dict[str, str]  # name -> Vietnamese label, in the order of the report
    demands: tuple[str, ...] = ()


class UndeclaredFigure(ValueError):
    """A figure that no kind declares, or that is no whole number."""


_ALL = (
    Kind(
        "RECEIPT",
        "Tiếp nhận văn bản",
        "directives",
        {"organisations": "đơn vị nhận văn bản", "acknowledged": "đơn vị đã xác nhận tiếp nhận"},
    ),
    Kind(
        "NETWORK_SAFETY",
        "An toàn mạng và thông tin",
        "network",
        {"minutes_up": "phút hoạt động", "minutes_total": "phút theo dõi", "plans": "phương án đã triển khai"},
        ("plans",),
    ),
    Kind(
        "CAPACITY_UPGRADE",
        "Tăng dung lượng",
        "network",
        {
            "upgrades": "lượt nâng cấp",
            "upgraded_mbps": "Mbit/s tăng thêm",
            "requested": "đề nghị đã nhận",
            "served": "đề nghị đã đáp ứng",
        },
        ("upgrades",),
    ),
    Kind(
        "SPARE_EQUIPMENT",
        "Thiết bị dự phòng, tổ ứng cứu thông tin",
        "reserves",
        {
            "items_tested": "thiết bị dự phòng đã kiểm tra",
            "items_total": "thiết bị dự phòng",
            "teams_ready": "tổ ứng cứu sẵn sàng",
        },
        ("items_tested", "items_total"),
    ),
    Kind(
        "MUTUAL_AID",
        "Phối hợp, hỗ trợ",
        "incidents",
        {
            "asked": "đề nghị hỗ trợ đã gửi",
            "answered": "đề nghị được đáp ứng",
            "given": "lượt hỗ trợ đơn vị khác",
            "minutes_to_arrive": "phút đến nơi",
        },
        ("asked", "answered"),
    ),
    Kind(
        "PORTAL_AVAILABILITY",
        "Cổng, trang thông tin",
        "network",
        {"minutes_up": "phút hoạt động", "minutes_total": "phút theo dõi"},
        ("minutes_up", "minutes_total"),
    ),
    Kind(
        "PRIORITY_RESTORATION",
        "Khắc phục ưu tiên",
        "incidents",
        {
            "incidents": "sự cố",
            "within_target": "sự cố khắc phục trong thời gian quy định",
            "minutes_down": "phút mất liên lạc",
        },
        ("incidents", "within_target"),
    ),
    Kind(
        "GOVERNMENT_NETWORK",
        "Mạng truyền số liệu chuyên dùng",
        "network",
        {"minutes_up": "phút hoạt động", "minutes_total": "phút theo dõi"},
        ("minutes_up", "minutes_total"),
    ),
    Kind(
        "GOVERNMENT_POST",
        "Mạng bưu chính KT1",
        "post",
        {"items": "bưu gửi KT1", "items_on_time": "bưu gửi KT1 đúng thời gian"},
        ("items", "items_on_time"),
    ),
    Kind(
        "CONFERENCE_LINES",
        "Đường truyền hội nghị truyền hình",
        "network",
        {"lines": "đường truyền", "rehearsals": "lượt chạy thử", "go": "lượt chạy thử đạt yêu cầu"},
        ("lines",),
    ),
    Kind(
        "MISINFORMATION",
        "Xác minh thông tin",
        "claims",
        {
            "claims": "thông tin cần xác minh",
            "verified": "thông tin đã xác minh",
            "corrected": "thông tin đã đính chính",
            "answered": "yêu cầu đã trả lời",
            "referred": "vụ việc đã chuyển cơ quan chức năng",
            "reversed": "kết luận đã thay đổi",
        },
        ("claims", "verified"),
    ),
    Kind(
        "MASS_SMS",
        "Nhắn tin tuyên truyền",
        "campaigns",
        {
            "subscribers": "thuê bao",
            "sent": "tin nhắn đã gửi",
            "delivered": "tin nhắn gửi thành công",
            "failed": "tin nhắn không thành công",
            "uncertain": "tin nhắn chưa xác định",
            "segments": "tin nhắn quy đổi",
        },
        ("subscribers",),
    ),
    Kind(
        "CONTENT_CHECK",
        "Kiểm tra nội dung bưu gửi",
        "post",
        {
            "offices": "điểm phục vụ",
            "offices_confirmed": "điểm phục vụ đã xác nhận thực hiện",
            "items": "bưu gửi đã nhận",
            "checked": "bưu gửi đã kiểm tra nội dung",
        },
        ("offices", "offices_confirmed"),
    ),
    Kind(
        "GOODS_SUSPENSION",
        "Tạm dừng nhận gửi ra nước ngoài",
        "post",
        {
            "screened": "bưu gửi đã kiểm tra",
            "refused": "bưu gửi không chấp nhận",
            "asked": "bưu gửi cần làm rõ",
            "accepted_before_notice": "bưu gửi đã nhận trước khi đơn vị xác nhận tiếp nhận văn bản",
            "accepted_after_notice": "bưu gửi đã nhận sau khi đơn vị xác nhận tiếp nhận văn bản",
            "found": "bưu gửi đã tìm được trong số đã nhận",
            "returned": "bưu gửi đã chuyển hoàn",
        },
        ("screened", "refused"),
    ),
    Kind(
        "OFFICIAL_INFORMATION",
        "Thông tin tuyên truyền",
        "notices",
        {
            "outlets": "điểm tuyên truyền",
            "outlets_showing": "điểm đang tuyên truyền",
            "showings": "lượt hiển thị",
            "corrections": "nội dung đã đính chính",
        },
        ("outlets", "outlets_showing"),
    ),
    Kind(
        "DUTY_ROSTER",
        "Lịch trực, ca trực",
        "duty",
        {"shifts": "ca trực", "shifts_filled": "ca trực đủ người", "check_ins": "lượt nhận ca"},
        ("shifts", "shifts_filled"),
    ),
    Kind(
        "STAFF_ACKNOWLEDGEMENT",
        "Quán triệt đến người lao động",
        "directives",
        {"staff": "người lao động", "acknowledged": "người đã xác nhận nắm nội dung"},
        ("staff", "acknowledged"),
    ),
    Kind(
        "REPORT",
        "Báo cáo",
        "reports",
        {"reports_due": "báo cáo phải gửi", "reports_on_time": "báo cáo gửi đúng hạn"},
    ),
    Kind(
        "HOTLINE",
        "Báo cáo đột xuất qua đường dây nóng",
        "hotline",
        {"calls": "tin báo", "answered": "tin báo được tiếp nhận", "minutes_to_answer": "phút chờ tiếp nhận"},
        ("calls",),
    ),
    Kind(
        "OTHER",
        "Nhiệm vụ khác",
        "directives",
        {"done": "việc đã hoàn thành", "total": "việc phải làm"},
        ("done", "total"),
    ),
)

KINDS = {kind.code: kind for kind in _ALL}


def check(code: str, figures: dict[str, int]) -> None:
    """Refuse a figure that the kind does not declare, or that is not a whole number of at least zero."""
    declared = KINDS[code].figures
    for name, value in figures.items():
        if name not in declared:
            raise UndeclaredFigure(f"{code} không có số liệu {name}.")
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise UndeclaredFigure(f"{code}.{name} phải là số nguyên không âm.")


def missing(code: str, figures: dict[str, int]) -> list[str]:
    """Return the labels of the figures that "done" demands and nobody has given."""
    kind = KINDS[code]
    return [kind.figures[name] for name in kind.demands if name not in figures]


def added(*rows: dict[str, int]) -> dict[str, int]:
    """Add figures name by name: the only fold that is ever needed."""
    total: dict[str, int] = {}
    for row in rows:
        for name, value in row.items():
            total[name] = total.get(name, 0) + value
    return total
