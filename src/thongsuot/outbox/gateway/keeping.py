"""Where there is no server, or the message belongs to an exercise, it is kept as a file: whole or not at all."""

from __future__ import annotations

import os
from email.policy import SMTP
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from thongsuot.outbox.gateway import texts
from thongsuot.outbox.gateway.answers import Answer, Mine, Outcome, taken_over
from thongsuot.outbox.gateway.mail import UNWRITABLE, compose, unwritable
from thongsuot.outbox.models import Message


def mail(message: Message, mine: Mine) -> Answer:
    """Keep an e-mail as it would have left."""
    try:
        content = compose(message, "thongsuot@localhost").as_bytes(policy=SMTP)
    except UNWRITABLE as error:
        return unwritable(error)
    said = _(
        "Chưa cấu hình máy chủ thư hoặc tin thuộc diễn tập: thư được lưu vào tệp mail/%(name)s, chưa gửi ra ngoài."
    )
    return _keep(f"{message.token}.eml", content, mine, said)


def sms(message: Message, mine: Mine) -> Answer:
    """Keep an SMS: the number, and the text as it would have left."""
    content = f"{message.address}\n{texts.text_of(message)}\n".encode()
    said = _(
        "Chưa cấu hình cổng tin nhắn hoặc tin thuộc diễn tập: tin được lưu vào tệp mail/%(name)s, chưa gửi ra ngoài."
    )
    return _keep(f"{message.token}.txt", content, mine, said)


def _keep(name: str, content: bytes, mine: Mine, said: str) -> Answer:
    if not mine():
        return taken_over()
    try:
        _write(Path(settings.MAIL_FOLDER) / name, content)
    except OSError as error:
        return Answer(Outcome.UNREACHABLE, _("Không lưu được thư vào thư mục: %(error)s") % {"error": error.strerror})
    return Answer(Outcome.SENT, said % {"name": name})


def _write(file: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    half = file.with_suffix(".part")
    with half.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    half.replace(file)
