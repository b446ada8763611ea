"""How each state looks: its word, its icon and its tone; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Mark:
    """The look of one state; `tone` is good, warn, bad, info or calm."""

    word: str | Promise
    icon: str
    tone: str


MARKS = {
    # a directive
    "reading": Mark(_("Đang đọc văn bản"), "progress", "info"),
    "unreadable": Mark(_("Không đọc được"), "circle-x", "bad"),
    "review": Mark(_("Chờ rà soát"), "search", "warn"),
    "issued": Mark(_("Đã ban hành"), "send", "good"),
    "closed": Mark(_("Kết thúc"), "circle-check", "calm"),
    "withdrawn": Mark(_("Đã hủy"), "ban", "calm"),
    # a proposal in review
    "proposed": Mark(_("Chờ xác nhận"), "help-circle", "warn"),
    "confirmed": Mark(_("Đã xác nhận"), "check", "good"),
    "rejected": Mark(_("Đã loại bỏ"), "x", "calm"),
    # an assignment on its way, and where it stands against its clock
    "arrived": Mark(_("Đã đến"), "inbox", "info"),
    "received": Mark(_("Đã tiếp nhận"), "circle-check", "info"),
    "assigned": Mark(_("Đã phân công"), "user-check", "info"),
    "in_progress": Mark(_("Đang xử lý"), "dots", "warn"),
    "done": Mark(_("Hoàn thành"), "check", "good"),
    "done_on_time": Mark(_("Hoàn thành đúng hạn"), "check", "good"),
    "done_late": Mark(_("Hoàn thành quá hạn"), "clock-check", "warn"),
    "open_on_time": Mark(_("Chưa hoàn thành trong hạn"), "hourglass", "warn"),
    "open_late": Mark(_("Chưa hoàn thành quá hạn"), "alert-triangle", "bad"),
    "not_applicable": Mark(_("Không thuộc phạm vi"), "minus", "calm"),
    "none": Mark(_("Không giao"), "minus", "calm"),
    # modes that have no deadline of their own
    "armed": Mark(_("Sẵn sàng"), "shield-check", "calm"),
    "requested": Mark(_("Đã có đề nghị"), "bell", "warn"),
    "standing": Mark(_("Thường xuyên"), "repeat", "info"),
    "recurring": Mark(_("Định kỳ"), "calendar-time", "info"),
    "paused": Mark(_("Tạm dừng"), "player-pause", "info"),
    # answers other than done
    "clarify": Mark(_("Đề nghị làm rõ"), "help-circle", "warn"),
    "extend": Mark(_("Đề nghị gia hạn"), "calendar-time", "warn"),
    "obstacle": Mark(_("Vướng mắc"), "hand-stop", "bad"),
    # a report
    "draft": Mark(_("Dự thảo"), "edit", "calm"),
    "submitted": Mark(_("Đã gửi"), "send", "info"),
    "returned": Mark(_("Đề nghị bổ sung"), "arrow-back-up", "warn"),
    "accepted": Mark(_("Đã tiếp nhận"), "circle-check", "good"),
    "frozen": Mark(_("Đã chốt"), "check", "good"),
    "missing": Mark(_("Chưa gửi"), "alert-triangle", "bad"),
    "late": Mark(_("Gửi sau thời điểm chốt"), "clock-exclamation", "warn"),
    "supplement": Mark(_("Báo cáo bổ sung"), "plus", "info"),
    # an incident
    "open": Mark(pgettext_lazy("sự cố", "Mới"), "alert-triangle", "bad"),
    "escalated": Mark(_("Chuyển cấp"), "arrow-up-right", "bad"),
    "resolved": Mark(_("Đã khắc phục"), "check", "good"),
    "priority_1": Mark(_("Ưu tiên 1"), "alert-triangle", "bad"),
    "priority_2": Mark(_("Ưu tiên 2"), "clock-exclamation", "warn"),
    "priority_3": Mark(_("Ưu tiên 3"), "info-circle", "info"),
    # a message and the receipt of a directive
    "queued": Mark(_("Chờ gửi"), "hourglass", "calm"),
    "sent": Mark(_("Đã gửi"), "send", "info"),
    "delivered": Mark(_("Gửi thành công"), "check", "good"),
    "uncertain": Mark(_("Chưa xác định"), "help-circle", "warn"),
    "failed": Mark(_("Không thành công"), "circle-x", "bad"),
    "acknowledged": Mark(_("Đã tiếp nhận"), "circle-check", "good"),
    # long work
    "waiting": Mark(_("Đang chờ"), "hourglass", "calm"),
    "running": Mark(_("Đang chạy"), "progress", "info"),
    "cancelled": Mark(_("Đã dừng"), "ban", "calm"),
    # who says so
    "measured": Mark(_("Hệ thống ghi nhận"), "radio", "good"),
    "declared": Mark(_("Đơn vị báo cáo"), "message", "calm"),
}
