"""How people sign in: accounts are given by an administrator, nobody signs up.

allauth has no Vietnamese catalogue: its refusals stand here, the few words outside them in web/locale/vi.
"""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

WRONG_CODE = _("Mã chưa đúng; hãy nhập mã mới nhất.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Closed to strangers."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _("Tài khoản này đang khóa; hãy liên hệ quản trị của đơn vị."),
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng; chưa có gì thay đổi. Hãy thử lại."),
        "email_password_mismatch": _("Thư điện tử hoặc mật khẩu chưa đúng; chưa có gì thay đổi. Hãy thử lại."),
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu chưa đúng; chưa có gì thay đổi. Hãy thử lại."),
        "enter_current_password": _("Hãy nhập mật khẩu hiện tại."),
        "incorrect_code": WRONG_CODE,
        "incorrect_password": _("Mật khẩu chưa đúng; chưa có gì thay đổi. Hãy thử lại."),
        "invalid_or_expired_key": _("Đường dẫn đã được dùng hoặc đã hết hạn; hãy xin đường dẫn mới."),
        "invalid_password_reset": _("Đường dẫn đặt lại mật khẩu đã được dùng hoặc đã hết hạn; hãy xin đường dẫn mới."),
        "too_many_login_attempts": _("Đã thử quá nhiều lần; hãy đợi vài phút rồi thử lại."),
        "rate_limited": _("Đã gửi quá nhiều yêu cầu; hãy đợi vài phút rồi thử lại."),
        "unknown_email": _("Không có tài khoản nào dùng thư điện tử này."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody opens an account alone."""
        return False


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]  # allauth ships no types
    """The second factor, in Vietnamese."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "cannot_delete_authenticator": _("Chưa bỏ được xác thực hai bước; cách xác thực hiện có được giữ nguyên."),
        "cannot_generate_recovery_codes": _("Phải dùng xác thực hai bước thì mới tạo được mã dự phòng."),
        "unverified_email": _("Phải xác nhận thư điện tử trước khi dùng xác thực hai bước."),
        "add_email_blocked": _("Tài khoản dùng xác thực hai bước không thêm được thư điện tử."),
    }
