"""How each state looks: its word, its icon and its tone; never colour alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Mark:
    """The look of one state; `tone` is good, warn, bad, info or calm; `short` is its word in a narrow square."""

    word: str | Promise
    icon: str
    tone: str
    short: str | Promise = ""


MARKS = {
    # a directive
    "reading": Mark(_("Đang đọc văn bản"), "progress", "info"),
    "unreadable": Mark(_("Không đọc được"), "circle-x", "bad"),
    "review": Mark(_("Chờ rà soát"), "search", "warn"),
    "issued": Mark(_("Đã phát hành"), "send", "good"),
    "closed": Mark(_("Kết thúc"), "circle-check", "calm"),
    "withdrawn": Mark(_("Đã hủy"), "ban", "calm", _("Đã hủy")),
    # a proposal in review
    "proposed": Mark(_("Chờ xác nhận"), "help-circle", "warn"),
    "confirmed": Mark(_("Đã xác nhận"), "check", "good"),
    "rejected": Mark(_("Đã loại bỏ"), "x", "calm"),
    "unsure": Mark(_("Cần xem trước"), "alert-triangle", "warn"),
    # a duty beside that of an earlier letter
    "clause_same": Mark(_("Không đổi"), "check", "calm"),
    "clause_words": Mark(_("Đổi nội dung"), "edit", "warn"),
    "clause_deadline": Mark(_("Đổi thời hạn"), "calendar-time", "warn"),
    "clause_new": Mark(_("Nhiệm vụ mới"), "plus", "info"),
    "clause_gone": Mark(_("Không còn"), "minus", "bad"),
    # an assignment on its way, and where it stands against its clock
    "arrived": Mark(_("Đã đến"), "inbox", "info", _("Đã đến")),
    "received": Mark(_("Đã tiếp nhận"), "circle-check", "info", _("Tiếp nhận")),
    "assigned": Mark(_("Đã phân công"), "user-check", "info", _("Phân công")),
    "in_progress": Mark(_("Đang xử lý"), "dots", "warn", _("Đang xử lý")),
    "done": Mark(_("Hoàn thành"), "check", "good", _("Xong")),
    "done_on_time": Mark(_("Hoàn thành đúng hạn"), "check", "good", _("Xong")),
    "done_late": Mark(_("Hoàn thành quá hạn"), "clock-check", "warn", _("Xong muộn")),
    "open_on_time": Mark(_("Chưa hoàn thành trong hạn"), "hourglass", "warn", _("Chưa xong")),
    "open_late": Mark(_("Chưa hoàn thành quá hạn"), "alert-triangle", "bad", _("Đã trễ")),
    "not_applicable": Mark(_("Không thuộc phạm vi"), "minus", "calm", "–"),
    "none": Mark(_("Không giao"), "minus", "calm", "–"),
    # modes that have no deadline of their own
    "armed": Mark(_("Sẵn sàng"), "shield-check", "calm", _("Sẵn sàng")),
    "requested": Mark(_("Đã có đề nghị"), "bell", "warn", _("Có đề nghị")),
    "standing": Mark(_("Thường xuyên"), "repeat", "info", _("Thường xuyên")),
    "recurring": Mark(_("Định kỳ"), "calendar-time", "info", _("Định kỳ")),
    "paused": Mark(_("Tạm dừng"), "player-pause", "info", _("Tạm dừng")),
    # answers other than done
    "clarify": Mark(_("Đề nghị làm rõ"), "help-circle", "warn", _("Làm rõ")),
    "extend": Mark(_("Đề nghị gia hạn"), "calendar-time", "warn", _("Gia hạn")),
    "asked": Mark(_("Chờ Sở trả lời"), "hourglass", "warn"),
    "held": Mark(_("Đã dừng tính thời hạn"), "player-pause", "info"),
    "answered": Mark(_("Đã trả lời"), "circle-check", "good"),
    "taken_back": Mark(_("Đơn vị rút lại"), "arrow-back-up", "calm"),
    "obstacle": Mark(_("Vướng mắc"), "hand-stop", "bad", _("Vướng mắc")),
    # a report
    "draft": Mark(_("Dự thảo"), "edit", "calm", _("Dự thảo")),
    "prepared": Mark(_("Đã trình lãnh đạo"), "user-check", "info"),
    "submitted": Mark(_("Đã gửi"), "send", "info", _("Đã gửi")),
    "returned": Mark(_("Đề nghị bổ sung"), "arrow-back-up", "warn", _("Bổ sung")),
    "accepted": Mark(_("Đã tiếp nhận"), "circle-check", "good", _("Tiếp nhận")),
    "frozen": Mark(_("Đã chốt"), "check", "good"),
    "missing": Mark(_("Chưa gửi"), "alert-triangle", "bad", _("Chưa gửi")),
    "late": Mark(_("Gửi sau thời điểm chốt"), "clock-exclamation", "warn", _("Gửi muộn")),
    "unsealed": Mark(_("Chờ bản ký hoặc bản giấy"), "hourglass", "warn"),
    "on_behalf": Mark(_("Nhập thay"), "edit", "info"),
    "supplement": Mark(_("Báo cáo bổ sung"), "plus", "info"),
    # a campaign and an operator's share of it
    "approved": Mark(_("Đã phê duyệt"), "shield-check", "good"),
    "halted": Mark(_("Đã dừng hẳn"), "hand-stop", "bad"),
    "estimated": Mark(_("Đã ước tính"), "check", "info"),
    "testing": Mark(_("Đang thử trên máy"), "message", "info"),
    "trial": Mark(_("Gửi thử 1 %"), "progress", "info"),
    "left_out": Mark(_("Không tham gia"), "minus", "calm"),
    # an incident
    "open": Mark(pgettext_lazy("sự cố", "Mới"), "alert-triangle", "bad"),
    "mended": Mark(_("Đã khắc phục"), "check", "info"),
    "folded": Mark(_("Đã gộp"), "git-merge", "calm"),
    "escalated": Mark(_("Chuyển cấp"), "arrow-up-right", "bad"),
    "resolved": Mark(_("Đã khắc phục"), "check", "good"),
    "priority_1": Mark(_("Ưu tiên 1"), "alert-triangle", "bad"),
    "priority_2": Mark(_("Ưu tiên 2"), "clock-exclamation", "warn"),
    "priority_3": Mark(_("Ưu tiên 3"), "info-circle", "info"),
    # one takes over from the other, and shifts that change hands
    "expected": Mark(_("Chờ nhận ca"), "hourglass", "calm"),
    "chased": Mark(_("Đã hỏi người đang trực"), "bell", "warn"),
    "taken": Mark(_("Đã nhận ca"), "user-check", "info"),
    "handed": Mark(_("Hai bên đã xác nhận"), "circle-check", "good"),
    "missed": Mark(_("Không có người nhận ca"), "circle-x", "bad"),
    "void": Mark(_("Đã hủy"), "ban", "calm"),
    "offered": Mark(_("Nhờ trực thay"), "repeat", "warn"),
    # a message and the receipt of a directive
    "queued": Mark(_("Chờ gửi"), "hourglass", "calm"),
    "sending": Mark(_("Đang gửi"), "progress", "info"),
    "sent": Mark(_("Đã gửi"), "send", "info", _("Đã gửi")),
    "delivered": Mark(_("Gửi thành công"), "check", "good"),
    "uncertain": Mark(_("Chưa xác định"), "help-circle", "warn"),
    "failed": Mark(_("Không thành công"), "circle-x", "bad"),
    "handled": Mark(_("Đã xử lý"), "check", "good"),
    "refused": Mark(_("Không chấp nhận"), "circle-x", "bad"),
    "acknowledged": Mark(_("Đã tiếp nhận"), "circle-check", "good", _("Tiếp nhận")),
    # an invitation
    "uninvited": Mark(_("Chưa có phiếu mời"), "circle-dashed", "warn"),
    "invited": Mark(_("Đã mời"), "send", "calm"),
    "opened": Mark(_("Đã mở"), "mail", "info"),
    "proven": Mark(_("Đã xác nhận người vào"), "user-check", "info"),
    # long work
    "waiting": Mark(_("Đang chờ"), "hourglass", "calm"),
    "running": Mark(_("Đang chạy"), "progress", "info"),
    "cancelled": Mark(_("Đã dừng"), "ban", "calm"),
    # who says so
    "measured": Mark(_("Hệ thống ghi nhận"), "radio", "good"),
    "declared": Mark(_("Đơn vị báo cáo"), "message", "calm"),
}
