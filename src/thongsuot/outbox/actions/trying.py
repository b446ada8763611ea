"""An administrator tries a channel out, on the own address alone."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.engines.vietnamese import ZONE
from thongsuot.organisations import access
from thongsuot.organisations import queries as organisations
from thongsuot.organisations.models import Person
from thongsuot.outbox import queries
from thongsuot.outbox.actions.queueing import Draft, Words, contact_of, queue
from thongsuot.outbox.models import Channel, Message


class NoAddress(ValueError):
    """The person has no address on that channel."""

    def __init__(self, channel: Channel) -> None:
        super().__init__(
            _("Tài khoản của bạn chưa có số điện thoại nên chưa gửi tin thử; hãy bổ sung trong Danh bạ rồi gửi lại.")
            if channel == Channel.SMS
            else _("Tài khoản của bạn chưa có địa chỉ thư nên chưa gửi tin thử; hãy bổ sung trong Danh bạ rồi gửi lại.")
        )


def try_out(channel: str, *, by: Person, at: datetime) -> Message:
    """Queue a message to the person's own address; two clicks within a second make one message."""
    if not organisations.keeps_install(by, at):
        raise access.NotAllowed(_("%(who)s không giữ vai trò quản trị của Sở; chưa có gì thay đổi.") % {"who": by})
    way, to = Channel(channel), contact_of(by)
    if not (to.phone if way == Channel.SMS else to.email):
        raise NoAddress(way)
    words = Words("Tin thử của Thông Suốt", f"Gửi lúc {at.astimezone(ZONE):%H:%M:%S ngày %d/%m/%Y}.")
    key = f"{queries.TRIAL}{way}:{by.pk}:{at:%Y%m%d%H%M%S}"
    return queue(Draft(key, way, to, words, settings.REALITY), by=by, at=at)
