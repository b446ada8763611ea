"""What a person pasted and typed of another install is looked at before anything is saved."""

from __future__ import annotations

import re
from datetime import datetime

from django.utils.translation import gettext as _

from thongsuot.engines.package import PublicKey, typed
from thongsuot.links import queries
from thongsuot.links.models import ADDRESS
from thongsuot.organisations import access
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Actor, Person


class Unusable(ValueError):  # named for what happened (STYLE 10)
    """An address or a key that may not be entered; nothing was saved."""

    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def kept_by(by: Actor, at: datetime) -> None:
    """Refuse a person who does not keep this install."""
    if isinstance(by, Person) and not organisations.keeps_install(by, at):
        raise access.NotAllowed(_("%(who)s không giữ vai trò quản trị của Sở; chưa có gì thay đổi.") % {"who": by})


def compared(text: str, fingerprint: str) -> PublicKey:
    """Return the key that was pasted if the digits read out by telephone are its own."""
    try:
        key = PublicKey.read(text)
    except ValueError as error:
        words = _("Khóa công khai không đọc được; chưa lưu gì. Hãy sao chép lại cả dòng, từ thongsuot-ed25519:.")
        raise Unusable("key", words) from error
    if key.fingerprint in queries.ours():
        raise Unusable("key", _("Đây là khóa của chính hệ thống này; chưa lưu gì. Hãy dán khóa của hệ thống bên kia."))
    if key.fingerprint != typed(fingerprint):
        raise Unusable(
            "fingerprint",
            _(
                "Mã đối chiếu không khớp với khóa đã dán; chưa lưu gì. Hãy gọi lại bên kia: nếu họ đọc đúng các số này "
                "thì khóa đã bị thay đổi trên đường gửi."
            ),
        )
    return key


def usable(address: str) -> str:
    bare = address.strip().rstrip("/")
    if bare and not re.match(ADDRESS, bare):
        words = _("Địa chỉ phải bắt đầu bằng https://, trừ khi hệ thống kia ở trên chính máy này; chưa lưu gì.")
        raise Unusable("address", words)
    return bare
