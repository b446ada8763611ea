"""The first step that carries out each kind of duty; a kind without a tool yet goes by declaration."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Opening:
    """What to do first, in one sentence, whether the figures are measured or declared, and the tool's page."""

    step: str | Promise
    way: str = "declared"  # declared | measured | report
    page: str = ""  # the name of the address where the tool begins


OPENINGS: dict[str, Opening] = {
    "RECEIPT": Opening(_("Xác nhận đã tiếp nhận văn bản; hệ thống tự ghi nhận."), "measured"),
    "NETWORK_SAFETY": Opening(_("Ghi số phương án đã triển khai và thời gian mạng hoạt động.")),
    "CAPACITY_UPGRADE": Opening(_("Ghi các lượt tăng dung lượng và đề nghị đã đáp ứng.")),
    "SPARE_EQUIPMENT": Opening(_("Ghi số thiết bị dự phòng, số đã kiểm tra và số tổ ứng cứu sẵn sàng.")),
    "MUTUAL_AID": Opening(_("Ghi đề nghị hỗ trợ đã gửi, đã được đáp ứng và lượt hỗ trợ đơn vị khác.")),
    "PORTAL_AVAILABILITY": Opening(_("Ghi số phút hoạt động trên số phút theo dõi của các cổng, trang thông tin.")),
    "PRIORITY_RESTORATION": Opening(
        _("Xử lý sự cố tại nơi được ưu tiên ở trang Sự cố; thời gian khắc phục tự vào báo cáo."), page="incidents:board"
    ),
    "GOVERNMENT_NETWORK": Opening(_("Ghi số phút hoạt động và số phút theo dõi của mạng truyền số liệu chuyên dùng.")),
    "GOVERNMENT_POST": Opening(_("Ghi số bưu gửi KT1 và số đến đúng thời gian.")),
    "CONFERENCE_LINES": Opening(_("Ghi số đường truyền hội nghị truyền hình và số lượt chạy thử đạt yêu cầu.")),
    "MISINFORMATION": Opening(_("Ghi số thông tin cần xác minh và kết quả xử lý.")),
    "MASS_SMS": Opening(
        _("Khi có đề nghị, ước tính và gửi ở trang Nhắn tin tuyên truyền; số liệu tự vào báo cáo."),
        page="campaigns:list",
    ),
    "CONTENT_CHECK": Opening(_("Ghi số điểm phục vụ đã xác nhận thực hiện và số bưu gửi đã kiểm tra nội dung.")),
    "GOODS_SUSPENSION": Opening(
        _("Ghi số bưu gửi đã kiểm tra; số đã nhận trước, sau khi xác nhận tiếp nhận; số đã tìm được, đã chuyển hoàn.")
    ),
    "OFFICIAL_INFORMATION": Opening(_("Ghi số điểm tuyên truyền, số điểm đang tuyên truyền và lượt hiển thị.")),
    "DUTY_ROSTER": Opening(
        _("Ban hành lịch trực ở trang Trực ban; ca trực và lượt nhận ca tự vào báo cáo."), page="duty:board"
    ),
    "STAFF_ACKNOWLEDGEMENT": Opening(
        _("Mở đường dẫn quán triệt cho người lao động; hệ thống tự đếm xác nhận."), "measured"
    ),
    "REPORT": Opening(_("Hoàn thiện và gửi báo cáo; nhiệm vụ hoàn thành khi báo cáo được gửi."), "report"),
    "HOTLINE": Opening(
        _("Khi có việc đột xuất, gọi điện cho lãnh đạo Sở; tin báo ghi ở trang Đường dây nóng tự vào báo cáo."),
        page="hotline:list",
    ),
    "OTHER": Opening(_("Ghi số việc phải làm và số việc đã hoàn thành.")),
}


def opening(kind: str) -> Opening:
    """Return the first step of a kind."""
    return OPENINGS[kind]
