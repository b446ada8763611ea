"""Why a message centre did not take a message, in words; its own number stays beside them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from thongsuot.engines.smpp import Status, status_name

NUMBER = _("Số thuê bao không đúng hoặc không có")
BRAND = _("Tên định danh không được chấp nhận")
BUSY = _("Trung tâm tin nhắn đang đầy hàng đợi")
BROKEN = _("Trung tâm tin nhắn gặp lỗi")
UNWILLING = _("Trung tâm tin nhắn không nhận tin này")
MALFORMED = _("Trung tâm tin nhắn không đọc được yêu cầu gửi")
OTHER = _("Nguyên nhân riêng của trung tâm tin nhắn")

WORDS: dict[int, str | Promise] = {
    Status.RINVDSTADR: NUMBER,
    Status.RINVDSTTON: NUMBER,
    Status.RINVDSTNPI: NUMBER,
    Status.RINVSRCADR: BRAND,
    Status.RINVSRCTON: BRAND,
    Status.RINVSRCNPI: BRAND,
    Status.RMSGQFUL: BUSY,
    Status.RTHROTTLED: _("Gửi nhanh hơn tốc độ trung tâm tin nhắn cho phép"),
    Status.RSYSERR: BROKEN,
    Status.RUNKNOWNERR: BROKEN,
    Status.RSUBMITFAIL: UNWILLING,
    Status.RX_T_APPN: UNWILLING,
    Status.RX_P_APPN: UNWILLING,
    Status.RX_R_APPN: UNWILLING,
    Status.RDELIVERYFAILURE: _("Không chuyển được đến máy"),
    Status.RINVSCHED: _("Thời hạn của tin không hợp lệ"),
    Status.RINVEXPIRY: _("Thời hạn của tin không hợp lệ"),
    Status.RINVBNDSTS: _("Kết nối với trung tâm tin nhắn chưa sẵn sàng"),
    Status.RINVMSGLEN: MALFORMED,
    Status.RINVCMDLEN: MALFORMED,
    Status.RINVCMDID: MALFORMED,
    Status.RINVOPTPARSTREAM: MALFORMED,
    Status.ROPTPARNOTALLWD: MALFORMED,
    Status.RINVPARLEN: MALFORMED,
    Status.RMISSINGOPTPARAM: MALFORMED,
    Status.RINVOPTPARAMVAL: MALFORMED,
}


@dataclass(frozen=True)
class Cause:
    """One command_status and how many recipients it kept from a message."""

    status: int
    count: int

    @property
    def words(self) -> str:
        """Return what it means, for people."""
        return str(WORDS.get(self.status, OTHER))

    @property
    def name(self) -> str:
        """Return what the standard calls it, for whoever telephones the operator's engineers."""
        name = status_name(self.status)
        return name if name.startswith("0x") else f"{name} 0x{self.status:02X}"


def causes_of(counts: dict[int, int]) -> list[Cause]:
    """Return the causes, the most frequent first."""
    return [Cause(status, count) for status, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]
