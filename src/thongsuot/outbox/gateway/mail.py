"""An e-mail leaves by SMTP."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from thongsuot.ledger.models import Reality
from thongsuot.outbox import queries
from thongsuot.outbox.gateway.answers import Answer, Mine, Outcome, Send, Unreachable, taken_over
from thongsuot.outbox.models import Message

TIMEOUT = 15.0  # seconds for each answer of the peer
PERMANENT = 500  # SMTP: codes from here on are final (RFC 5321, 4.2.1)
TAKEN = 250
UNWRITABLE = (ValueError, IndexError, MessageError)  # what the standard library raises for addresses


@contextmanager
def opened(url: str) -> Iterator[Send]:
    """Connect to the mail server and yield how to send one message."""
    try:
        smtp, sender = _connect(url)
    except (OSError, smtplib.SMTPException, ValueError) as error:  # ValueError: a name or address SMTP cannot carry
        raise Unreachable(_("Không kết nối được máy chủ thư: %(error)s") % {"error": error}) from error
    try:
        yield lambda message, mine: _submit(smtp, sender, message, mine)
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        smtp.close()


def _connect(url: str) -> tuple[smtplib.SMTP, str]:
    """Connect as the address says: smtp:// or smtps://, user and password, ?starttls=1, ?from=address."""
    parts, options = urlsplit(url), parse_qs(urlsplit(url).query)
    host, user = parts.hostname or "localhost", unquote(parts.username or "")
    smtp: smtplib.SMTP
    if parts.scheme == "smtps":
        smtp = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        smtp = smtplib.SMTP(host, parts.port or 25, timeout=TIMEOUT)
    try:
        if parts.scheme != "smtps" and options.get("starttls", ["0"])[0] not in ("0", "no", "false"):
            smtp.starttls(context=ssl.create_default_context())
        if user:
            smtp.login(user, unquote(parts.password or ""))
        smtp.ehlo_or_helo_if_needed()
    except BaseException:
        smtp.close()
        raise
    return smtp, options.get("from", [user if "@" in user else f"thongsuot@{host}"])[0]


def _submit(smtp: smtplib.SMTP, sender: str, message: Message, mine: Mine) -> Answer:
    try:
        content = compose(message, sender).as_bytes(policy=SMTP)
    except UNWRITABLE as error:
        return unwritable(error)
    try:
        for command, argument in ((smtp.mail, sender), (smtp.rcpt, message.address)):
            code, words = command(argument)
            if code not in (TAKEN, 251):
                smtp.rset()
                return _refusal(code, words)
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Outcome.UNREACHABLE, _("Mất kết nối trước khi gửi: %(error)s") % {"error": error})
    if not mine():  # a sender that was asleep must not send what others have taken over
        smtp.rset()
        return taken_over()
    try:
        code, words = smtp.data(content)
    except smtplib.SMTPDataError as error:
        return _refusal(error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPException) as error:
        return Answer(Outcome.UNCERTAIN, _("Mất kết nối khi chờ máy chủ thư trả lời: %(error)s") % {"error": error})
    if code != TAKEN:
        return _refusal(code, words)
    return Answer(Outcome.SENT, _("Máy chủ thư đã nhận: %(words)s") % {"words": _text(words)})


def _text(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def _refusal(code: int, words: bytes | str) -> Answer:
    outcome = Outcome.REFUSED if code >= PERMANENT else Outcome.LATER
    return Answer(outcome, _("Máy chủ thư trả lời %(code)s: %(words)s") % {"code": code, "words": _text(words)})


def unwritable(error: Exception) -> Answer:
    """Say that no e-mail can be addressed that way."""
    return Answer(Outcome.REFUSED, _("Địa chỉ thư không hợp lệ: %(error)s") % {"error": error})


def compose(message: Message, sender: str) -> EmailMessage:
    """Write the e-mail; its Message-ID belongs to the row, however often it is sent."""
    mail = EmailMessage()
    mark = "[DIỄN TẬP] " if message.reality == Reality.EXERCISE else ""
    mail["Message-ID"] = f"<{message.token}@{sender.rpartition('@')[2] or 'thongsuot'}>"
    mail["Date"] = format_datetime(localtime(message.claimed_at or message.at))
    mail["From"] = Address("Thông Suốt", addr_spec=sender)
    mail["To"] = Address(" ".join(message.name.split()), addr_spec=message.address)
    mail["Subject"] = mark + message.subject
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers
    if message.priority == 1:
        mail["Importance"] = "high"
    mail.set_content(
        "\n\n".join(filter(None, [message.body, queries.full_address(message.url)])) + "\n", cte="quoted-printable"
    )
    return mail
