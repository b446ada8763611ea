"""The certificate by which this install speaks HTTPS itself, looked at before anything starts."""

from __future__ import annotations

import ssl
from datetime import datetime, timedelta
from pathlib import Path

from thongsuot.web.environment import Environment

SOON = timedelta(days=21)  # before its end a certificate is spoken of


class NoTls(Exception):
    """The certificate and its key cannot be used as they are."""


def check(told: Environment) -> datetime | None:
    """Return when the certificate ends, or nothing where there is none; refuse a pair that does not work."""
    if told.tls_cert is None and told.tls_key is None:
        return None
    if told.tls_cert is None or told.tls_key is None:
        raise NoTls("cần cả TS_TLS_CERT và TS_TLS_KEY; hiện chỉ có một trong hai.")
    try:
        # without a password given, OpenSSL would ask for one on the terminal and wait
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(told.tls_cert, told.tls_key, password="")
        return _end(told.tls_cert)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        why = getattr(error, "reason", None) or getattr(error, "strerror", None) or type(error).__name__
        raise NoTls(f"không dùng được chứng thư {told.tls_cert} với khóa {told.tls_key}: {why}.") from error


def _end(cert: Path) -> datetime:
    from cryptography import x509

    return x509.load_pem_x509_certificate(cert.read_bytes()).not_valid_after_utc


def warning(told: Environment, *, at: datetime) -> str:
    """Say that the certificate ends soon, or has ended; nothing where there is no reason to."""
    end = check(told)
    if end is None or end > at + SOON:
        return ""
    return f"chứng thư hết hiệu lực ngày {end:%d/%m/%Y}; hãy thay tệp trong TS_TLS_CERT, TS_TLS_KEY rồi khởi động lại."


def of_our_own() -> ssl.SSLContext:
    """Return how we ask ourselves whether we answer: who answers is known, whether the name fits is not asked."""
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
