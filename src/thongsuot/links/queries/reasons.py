"""Why something was not accepted, in a sentence, and how often."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.engines.package import Reason
from thongsuot.engines.vietnamese import ZONE
from thongsuot.links.models import Refusal

# What ends a package. ALTERED, MALFORMED and OVERSIZED may be the fault of the way, and nobody signs them: never here.
FINAL = {Reason.WRONG_REALITY, Reason.OTHER_BYTES}
SAID: dict[str, Promise] = {
    Reason.MALFORMED: _("Dữ liệu nhận được không phải gói tin liên thông; chưa lưu gì. Đề nghị gửi lại tệp gốc."),
    Reason.OVERSIZED: _("Gói tin lớn hơn 26 MB hoặc có phần vượt giới hạn; chưa lưu gì. Đề nghị tách nhỏ rồi gửi lại."),
    Reason.BAD_SIGNATURE: _("Chữ ký của gói tin không đúng; chưa lưu gì. Đề nghị gửi lại từ hệ thống đã ký."),
    Reason.ALTERED: _("Nội dung gói tin khác với nội dung đã ký; chưa lưu gì. Đề nghị gửi lại tệp gốc."),
    Reason.UNKNOWN_KEY: _(
        "Khóa đã ký gói tin chưa được đăng ký ở hệ thống này; chưa lưu gì. "
        "Đề nghị hai bên đối chiếu mã của khóa qua điện thoại rồi gửi lại."
    ),
    Reason.REVOKED_KEY: _(
        "Khóa đã ký gói tin không còn được chấp nhận ở hệ thống này; chưa lưu gì. Đề nghị đăng ký khóa mới rồi gửi lại."
    ),
    Reason.NOT_OURS: _("Gói tin được gửi cho hệ thống khác; chưa lưu gì. Đề nghị chuyển đến đúng hệ thống nhận."),
    Reason.WRONG_REALITY: _(
        "Gói tin diễn tập không vào được hệ thống thật, gói tin thật không vào được hệ thống diễn tập; chưa lưu gì. "
        "Đề nghị kiểm tra lại hệ thống gửi."
    ),
    Reason.OTHER_BYTES: _(
        "Đã nhận một gói tin khác dưới cùng mã số; gói đã nhận được giữ nguyên, gói này không được lưu. "
        "Đề nghị bên gửi kiểm tra lại."
    ),
}  # fmt: skip


def said(reason: str) -> str:
    """Return the sentence for a reason; one that a newer install invented is shown as it is."""
    return str(SAID.get(reason, reason))


def kept_words(words: str | Promise) -> str:
    """Return a sentence as it is written into a row: in Vietnamese, whoever looks at the page just now."""
    with translation.override("vi"):
        return str(words)


def refusals(at: datetime) -> list[tuple[Refusal, str]]:
    """Return what was not accepted in the last thirty days, each with its sentence."""
    rows = Refusal.objects.filter(day__gte=(at - timedelta(days=30)).astimezone(ZONE).date())
    return [(row, said(row.reason)) for row in rows]
