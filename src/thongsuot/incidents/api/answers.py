"""What a source is answered: a status, and a sentence that says what happened and what to do."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LATER = 5  # seconds after which to try again


class Why(StrEnum):
    """What became of a delivery."""

    KEPT = "kept"
    REPEATED = "repeated"
    OFF_CLOCK = "off_clock"
    UNREADABLE = "unreadable"
    NO_KEY = "no_key"
    WRONG_KEY = "wrong_key"
    WRONG_SIGNATURE = "wrong_signature"
    NOT_CONNECTED = "not_connected"
    NOT_BY_MAIL = "not_by_mail"
    WRONG_METHOD = "wrong_method"
    TOO_LARGE = "too_large"
    TOO_SLOW = "too_slow"
    BUSY = "busy"
    FAILING = "failing"


@dataclass(frozen=True)
class Answer:
    """One answer; `headers` beside those of the body."""

    status: int
    why: Why
    said: str
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def body(self) -> bytes:
        """Return it as JSON."""
        told = {"ok": self.status < 300, "code": str(self.why), "message": self.said}
        return json.dumps(told, ensure_ascii=False).encode()


_ASK = (("WWW-Authenticate", 'Bearer realm="thongsuot"'),)
_AGAIN = (("Retry-After", str(LATER)),)
_KNOWN: dict[Why, tuple[int, Promise, tuple[tuple[str, str], ...]]] = {
    Why.KEPT: (202, _("Đã nhận và lưu."), ()),
    Why.REPEATED: (200, _("Nội dung này đã nhận trước đó; không ghi thêm lần nữa."), ()),
    Why.OFF_CLOCK: (202, _("Đã nhận và lưu, nhưng giờ của nguồn lệch quá xa; hãy chỉnh đồng hồ máy gửi (NTP)."), ()),
    Why.UNREADABLE: (400, _("Không đọc được nội dung; bản gốc đã lưu để xem lại."), ()),
    Why.NO_KEY: (401, _("Thiếu khóa. Hãy gửi kèm tiêu đề Authorization: Bearer với khóa của nguồn."), _ASK),
    Why.WRONG_KEY: (
        401,
        _("Khóa không đúng hoặc đã hết hiệu lực; chưa nhận gì. Hãy lấy khóa mới."),
        _ASK,
    ),
    Why.WRONG_SIGNATURE: (401, _("Chữ ký không khớp với nội dung; chưa nhận gì."), _ASK),
    Why.NOT_CONNECTED: (403, _("Nguồn này chưa được đồng ý hoặc đã ngắt kết nối; chưa nhận gì."), ()),
    Why.NOT_BY_MAIL: (403, _("Nguồn này gửi bằng thư điện tử, không gửi qua địa chỉ này; chưa nhận gì."), ()),
    Why.WRONG_METHOD: (405, _("Địa chỉ này chỉ nhận POST."), (("Allow", "POST"),)),
    Why.TOO_LARGE: (413, _("Nội dung lớn hơn 2 MB; chưa nhận gì. Hãy giới hạn số cảnh báo trong một lần gửi."), ()),
    Why.TOO_SLOW: (408, _("Nội dung gửi quá chậm; chưa nhận gì. Hãy gửi lại."), ()),
    Why.BUSY: (503, _("Đang có quá nhiều cảnh báo chờ lưu; chưa nhận gì. Hãy gửi lại sau ít giây."), _AGAIN),
    Why.FAILING: (503, _("Hệ thống tạm thời chưa lưu được; chưa nhận gì. Hãy gửi lại sau ít giây."), _AGAIN),
}


def answer(why: Why, detail: str = "") -> Answer:
    """Return the answer for what happened; a detail stands before the sentence."""
    status, said, headers = _KNOWN[why]
    return Answer(status, why, f"{detail} {said}".strip(), headers)
